//! The ePCN workbook: which practice was in which PCN from when to when, rows that are closed included.
//!
//! Both generations of its header are read, with CCGs and with sub-ICB locations, and its sheet saved as CSV too.
//! It gives a practice map for any day up to its own, which is that of the latest start in it: ends may be set ahead.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::practice_map::{Member, PracticeMap};
use super::table::Table;
use super::{Kind, Publications, Read, twice, workbook};
use crate::error::{Error, Result};
use crate::subject::{IcbCode, PcnCode, PracticeCode, SubIcbCode, day_in_words};

/// The sheet that holds memberships, in every edition.
pub const SHEET: &str = "PCN Core Partner Details";

/// What the workbook is; its sheet saved as CSV is recognised by these columns.
pub const KIND: Kind = Kind {
    id: "epcn",
    name: "an ePCN workbook (PCN Core Partner Details)",
    publication: "ePCN, practices and their PCNs (NHS England, Organisation Data Service)",
    required: COLUMNS,
    optional: &[SUB_NAME],
    read: read_table,
};

/// The columns, each by its spellings, in the order of [`Cells`].
const COLUMNS: &[&[&str]] = &[
    &["PARTNER_ORGANISATION_CODE"],
    &["PRACTICE_PARENT_SUB_ICB_LOC_CODE", "PRACTICE_PARENT_CCG_CODE"],
    &["PCN_CODE"],
    &["PCN_NAME"],
    &["PCN_PARENT_SUB_ICB_LOC_CODE", "PCN_PARENT_CCG_CODE"],
    &["PRACTICE_TO_PCN_RELATIONSHIP_START_DATE"],
    &["PRACTICE_TO_PCN_RELATIONSHIP_END_DATE"],
    &["PRACTICE_SUB_ICB_LOC_AND_PCN_SUB_ICB_LOC_MATCH", "PRACTICE_CCG_AND_PCN_CCG_MATCH"],
];

/// The name of the practice's sub-ICB, where it is there.
const SUB_NAME: &[&str] = &["PRACTICE_PARENT_SUB_ICB_LOC_NAME", "PRACTICE_PARENT_CCG_NAME"];

/// Where practices in no PCN would be.
const IN_NO_PCN: [&str; 4] = ["", "U", "UNALLOCATED", "UNKNOWN OR NO PCN"];

/// A start so many days after every other is a slip: it would date the workbook.
const FAR_AHEAD: i32 = 548;

/// More memberships than any practice has had: three is the most in the workbooks of 2022 and 2023.
const MOST: usize = 100;

/// One workbook.
#[derive(Debug, Default)]
pub struct Epcn {
    /// The file's name.
    pub file: String,
    /// Each practice's memberships, by start.
    memberships: BTreeMap<PracticeCode, Vec<Membership>>,
    names: BTreeMap<PcnCode, String>,
    sub_icbs: BTreeMap<SubIcbCode, String>,
    /// Rows that serve no day, by the reason in words.
    pub left_out: BTreeMap<&'static str, Vec<usize>>,
}

/// A practice in a PCN.
#[derive(Debug)]
struct Membership {
    pcn: PcnCode,
    /// The sub-ICB of the practice, and that of the PCN.
    sub_icbs: (SubIcbCode, SubIcbCode),
    from: Date,
    /// The last day; none while it stands.
    to: Option<Date>,
    row: usize,
}

/// A practice map of one day, from a workbook.
#[derive(Debug)]
pub struct Derived {
    /// The map.
    pub map: PracticeMap,
    /// The workbook's own day.
    pub workbook: Date,
    /// Practices with more than one membership on the day, of which the latest start is taken.
    pub doubled: usize,
}

/// Reads a workbook into `publications`.
///
/// # Errors
/// Where it cannot be read, lacks a column, a cell does not hold what its column must, or another is of the same day.
pub fn read(name: &str, bytes: &[u8], into: &mut Publications) -> Result<Read> {
    let mut rows = workbook::rows(name, bytes, SHEET)?.into_iter();
    let place = format!("{name}, sheet {SHEET}");
    let header: BTreeMap<String, u32> = rows
        .next()
        .map(|row| row.cells.into_iter().map(|(column, text)| (canonical(&text), column)).collect())
        .unwrap_or_default();
    let at = |spellings: &[&str]| spellings.iter().find_map(|name| header.get(*name).copied());
    let columns: Vec<u32> = COLUMNS
        .iter()
        .map(|spellings| at(spellings).ok_or_else(|| missing(&place, spellings[0], &header)))
        .collect::<Result<_>>()?;
    let named = at(SUB_NAME);
    let cells = rows.map(|row| {
        let cell = |column: u32| row.cells.iter().find(|(at, _)| *at == column).map(|(_, text)| text.clone());
        Cells {
            row: row.number,
            texts: columns.iter().map(|column| cell(*column).unwrap_or_default()).collect(),
            sub_name: named.and_then(cell).unwrap_or_default(),
        }
    });
    add(name, &place, cells, into)
}

