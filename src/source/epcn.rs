//! The ePCN workbook: which practice was in which PCN from when to when, rows that are closed included.
//!
//! Both generations of its header are read, with CCGs and with sub-ICB locations, and its sheet saved as CSV too.
//! It gives a practice map for any day up to its own, which is that of the latest start in it: ends may be set ahead.

use jiff::civil::Date;

use super::account::{Account, Fate};
use super::cells::{self, IN_NO_PCN};
use super::dates;
use super::epcn_book::{Epcn, Membership};
use super::header::{Header, missing, shortened};
use super::printable::mended;
use super::publications::Kind;
use super::says::{Reading, Says};
use super::table::Table;
use super::workbook::SheetRow;
use crate::subject::problem::{Fault, Found, Problem, Problems, faults};
use crate::subject::{EIGHTEEN_MONTHS, PcnCode, PracticeCode, day_in_words};

/// The sheet that holds memberships, in every edition.
pub const SHEET: &str = "PCN Core Partner Details";

/// What the workbook is; its sheet saved as CSV is recognised by these columns.
pub const KIND: Kind = Kind {
    id: "epcn",
    name: "an ePCN workbook (PCN Core Partner Details)",
    publication: "ePCN, practices and their PCNs (NHS England, Organisation Data Service)",
    place: "digital.nhs.uk/services/organisation-data-service",
    required: COLUMNS,
    optional: &[SUB_NAME],
    published: &[],
    read: read_table,
};

/// The columns, each by its spellings, in the order of [`Cells`].
const COLUMNS: &[&[&str]] = &[
    &["PARTNER_ORGANISATION_CODE"],
    &[
        "PRACTICE_PARENT_SUB_ICB_LOC_CODE",
        "PRACTICE_PARENT_CCG_CODE",
        "PRACTICE_PARENT_SUB_ICB_LOCATION_CODE",
        "PRACTICE_PARENT_SUB_ICB_CODE",
    ],
    &["PCN_CODE"],
    &["PCN_NAME"],
    &[
        "PCN_PARENT_SUB_ICB_LOC_CODE",
        "PCN_PARENT_CCG_CODE",
        "PCN_PARENT_SUB_ICB_LOCATION_CODE",
        "PCN_PARENT_SUB_ICB_CODE",
    ],
    &["PRACTICE_TO_PCN_RELATIONSHIP_START_DATE"],
    &["PRACTICE_TO_PCN_RELATIONSHIP_END_DATE"],
    &[
        "PRACTICE_SUB_ICB_LOC_AND_PCN_SUB_ICB_LOC_MATCH",
        "PRACTICE_CCG_AND_PCN_CCG_MATCH",
        "PRACTICE_SUB_ICB_LOCATION_AND_PCN_SUB_ICB_LOCATION_MATCH",
        "PRACTICE_SUB_ICB_AND_PCN_SUB_ICB_MATCH",
    ],
];

/// The header of a table that the Organisation Data Service gives without one: its eleven columns by their order.
pub const HEADER_OF_HEADLESS: &str = "Partner Organisation Code,Partner Name,Practice Parent Sub ICB Loc Code,\
    Practice Parent Sub ICB Loc Name,PCN Code,PCN Name,PCN Parent Sub ICB Loc Code,PCN Parent Sub ICB Loc Name,\
    Practice to PCN Relationship Start Date,Practice to PCN Relationship End Date,\
    Practice Sub ICB Loc and PCN Sub ICB Loc Match";

/// Whether a text begins with a row of such a table.
pub fn is_headless(text: &str) -> bool {
    let first = Header::of(text).raw;
    let cell = |at: usize| first.get(at).map_or("", |cell| cell.trim());
    first.len() == 11
        && cell(0).parse::<PracticeCode>().is_ok()
        && cell(4).parse::<PcnCode>().is_ok()
        && day(cell(8)).is_ok()
}

/// Those of [`COLUMNS`] that hold days.
const DATES: [usize; 2] = [5, 6];

/// The name of the practice's sub-ICB, where it is there.
const SUB_NAME: &[&str] = &[
    "PRACTICE_PARENT_SUB_ICB_LOC_NAME",
    "PRACTICE_PARENT_CCG_NAME",
    "PRACTICE_PARENT_SUB_ICB_LOCATION_NAME",
    "PRACTICE_PARENT_SUB_ICB_NAME",
];

/// More memberships than any practice has had: three is the most in the workbooks of 2022 and 2023.
const MOST: usize = 100;

/// Reads the rows of a workbook's sheet.
pub fn read(name: &str, rows: Vec<SheetRow>, problems: &mut Problems) -> Found<Reading> {
    let mut rows = rows.into_iter();
    let place = format!("{name}, sheet {SHEET}");
    // A sheet without rows lacks every column, which is then said.
    let titles = rows.next().map(|row| row.cells).unwrap_or_default();
    let raw: Vec<String> = titles.iter().map(|(_, text)| text.clone()).collect();
    let header = Header::named(raw);
    let at = |spellings: &[&str]| {
        let named = |name: &&str| header.places(name).pop();
        spellings.iter().find_map(named).map(|place| titles[place].0)
    };
    let columns: Vec<u32> = COLUMNS
        .iter()
        .map(|spellings| {
            at(spellings).ok_or_else(|| Box::new(missing(&place, &header, spellings[0], KIND.name)))
        })
        .collect::<Found<_>>()?;
    let named = at(SUB_NAME);
    let cells = rows.map(|row| {
        let cell = |column: u32| row.cells.iter().find(|(at, _)| *at == column).map(|(_, text)| text.clone());
        Cells {
            row: row.number,
            // A cell that a sheet leaves out is empty.
            texts: columns.iter().map(|column| cell(*column).unwrap_or_default()).collect(),
            // The same.
            sub_name: named.and_then(cell).unwrap_or_default(),
        }
    });
    add(name, &place, cells, problems)
}

