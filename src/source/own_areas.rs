//! A table of the user's own that draws areas: which ICBs, PCNs or practices go to which ICB.
//!
//! For the question what figures would be if ICBs merged, split, or handed places over.

use std::collections::BTreeMap;
use std::path::Path;

use super::lookup::{self, Icbs, ods_of};
use super::own::{About, Own, in_own_words, open};
use super::printable::mended;
use super::table::{Column, Table};
use crate::subject::digest::OwnFile;
use crate::subject::error::{Error, Result};
use crate::subject::problem::{Found, Problem, faults};
use crate::subject::{IcbCode, PcnCode, PracticeCode};

/// What messages call the table.
const KIND: &str = "a table of areas for --geography (to, and one of practice, pcn or icb)";

const TO: &[&str] = &["TO", "TO_CODE", "TO_ICB"];
const NAME: &[&str] = &["NAME", "TO_NAME"];
const REGION: &[&str] = &["REGION", "REGION_CODE"];
const REGION_NAME: &[&str] = &["REGION_NAME"];

/// The areas that a table of the user's own draws.
#[derive(Debug)]
pub struct OwnAreas {
    /// The file.
    pub file: OwnFile,
    /// Rows that it has.
    pub rows: usize,
    /// What it moves.
    pub by: By,
    /// Where each goes, by its code.
    pub moves: BTreeMap<String, Move>,
    /// What the table says of the ICBs that it names.
    pub areas: BTreeMap<IcbCode, OwnArea>,
}

/// What a table moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Practices; a PCN follows most of its patients.
    Practice,
    /// PCNs.
    Pcn,
    /// Whole ICBs.
    Icb,
}

/// Where something goes.
#[derive(Debug)]
pub struct Move {
    /// The ICB.
    pub to: IcbCode,
    /// The row that says so, as a spreadsheet counts.
    pub row: usize,
}

/// What a table says of an ICB.
#[derive(Debug, Default)]
pub struct OwnArea {
    /// Its name.
    pub name: Option<String>,
    /// Its NHS region, code and name.
    pub region: Option<(String, String)>,
}

impl By {
    const ALL: [Self; 3] = [Self::Practice, Self::Pcn, Self::Icb];

    /// Spellings of its column.
    fn column(self) -> &'static [&'static str] {
        match self {
            Self::Practice => &["PRACTICE", "PRACTICE_CODE"],
            Self::Pcn => &["PCN", "PCN_CODE"],
            Self::Icb => &["ICB", "ICB_CODE"],
        }
    }

    /// A code of its kind.
    fn code(self, text: &str) -> std::result::Result<String, &'static str> {
        let text = text.to_uppercase();
        match self {
            Self::Practice => text.parse::<PracticeCode>().map(|code| code.to_string()),
            Self::Pcn => text.parse::<PcnCode>().map(|code| code.to_string()),
            Self::Icb => ods_of(&text).map(|code| code.to_string()),
        }
    }

    /// In words, as part of a sentence: `12 PCNs`.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Pcn => "PCN",
            Self::Icb => "ICB",
        }
    }
}

/// Reads the table.
///
/// # Errors
/// Where it cannot be read, lacks a column, a cell does not hold what its column must, or two rows differ over one
/// code or one name. Whether the codes are of an edition is asked when it is used.
pub fn read(path: &Path) -> Result<OwnAreas> {
    in_own_words(read_areas(path))
}

fn read_areas(path: &Path) -> Result<OwnAreas> {
    let mut wanted = vec![TO, NAME, REGION, REGION_NAME];
    wanted.extend(By::ALL.map(By::column));
    let Own { table, file, .. } = open(path, &wanted, TO, About { kind: KIND, most_rows: 100_000 })?;
    let (by, from) = from(&table)?;
    let mut own =
        OwnAreas { file, rows: table.rows().count(), by, moves: BTreeMap::new(), areas: BTreeMap::new() };
    let to = table.column(TO, KIND)?;
    let said = Said {
        name: table.optional(NAME),
        region: table.optional(REGION),
        region_name: table.optional(REGION_NAME),
        known: lookup::icbs()?,
    };
    for at in table.rows() {
        let code = from.parse(at, |text| by.code(text))?;
        let to = to.parse(at, ods_of)?;
        said.keep(at, own.areas.entry(to).or_default())?;
        if let Some(first) = own.moves.get(&code) {
            let expected = format!("a {} that is not in row {} already", by.noun(), first.row);
            return Err(from.wrong(&faults::TWICE_IN_FILE, at, expected).into());
        }
        own.moves.insert(code, Move { to, row: table.number_of(at) });
    }
    Ok(own)
}

