//! Tables of the user's own: observations of PCNs for `briefings measure`, and ICBs to set beside others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::file::Opened;
use super::header::{Header, missing};
use super::listing::{Origin, list};
use super::shape;
use super::table::{Column, Table};
use crate::subject::Mark;
use crate::subject::error::{Error, Result};
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
    let table = table(path, COLUMNS, KIND)?;
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
    if table.height() == 0 {
        return Err(empty(&table, KIND));
    }
    let mut rows = Vec::new();
    let mut seen: BTreeSet<QuarterPcn> = BTreeSet::new();
    for at in 0..table.height() {
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
                .map(|column| column.parse(at, str::parse::<Census>))
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
    let table = table(path, &[&["ICB"], &["SIMILAR"]], SIMILAR)?;
    let (icb, other) = (table.column(&["ICB"], SIMILAR)?, table.column(&["SIMILAR"], SIMILAR)?);
    if table.height() == 0 {
        return Err(empty(&table, SIMILAR));
    }
    let mut similar: BTreeMap<IcbCode, Vec<IcbCode>> = BTreeMap::new();
    for at in 0..table.height() {
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

pub(super) fn empty(table: &Table, kind: &'static str) -> Error {
    Box::new(Problem::new(&faults::EMPTY, table.file(), "a header and no rows", format!("rows of {kind}")))
        .into()
}

/// Opens one CSV, whose first wanted column must be there.
fn table(path: &Path, wanted: &[&[&str]], kind: &'static str) -> Result<Table> {
    hashed(path, wanted, kind).map(|(table, _)| table)
}

/// The same, with the SHA-256 of the file.
pub(super) fn hashed(path: &Path, wanted: &[&[&str]], kind: &'static str) -> Result<(Table, String)> {
    let (file, _) = one(path)?;
    let header = Header::of(&file.text()?);
    if let Some(first) = wanted.first().filter(|first| !header.has(first)) {
        return Err(Box::new(missing(&file.name, &header, first[0], kind)).into());
    }
    Ok((columns(&file, wanted)?, file.sha256))
}

/// Opens one CSV of the user's, with its mark.
pub(super) fn one(path: &Path) -> Result<(Opened, Option<Mark>)> {
    let listing = list(&[Origin::Path(PathBuf::from(path))])?;
    let [handle] = listing.handles.as_slice() else {
        return Err(Error::Missing {
            missing: format!("`{}` is not one CSV table", path.display()),
            remedy: "give the path of a file that ends in .csv".to_owned(),
        });
    };
    let file = handle.open()??;
    shape::first_look(&file.name, &file.text()?)?;
    Ok((file, handle.mark))
}

/// The columns of it that are wanted.
pub(super) fn columns(file: &Opened, wanted: &[&[&str]]) -> Result<Table> {
    let text = file.text()?;
    let header = Header::of(&text);
    Table::read(&file.name, &text, header, wanted).map_err(|problems| Error::of_problems(&problems))
}