/// Reads the sheet saved as CSV.
fn read_table(table: &Table, kind: &Kind, problems: &mut Problems) -> Found<Reading> {
    let columns: Vec<_> =
        COLUMNS.iter().map(|spellings| table.column(spellings, kind.name)).collect::<Found<_>>()?;
    let named = table.optional(SUB_NAME);
    let cells = table.rows().map(|row| Cells {
        row: table.number_of(row),
        texts: columns.iter().map(|column| column.text(row).to_owned()).collect(),
        sub_name: named.as_ref().map_or_else(String::new, |column| column.text(row).to_owned()),
    });
    add(table.file(), table.file(), cells, problems)
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
        parser: impl Fn(&str) -> Result<T, E>,
    ) -> Found<T> {
        let fault = if DATES.contains(&column) { &faults::DATE } else { &faults::CODE };
        parser(self.text(column)).map_err(|expected| self.wrong(fault, place, column, expected.to_string()))
    }

    fn wrong(&self, fault: &'static Fault, place: &str, column: usize, expected: String) -> Box<Problem> {
        let name = COLUMNS.get(column).map_or("", |spellings| spellings[0]);
        let found = format!("`{}`", shortened(self.text(column)));
        Box::new(Problem::new(fault, place, found, expected).row(self.row).column(name))
    }
}

/// Makes a workbook of its rows and adds it.
fn add(
    file: &str,
    place: &str,
    rows: impl Iterator<Item = Cells>,
    problems: &mut Problems,
) -> Found<Reading> {
    let mut book = Epcn { file: file.to_owned(), ..Epcn::default() };
    let mut account = Account::default();
    let mut starts: Vec<(Date, Cells)> = Vec::new();
    for cells in rows {
        match book.take(place, &cells) {
            Ok(Ok(start)) => {
                account.count(Fate::Used);
                // Only the two latest matter, and they are the last two to be later than all before.
                if starts.last().is_none_or(|(latest, _)| start > *latest) {
                    starts.push((start, cells));
                }
            }
            Ok(Err(why)) => account.count(Fate::Left(why)),
            Err(problem) => {
                problems.push(*problem);
                account.count(Fate::Left("cannot be read"));
            }
        }
    }
    let date = book.date(place, &starts)?;
    let period = format!("to {}", day_in_words(date));
    Ok(Reading::of(period, account, Says::Epcn(date, book)))
}

impl Epcn {
    /// Takes a row in; its start, or why it is left out.
    fn take(&mut self, place: &str, cells: &Cells) -> Found<Result<Date, &'static str>> {
        let [code, sub, pcn, name, pcn_sub, start, end, matches] = [0, 1, 2, 3, 4, 5, 6, 7];
        let Some(pcn) = cells.parse(place, pcn, cells::pcn)? else { return Ok(Err(IN_NO_PCN)) };
        let practice: PracticeCode = cells.parse(place, code, str::parse)?;
        let member = Membership {
            pcn,
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
            return Err(cells.wrong(&faults::CODE, place, matches, expected));
        }
        if member.to.is_some_and(|to| to < member.from) {
            return Ok(Err("ends before it starts"));
        }
        let all = self.memberships.entry(practice).or_default();
        if all.len() == MOST {
            return Err(cells.wrong(
                &faults::TWICE_IN_FILE,
                place,
                code,
                format!("a practice in at most {MOST} rows"),
            ));
        }
        let again =
            |known: &Membership| (&known.pcn, known.from, known.to) == (&member.pcn, member.from, member.to);
        if all.iter().any(again) {
            return Ok(Err("is there twice"));
        }
        let printed = |text: &str, code: &str| mended(text, code).0;
        self.names.entry(member.pcn).or_insert_with(|| printed(cells.text(name), member.pcn.as_str()));
        if !cells.sub_name.is_empty() {
            let sub = member.sub_icbs.0;
            self.sub_icbs.entry(sub).or_insert_with(|| printed(&cells.sub_name, sub.as_str()));
        }
        let from = member.from;
        all.push(member);
        Ok(Ok(from))
    }

    /// The workbook's own day: the latest start.
    fn date(&self, place: &str, starts: &[(Date, Cells)]) -> Found<Date> {
        let Some((latest, cells)) = starts.last() else {
            let expected = format!("rows of {}", KIND.name);
            return Err(Box::new(Problem::new(&faults::EMPTY, place, "no membership", expected)));
        };
        let others = self.memberships.values().flatten().filter(|member| member.row != cells.row);
        let before = others.map(|member| member.from).max();
        // A start so long after every other is a slip: it would date the workbook.
        match before.filter(|before| (*latest - *before).get_days() > EIGHTEEN_MONTHS) {
            None => Ok(*latest),
            Some(before) => {
                let expected =
                    format!("a day within 18 months of every other start, the latest being {before}");
                Err(cells.wrong(&faults::DATE, place, 5, expected))
            }
        }
    }
}

/// A day as the workbook writes it, `YYYYMMDD`, or as other publications do.
fn day(text: &str) -> Result<Date, &'static str> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = digits.then(|| Date::strptime("%Y%m%d", text).ok()).flatten();
    plain.or_else(|| dates::day(text).ok()).ok_or("a day as YYYYMMDD, like 20191001")
}

fn flag(text: &str) -> Result<bool, &'static str> {
    match text.to_uppercase().as_str() {
        "1" | "TRUE" | "Y" | "YES" => Ok(true),
        "0" | "FALSE" | "N" | "NO" => Ok(false),
        _ => Err("1 or 0"),
    }
}
