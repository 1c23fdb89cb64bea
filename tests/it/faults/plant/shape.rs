//! Tables whose rows and columns are not where they should be.

use std::io;

use super::set::{EARLIER_MAP, LISTS, WORKFORCE};
use super::{Figures, Plant, Planted, Set};
use briefings::subject::problem::faults;

pub static PLANTS: &[Plant] = &[
    Plant {
        name: "comma-without-quotes",
        fault: Some(&faults::RAGGED),
        figures: Figures::None,
        what: "a comma in a PCN's name is not in quotes",
        plant: |set| {
            set.table(EARLIER_MAP, |sheet| {
                let at = sheet.at("PCN_NAME")?;
                sheet.rows[4].insert(at, "THE".to_owned());
                Ok(())
            })?;
            Ok(Planted::of(&Set::name(EARLIER_MAP)).row(6))
        },
    },
    Plant {
        name: "cut-in-a-row",
        fault: Some(&faults::RAGGED),
        figures: Figures::None,
        what: "the list sizes end in the middle of a row",
        plant: |set| {
            let mut rows = 0;
            set.text(LISTS, |text| {
                rows = text.lines().count();
                let last = text.trim_end().rfind('\n').unwrap_or_default();
                text[..last + 30].to_owned()
            })?;
            Ok(Planted::of(&Set::name(LISTS)).row(rows))
        },
    },
    Plant {
        name: "cut-in-a-number",
        fault: Some(&faults::NO_LINE_END),
        figures: Figures::Differ("patients of one practice, which cannot be seen to be cut"),
        what: "the list sizes end in the middle of the last number",
        plant: |set| {
            let mut rows = 0;
            set.text(LISTS, |text| {
                rows = text.lines().count();
                let whole = text.trim_end();
                whole[..whole.len() - 1].to_owned()
            })?;
            Ok(Planted::of(&Set::name(LISTS)).row(rows))
        },
    },
    Plant {
        name: "no-last-line-end",
        fault: Some(&faults::NO_LINE_END),
        figures: Figures::Same,
        what: "the last row of the list sizes has no line end",
        plant: |set| {
            let mut rows = 0;
            set.text(LISTS, |text| {
                rows = text.lines().count();
                text.trim_end().to_owned()
            })?;
            Ok(Planted::of(&Set::name(LISTS)).row(rows))
        },
    },
    Plant {
        name: "quote-not-closed",
        fault: Some(&faults::OPEN_QUOTE),
        figures: Figures::None,
        what: "a quotation mark in the last column, five rows before the end, is not closed",
        plant: |set| quoted(set, &[5]),
    },
    Plant {
        name: "quotes-around-rows",
        fault: Some(&faults::OPEN_QUOTE),
        figures: Figures::None,
        what: "two stray quotation marks make one cell of five rows",
        plant: |set| quoted(set, &[10, 5]),
    },
    Plant {
        name: "semicolons",
        fault: Some(&faults::SEPARATOR),
        figures: Figures::Same,
        what: "the list sizes have semicolons between columns",
        plant: |set| {
            set.text(LISTS, |text| text.replace(',', ";"))?;
            Ok(Planted::of(&Set::name(LISTS)).row(1))
        },
    },
    Plant {
        name: "tabs",
        fault: Some(&faults::SEPARATOR),
        figures: Figures::Same,
        what: "the list sizes have tabs between columns",
        plant: |set| {
            set.text(LISTS, |text| text.replace(',', "\t"))?;
            Ok(Planted::of(&Set::name(LISTS)).row(1))
        },
    },
    Plant {
        name: "lines-above-header",
        fault: Some(&faults::LATE_HEADER),
        figures: Figures::Same,
        what: "two lines with a title stand above the header",
        plant: |set| {
            set.text(LISTS, |text| format!("Patients registered at a GP practice\nSeptember 2026\n{text}"))?;
            Ok(Planted::of(&Set::name(LISTS)).row(3))
        },
    },
    Plant {
        name: "blank-lines-above-header",
        fault: Some(&faults::LATE_HEADER),
        figures: Figures::Same,
        what: "two blank lines stand above the header",
        plant: |set| {
            set.text(LISTS, |text| format!("\n\n{text}"))?;
            Ok(Planted::of(&Set::name(LISTS)).row(3))
        },
    },
    Plant {
        name: "long-line",
        fault: Some(&faults::LONG_LINE),
        figures: Figures::None,
        what: "a name has over a million letters",
        plant: |set| {
            set.table(EARLIER_MAP, |sheet| {
                *sheet.cell(7, "PRACTICE_NAME")? = "A".repeat(1_100_000);
                Ok(())
            })?;
            Ok(Planted::of(&Set::name(EARLIER_MAP)).row(9))
        },
    },
    Plant {
        name: "many-columns",
        fault: Some(&faults::MANY_COLUMNS),
        figures: Figures::None,
        what: "the list sizes have 20,000 columns",
        plant: |set| {
            set.text(LISTS, |text| text.replacen('\n', &format!("{}\n", ",X".repeat(20_000)), 1))?;
            Ok(Planted::of(&Set::name(LISTS)).row(1))
        },
    },
    Plant {
        name: "blank-lines",
        fault: None,
        figures: Figures::Same,
        what: "the list sizes end with three blank lines",
        plant: |set| {
            set.text(LISTS, |text| format!("{text}\n\n\n"))?;
            Ok(Planted::of(&Set::name(LISTS)))
        },
    },
    Plant {
        name: "quotes-everywhere",
        fault: None,
        figures: Figures::Same,
        what: "every cell of the list sizes is in quotes",
        plant: |set| {
            set.text(LISTS, |text| {
                text.lines().map(|row| format!("\"{}\"\n", row.replace(',', "\",\""))).collect()
            })?;
            Ok(Planted::of(&Set::name(LISTS)))
        },
    },
    Plant {
        name: "line-ends-of-windows",
        fault: None,
        figures: Figures::Same,
        what: "each line of the workforce file ends as on Windows",
        plant: |set| {
            set.text(WORKFORCE, |text| text.replace('\n', "\r\n"))?;
            Ok(Planted::of(&Set::name(WORKFORCE)))
        },
    },
    Plant {
        name: "line-break-in-a-name",
        fault: None,
        figures: Figures::Same,
        what: "a practice's name is over two lines, in quotes",
        plant: |set| {
            set.table(EARLIER_MAP, |sheet| {
                *sheet.cell(7, "PRACTICE_NAME")? = "DR SEACOLE\nAND PARTNERS, THE SURGERY".to_owned();
                Ok(())
            })?;
            Ok(Planted::of(&Set::name(EARLIER_MAP)))
        },
    },
];

/// Puts a quotation mark before the last cell of rows, each so far from the end.
fn quoted(set: &mut Set, from_end: &[usize]) -> io::Result<Planted> {
    let mut rows = 0;
    set.text(WORKFORCE, |text| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        rows = lines.len();
        for back in from_end {
            let line = &mut lines[rows - back];
            let at = line.rfind(',').map_or(0, |comma| comma + 1);
            line.insert(at, '"');
        }
        lines.join("\n") + "\n"
    })?;
    Ok(Planted::of(&Set::name(WORKFORCE)).row(rows - from_end[0] + 1))
}
