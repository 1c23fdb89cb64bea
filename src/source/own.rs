//! Tables of the user's own: observations of PCNs for `briefings measure`, and ICBs to set beside others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::dates::month;
use super::file::Opened;
use super::header::missing;
use super::layout::locate_own;
use super::listing::{Origin, list};
use super::table::{Column, Table};
use super::{shape, workbook};
use crate::subject::Mark;
use crate::subject::digest::OwnFile;
use crate::subject::error::{Error, Result};
use crate::subject::plain_file::has_short_name;
use crate::subject::problem::{Found, Problem, faults};
use crate::subject::{Census, ENGLAND_CODE, IcbCode, PcnCode};

/// What messages call the table.
const KIND: &str =
    "a table of PCNs for `measure` (pcn, icb, list_size, fte, and need_num with need_den, or imd_score)";

/// What messages call the list of similar ICBs.
const SIMILAR: &str = "a list of similar ICBs (icb, similar)";

/// One PCN at one census, as the user gives it.
#[derive(Clone, Debug)]
pub struct OwnRow {
    /// When; none in a table without quarters.
    pub quarter: Option<Census>,
    /// The PCN's code, of any form.
    pub pcn: PcnCode,
    /// The code of its ICB, of any form.
    pub icb: IcbCode,
    /// Registered patients; none where the cell is empty or zero.
    pub patients: Option<f64>,
    /// FTE; none where the cell is empty, which is no return.
    pub fte: Option<f64>,
    /// The survey's answers: those who lacked support, and all.
    pub answers: Option<(f64, f64)>,
    /// The deprivation score.
    pub score: Option<f64>,
}

/// A quarter and a PCN, which a table may have once.
type QuarterPcn = (Option<Census>, PcnCode);

/// Reads a table of PCNs.
///
/// # Errors
/// Where it cannot be read, lacks a column, or a cell does not hold what its column must.
pub fn observations(path: &Path) -> Result<Vec<OwnRow>> {
    in_own_words(read_observations(path))
}

fn read_observations(path: &Path) -> Result<Vec<OwnRow>> {
    let table = open(path, COLUMNS, &["PCN"], About { kind: KIND, most_rows: 1_000_000 })?.table;
    let need = |name: &'static str| table.column(&[name], KIND);
    let columns = Columns {
        pcn: need("PCN")?,
        icb: need("ICB")?,
        patients: need("LIST_SIZE")?,
        fte: need("FTE")?,
        answers: table.optional(&["NEED_NUM"]).zip(table.optional(&["NEED_DEN"])),
        score: table.optional(&["IMD_SCORE"]),
        quarter: table.optional(&["QUARTER"]),
    };
    let mut rows = Vec::new();
    let mut seen: BTreeSet<QuarterPcn> = BTreeSet::new();
    for at in table.rows() {
        let row = columns.row(at)?;
        if !seen.insert((row.quarter, row.pcn)) {
            let expected = "a PCN that is not in an earlier row of its quarter".to_owned();
            return Err(columns.pcn.wrong(&faults::TWICE_IN_FILE, at, expected).into());
        }
        rows.push(row);
    }
    rows.sort_by(|a, b| (a.quarter, &a.pcn).cmp(&(b.quarter, &b.pcn)));
    Ok(rows)
}

/// The columns that are read.
const COLUMNS: &[&[&str]] = &[
    &["PCN"],
    &["ICB"],
    &["LIST_SIZE"],
    &["FTE"],
    &["NEED_NUM"],
    &["NEED_DEN"],
    &["IMD_SCORE"],
    &["QUARTER"],
];

struct Columns<'a> {
    pcn: Column<'a>,
    icb: Column<'a>,
    patients: Column<'a>,
    fte: Column<'a>,
    answers: Option<(Column<'a>, Column<'a>)>,
    score: Option<Column<'a>>,
    quarter: Option<Column<'a>>,
}

impl Columns<'_> {
    fn row(&self, at: usize) -> Found<OwnRow> {
        let answers = match &self.answers {
            Some((num, den)) => some(num, at, Column::own_number)?
                .zip(some(den, at, Column::own_number)?)
                .filter(|(_, base)| *base > 0.0),
            None => None,
        };
        if let (Some((lacked, base)), Some((num, _))) = (answers, &self.answers)
            && lacked > base
        {
            return Err(num.wrong(&faults::SHARE, at, "a number not over need_den".to_owned()));
        }
        Ok(OwnRow {
            quarter: self
                .quarter
                .as_ref()
                .map(|column| column.parse_as(&faults::DATE, at, month))
                .transpose()?,
            pcn: self.pcn.parse(at, |text| {
                PcnCode::given(text).filter(|_| !text.is_empty()).ok_or("a code of at most 32 characters")
            })?,
            icb: self.icb.parse(at, |text| {
                let code = IcbCode::given(text).filter(|_| !["", ENGLAND_CODE].contains(&text));
                code.ok_or("the code of an ICB, of at most 32 characters (ENG is England)")
            })?,
            patients: some(&self.patients, at, Column::amount)?.filter(|patients| *patients > 0.0),
            fte: some(&self.fte, at, Column::own_number)?,
            answers,
            score: match &self.score {
                Some(column) => some(column, at, Column::own_number)?,
                None => None,
            },
        })
    }
}

