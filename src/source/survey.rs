//! GP Patient Survey by practice: who with a long-term condition lacked support.
//!
//! The question was `Q32` to 2023 and `healthsupport` from 2024; the two are different series.
//! A value below zero is a reason (suppressed, too few answers), never a number.

use std::collections::BTreeMap;

use super::table::Table;
use super::{Kind, Publications, Read};
use crate::error::{Error, Result};
use crate::subject::PracticeCode;

/// Columns to 2023: the code, those who said no, and all who answered yes or no (weighted).
pub const TO_2023: &[&[&str]] = &[&["PRACTICE_CODE"], &["Q32_3"], &["Q32_123BASE"]];

/// The same columns from 2024.
pub const FROM_2024: &[&[&str]] =
    &[&["AD_PRACTICECODE"], &["HEALTHSUPPORT_3.COUNT"], &["HEALTHSUPPORT.BASEEVALW"]];

/// Answers to one survey.
#[derive(Debug, Default)]
pub struct Survey {
    /// Answers by practice; practices with a suppressed value are left out.
    pub answers: BTreeMap<PracticeCode, Answers>,
    /// The file's name.
    pub file: String,
}

/// Weighted answers of one practice's respondents with a long-term condition.
#[derive(Clone, Copy, Debug)]
pub struct Answers {
    /// Those who did not get enough support.
    pub lacked: f64,
    /// All who gave an answer that counts.
    pub base: f64,
}

/// Reads the layout to 2023.
pub fn read_to_2023(table: &Table, kind: &Kind, into: &mut Publications) -> Result<Read> {
    read(table, kind, TO_2023, into)
}

/// Reads the layout from 2024.
pub fn read_from_2024(table: &Table, kind: &Kind, into: &mut Publications) -> Result<Read> {
    read(table, kind, FROM_2024, into)
}

fn read(table: &Table, kind: &Kind, columns: &[&[&str]], into: &mut Publications) -> Result<Read> {
    let code = table.column(columns[0], kind.name)?;
    let lacked = table.column(columns[1], kind.name)?;
    let base = table.column(columns[2], kind.name)?;
    let year = year_in(table.file())
        .ok_or_else(|| Error::Year { file: table.file().to_owned(), kind: kind.name })?;
    let mut survey = Survey { file: table.file().to_owned(), ..Survey::default() };
    for row in 0..table.height() {
        let Ok(practice) = code.text(row).parse::<PracticeCode>() else { continue };
        if lacked.text(row).is_empty() || base.text(row).is_empty() {
            continue;
        }
        let answers = Answers { lacked: lacked.number(row)?, base: base.number(row)? };
        if answers.lacked >= 0.0 && answers.base > 0.0 {
            survey.answers.insert(practice, answers);
        }
    }
    let used = survey.answers.len();
    if let Some(first) = into.survey.insert(year, survey) {
        return Err(super::twice(&first.file, table.file(), kind, year.to_string()));
    }
    Ok(Read { period: year.to_string(), rows: table.height(), used })
}

/// The four digits of a year in a published name.
fn year_in(file: &str) -> Option<i16> {
    let name = file.rsplit('/').next().unwrap_or(file).as_bytes();
    let is_year = |w: &[u8]| w.starts_with(b"20") && w.iter().all(u8::is_ascii_digit);
    name.windows(4)
        .enumerate()
        .filter(|(at, window)| {
            let digit = |i: Option<usize>| i.and_then(|i| name.get(i)).is_some_and(u8::is_ascii_digit);
            is_year(window) && !digit(at.checked_sub(1)) && !digit(Some(at + 4))
        })
        .find_map(|(_, window)| std::str::from_utf8(window).ok()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_the_four_digits_in_the_published_name() {
        assert_eq!(year_in("GPPS_2019_Practice_data_(weighted)_(csv).csv"), Some(2019));
        assert_eq!(year_in("a.zip/SYNTHETIC GPPS_2025_x.csv"), Some(2025));
        assert_eq!(year_in("practice data.csv"), None);
        assert_eq!(year_in("export 20251104.csv"), None);
    }
}