/// Reads the sheet saved as CSV.
fn read_table(table: &Table, kind: &Kind, into: &mut Publications) -> Result<Read> {
    let columns: Vec<_> =
        COLUMNS.iter().map(|spellings| table.column(spellings, kind.name)).collect::<Result<_>>()?;
    let named = table.optional(SUB_NAME);
    let cells = (0..table.height()).map(|row| Cells {
        // The header is row 1.
        row: row + 2,
        texts: columns.iter().map(|column| column.text(row).to_owned()).collect(),
        sub_name: named.as_ref().map(|column| column.text(row).to_owned()).unwrap_or_default(),
    });
    add(table.file(), table.file(), cells, into)
}

/// The texts of a row, in the order of [`COLUMNS`].
struct Cells {
    row: usize,
    texts: Vec<String>,
    sub_name: String,
}

impl Cells {
    fn text(&self, column: usize) -> &str {
        self.texts.get(column).map_or("", |text| text.trim())
    }

    fn parse<T, E: ToString>(
        &self,
        place: &str,
        column: usize,
        parser: impl Fn(&str) -> std::result::Result<T, E>,
    ) -> Result<T> {
        parser(self.text(column)).map_err(|expected| self.wrong(place, column, expected.to_string()))
    }

    fn wrong(&self, place: &str, column: usize, expected: String) -> Error {
        Error::Value {
            file: place.to_owned(),
            row: self.row,
            column: COLUMNS.get(column).map_or("", |spellings| spellings[0]).to_owned(),
            found: self.text(column).to_owned(),
            expected,
        }
    }
}

/// Makes a workbook of its rows and adds it.
fn add(file: &str, place: &str, rows: impl Iterator<Item = Cells>, into: &mut Publications) -> Result<Read> {
    let mut book = Epcn { file: file.to_owned(), ..Epcn::default() };
    let mut height = 0;
    let mut starts: Vec<(Date, Cells)> = Vec::new();
    for cells in rows {
        height += 1;
        if let Some(start) = book.take(place, &cells)?
            && starts.last().is_none_or(|(latest, _)| start > *latest)
        {
            // Only the two latest matter, and they are the last two to be later than all before.
            starts.push((start, cells));
        }
    }
    if height == 0 {
        return Err(Error::Empty { file: place.to_owned(), kind: KIND.name });
    }
    let date = book.date(place, &starts)?;
    let used = book.memberships.values().map(Vec::len).sum();
    let read = Read { period: format!("to {}", day_in_words(date)), rows: height, used };
    if let Some(first) = into.epcn.insert(date, book) {
        return Err(twice(&first.file, file, &KIND, day_in_words(date)));
    }
    Ok(read)
}

impl Epcn {
    /// Takes a row in; its start, where it serves any day.
    fn take(&mut self, place: &str, cells: &Cells) -> Result<Option<Date>> {
        let [code, sub, pcn, name, pcn_sub, start, end, matches] = [0, 1, 2, 3, 4, 5, 6, 7];
        if IN_NO_PCN.contains(&cells.text(pcn).to_uppercase().as_str()) {
            self.leave_out("in no PCN", cells);
            return Ok(None);
        }
        let practice: PracticeCode = cells.parse(place, code, str::parse)?;
        let member = Membership {
            pcn: cells.parse(place, pcn, str::parse)?,
            sub_icbs: (cells.parse(place, sub, str::parse)?, cells.parse(place, pcn_sub, str::parse)?),
            from: cells.parse(place, start, day)?,
            to: cells.parse(
                place,
                end,
                |text| if text.is_empty() { Ok(None) } else { day(text).map(Some) },
            )?,
            row: cells.row,
        };
        let same = cells.parse(place, matches, flag)?;
        if same != (member.sub_icbs.0 == member.sub_icbs.1) {
            let expected = format!("{}, as the codes of practice and PCN say", u8::from(!same));
            return Err(cells.wrong(place, matches, expected));
        }
        if member.to.is_some_and(|to| to < member.from) {
            self.leave_out("ends before it starts", cells);
            return Ok(None);
        }
        let all = self.memberships.entry(practice).or_default();
        if all.len() == MOST {
            return Err(cells.wrong(place, code, format!("a practice in at most {MOST} rows")));
        }
        let again =
            |known: &Membership| (&known.pcn, known.from, known.to) == (&member.pcn, member.from, member.to);
        if all.iter().any(again) {
            self.leave_out("is there twice", cells);
            return Ok(None);
        }
        self.names.entry(member.pcn.clone()).or_insert_with(|| cells.text(name).to_owned());
        if !cells.sub_name.is_empty() {
            self.sub_icbs.entry(member.sub_icbs.0.clone()).or_insert_with(|| cells.sub_name.clone());
        }
        let from = member.from;
        all.push(member);
        Ok(Some(from))
    }

