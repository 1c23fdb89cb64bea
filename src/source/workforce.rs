//! PCN workforce, individual level: who filed, and link-worker FTE by PCN.
//!
//! Rows are added in the order of the file, so that a total is the same on every machine.
//! Duplicate rows are real: contracted services carry no identifier and repeat exactly.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::cells::{self, IN_NO_PCN};
use super::dates::name_agrees;
use super::oddities::{OddColumns, Oddities, Roles, is_contracted};
use super::publications::{Kind, Publications, Read, WORKFORCE};
use super::records::{FiledRow, Filing, Workforce};
use super::select::{Period, select};
use super::table::{Column, Fate, Table};
use crate::subject::error::Error;
use crate::subject::problem::{Found, Problem, faults};
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

/// From a data row, counted from zero, to its number in the file.
const HEADER: usize = 2;

/// Reads the file into `publications`.
pub fn read(table: &Table, kind: &Kind, into: &mut Publications) -> Found<Read> {
    let column = |name| table.column(name, kind.name);
    let code = column(&["PCN_CODE"])?;
    let census = one_census(table, &column(&["CENSUS_YEAR"])?, &column(&["CENSUS_MONTH"])?)?;
    let role = column(&["DETAILED_STAFF_ROLE"])?;
    let rows = Rows {
        name: column(&["PCN_NAME"])?,
        icb: column(COLUMNS[4])?,
        roles: role.distinct(|words| (Role::of_row(words), Role::nearly(words))),
        role,
        fte: column(&["FTE"])?,
        source: column(&["DATA_SOURCE"])?,
        sub_icb: table.optional(OPTIONAL[0]),
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
    let account = table.each(&mut into.problems, |row| {
        // Published files hold a few corrections below zero; they add up as published.
        let fte = rows.fte.number(row)?;
        let Some(pcn) = code.parse(row, cells::pcn)? else { return Ok(Fate::Left(IN_NO_PCN)) };
        rows.add(row, fte, workforce.filings.entry(pcn))?;
        oddities.see_icb(&pcn, rows.icb.text(row), &workforce.filings[&pcn]);
        oddities.see(&odd, row, &pcn, fte);
        Ok(Fate::Used)
    });
    oddities.say(table.file(), &mut into.problems);
    if workforce.filings.values().all(|filing| filing.rows.is_empty()) {
        let roles = "no row in a link-worker role";
        let expected = format!("`{}` among the roles", crate::subject::role::TITLE);
        let problem = Problem::new(&faults::NO_LINK_WORKER, table.file(), roles, expected);
        into.problems.push(problem.column(rows.role.name()));
    }
    name_agrees(table.file(), census, &mut into.problems);
    let period = census.words();
    let of = Period { key: census, words: &period };
    select(&mut into.workforce, of, workforce, &into.preferred, &mut into.problems);
    Ok(Read { period, account })
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
}

impl Rows<'_> {
    /// Adds a row to its PCN's filing; the first row of a PCN gives its name and ICB.
    fn add(&self, row: usize, fte: f64, entry: Entry<'_, PcnCode, Filing>) -> Found<()> {
        let role = self.role(row)?;
        let contracted = is_contracted(self.source.text(row));
        let (most, of) = if contracted { (HOURS, "") } else { (HOURS_OF_ONE, " of staff") };
        if role.is_some() && fte.abs() > most {
            let expected = format!("at most {most} FTE in one row{of}");
            return Err(self.fte.wrong(&faults::FTE_HOURS, row, expected));
        }
        let filing = match entry {
            Entry::Occupied(filing) => filing.into_mut(),
            Entry::Vacant(place) => place.insert(Filing {
                name: self.name.text(row).to_owned(),
                icb: self.icb.parse(row, cells::icb)?,
                sub_icb: self
                    .sub_icb
                    .as_ref()
                    .map(|column| cells::sub_icb(column, row))
                    .transpose()?
                    .flatten(),
                roles: BTreeMap::new(),
                rows: Vec::new(),
            }),
        };
        if let Some(role) = role {
            let total = filing.roles.entry(role.id).or_default();
            *(if contracted { &mut total.contracted } else { &mut total.staff }) += fte;
            filing.rows.push(FiledRow { row: row + HEADER, role: role.id, fte, contracted });
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
        let y = year.parse_as(&faults::DATE, row, |t| t.parse::<i16>().map_err(|_| "a year, like 2022"))?;
        let m =
            month.parse_as(&faults::DATE, row, |t| t.parse::<i8>().map_err(|_| "a month from 1 to 12"))?;
        let (column, expected) =
            if (1..=12).contains(&m) { (year, "a year, like 2022") } else { (month, "a month from 1 to 12") };
        Census::new(y, m).ok_or_else(|| column.wrong(&faults::DATE, row, expected.to_owned()))
    };
    let census = at(0)?;
    for row in table.rows().filter(|row| *row > 0) {
        if year.text(row) != year.text(0) || month.text(row) != month.text(0) {
            let other = at(row)?;
            if other != census {
                let column = if other.year() == census.year() { month } else { year };
                let expected = format!("{census}, as in row 2 (one census a file)");
                return Err(column.wrong(&faults::DATES_MIXED, row, expected));
            }
        }
    }
    Ok(census)
}

/// The error for a data folder without any workforce file.
pub fn none(looked: usize) -> Error {
    Error::Missing {
        missing: format!("no PCN workforce file among the {looked} tables found"),
        remedy: format!(
            "download \"Primary Care Network Workforce, individual level\" from NHS England's Primary Care Workforce \
             publication ({WORKFORCE}) and put it in the data folder"
        ),
    }
}
