//! Deprivation score by practice: the Fingertips export, and a four-column extract.

use super::account::{Account, Fate};
use super::cells::no_practice;
use super::publications::Kind;
use super::records::Deprivation;
use super::says::{Aside, Reading, Says};
use super::table::{Column, Table};
use crate::subject::problem::{Found, Problem, Problems, faults};
use crate::subject::{Need, PcnCode, PracticeCode};

/// The columns of the Fingertips export, each by its spellings.
pub const EXPORT: &[&[&str]] = &[&["INDICATOR_ID"], &["INDICATOR_NAME"], &["AREA_CODE"], &["VALUE"]];

/// Columns of the export that are read where they are there.
pub const OPTIONAL: &[&[&str]] = &[&["AREA_TYPE"], &["TIME_PERIOD"]];

/// The columns of the extract, each by its spellings.
pub const EXTRACT: &[&[&str]] = &[&["PRACTICE_CODE"], &["IMD_YEAR"], &["IMD_SCORE"]];

/// Reads the Fingertips export.
pub fn read_export(table: &Table, kind: &Kind, problems: &mut Problems) -> Found<Reading> {
    let name = table.column(&["INDICATOR_NAME"], kind.name)?;
    let Some((first, year)) = (0..table.height()).find_map(|row| Some((row, index_year(name.text(row))?)))
    else {
        // Fingertips exports every indicator in this layout.
        let found = format!("`{}`", name.text(0));
        problems.push(Problem::new(
            &faults::OTHER_INDICATOR,
            table.file(),
            found,
            "`Deprivation score (IMD …)`",
        ));
        let account = Account::unused(table.height(), "another indicator");
        return Ok(Reading::nothing(name.text(0), account));
    };
    if is_by_pcn(table) {
        let expected = "scores by practice: choose the area type GP";
        let problem = Problem::new(&faults::LEVEL, table.file(), "an export by PCN", expected);
        let aside = Aside { need: Need::Deprivation, year: Some(year), problem };
        let account = Account::unused(table.height(), "of a PCN");
        return Ok(Reading::of(format!("IMD {year}"), account, Says::Aside(aside)));
    }
    let periods = Periods::of(table, year);
    let of = |row: usize| match index_year(name.text(row)) {
        None => Ok(Some(OTHER)),
        Some(other) if other == year => Ok(periods.leaves_out(row)),
        Some(_) => Err(name.wrong(&faults::DATES_MIXED, row, same_index(table, year, first))),
    };
    read(table, kind, &Scores { code: "AREA_CODE", score: "VALUE", year, of: &of }, problems)
}

/// Whether most rows of an export are of PCNs, by their area type or by their codes.
fn is_by_pcn(table: &Table) -> bool {
    let (kinds, codes) = (table.optional(OPTIONAL[0]), table.optional(&["AREA_CODE"]));
    let of = |column: &Option<Column<'_>>, is: &dyn Fn(&str) -> bool| {
        column.as_ref().map_or(0, |column| table.rows().filter(|row| is(column.text(*row))).count())
    };
    let pcns = of(&codes, &|code| code.parse::<PcnCode>().is_ok());
    let named = of(&kinds, &|kind| kind.to_uppercase().starts_with("PCN"));
    let filled = table.rows().count();
    pcns.max(named) * 2 > filled
}

/// The time periods of an export, where it has more than one.
struct Periods<'a> {
    column: Option<Column<'a>>,
    wanted: String,
}

impl<'a> Periods<'a> {
    /// Those of a table; the index's own year is wanted where it is among several.
    fn of(table: &'a Table, year: i16) -> Self {
        let wanted = year.to_string();
        let column = table.optional(OPTIONAL[1]).filter(|column| {
            let first = table.rows().next().map_or("", |row| column.text(row));
            table.rows().any(|row| column.text(row) != first)
                && table.rows().any(|row| column.text(row) == wanted)
        });
        Self { column, wanted }
    }

    fn leaves_out(&self, row: usize) -> Option<&'static str> {
        self.column.as_ref().filter(|column| column.text(row) != self.wanted).map(|_| PERIOD)
    }
}

/// Reads the four-column extract.
pub fn read_extract(table: &Table, kind: &Kind, problems: &mut Problems) -> Found<Reading> {
    let column = table.column(&["IMD_YEAR"], kind.name)?;
    let at = |row| column.whole::<i16>(row, "a year, like 2025");
    let first = table.rows().next().unwrap_or(0);
    let year = at(first)?;
    let of = |row: usize| match at(row)? == year {
        true => Ok(None),
        false => Err(column.wrong(&faults::DATES_MIXED, row, same_index(table, year, first))),
    };
    read(table, kind, &Scores { code: "PRACTICE_CODE", score: "IMD_SCORE", year, of: &of }, problems)
}

fn same_index(table: &Table, year: i16, row: usize) -> String {
    format!("{year}, as in row {} (one index a file)", table.number_of(row))
}

/// Where a layout keeps its scores.
struct Scores<'a> {
    code: &'static str,
    score: &'static str,
    year: i16,
    /// Why a row is not of the index; none where it is.
    of: &'a dyn Fn(usize) -> Found<Option<&'static str>>,
}

/// Why a row is left out.
const OTHER: &str = "another indicator";
const NO_SCORE: &str = "no score";
const PERIOD: &str = "another time period";

fn read(table: &Table, kind: &Kind, layout: &Scores<'_>, problems: &mut Problems) -> Found<Reading> {
    let codes = [layout.code];
    let scores = [layout.score];
    let code = table.column(&codes, kind.name)?;
    let score = table.column(&scores, kind.name)?;
    let mut deprivation = Deprivation { file: table.file().to_owned(), ..Deprivation::default() };
    let account = table.each(problems, |row| {
        if let Some(why) = (layout.of)(row)? {
            return Ok(Fate::Left(why));
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
        problems.push(Problem::new(&faults::NO_SCORE, table.file(), found, "a score").column(layout.score));
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
    Ok(Reading::of(period, account, Says::Deprivation(layout.year, deprivation)))
}

/// The year in an index's name: `Deprivation score (IMD 2019)`.
fn index_year(name: &str) -> Option<i16> {
    let (_, after) = name.split_once("IMD")?;
    after.trim_start().get(..4)?.parse().ok()
}