    fn leave_out(&mut self, why: &'static str, cells: &Cells) {
        self.left_out.entry(why).or_default().push(cells.row);
    }

    /// The workbook's own day: the latest start.
    fn date(&self, place: &str, starts: &[(Date, Cells)]) -> Result<Date> {
        let Some((latest, cells)) = starts.last() else {
            return Err(Error::Empty { file: place.to_owned(), kind: KIND.name });
        };
        let others = self.memberships.values().flatten().filter(|member| member.row != cells.row);
        let before = others.map(|member| member.from).max();
        match before.filter(|before| (*latest - *before).get_days() > FAR_AHEAD) {
            None => Ok(*latest),
            Some(before) => {
                let expected =
                    format!("a day within 18 months of every other start, the latest being {before}");
                Err(cells.wrong(place, 5, expected))
            }
        }
    }

    /// The practice map of a day, or of the workbook's own day after that, and the day it is of.
    ///
    /// `home` gives the ICB of a PCN by its sub-ICBs, that of the practice first.
    ///
    /// # Errors
    /// The sub-ICBs that `home` has no ICB for.
    pub fn on(
        &self,
        day: Date,
        home: &dyn Fn(&PcnCode, [&SubIcbCode; 2]) -> Option<IcbCode>,
    ) -> std::result::Result<(PracticeMap, usize), Vec<SubIcbCode>> {
        let mut map = PracticeMap { file: self.file.clone(), ..PracticeMap::default() };
        let (mut doubled, mut homeless) = (0, Vec::new());
        for (practice, memberships) in &self.memberships {
            let holds = |m: &&Membership| m.from <= day && m.to.is_none_or(|to| day <= to);
            let there = memberships.iter().filter(holds);
            doubled += usize::from(there.clone().count() > 1);
            let Some(member) = there.max_by_key(|member| (member.from, member.row)) else { continue };
            let (own, pcns) = (&member.sub_icbs.0, &member.sub_icbs.1);
            let Some(icb) = home(&member.pcn, [own, pcns]) else {
                homeless.push(own.clone());
                continue;
            };
            let pcn = member.pcn.clone();
            map.names.extend(self.names.get(&pcn).map(|name| (pcn.clone(), name.clone())));
            map.sub_icbs.extend(self.sub_icbs.get(own).map(|name| (own.clone(), name.clone())));
            map.members.insert(practice.clone(), Member { pcn, icb, sub_icb: Some(own.clone()) });
        }
        homeless.sort();
        homeless.dedup();
        if homeless.is_empty() { Ok((map, doubled)) } else { Err(homeless) }
    }
}

/// A day as the workbook writes it, `YYYYMMDD`, or as other publications do.
fn day(text: &str) -> std::result::Result<Date, &'static str> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = digits.then(|| Date::strptime("%Y%m%d", text).ok()).flatten();
    plain.or_else(|| super::day(text).ok()).ok_or("a day as YYYYMMDD, like 20191001")
}

fn flag(text: &str) -> std::result::Result<bool, &'static str> {
    match text.to_uppercase().as_str() {
        "1" | "TRUE" => Ok(true),
        "0" | "FALSE" => Ok(false),
        _ => Err("1 or 0"),
    }
}

/// A column's name in the form that headers are compared in, whatever lines it is broken into.
fn canonical(name: &str) -> String {
    name.to_uppercase().split_whitespace().collect::<Vec<_>>().join("_")
}

fn missing(place: &str, column: &str, header: &BTreeMap<String, u32>) -> Error {
    let near = header.keys().max_by(|a, b| {
        strsim::jaro_winkler(a, column).total_cmp(&strsim::jaro_winkler(b, column)).then_with(|| b.cmp(a))
    });
    let hint = near.map(|name| format!(" (it has `{name}`)")).unwrap_or_default();
    Error::Column { file: place.to_owned(), kind: KIND.name, column: column.to_owned(), hint }
}
