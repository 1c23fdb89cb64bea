//! Published totals of link workers, to set ours beside: England by month, and areas from the workforce bulletin.

use super::account::Fate;
use super::dates::month;
use super::publications::{Kind, Publications, Read};
use super::records::{PublishedTotal, TOLERANCE};
use super::table::Table;
use crate::subject::problem::{Found, Problem, faults};
use crate::subject::{Census, ENGLAND_CODE};

/// Columns of England's table: FTE without and with mental-health training.
pub const ENGLAND: &[&[&str]] = &[&["", "MONTH"], &["FTE_NONMH"], &["FTE_MH"]];

/// Columns of the bulletin's table of areas.
pub const AREAS: &[&[&str]] =
    &[&["CENSUS"], &["MEASURE"], &["CODE"], &["SPLW_NON_MH"], &["SPLW_MH"], &["LEVEL"]];

/// Reads England's totals into `publications`.
pub fn read_england(table: &Table, kind: &Kind, into: &mut Publications) -> Found<Read> {
    let when = table.column(ENGLAND[0], kind.name)?;
    let fte = table.column(ENGLAND[1], kind.name)?;
    let other = table.column(ENGLAND[2], kind.name)?;
    let mut totals = Vec::new();
    let account = table.each(&mut into.problems, |row| {
        let census = when.parse_as(&faults::DATE, row, census)?;
        let mental_health = if other.text(row).is_empty() { None } else { Some(other.amount(row)?) };
        totals.push((census, ENGLAND_CODE.to_owned(), fte.amount(row)?, mental_health, "England"));
        Ok(Fate::Used)
    });
    Ok(Read { period: add(table.file(), totals, into), account })
}

/// Reads the bulletin's totals of areas into `publications`.
pub fn read_areas(table: &Table, kind: &Kind, into: &mut Publications) -> Found<Read> {
    let column = |at: usize| table.column(AREAS[at], kind.name);
    let (when, measure, code, fte, other, level) =
        (column(0)?, column(1)?, column(2)?, column(3)?, column(4)?, column(5)?);
    let mut totals = Vec::new();
    let account = table.each(&mut into.problems, |row| {
        if !measure.text(row).eq_ignore_ascii_case("FTE") {
            return Ok(Fate::Left("headcount, which does not add up"));
        }
        let census = when.parse_as(&faults::DATE, row, census)?;
        let level = level.text(row);
        let code = if level == "England" { ENGLAND_CODE } else { code.text(row) };
        let mental_health = if other.text(row).is_empty() { None } else { Some(other.amount(row)?) };
        totals.push((census, code.to_owned(), fte.amount(row)?, mental_health, level));
        Ok(Fate::Used)
    });
    Ok(Read { period: add(table.file(), totals, into), account })
}

/// Adds totals; two that differ are a problem. Gives the period in words.
fn add(file: &str, totals: Vec<(Census, String, f64, Option<f64>, &str)>, into: &mut Publications) -> String {
    let ends =
        totals.iter().map(|(census, ..)| *census).min().zip(totals.iter().map(|(census, ..)| *census).max());
    for (census, code, fte, mental_health, level) in totals {
        let whole = code == ENGLAND_CODE
            && [Some(fte), mental_health].into_iter().flatten().all(|fte| fte.fract() == 0.0);
        let rounded_to = if whole { 1.0 } else { 0.01 };
        let total =
            PublishedTotal { fte, mental_health, rounded_to, level: level.to_owned(), file: file.to_owned() };
        let known = into.published.entry((census, code.clone())).or_insert_with(|| total.clone());
        if (known.fte - fte).abs() > TOLERANCE.max(rounded_to / 2.0) {
            let found = format!("{fte:.2} FTE for {code}, {}", census.words());
            let expected = format!("{:.2}, as in `{}`", known.fte, known.file);
            into.problems.push(Problem::new(&faults::TOTALS_DIFFER, file, found, expected));
        }
    }
    match ends {
        Some((first, last)) if first < last => format!("{} to {}", first.words(), last.words()),
        Some((only, _)) => only.words(),
        None => "not known".to_owned(),
    }
}

/// `march_2020`.
fn census(text: &str) -> Result<Census, &'static str> {
    month(text).map_err(|_| "a month, like march_2020 or 2020-03")
}
