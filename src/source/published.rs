//! Published totals of link workers, to set ours beside: England by month, and areas from the workforce bulletin.

use std::collections::BTreeMap;

use super::account::{Account, Fate};
use super::dates::month;
use super::publications::Kind;
use super::records::{PublishedTotal, TOLERANCE};
use super::says::{Reading, Says};
use super::table::Table;
use crate::subject::problem::{Found, Problem, Problems, faults};
use crate::subject::{Census, ENGLAND_CODE};

/// Columns of England's table: FTE without and with mental-health training.
pub const ENGLAND: &[&[&str]] = &[&["", "MONTH"], &["FTE_NONMH"], &["FTE_MH"]];

/// Columns of the bulletin's table of areas.
pub const AREAS: &[&[&str]] =
    &[&["CENSUS"], &["MEASURE"], &["CODE"], &["SPLW_NON_MH"], &["SPLW_MH"], &["LEVEL"]];

/// Reads England's totals.
pub fn read_england(table: &Table, kind: &Kind, problems: &mut Problems) -> Found<Reading> {
    let when = table.column(ENGLAND[0], kind.name)?;
    let fte = table.column(ENGLAND[1], kind.name)?;
    let other = table.column(ENGLAND[2], kind.name)?;
    let mut totals = Vec::new();
    let account = table.each(problems, |row| {
        let census = when.parse_as(&faults::DATE, row, census)?;
        let mental_health = if other.text(row).is_empty() { None } else { Some(other.amount(row)?) };
        totals.push((census, ENGLAND_CODE.to_owned(), fte.amount(row)?, mental_health, "England"));
        Ok(Fate::Used)
    });
    Ok(reading(table.file(), totals, account))
}

/// Reads the bulletin's totals of areas.
pub fn read_areas(table: &Table, kind: &Kind, problems: &mut Problems) -> Found<Reading> {
    let column = |at: usize| table.column(AREAS[at], kind.name);
    let (when, measure, code, fte, other, level) =
        (column(0)?, column(1)?, column(2)?, column(3)?, column(4)?, column(5)?);
    let mut totals = Vec::new();
    let account = table.each(problems, |row| {
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
    Ok(reading(table.file(), totals, account))
}

/// Totals with the periods from the first to the last.
fn reading(file: &str, totals: Vec<(Census, String, f64, Option<f64>, &str)>, account: Account) -> Reading {
    let ends =
        totals.iter().map(|(census, ..)| *census).min().zip(totals.iter().map(|(census, ..)| *census).max());
    let total = |(census, code, fte, mental_health, level): (Census, String, f64, Option<f64>, &str)| {
        let whole = code == ENGLAND_CODE
            && [Some(fte), mental_health].into_iter().flatten().all(|fte| fte.fract() == 0.0);
        let rounded_to = if whole { 1.0 } else { 0.01 };
        let (level, file) = (level.to_owned(), file.to_owned());
        (census, code, PublishedTotal { fte, mental_health, rounded_to, level, file })
    };
    let says = Says::Published(totals.into_iter().map(total).collect());
    let period = match ends {
        Some((first, last)) if first < last => format!("{} to {}", first.words(), last.words()),
        Some((only, _)) => only.words(),
        None => "not known".to_owned(),
    };
    Reading::of(period, account, says)
}

/// Adds totals; of two of a census and area the first stays, and one that differs is a problem.
pub fn add(
    published: &mut BTreeMap<(Census, String), PublishedTotal>,
    totals: Vec<(Census, String, PublishedTotal)>,
    problems: &mut Problems,
) {
    for (census, code, total) in totals {
        let (fte, rounded_to, file) = (total.fte, total.rounded_to, total.file.clone());
        let known = published.entry((census, code.clone())).or_insert(total);
        if (known.fte - fte).abs() > TOLERANCE.max(rounded_to / 2.0) {
            let found = format!("{fte:.2} FTE for {code}, {}", census.words());
            let expected = format!("{:.2}, as in `{}`", known.fte, known.file);
            problems.push(Problem::new(&faults::TOTALS_DIFFER, &file, found, expected));
        }
    }
}

/// `march_2020`.
fn census(text: &str) -> Result<Census, &'static str> {
    month(text).map_err(|_| "a month, like march_2020 or 2020-03")
}
