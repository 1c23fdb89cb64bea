//! PCN workforce, individual level: who filed, and link-worker FTE by PCN.
//!
//! Rows are added in the order of the file, so that a total is the same on every machine.
//! Duplicate rows are real: contracted services carry no identifier and repeat exactly.

use std::collections::btree_map::Entry;

use super::account::Fate;
use super::cells::{self, IN_NO_PCN};
use super::dates::name_agrees;
use super::oddities::{OddColumns, Oddities, Roles, is_contracted};
use super::printable::Names;
use super::publications::Kind;
use super::records::{FiledRow, Filing, Workforce};
use super::says::{Reading, Says};
use super::table::{Column, Table};
use crate::subject::problem::{Found, Problem, Problems, faults};
use crate::subject::role::Role;
use crate::subject::{Census, PcnCode};

/// The columns, each by its spellings.
pub const COLUMNS: &[&[&str]] = &[
    &["CENSUS_YEAR"],
    &["CENSUS_MONTH"],
    &["PCN_CODE"],
    &["PCN_NAME"],
    &["ICB_CODE", "STP_CODE", "ONS_ICB_CODE"],
    &["DETAILED_STAFF_ROLE"],
    &["FTE"],
    &["DATA_SOURCE"],
];

/// Columns that are read where they are there: the sub-ICB, and who it is.
pub const OPTIONAL: &[&[&str]] = &[&["SUB_ICB_CODE", "CCG_CODE"], &["UNIQUE_IDENTIFIER"]];

/// Every column as published, in order; the last two names are those of 2020.
pub const PUBLISHED: &[&str] = &[
    "Data_source",
    "CENSUS_YEAR",
    "CENSUS_MONTH",
    "PCN_CODE",
    "PCN_NAME",
    "SUB_ICB_CODE",
    "SUB_ICB_NAME",
    "ICB_CODE",
    "ICB_NAME",
    "COMM_REGION_CODE",
    "COMM_REGION_NAME",
    "STAFF_GROUP",
    "STAFF_ROLE",
    "DETAILED_STAFF_ROLE",
    "FTE",
    "UNIQUE_IDENTIFIER",
    "CCG_CODE",
    "CCG_NAME",
];

/// More FTE in one row of contracted services than this are hours a week: the most that was ever published is 14.
const HOURS: f64 = 30.0;

/// The same in a row of one person, who was never published with more than 1.07: a day has 7.5 hours.
const HOURS_OF_ONE: f64 = 7.0;

/// Reads the file.
pub fn read(table: &Table, kind: &Kind, problems: &mut Problems) -> Found<Reading> {
    let column = |name| table.column(name, kind.name);
    let code = column(&["PCN_CODE"])?;
    let census = one_census(table, &column(&["CENSUS_YEAR"])?, &column(&["CENSUS_MONTH"])?)?;
    let role = column(&["DETAILED_STAFF_ROLE"])?;
    let mut names = Names::default();
    let rows = Rows {
        name: column(&["PCN_NAME"])?,
        icb: column(COLUMNS[4])?,
        roles: role.distinct(|words| (Role::of_row(words), Role::nearly(words))),
        role,
        fte: column(&["FTE"])?,
        source: column(&["DATA_SOURCE"])?,
        sub_icb: table.optional(OPTIONAL[0]),
        header: table.header().line,
    };
    let identifier = table.optional(OPTIONAL[1]);
    let odd = OddColumns {
        role: &rows.role,
        roles: &rows.roles,
        source: &rows.source,
        identifier: identifier.as_ref(),
    };
    let mut workforce = Workforce { file: table.file().to_owned(), ..Workforce::default() };
    let mut oddities = Oddities::default();
    let account = table.each(problems, |row| {
        // Published files hold a few corrections below zero; they add up as published.
        let fte = rows.fte.number(row)?;
        let Some(pcn) = code.parse(row, cells::pcn)? else { return Ok(Fate::Left(IN_NO_PCN)) };
        rows.add(row, fte, workforce.filings.entry(pcn), &mut names)?;
        oddities.see_icb(&pcn, rows.icb.text(row), &workforce.filings[&pcn]);
        oddities.see(&odd, row, &pcn, fte);
        Ok(Fate::Used)
    });
    oddities.say(table.file(), problems);
    names.say().for_each(|note| problems.push(note));
    if workforce.filings.values().all(|filing| filing.rows.is_empty()) {
        let roles = "no row in a link-worker role";
        let expected = format!("`{}` among the roles", crate::subject::role::TITLE);
        let problem = Problem::new(&faults::NO_LINK_WORKER, table.file(), roles, expected);
        problems.push(problem.column(rows.role.name()));
    }
    name_agrees(table.file(), census, problems);
    let period = census.words();
    Ok(Reading::of(period, account, Says::Workforce(census, workforce)))
}