/// A number of zero or more; none where the cell is empty.
fn some<'a>(
    column: &Column<'a>,
    at: usize,
    number: fn(&Column<'a>, usize) -> Found<f64>,
) -> Found<Option<f64>> {
    if column.text(at).is_empty() { Ok(None) } else { number(column, at).map(Some) }
}

/// Reads which ICBs are to be set beside which: columns `icb` and `similar`, a row for each pair.
///
/// # Errors
/// As [`observations`].
pub fn similar(path: &Path) -> Result<BTreeMap<IcbCode, Vec<IcbCode>>> {
    in_own_words(read_similar(path))
}

fn read_similar(path: &Path) -> Result<BTreeMap<IcbCode, Vec<IcbCode>>> {
    let table =
        open(path, &[&["ICB"], &["SIMILAR"]], &["ICB"], About { kind: SIMILAR, most_rows: 10_000 })?.table;
    let (icb, other) = (table.column(&["ICB"], SIMILAR)?, table.column(&["SIMILAR"], SIMILAR)?);
    let mut similar: BTreeMap<IcbCode, Vec<IcbCode>> = BTreeMap::new();
    for at in table.rows() {
        let (of, named): (IcbCode, IcbCode) = (icb.parse(at, str::parse)?, other.parse(at, str::parse)?);
        let is_itself = of == named;
        let beside = similar.entry(of).or_default();
        if is_itself || beside.contains(&named) {
            return Err(other.wrong(&faults::TWICE_IN_FILE, at, "another ICB, named once".to_owned()).into());
        }
        beside.push(named);
    }
    Ok(similar)
}

/// A table of the user's own, opened.
pub(super) struct Own {
    /// The columns of it that are wanted.
    pub table: Table,
    /// Its name and what it was.
    pub file: OwnFile,
    /// Whether its name says that it is no finding.
    pub mark: Option<Mark>,
}

/// What a table of the user's own is.
#[derive(Clone, Copy)]
pub(super) struct About {
    /// What messages call it.
    pub kind: &'static str,
    /// More rows than any such table has.
    pub most_rows: usize,
}

/// Opens one table, which has rows and one of some columns: a CSV however it is parted, or a sheet of a workbook.
pub(super) fn open(path: &Path, wanted: &[&[&str]], first: &[&str], about: About) -> Result<Own> {
    let About { kind, most_rows } = about;
    has_short_name(path)?;
    let listing = list(&[Origin::Path(PathBuf::from(path))])?;
    let [handle] = listing.handles.as_slice() else {
        return Err(Error::Missing {
            missing: format!("`{}` is not one CSV table", path.display()),
            remedy: "give the path of a file that ends in .csv".to_owned(),
        });
    };
    let file = handle.open()??;
    let (name, own) = (file.name.clone(), OwnFile { file: file.name.clone(), sha256: file.sha256.clone() });
    let located = locate_own(&name, text(file, first, kind)?, |header| header.has(first));
    if !located.header.has(first) {
        return Err(Box::new(missing(&name, &located.header, first[0], kind)).into());
    }
    let table = Table::read(&name, &located.text, located.header, wanted);
    let table = table.map_err(|problems| Error::of_problems(&problems))?;
    let rows = table.rows().count();
    if rows > most_rows {
        let expected = format!("at most {most_rows}");
        return Err(
            Box::new(Problem::new(&faults::TOO_LARGE, &name, format!("{rows} rows"), expected)).into()
        );
    }
    if rows == 0 {
        let problem = Problem::new(&faults::EMPTY, &name, "a header and no rows", format!("rows of {kind}"));
        return Err(Box::new(problem).into());
    }
    Ok(Own { table, file: own, mark: handle.mark })
}

/// The text of a table, which may be in a sheet of a workbook.
fn text(file: Opened, first: &[&str], kind: &'static str) -> Found<String> {
    if !workbook::is_one(&file.name, &file.bytes) {
        let name = file.name.clone();
        let text = file.into_text()?;
        return shape::first_look(&name, &text).map(|()| text);
    }
    let is_own = |text: String| locate_own("", text, |header| header.has(first)).header.has(first);
    workbook::table(&file.name, &file.bytes, &is_own)?.ok_or_else(|| {
        let found = format!("no sheet with a column `{}`", first[0]);
        Box::new(Problem::new(&faults::COLUMN, &file.name, found, format!("the columns of {kind}")))
    })
}

/// An error in the words of a table that nobody published: it is corrected, and not downloaded again.
pub(super) fn in_own_words<T>(read: Result<T>) -> Result<T> {
    read.map_err(|error| match error {
        Error::Unusable { first, more } => {
            let remedy = first.what_to_do();
            let is_published = ["download", "publish"].iter().any(|word| remedy.contains(word));
            let remedy = match first.fault.id {
                "column-missing" => {
                    "name the columns in the first row of your table so; capitals do not matter"
                }
                _ => "correct your table",
            };
            let first = if is_published { Box::new(first.remedy(remedy)) } else { first };
            Error::Unusable { first, more: more.replace(": `briefings check` lists all", "") }
        }
        other => other,
    })
}