/// The one column that says what goes.
fn from(table: &Table) -> Result<(By, Column<'_>)> {
    let mut found: Vec<(By, Column<'_>)> =
        By::ALL.into_iter().filter_map(|by| Some((by, table.optional(by.column())?))).collect();
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => Ok(only),
        (None, _) => Ok((By::Icb, table.column(By::Icb.column(), KIND)?)),
        (Some(_), false) => Err(Error::Unknown {
            asked: format!("`{}` has more than one of the columns practice, pcn and icb", table.file()),
            available: "keep the one that says what goes to the ICB in `to`".to_owned(),
        }),
    }
}

/// The columns that say what an ICB is.
struct Said<'a> {
    name: Option<Column<'a>>,
    region: Option<Column<'a>>,
    region_name: Option<Column<'a>>,
    known: &'a Icbs,
}

impl Said<'_> {
    /// Adds what a row says; an empty cell says nothing.
    fn keep(&self, at: usize, area: &mut OwnArea) -> Found<()> {
        if let Some(column) = &self.name {
            let text = column.text(at);
            if !text.is_empty() && mended(text, "").1.is_some() {
                let expected = "a name of at most 150 letters, all of which are printed".to_owned();
                return Err(column.wrong(&faults::TEXT, at, expected));
            }
            let name = Some(text).filter(|text| !text.is_empty()).map(str::to_owned);
            agree(&mut area.name, name, column, at)?;
        }
        if let Some((region, column)) = self.region(at)? {
            agree(&mut area.region, Some(region), column, at)?;
        }
        Ok(())
    }

    /// The region of a row, and the column that it is in: a code, a name, or both.
    fn region(&self, at: usize) -> Found<Option<((String, String), &Column<'_>)>> {
        fn given<'c, 'a>(column: Option<&'c Column<'a>>, at: usize) -> Option<(&'c Column<'a>, &'c str)> {
            column.map(|column| (column, column.text(at))).filter(|(_, text)| !text.is_empty())
        }
        let (code, name) = (given(self.region.as_ref(), at), given(self.region_name.as_ref(), at));
        match (code, name) {
            (None, None) => Ok(None),
            (Some((column, code)), Some((_, name))) => {
                Ok(Some(((code.to_uppercase(), name.to_owned()), column)))
            }
            (Some((column, text)), None) | (None, Some((column, text))) => {
                let region = self.known.region(text).ok_or_else(|| {
                    column.wrong(
                        &faults::CODE,
                        at,
                        "an NHS region, or both its code (region) and its region_name".to_owned(),
                    )
                })?;
                Ok(Some((region, column)))
            }
        }
    }
}

/// Keeps what a row says, where no row said otherwise.
fn agree<T: PartialEq>(kept: &mut Option<T>, said: Option<T>, column: &Column<'_>, at: usize) -> Found<()> {
    match (&kept, said) {
        (_, None) => Ok(()),
        (Some(first), Some(said)) if *first != said => Err(column.wrong(
            &faults::DIFFERS,
            at,
            "the same as an earlier row gives for this ICB".to_owned(),
        )),
        (_, Some(said)) => {
            *kept = Some(said);
            Ok(())
        }
    }
}

impl OwnAreas {
    /// The error for a row whose code the edition does not have.
    pub fn unknown(&self, code: &str, expected: String) -> Error {
        let row = self.moves.get(code).map_or(1, |to| to.row);
        self.wrong(row, self.by.column()[0], code, expected)
    }

    /// The error for an ICB that things go to.
    pub fn not_to(&self, to: &IcbCode, expected: String) -> Error {
        let row = self.moves.values().filter(|other| other.to == *to).map(|other| other.row).min();
        self.wrong(row.unwrap_or(1), TO[0], to.as_str(), expected)
    }

    fn wrong(&self, row: usize, column: &str, found: &str, expected: String) -> Error {
        let problem = Problem::new(&faults::CODE, &self.file.file, format!("`{found}`"), expected);
        Box::new(problem.row(row).column(&column.to_lowercase())).into()
    }
}
