//! Headers that are not as published.

use std::io;

use super::set::WORKFORCE;
use super::{Figures, Plant, Planted, Set};
use briefings::subject::problem::faults;

pub static PLANTS: &[Plant] = &[
    Plant {
        name: "column-renamed",
        fault: Some(&faults::COLUMN),
        figures: Figures::None,
        what: "the workforce file's DETAILED_STAFF_ROLE is DETAILED_ROLE",
        plant: |set| {
            set.replace(WORKFORCE, "DETAILED_STAFF_ROLE", "DETAILED_ROLE")?;
            Ok(Planted::of(&Set::name(WORKFORCE)).row(1).about("DETAILED_ROLE"))
        },
    },
    Plant {
        name: "column-missing",
        fault: Some(&faults::COLUMN),
        figures: Figures::None,
        what: "the workforce file has no FTE",
        plant: |set| {
            set.table(WORKFORCE, |sheet| {
                let at = sheet.at("FTE")?;
                sheet.header.remove(at);
                sheet.rows.iter_mut().for_each(|cells| drop(cells.remove(at)));
                Ok(())
            })?;
            Ok(Planted::of(&Set::name(WORKFORCE)).row(1).about("`FTE`"))
        },
    },
    Plant {
        name: "column-twice",
        fault: Some(&faults::COLUMN_TWICE),
        figures: Figures::None,
        what: "the workforce file has FTE twice",
        plant: |set| {
            more(set, "FTE", "0.5")?;
            Ok(Planted::of(&Set::name(WORKFORCE)).row(1).about("`FTE`"))
        },
    },
    Plant {
        name: "column-in-small-letters",
        fault: Some(&faults::COLUMN_CASE),
        figures: Figures::Same,
        what: "the workforce file's FTE is fte",
        plant: |set| {
            set.replace(WORKFORCE, ",FTE,", ",fte,")?;
            Ok(Planted::of(&Set::name(WORKFORCE)).row(1).about("`fte`"))
        },
    },
    Plant {
        name: "columns-in-another-order",
        fault: Some(&faults::COLUMN_ORDER),
        figures: Figures::Same,
        what: "the workforce file's FTE stands first",
        plant: |set| {
            set.table(WORKFORCE, |sheet| {
                let at = sheet.at("FTE")?;
                let first = |cells: &mut Vec<String>| {
                    let cell = cells.remove(at);
                    cells.insert(0, cell);
                };
                first(&mut sheet.header);
                sheet.rows.iter_mut().for_each(first);
                Ok(())
            })?;
            Ok(Planted::of(&Set::name(WORKFORCE)).row(1).about("`DATA_SOURCE`"))
        },
    },
    Plant {
        name: "column-new",
        fault: Some(&faults::COLUMN_NEW),
        figures: Figures::Same,
        what: "the workforce file has a column that it never had",
        plant: |set| {
            more(set, "CONTRACT_TYPE", "Permanent")?;
            Ok(Planted::of(&Set::name(WORKFORCE)).row(1).about("CONTRACT_TYPE"))
        },
    },
];

/// Adds a column to the workforce file.
fn more(set: &mut Set, name: &str, value: &str) -> io::Result<()> {
    set.table(WORKFORCE, |sheet| {
        sheet.header.push(name.to_owned());
        sheet.rows.iter_mut().for_each(|cells| cells.push(value.to_owned()));
        Ok(())
    })
}
