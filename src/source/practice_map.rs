//! The practice map: which PCN, sub-ICB and ICB each practice is in on one day.
//!
//! Layouts differ in the names of the commissioning levels: STP and CCG to 2022, ICB and sub-ICB after.

use std::collections::{BTreeMap, BTreeSet};

use super::list_size::one_day;
use super::table::{Fate, Table};
use super::{Kind, Publications, Read};
use crate::subject::problem::{Found, faults};
use crate::subject::{Census, IcbCode, PcnCode, PracticeCode, SubIcbCode, day_in_words};

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

/// The practice map of one day.
#[derive(Debug, Default)]
pub struct PracticeMap {
    /// Every practice that is in a PCN.
    pub members: BTreeMap<PracticeCode, Member>,
    /// PCN names as published.
    pub names: BTreeMap<PcnCode, String>,
    /// The NHS region of each ICB, code and name.
    pub regions: BTreeMap<IcbCode, (String, String)>,
    /// Sub-ICB names as published.
    pub sub_icbs: BTreeMap<SubIcbCode, String>,
    /// Practices in no PCN, with the ICB and the sub-ICB that they are in, in the order of the file.
    pub unallocated: Vec<(PracticeCode, Option<IcbCode>, Option<SubIcbCode>)>,
    /// The file's name.
    pub file: String,
}

/// Where a practice belongs.
#[derive(Debug)]
pub struct Member {
    /// Its PCN.
    pub pcn: PcnCode,
    /// Its ICB.
    pub icb: IcbCode,
    /// Its sub-ICB, where the map gives one.
    pub sub_icb: Option<SubIcbCode>,
}

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

/// Reads the file into `publications`.
pub fn read(table: &Table, kind: &Kind, into: &mut Publications) -> Found<Read> {
    let column = |name| table.column(name, kind.name);
    let date = one_day(table, kind)?;
    let (practice, pcn, name, icb) =
        (column(&["PRACTICE_CODE"])?, column(&["PCN_CODE"])?, column(&["PCN_NAME"])?, column(ICB)?);
    let region = table.optional(OPTIONAL[0]).zip(table.optional(OPTIONAL[1]));
    let sub = table.optional(OPTIONAL[2]).zip(table.optional(OPTIONAL[3]));
    let mut map = PracticeMap { file: table.file().to_owned(), ..PracticeMap::default() };
    let mut seen: BTreeSet<PracticeCode> = BTreeSet::new();
    let account = table.each(&mut into.problems, |row| {
        let code = practice.parse(row, str::parse::<PracticeCode>)?;
        let icb = icb.parse(row, super::icb)?;
        let pcn = pcn.parse(row, super::pcn)?;
        if !seen.insert(code.clone()) {
            let expected = "a practice that is not in an earlier row".to_owned();
            return Err(practice.wrong(&faults::TWICE_IN_FILE, row, expected));
        }
        if let Some((code, name)) = &region {
            let place = map.regions.entry(icb.clone());
            place.or_insert_with(|| (code.text(row).to_owned(), name.text(row).to_owned()));
        }
        let sub_icb = sub.as_ref().map(|(sub, _)| super::sub_icb(sub, row)).transpose()?.flatten();
        let Some(pcn) = pcn else {
            map.unallocated.push((code, Some(icb), sub_icb));
            return Ok(Fate::Left(super::IN_NO_PCN));
        };
        map.names.entry(pcn.clone()).or_insert_with(|| name.text(row).to_owned());
        if let (Some(code), Some((_, name))) = (&sub_icb, &sub) {
            map.sub_icbs.entry(code.clone()).or_insert_with(|| name.text(row).to_owned());
        }
        map.members.insert(code, Member { pcn, icb, sub_icb });
        Ok(Fate::Used)
    });
    if let Some(census) = Census::new(date.year(), date.month()) {
        super::name_agrees(table.file(), census, &mut into.problems);
    }
    super::select(&mut into.maps, date, map, (&day_in_words(date), &into.preferred), &mut into.problems);
    Ok(Read { period: day_in_words(date), account })
}

impl PracticeMap {
    /// The ICB that it puts a practice in, in a PCN or in none.
    pub fn icb_of(&self, practice: &PracticeCode) -> Option<&IcbCode> {
        let unallocated = || self.unallocated.iter().find(|(code, ..)| code == practice)?.1.as_ref();
        self.members.get(practice).map(|member| &member.icb).or_else(unallocated)
    }
}
