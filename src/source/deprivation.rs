//! Deprivation score by practice: the Fingertips export, and a four-column extract.

use std::collections::BTreeMap;

use super::table::{Table, number};
use super::{Kind, Publications, Read};
use crate::error::{Error, Result};
use crate::subject::PracticeCode;

/// The columns of the Fingertips export, each by its spellings.
pub const EXPORT: &[&[&str]] = &[&["INDICATOR_ID"], &["INDICATOR_NAME"], &["AREA_CODE"], &["VALUE"]];

/// The columns of the extract, each by its spellings.
pub const EXTRACT: &[&[&str]] = &[&["PRACTICE_CODE"], &["IMD_YEAR"], &["IMD_SCORE"]];

/// Deprivation scores of one index.
#[derive(Debug, Default)]
pub struct Deprivation {
    /// Score by practice; practices without one are left out.
    pub scores: BTreeMap<PracticeCode, f64>,
    /// The file's name.
    pub file: String,
}

/// Reads the Fingertips export into `publications`.
pub fn read_export(table: &Table, kind: &Kind, into: &mut Publications) -> Result<Read> {
    let name = table.column(&["INDICATOR_NAME"], kind.name)?;
    let Some(year) = index_year(name.text(0)) else {
        // Fingertips exports every indicator in this layout.
        return Ok(Read { period: name.text(0).to_owned(), rows: table.height(), used: 0 });
    };
    read(table, kind, &Scores { code: "AREA_CODE", score: "VALUE", year }, into)
}

/// Reads the four-column extract into `publications`.
pub fn read_extract(table: &Table, kind: &Kind, into: &mut Publications) -> Result<Read> {
    let column = table.column(&["IMD_YEAR"], kind.name)?;
    let year = column.parse(0, |text| text.parse::<i16>().map_err(|_| "a year, like 2025"))?;
    read(table, kind, &Scores { code: "PRACTICE_CODE", score: "IMD_SCORE", year }, into)
}

/// Where a layout keeps its scores.
struct Scores {
    code: &'static str,
    score: &'static str,
    year: i16,
}

fn read(table: &Table, kind: &Kind, layout: &Scores, into: &mut Publications) -> Result<Read> {
    let codes = [layout.code];
    let scores = [layout.score];
    let code = table.column(&codes, kind.name)?;
    let score = table.column(&scores, kind.name)?;
    let mut deprivation = Deprivation { file: table.file().to_owned(), ..Deprivation::default() };
    for row in 0..table.height() {
        let text = score.text(row);
        // England's rows are of no practice, and a practice without a score is left empty or marked by a word.
        let Ok(practice) = code.text(row).parse::<PracticeCode>() else { continue };
        if text.is_empty() || !text.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            continue;
        }
        let value = score
            .parse(row, |t| number(t).filter(|v| (0.0..=100.0).contains(v)).ok_or("a score from 0 to 100"))?;
        deprivation.scores.insert(practice, value);
    }
    let used = deprivation.scores.len();
    if used == 0 {
        return Err(Error::Empty { file: table.file().to_owned(), kind: kind.name });
    }
    let period = format!("IMD {}", layout.year);
    if let Some(first) = into.deprivation.insert(layout.year, deprivation) {
        return Err(super::twice(&first.file, table.file(), kind, period));
    }
    Ok(Read { period, rows: table.height(), used })
}

/// The year in an index's name: `Deprivation score (IMD 2019)`.
fn index_year(name: &str) -> Option<i16> {
    let (_, after) = name.split_once("IMD")?;
    after.trim_start().get(..4)?.parse().ok()
}
