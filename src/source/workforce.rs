//! PCN workforce, individual level: who filed, and link-worker FTE by PCN.
//!
//! Rows are added in the order of the file, so that a total is the same on every machine.
//! Duplicate rows are real: contracted services carry no identifier and repeat exactly.

use std::collections::BTreeMap;

use super::table::{Column, Table};
use super::{Kind, Publications, Read};
use crate::error::{Error, Result};
use crate::role::Role;
use crate::subject::{Census, IcbCode, PcnCode, SubIcbCode};

/// The columns, each by its spellings.
pub const COLUMNS: &[&[&str]] = &[
    &["CENSUS_YEAR"],
    &["CENSUS_MONTH"],
    &["PCN_CODE"],
    &["PCN_NAME"],
    &["ICB_CODE"],
    &["DETAILED_STAFF_ROLE"],
    &["FTE"],
    &["DATA_SOURCE"],
];

/// Columns that are read where they are there: the sub-ICB.
pub const OPTIONAL: &[&[&str]] = &[&["SUB_ICB_CODE", "CCG_CODE"]];

/// From a data row, counted from zero, to its number in the file.
const HEADER: usize = 2;

/// What one workforce file says.
#[derive(Debug, Default)]
pub struct Workforce {
    /// What each PCN filed.
    pub filings: BTreeMap<PcnCode, Filing>,
    /// The file's name.
    pub file: String,
}

/// What one PCN filed.
#[derive(Debug)]
pub struct Filing {
    /// Its name as published.
    pub name: String,
    /// The ICB that the file gives.
    pub icb: IcbCode,
    /// The sub-ICB that the file gives, where it gives one.
    pub sub_icb: Option<SubIcbCode>,
    /// FTE by role.
    pub roles: BTreeMap<&'static str, RoleFte>,
    /// The rows that it is the sum of, in the order of the file.
    pub rows: Vec<FiledRow>,
}

/// A row of the file in a link-worker role.
#[derive(Clone, Copy, Debug)]
pub struct FiledRow {
    /// Its number in the file; the header is 1.
    pub row: usize,
    /// The role, by its id.
    pub role: &'static str,
    /// FTE as published.
    pub fte: f64,
    /// Whether it is contracted services.
    pub contracted: bool,
}

/// FTE of one role in one PCN.
#[derive(Clone, Copy, Debug, Default)]
pub struct RoleFte {
    /// Of directly recorded staff.
    pub staff: f64,
    /// Of contracted services.
    pub contracted: f64,
}

/// Reads the file into `publications`.
pub fn read(table: &Table, kind: &Kind, into: &mut Publications) -> Result<Read> {
    let column = |name| table.column(name, kind.name);
    let code = column(&["PCN_CODE"])?;
    let census = one_census(table, &column(&["CENSUS_YEAR"])?, &column(&["CENSUS_MONTH"])?)?;
    let rows = Rows {
        name: column(&["PCN_NAME"])?,
        icb: column(&["ICB_CODE"])?,
        role: column(&["DETAILED_STAFF_ROLE"])?,
        fte: column(&["FTE"])?,
        source: column(&["DATA_SOURCE"])?,
        sub_icb: table.optional(OPTIONAL[0]),
    };
    let mut workforce = Workforce { file: table.file().to_owned(), ..Workforce::default() };
    let mut used = 0;
    for row in 0..table.height() {
        // Published files hold a few corrections below zero; they add up as published.
        let fte = rows.fte.number(row)?;
        let Ok(pcn) = code.text(row).parse::<PcnCode>() else { continue };
        used += 1;
        rows.add(row, fte, workforce.filings.entry(pcn))?;
    }
    if let Some(first) = into.workforce.insert(census, workforce) {
        return Err(super::twice(&first.file, table.file(), kind, census.words()));
    }
    Ok(Read { period: census.words(), rows: table.height(), used })
}

/// The columns that a row's filing is made from.
struct Rows<'a> {
    name: Column<'a>,
    icb: Column<'a>,
    role: Column<'a>,
    fte: Column<'a>,
    source: Column<'a>,
    sub_icb: Option<Column<'a>>,
}

impl Rows<'_> {
    /// Adds a row to its PCN's filing; the first row of a PCN gives its name and ICB.
    fn add(
        &self,
        row: usize,
        fte: f64,
        entry: std::collections::btree_map::Entry<'_, PcnCode, Filing>,
    ) -> Result<()> {
        use std::collections::btree_map::Entry;
        let filing = match entry {
            Entry::Occupied(filing) => filing.into_mut(),
            Entry::Vacant(place) => place.insert(Filing {
                name: self.name.text(row).to_owned(),
                icb: self.icb.parse(row, str::parse::<IcbCode>)?,
                sub_icb: self.sub_icb.as_ref().and_then(|column| column.text(row).parse().ok()),
                roles: BTreeMap::new(),
                rows: Vec::new(),
            }),
        };
        if let Some(role) = Role::of_row(self.role.text(row)) {
            let total = filing.roles.entry(role.id).or_default();
            let contracted = self.source.text(row).to_lowercase().contains("contracted");
            *(if contracted { &mut total.contracted } else { &mut total.staff }) += fte;
            filing.rows.push(FiledRow { row: row + HEADER, role: role.id, fte, contracted });
        }
        Ok(())
    }
}

/// The census that all rows are of.
fn one_census(table: &Table, year: &Column<'_>, month: &Column<'_>) -> Result<Census> {
    let at = |row| {
        let y = year.parse(row, |t| t.parse::<i16>().map_err(|_| "a year, like 2022"))?;
        let m = month.parse(row, |t| t.parse::<i8>().map_err(|_| "a month from 1 to 12"))?;
        Census::new(y, m).ok_or_else(|| month.wrong(row, "a month from 1 to 12".to_owned()))
    };
    let census = at(0)?;
    for row in 1..table.height() {
        if year.text(row) != year.text(0) || month.text(row) != month.text(0) {
            let other = at(row)?;
            if other != census {
                let column = if other.year() == census.year() { month } else { year };
                return Err(column.wrong(row, format!("{census}, as in row 2 (one census a file)")));
            }
        }
    }
    Ok(census)
}

impl Workforce {
    /// FTE in a role, England.
    pub fn total(&self, role: &Role) -> f64 {
        self.filings
            .values()
            .filter_map(|filing| filing.roles.get(role.id))
            .map(|fte| fte.staff + fte.contracted)
            .sum()
    }
}

/// The error for a data folder without any workforce file.
pub fn none(looked: usize) -> Error {
    Error::Missing {
        missing: format!("no PCN workforce file among the {looked} tables found"),
        remedy: "download \"Primary Care Network Workforce, individual level\" from NHS England's \
                 Primary Care Workforce publication and put it in the data folder"
            .to_owned(),
    }
}
