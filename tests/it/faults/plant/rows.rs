//! Rows that should not be there, or not twice.

use std::io;

use super::set::{EXPORT, LISTS, MAP, SCORES, SURVEY, WORKFORCE};
use super::{Figures, Plant, Planted, Set};
use briefings::subject::problem::faults;

/// The fourth row once more, at the end.
macro_rules! twice {
    ($name:literal, $path:ident, $column:literal, $what:literal) => {
        Plant {
            name: $name,
            fault: Some(&faults::TWICE_IN_FILE),
            figures: Figures::None,
            what: $what,
            plant: |set| {
                let row = set.table($path, |sheet| {
                    let again = sheet.rows[3].clone();
                    sheet.rows.push(again);
                    Ok(sheet.rows.len() + 1)
                })?;
                Ok(Planted::of(&Set::name($path)).row(row).column(&$column.replace(' ', "_")))
            },
        }
    };
}

pub static PLANTS: &[Plant] = &[
    twice!("practice-twice-in-map", MAP, "PRACTICE_CODE", "a practice is in the practice map twice"),
    twice!("practice-twice-in-lists", LISTS, "CODE", "a practice has two list sizes"),
    twice!("practice-twice-in-survey", SURVEY, "ad_practicecode", "a practice is in the survey twice"),
    twice!("practice-twice-in-scores", SCORES, "PRACTICE_CODE", "a practice has two deprivation scores"),
    twice!("practice-twice-in-export", EXPORT, "Area Code", "a practice is in the Fingertips export twice"),
    Plant {
        name: "total-line-in-lists",
        fault: Some(&faults::DATE),
        figures: Figures::None,
        what: "the list sizes end with a line of totals",
        plant: |set| {
            let row = last(set, LISTS, &[("PUBLICATION", "Total"), ("NUMBER_OF_PATIENTS", "6300000")])?;
            Ok(Planted::of(&Set::name(LISTS)).row(row).column("EXTRACT_DATE"))
        },
    },
    Plant {
        name: "total-line-in-workforce",
        fault: Some(&faults::CODE),
        figures: Figures::None,
        what: "the workforce file ends with a line of totals",
        plant: |set| {
            let cells =
                [("CENSUS_YEAR", "2026"), ("CENSUS_MONTH", "9"), ("PCN_CODE", "Total"), ("FTE", "300.5")];
            let row = last(set, WORKFORCE, &cells)?;
            Ok(Planted::of(&Set::name(WORKFORCE)).row(row).column("PCN_CODE"))
        },
    },
    Plant {
        name: "total-line-in-survey",
        fault: Some(&faults::CODE),
        figures: Figures::None,
        what: "the survey ends with a line of totals",
        plant: |set| {
            let cells = [
                ("ad_practicecode", "Total"),
                ("healthsupport_3.count", "9000"),
                ("healthsupport.baseevalw", "30000"),
            ];
            let row = last(set, SURVEY, &cells)?;
            Ok(Planted::of(&Set::name(SURVEY)).row(row).column("ad_practicecode"))
        },
    },
    Plant {
        name: "line-of-commas",
        fault: None,
        figures: Figures::Same,
        what: "a spreadsheet left a line of empty cells at the end of the list sizes",
        plant: |set| {
            last(set, LISTS, &[])?;
            Ok(Planted::of(&Set::name(LISTS)))
        },
    },
    Plant {
        name: "rows-pasted-twice",
        fault: Some(&faults::DOUBLED),
        figures: Figures::None,
        what: "the rows of the workforce file are in it twice",
        plant: |set| {
            set.table(WORKFORCE, |sheet| {
                sheet.rows.extend_from_within(..);
                Ok(())
            })?;
            Ok(Planted::of(&Set::name(WORKFORCE)))
        },
    },
];

/// Adds a row with some cells, and gives its number.
fn last(set: &mut Set, path: &str, cells: &[(&str, &str)]) -> io::Result<usize> {
    set.table(path, |sheet| {
        let mut row = vec![String::new(); sheet.header.len()];
        for (column, text) in cells {
            row[sheet.at(column)?] = (*text).to_owned();
        }
        sheet.rows.push(row);
        Ok(sheet.rows.len() + 1)
    })
}
