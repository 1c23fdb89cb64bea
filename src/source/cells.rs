//! Codes as the publications write them, and what stands in the place of one.

use super::account::Fate;
use super::lookup;
use super::table::Column;
use crate::subject::problem::Found;
use crate::subject::{IcbCode, PcnCode, PracticeCode, SubIcbCode};

/// Why a row of a practice or of staff in no PCN is left out.
pub const IN_NO_PCN: &str = "in no PCN";

/// What the publications write for no PCN.
pub const NO_PCN: [&str; 6] = ["", "U", "UNALLOCATED", "UNKNOWN OR NO PCN", "UNKNOWN", "NULL"];

/// A PCN's code; none where the cell says that there is no PCN, and an error where it says neither.
pub fn pcn(text: &str) -> std::result::Result<Option<PcnCode>, &'static str> {
    match text.parse() {
        Ok(code) => Ok(Some(code)),
        Err(_) if NO_PCN.contains(&text.to_uppercase().as_str()) => Ok(None),
        Err(expected) => Err(expected),
    }
}

/// An ICB's code: ODS, or ONS where that is known.
pub fn icb(text: &str) -> std::result::Result<IcbCode, &'static str> {
    lookup::ods_of(text)
}

/// A sub-ICB's code; none where the cell is empty.
pub fn sub_icb(column: &Column<'_>, row: usize) -> Found<Option<SubIcbCode>> {
    if column.text(row).is_empty() { Ok(None) } else { column.parse(row, str::parse).map(Some) }
}

/// What became of a row whose code is no practice's: one of another area is left out, a damaged code is a problem.
pub fn no_practice(code: &Column<'_>, row: usize) -> Found<Fate> {
    let text = code.text(row);
    let is_code = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    // Areas have nine characters at ONS, and three to five at ODS; a letter and digits are what is left of a practice's.
    let cut = text.len() < 6 && text.bytes().skip(1).all(|byte| byte.is_ascii_digit());
    let is_area =
        text.is_empty() || text == "England" || is_code && (text.len() == 9 || text.len() < 6 && !cut);
    if is_area {
        return Ok(Fate::Left("of no practice"));
    }
    code.parse(row, str::parse::<PracticeCode>).map(|_| Fate::Used)
}
