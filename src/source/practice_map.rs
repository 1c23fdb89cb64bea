//! The practice map: which PCN, sub-ICB and ICB each practice is in on one day.
//!
//! Layouts differ in the names of the commissioning levels: STP and CCG to 2022, ICB and sub-ICB after.

use std::collections::BTreeSet;

use super::account::Fate;
use super::cells::{self, IN_NO_PCN};
use super::dates::{name_agrees, one_day};
use super::printable::Names;
use super::publications::Kind;
use super::records::{Member, PracticeMap};
use super::says::{Reading, Says};
use super::table::Table;
use crate::subject::problem::{Found, Problems, faults};
use crate::subject::{Census, PracticeCode, day_in_words};

/// Spellings of the ICB's code, ODS before ONS.
const ICB: &[&str] = &["ICB_CODE", "STP_CODE", "ONS_ICB_CODE", "ONS_STP_CODE"];

/// The columns that every layout has, each by its spellings.
pub const REQUIRED: &[&[&str]] =
    &[&["EXTRACT_DATE"], &["PRACTICE_CODE"], &["PRACTICE_POSTCODE"], &["PCN_CODE"], &["PCN_NAME"], ICB];

/// Columns that are read where they are there.
pub const OPTIONAL: &[&[&str]] = &[
    &["COMM_REGION_CODE"],
    &["COMM_REGION_NAME"],
    &["SUB_ICB_LOCATION_CODE", "CCG_CODE"],
    &["SUB_ICB_LOCATION_NAME", "CCG_NAME"],
];

/// Every column as published, in order, over both generations of names.
pub const PUBLISHED: &[&str] = &[
    "PUBLICATION",
    "EXTRACT_DATE",
    "PRACTICE_CODE",
    "PRACTICE_NAME",
    "PRACTICE_POSTCODE",
    "PCN_CODE",
    "PCN_NAME",
    "ONS_CCG_CODE",
    "CCG_CODE",
    "CCG_NAME",
    "ONS_STP_CODE",
    "STP_CODE",
    "STP_NAME",
    "ONS_SUB_ICB_LOCATION_CODE",
    "SUB_ICB_LOCATION_CODE",
    "SUB_ICB_LOCATION_NAME",
    "ONS_ICB_CODE",
    "ICB_CODE",
    "ICB_NAME",
    "ONS_COMM_REGION_CODE",
    "COMM_REGION_CODE",
    "COMM_REGION_NAME",
    "SUPPLIER_NAME",
];

/// Reads the file.
pub fn read(table: &Table, kind: &Kind, problems: &mut Problems) -> Found<Reading> {
    let column = |name| table.column(name, kind.name);
    let date = one_day(table, kind.name)?;
    let (practice, pcn, name, icb) =
        (column(&["PRACTICE_CODE"])?, column(&["PCN_CODE"])?, column(&["PCN_NAME"])?, column(ICB)?);
    let region = table.optional(OPTIONAL[0]).zip(table.optional(OPTIONAL[1]));
    let sub = table.optional(OPTIONAL[2]).zip(table.optional(OPTIONAL[3]));
    let mut map = PracticeMap { file: table.file().to_owned(), ..PracticeMap::default() };
    let mut names = Names::default();
    let mut seen: BTreeSet<PracticeCode> = BTreeSet::new();
    let account = table.each(problems, |row| {
        let code = practice.parse(row, str::parse::<PracticeCode>)?;
        let icb = icb.parse(row, cells::icb)?;
        let pcn = pcn.parse(row, cells::pcn)?;
        if !seen.insert(code) {
            let expected = "a practice that is not in an earlier row".to_owned();
            return Err(practice.wrong(&faults::TWICE_IN_FILE, row, expected));
        }
        if let Some((code, name)) = &region {
            let place = map.regions.entry(icb);
            place.or_insert_with(|| (code.text(row).to_owned(), names.read(name, row, code.text(row))));
        }
        let sub_icb = sub.as_ref().map(|(sub, _)| cells::sub_icb(sub, row)).transpose()?.flatten();
        let Some(pcn) = pcn else {
            map.unallocated.push((code, Some(icb), sub_icb));
            return Ok(Fate::Left(IN_NO_PCN));
        };
        map.names.entry(pcn).or_insert_with(|| names.read(&name, row, pcn.as_str()));
        if let (Some(code), Some((_, name))) = (&sub_icb, &sub) {
            map.sub_icbs.entry(*code).or_insert_with(|| names.read(name, row, code.as_str()));
        }
        map.members.insert(code, Member { pcn, icb, sub_icb });
        Ok(Fate::Used)
    });
    names.say().for_each(|note| problems.push(note));
    if let Some(census) = Census::new(date.year(), date.month()) {
        name_agrees(table.file(), census, problems);
    }
    let period = day_in_words(date);
    Ok(Reading::of(period, account, Says::Map(date, map)))
}