/// The columns that a row's filing is made from.
struct Rows<'a> {
    name: Column<'a>,
    icb: Column<'a>,
    role: Column<'a>,
    roles: Roles<'a>,
    fte: Column<'a>,
    source: Column<'a>,
    sub_icb: Option<Column<'a>>,
    /// The line of the header.
    header: usize,
}

impl Rows<'_> {
    /// Adds a row to its PCN's filing; the first row of a PCN gives its name and ICB.
    fn add(&self, row: usize, fte: f64, entry: Entry<'_, PcnCode, Filing>, names: &mut Names) -> Found<()> {
        let role = self.role(row)?;
        let contracted = is_contracted(self.source.text(row));
        let (most, of) = if contracted { (HOURS, "") } else { (HOURS_OF_ONE, " of staff") };
        if role.is_some() && fte.abs() > most {
            let expected = format!("at most {most} FTE in one row{of}");
            return Err(self.fte.wrong(&faults::FTE_HOURS, row, expected));
        }
        let filing = match entry {
            Entry::Occupied(filing) => filing.into_mut(),
            Entry::Vacant(place) => {
                let icb = self.icb.parse(row, cells::icb)?;
                let name = names.read(&self.name, row, place.key().as_str());
                place.insert(Filing {
                    name,
                    icb,
                    sub_icb: self
                        .sub_icb
                        .as_ref()
                        .map(|column| cells::sub_icb(column, row))
                        .transpose()?
                        .flatten(),
                    rows: Vec::new(),
                })
            }
        };
        if let Some(role) = role {
            filing.rows.push(FiledRow { row: row + 1 + self.header, role: role.id, fte, contracted });
        }
        Ok(())
    }

    /// The link-worker role of a row; a problem where its words are nearly one.
    fn role(&self, row: usize) -> Found<Option<&'static Role>> {
        // Every wording of the column is among them.
        match self.roles.get(self.role.text(row)).copied().unwrap_or_default() {
            (None, Some(near)) => {
                Err(self.role.wrong(&faults::ROLE, row, format!("another role, or `{near}`")))
            }
            (role, _) => Ok(role),
        }
    }
}

/// The census that all rows are of.
fn one_census(table: &Table, year: &Column<'_>, month: &Column<'_>) -> Found<Census> {
    let at = |row| {
        let y = year.whole::<i16>(row, "a year, like 2022")?;
        let m = month.whole::<i8>(row, "a month from 1 to 12")?;
        let (column, expected) =
            if (1..=12).contains(&m) { (year, "a year, like 2022") } else { (month, "a month from 1 to 12") };
        Census::new(y, m).ok_or_else(|| column.wrong(&faults::DATE, row, expected.to_owned()))
    };
    let first = table.rows().next().unwrap_or(0);
    let census = at(first)?;
    for row in table.rows().filter(|row| *row > first) {
        if year.text(row) != year.text(first) || month.text(row) != month.text(first) {
            let other = at(row)?;
            if other != census {
                let column = if other.year() == census.year() { month } else { year };
                let expected = format!("{census}, as in row {} (one census a file)", table.number_of(first));
                return Err(column.wrong(&faults::DATES_MIXED, row, expected));
            }
        }
    }
    Ok(census)
}
