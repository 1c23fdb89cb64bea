//! GP Patient Survey by practice: who with a long-term condition lacked support.
//!
//! The question was `Q32` to 2023 and `healthsupport` from 2024; the two are different series.
//! A value below zero is a reason (suppressed, too few answers), never a number.

use std::collections::BTreeSet;

use super::cells::no_practice;
use super::publications::{Kind, Publications, Read};
use super::records::{Answers, Survey};
use super::select::{Period, select};
use super::table::{Fate, Table};
use crate::subject::PracticeCode;
use crate::subject::problem::{Found, Problem, faults};

/// Columns to 2023: the code, those who said no, and all who answered yes or no (weighted).
pub const TO_2023: &[&[&str]] = &[&["PRACTICE_CODE"], &["Q32_3"], &["Q32_123BASE"]];

/// The same columns from 2024.
pub const FROM_2024: &[&[&str]] =
    &[&["AD_PRACTICECODE"], &["HEALTHSUPPORT_3.COUNT"], &["HEALTHSUPPORT.BASEEVALW"]];

/// The first year of the later layout.
const LATER: i16 = 2024;

/// Reads the layout to 2023.
pub fn read_to_2023(table: &Table, kind: &Kind, into: &mut Publications) -> Found<Read> {
    read(table, kind, &Layout { columns: TO_2023, is_of: |year| year < LATER }, into)
}

/// Reads the layout from 2024.
pub fn read_from_2024(table: &Table, kind: &Kind, into: &mut Publications) -> Found<Read> {
    read(table, kind, &Layout { columns: FROM_2024, is_of: |year| year >= LATER }, into)
}

/// Columns of a layout, and the years that it was published in.
struct Layout {
    columns: &'static [&'static [&'static str]],
    is_of: fn(i16) -> bool,
}

/// Why a row is left out.
const SUPPRESSED: &str = "suppressed by the publisher";
const NO_ANSWER: &str = "no answer that counts";

fn read(table: &Table, kind: &Kind, layout: &Layout, into: &mut Publications) -> Found<Read> {
    let columns = layout.columns;
    let code = table.column(columns[0], kind.name)?;
    let lacked = table.column(columns[1], kind.name)?;
    let base = table.column(columns[2], kind.name)?;
    let year = year(table.file(), layout.is_of)?;
    let mut survey = Survey { file: table.file().to_owned(), ..Survey::default() };
    let mut seen: BTreeSet<PracticeCode> = BTreeSet::new();
    let account = table.each(&mut into.problems, |row| {
        let Ok(practice) = code.text(row).parse::<PracticeCode>() else {
            return no_practice(&code, row);
        };
        if !seen.insert(practice) {
            let expected = "a practice that is not in an earlier row".to_owned();
            return Err(code.wrong(&faults::TWICE_IN_FILE, row, expected));
        }
        if lacked.text(row).is_empty() || base.text(row).is_empty() {
            return Ok(Fate::Left(NO_ANSWER));
        }
        let answers = Answers { lacked: lacked.number(row)?, base: base.number(row)? };
        if answers.lacked < 0.0 || answers.base < 0.0 {
            return Ok(Fate::Left(SUPPRESSED));
        }
        if answers.lacked > answers.base + ROUNDING {
            let expected = format!("at most the {} who answered", base.text(row));
            return Err(lacked.wrong(&faults::SHARE, row, expected));
        }
        if answers.base == 0.0 {
            return Ok(Fate::Left(NO_ANSWER));
        }
        survey.answers.insert(practice, answers);
        Ok(Fate::Used)
    });
    if let Some(count) = account.left.get(SUPPRESSED) {
        let found = format!("{count} practices with a value below zero");
        into.problems
            .push(Problem::new(&faults::SUPPRESSED, table.file(), found, "answers").column(columns[1][0]));
    }
    let period = year.to_string();
    let of = Period { key: year, words: &period };
    select(&mut into.survey, of, survey, &into.preferred, &mut into.problems);
    Ok(Read { period, account })
}

/// Published weighted counts are rounded each for itself.
const ROUNDING: f64 = 0.01;

/// The year in the file's name, which must be one of its layout's.
fn year(file: &str, of: fn(i16) -> bool) -> Found<i16> {
    let Some(year) = year_in(file) else {
        let problem = Problem::new(&faults::SURVEY_YEAR, file, "no year in the name", "four digits");
        return Err(Box::new(problem));
    };
    if !of(year) {
        let found = format!("{year} in the name, and the columns of {}", layout_years(of));
        let expected = format!("a survey {}", layout_years(of));
        return Err(Box::new(Problem::new(&faults::SURVEY_LAYOUT, file, found, expected)));
    }
    Ok(year)
}

fn layout_years(of: fn(i16) -> bool) -> &'static str {
    if of(LATER) { "from 2024 on" } else { "of 2018 to 2023" }
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
