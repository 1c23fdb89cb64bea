//! Deprivation score by practice: the Fingertips export, and a four-column extract.

use super::cells::no_practice;
use super::publications::{Kind, Publications, Read};
use super::records::Deprivation;
use super::select::{Period, select};
use super::table::{Account, Fate, Table};
use crate::subject::PracticeCode;
use crate::subject::problem::{Found, Problem, faults};

/// The columns of the Fingertips export, each by its spellings.
pub const EXPORT: &[&[&str]] = &[&["INDICATOR_ID"], &["INDICATOR_NAME"], &["AREA_CODE"], &["VALUE"]];

/// The columns of the extract, each by its spellings.
pub const EXTRACT: &[&[&str]] = &[&["PRACTICE_CODE"], &["IMD_YEAR"], &["IMD_SCORE"]];

/// Reads the Fingertips export into `publications`.
pub fn read_export(table: &Table, kind: &Kind, into: &mut Publications) -> Found<Read> {
    let name = table.column(&["INDICATOR_NAME"], kind.name)?;
    let Some((first, year)) = (0..table.height()).find_map(|row| Some((row, index_year(name.text(row))?)))
    else {
        // Fingertips exports every indicator in this layout.
        let found = format!("`{}`", name.text(0));
        into.problems.push(Problem::new(
            &faults::OTHER_INDICATOR,
            table.file(),
            found,
            "`Deprivation score (IMD …)`",
        ));
        let account = Account::unused(table.height(), "another indicator");
        return Ok(Read { period: name.text(0).to_owned(), account });
    };
    let of = |row: usize| match index_year(name.text(row)) {
        None => Ok(false),
        Some(other) if other == year => Ok(true),
        Some(_) => Err(name.wrong(&faults::DATES_MIXED, row, same_index(year, first))),
    };
    read(table, kind, &Scores { code: "AREA_CODE", score: "VALUE", year, of: &of }, into)
}

/// Reads the four-column extract into `publications`.
pub fn read_extract(table: &Table, kind: &Kind, into: &mut Publications) -> Found<Read> {
    let column = table.column(&["IMD_YEAR"], kind.name)?;
    let at = |row| {
        column.parse_as(&faults::DATE, row, |text| text.parse::<i16>().map_err(|_| "a year, like 2025"))
    };
    let year = at(0)?;
    let of = |row: usize| match at(row)? == year {
        true => Ok(true),
        false => Err(column.wrong(&faults::DATES_MIXED, row, same_index(year, 0))),
    };
    read(table, kind, &Scores { code: "PRACTICE_CODE", score: "IMD_SCORE", year, of: &of }, into)
}

fn same_index(year: i16, row: usize) -> String {
    format!("{year}, as in row {} (one index a file)", row + 2)
}

/// Where a layout keeps its scores.
struct Scores<'a> {
    code: &'static str,
    score: &'static str,
    year: i16,
    /// Whether a row is of the index.
    of: &'a dyn Fn(usize) -> Found<bool>,
}

/// Why a row is left out.
const OTHER: &str = "another indicator";
const NO_SCORE: &str = "no score";

fn read(table: &Table, kind: &Kind, layout: &Scores<'_>, into: &mut Publications) -> Found<Read> {
    let codes = [layout.code];
    let scores = [layout.score];
    let code = table.column(&codes, kind.name)?;
    let score = table.column(&scores, kind.name)?;
    let mut deprivation = Deprivation { file: table.file().to_owned(), ..Deprivation::default() };
    let account = table.each(&mut into.problems, |row| {
        if !(layout.of)(row)? {
            return Ok(Fate::Left(OTHER));
        }
        // England's rows are of no practice, and a practice without a score is left empty or marked by a word.
        let Ok(practice) = code.text(row).parse::<PracticeCode>() else {
            return no_practice(&code, row);
        };
        let text = score.text(row);
        if text.is_empty() || !text.contains(|c: char| c.is_ascii_digit()) {
            return Ok(Fate::Left(NO_SCORE));
        }
        let value = score.number(row)?;
        if !(0.0..=100.0).contains(&value) {
            return Err(score.wrong(&faults::SCORE, row, "a score from 0 to 100".to_owned()));
        }
        if deprivation.scores.insert(practice, value).is_some() {
            let expected = "a practice that is not in an earlier row".to_owned();
            return Err(code.wrong(&faults::TWICE_IN_FILE, row, expected));
        }
        Ok(Fate::Used)
    });
    if let Some(count) = account.left.get(NO_SCORE) {
        let found = format!("{count} practices without one");
        into.problems
            .push(Problem::new(&faults::NO_SCORE, table.file(), found, "a score").column(layout.score));
    }
    if account.used == 0 {
        return Err(Box::new(Problem::new(
            &faults::EMPTY,
            table.file(),
            "no practice with a score",
            kind.name,
        )));
    }
    let period = format!("IMD {}", layout.year);
    let of = Period { key: layout.year, words: &period };
    select(&mut into.deprivation, of, deprivation, &into.preferred, &mut into.problems);
    Ok(Read { period, account })
}

/// The year in an index's name: `Deprivation score (IMD 2019)`.
fn index_year(name: &str) -> Option<i16> {
    let (_, after) = name.split_once("IMD")?;
    after.trim_start().get(..4)?.parse().ok()
}
