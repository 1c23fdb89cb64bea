//! A table of the user's own: link workers outside the publication, of councils and the voluntary sector.
//!
//! They are shown beside the publication's and never added to them.

use std::collections::BTreeMap;
use std::path::Path;

use super::dates::{day, month};
use super::own::{About, in_own_words, open};
use super::printable::is_unprintable;
use super::table::{Column, Table};
use crate::subject::Mark;
use crate::subject::digest::OwnFile;
use crate::subject::error::Result;
use crate::subject::problem::{Found, faults};
use crate::subject::{Census, IcbCode, PcnCode, day_in_words};

/// What messages call the table.
const KIND: &str =
    "a table of link workers outside the publication (area, or pcn and icb; employer, fte, source, as_of)";

/// The columns that are read.
const COLUMNS: &[&[&str]] =
    &[&[AREA], &[PCN], &[ICB], &["EMPLOYER"], &["FTE"], &["SOURCE"], &["AS_OF"], &["NOTE"]];

const AREA: &str = "AREA";
const PCN: &str = "PCN";
const ICB: &str = "ICB";

/// More characters than this of one text would not fit a cell.
const LONGEST: usize = 60;

/// The table, before it is known whether the edition has its areas.
#[derive(Clone, Debug)]
pub struct LocalTable {
    /// Its name and what it was.
    pub file: OwnFile,
    /// Whether its name says that it is no finding.
    pub mark: Option<Mark>,
    /// Its rows, in the order of the file.
    pub rows: Vec<LocalRow>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct LocalRow {
    /// Its number in the file; the header is 1.
    pub row: usize,
    /// The column that its area is in.
    pub column: &'static str,
    /// The PCN, where it is of one.
    pub pcn: Option<PcnCode>,
    /// The ICB, where it is given.
    pub icb: Option<IcbCode>,
    /// Who employs them.
    pub employer: String,
    /// FTE, zero or more.
    pub fte: f64,
    /// Where the figure is from.
    pub source: String,
    /// The day or month that it describes, in words.
    pub as_of: String,
    /// A remark; empty where there is none.
    pub note: String,
}

/// Reads the table.
///
/// # Errors
/// Where it cannot be read, lacks a column, or a cell does not hold what its column must.
pub fn read(path: &Path) -> Result<LocalTable> {
    in_own_words(open(path, COLUMNS, &[AREA, PCN, ICB], About { kind: KIND, most_rows: 10_000 }).and_then(
        |own| {
            let rows = rows(&own.table)?;
            Ok(LocalTable { file: own.file, mark: own.mark, rows })
        },
    ))
}

/// What a row is of: an area and an employer.
type Of<'a> = (Option<&'a PcnCode>, Option<&'a IcbCode>, &'a str);

/// Every row, none of which is there twice or of two days.
fn rows(table: &Table) -> Found<Vec<LocalRow>> {
    let columns = Columns::of(table)?;
    let rows: Vec<LocalRow> = table.rows().map(|at| columns.row(table, at)).collect::<Found<_>>()?;
    let mut seen: BTreeMap<Of<'_>, &LocalRow> = BTreeMap::new();
    for (at, row) in table.rows().zip(&rows) {
        let of = (row.pcn.as_ref(), row.icb.as_ref(), row.employer.as_str());
        let Some(first) = seen.insert(of, row) else { continue };
        if first.as_of != row.as_of {
            let expected = format!("{}, as row {} has for this area and employer", first.as_of, first.row);
            return Err(columns.as_of.wrong(&faults::DIFFERS, at, expected));
        }
        if (&first.source, &first.note) == (&row.source, &row.note) {
            let expected = format!("a row that is not row {} once more", first.row);
            return Err(columns.employer.wrong(&faults::TWICE_IN_FILE, at, expected));
        }
    }
    Ok(rows)
}

struct Columns<'a> {
    area: Option<Column<'a>>,
    pcn: Option<Column<'a>>,
    icb: Option<Column<'a>>,
    employer: Column<'a>,
    fte: Column<'a>,
    source: Column<'a>,
    as_of: Column<'a>,
    note: Option<Column<'a>>,
}

