//! Single cells: numbers and codes as typing, spreadsheets and other countries damage them.

use super::set::{LISTS, MAP, SURVEY, WORKFORCE};
use super::{Figures, Plant};
use briefings::subject::problem::faults;

pub static PLANTS: &[Plant] = &[
    stops!("letters-in-fte", NUMBER, WORKFORCE, "FTE", "full time", "an FTE is written in words"),
    stops!("fte-empty", NUMBER, WORKFORCE, "FTE", "", "an FTE is empty"),
    stops!(
        "error-of-a-formula",
        NUMBER,
        WORKFORCE,
        "FTE",
        "#REF!",
        "an FTE is the error of a spreadsheet's formula"
    ),
    stops!(
        "letter-o-for-zero",
        NUMBER,
        LISTS,
        "NUMBER_OF_PATIENTS",
        "1O234",
        "a list size has a letter O for a zero"
    ),
    stops!("decimal-comma", DECIMAL_COMMA, WORKFORCE, "FTE", "0,8", "an FTE has a decimal comma"),
    stops!(
        "decimal-comma-before-three-digits",
        DECIMAL_COMMA,
        WORKFORCE,
        "FTE",
        "1,067",
        "an FTE has a decimal comma that could part thousands"
    ),
    stops!(
        "decimal-comma-in-the-survey",
        DECIMAL_COMMA,
        SURVEY,
        "healthsupport.baseevalw",
        "103,456",
        "a weighted count has a decimal comma that could part thousands"
    ),
    stops!(
        "scientific-patients",
        SCIENTIFIC,
        LISTS,
        "NUMBER_OF_PATIENTS",
        "1.2E+04",
        "a spreadsheet shortened a list size to 1.2E+04"
    ),
    stops!(
        "scientific-fte",
        SCIENTIFIC,
        WORKFORCE,
        "FTE",
        "8.5E-01",
        "a spreadsheet wrote an FTE as 8.5E-01"
    ),
    stops!("patients-below-zero", NEGATIVE, LISTS, "NUMBER_OF_PATIENTS", "-120", "a list size is below zero"),
    stops!(
        "letter-o-in-a-code",
        CODE,
        WORKFORCE,
        "PCN_CODE",
        "U0O123",
        "a PCN code has a letter O for a zero"
    ),
    stops!("pcn-code-in-small-letters", CODE, WORKFORCE, "PCN_CODE", "u00123", "a PCN code has a small u"),
    stops!("pcn-code-short", CODE, MAP, "PCN_CODE", "U0123", "a PCN code lacks a digit"),
    stops!("practice-code-short", CODE, LISTS, "CODE", "Z1000", "a practice code lacks a digit"),
    stops!(
        "practice-code-short-in-survey",
        CODE,
        SURVEY,
        "ad_practicecode",
        "Z1000",
        "a practice code lacks a digit"
    ),
    stops!(
        "practice-code-in-small-letters",
        CODE,
        SURVEY,
        "ad_practicecode",
        "z10002",
        "a practice code has a small z"
    ),
    stops!(
        "practice-code-scientific",
        CODE,
        LISTS,
        "CODE",
        "1.0E+04",
        "a spreadsheet took a practice code for a number"
    ),
    stops!(
        "sub-icb-code-damaged",
        CODE,
        MAP,
        "SUB_ICB_LOCATION_CODE",
        "1E+02",
        "a spreadsheet took a sub-ICB code for a number"
    ),
    Plant {
        name: "icb-code-in-small-letters",
        fault: None,
        figures: Figures::Same,
        what: "the ICB code of a PCN's first row is in small letters",
        plant: |set| {
            set.table(WORKFORCE, |sheet| {
                let cell = sheet.cell(0, "ICB_CODE")?;
                *cell = cell.to_lowercase();
                Ok(())
            })?;
            Ok(super::Planted::of(&super::Set::name(WORKFORCE)))
        },
    },
    Plant {
        name: "thousands-separators",
        fault: Some(&faults::THOUSANDS),
        figures: Figures::Same,
        what: "list sizes have commas between thousands",
        plant: |set| {
            set.table(LISTS, |sheet| {
                let at = sheet.at("NUMBER_OF_PATIENTS")?;
                for cells in sheet.rows.iter_mut().filter(|cells| cells[at].len() > 3) {
                    let comma = cells[at].len() - 3;
                    cells[at].insert(comma, ',');
                }
                Ok(())
            })?;
            Ok(super::Planted::of(&super::Set::name(LISTS)).column("NUMBER_OF_PATIENTS"))
        },
    },
    Plant {
        name: "trailing-spaces",
        fault: Some(&faults::SPACES),
        figures: Figures::Same,
        what: "every PCN code and FTE of the workforce file has spaces after it",
        plant: |set| padded(set, "  "),
    },
    Plant {
        name: "no-break-spaces",
        fault: Some(&faults::SPACES),
        figures: Figures::Same,
        what: "every PCN code and FTE of the workforce file has a space of a web page after it",
        plant: |set| padded(set, "\u{a0}"),
    },
];

/// Puts spaces after every PCN code and FTE.
fn padded(set: &mut super::Set, spaces: &str) -> std::io::Result<super::Planted> {
    set.table(WORKFORCE, |sheet| {
        for column in ["PCN_CODE", "FTE"] {
            let at = sheet.at(column)?;
            sheet.rows.iter_mut().for_each(|cells| cells[at].push_str(spaces));
        }
        Ok(())
    })?;
    let columns = "PCN_CODE`, `FTE";
    Ok(super::Planted::of(&super::Set::name(WORKFORCE)).column(columns))
}