impl<'a> Columns<'a> {
    fn of(table: &'a Table) -> Found<Self> {
        let need = |name: &'static str| table.column(&[name], KIND);
        Ok(Self {
            area: table.optional(&[AREA]),
            pcn: table.optional(&[PCN]),
            icb: table.optional(&[ICB]),
            employer: need("EMPLOYER")?,
            fte: need("FTE")?,
            source: need("SOURCE")?,
            as_of: need("AS_OF")?,
            note: table.optional(&["NOTE"]),
        })
    }

    fn row(&self, table: &Table, at: usize) -> Found<LocalRow> {
        let (column, pcn, icb) = self.place(at)?;
        let note = self.note.as_ref().map(|note| note.parse_as(&faults::TEXT, at, short)).transpose()?;
        Ok(LocalRow {
            row: table.number_of(at),
            column,
            pcn,
            icb,
            employer: self.employer.parse_as(&faults::TEXT, at, text)?,
            fte: self.fte.positive(at)?,
            source: self.source.parse_as(&faults::TEXT, at, text)?,
            as_of: self.as_of.parse_as(&faults::DATE, at, as_of)?,
            // The column may be left out.
            note: note.unwrap_or_default(),
        })
    }

    /// The PCN and the ICB that a row gives, at least one of them.
    fn place(&self, at: usize) -> Found<(&'static str, Option<PcnCode>, Option<IcbCode>)> {
        let given =
            |column: &Option<Column<'a>>| column.as_ref().is_some_and(|column| !column.text(at).is_empty());
        let pcn = |column: &Column<'_>| column.parse(at, str::parse::<PcnCode>);
        let icb = |column: &Column<'_>| column.parse(at, str::parse::<IcbCode>);
        match (&self.area, &self.pcn, &self.icb) {
            (Some(area), ..) if area.text(at).parse::<PcnCode>().is_ok() => {
                Ok((AREA, Some(pcn(area)?), None))
            }
            (Some(area), ..) if area.text(at).parse::<IcbCode>().is_ok() => {
                Ok((AREA, None, Some(icb(area)?)))
            }
            (Some(area), ..) => {
                Err(area.wrong(&faults::CODE, at, format!("{}, or {}", PcnCode::PATTERN, IcbCode::PATTERN)))
            }
            (None, Some(of), with) if given(&self.pcn) => {
                let with = with.as_ref().filter(|_| given(&self.icb)).map(icb).transpose()?;
                Ok((PCN, Some(pcn(of)?), with))
            }
            (None, _, Some(of)) => Ok((ICB, None, Some(icb(of)?))),
            (None, Some(of), None) => Err(of.wrong(&faults::CODE, at, PcnCode::PATTERN.to_owned())),
            // `read` has seen that one of the three is there.
            (None, None, None) => Ok((AREA, None, None)),
        }
    }
}

/// Some words that fit a cell.
fn text(text: &str) -> std::result::Result<String, &'static str> {
    if text.is_empty() { Err("at most 60 characters, and some") } else { short(text) }
}

/// Words that fit a cell, or none.
fn short(text: &str) -> std::result::Result<String, &'static str> {
    let long = text.chars().count() > LONGEST || text.contains(is_unprintable);
    if long {
        Err("at most 60 characters on one line, all of which are printed")
    } else {
        Ok(text.to_owned())
    }
}

/// A day or a month, in words.
fn as_of(text: &str) -> std::result::Result<String, &'static str> {
    if let Ok(day) = day(text) {
        return Ok(day_in_words(day));
    }
    month(text)
        .map(Census::words)
        .map_err(|_| "a day or a month, like 2026-03-31, 31/03/2026, 2026-03, Mar-26 or March 2026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_read_in_the_forms_that_people_write() {
        for text in ["2026-03-31", "31/03/2026", "31 March 2026"] {
            assert_eq!(as_of(text).unwrap(), "31 March 2026", "{text}");
        }
        for text in ["2026-03", "Mar-26", "March 2026"] {
            assert_eq!(as_of(text).unwrap(), "March 2026", "{text}");
        }
        for text in ["", "2026", "spring", "2026-13", "31/31/2026"] {
            assert!(as_of(text).is_err(), "{text}");
        }
    }
}
