//! The practice map: which PCN, sub-ICB and ICB each practice is in on one day.
//!
//! Layouts differ in the names of the commissioning levels: STP and CCG to 2022, ICB and sub-ICB after.

use std::collections::BTreeMap;

use super::table::Table;
use super::{Kind, Publications, Read, day};
use crate::error::Result;
use crate::subject::{IcbCode, PcnCode, PracticeCode, SubIcbCode, day_in_words};

/// Spellings of the ICB's ODS code.
const ICB: &[&str] = &["ICB_CODE", "STP_CODE"];

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

/// Reads the file into `publications`.
pub fn read(table: &Table, kind: &Kind, into: &mut Publications) -> Result<Read> {
    let column = |name| table.column(name, kind.name);
    let date = column(&["EXTRACT_DATE"])?.parse(0, day)?;
    let practice = column(&["PRACTICE_CODE"])?;
    let pcn = column(&["PCN_CODE"])?;
    let name = column(&["PCN_NAME"])?;
    let icb = column(ICB)?;
    let region = table.optional(OPTIONAL[0]).zip(table.optional(OPTIONAL[1]));
    let sub = table.optional(OPTIONAL[2]).zip(table.optional(OPTIONAL[3]));
    let mut map = PracticeMap { file: table.file().to_owned(), ..PracticeMap::default() };
    for row in 0..table.height() {
        let sub_icb = sub.as_ref().and_then(|(sub, _)| sub.text(row).parse::<SubIcbCode>().ok());
        let Ok(code) = pcn.text(row).parse::<PcnCode>() else {
            let code = PracticeCode::given(practice.text(row).trim());
            map.unallocated.push((code, icb.text(row).parse().ok(), sub_icb));
            continue;
        };
        let icb = icb.parse(row, str::parse::<IcbCode>)?;
        map.names.entry(code.clone()).or_insert_with(|| name.text(row).to_owned());
        if let Some((code, name)) = &region {
            let place = map.regions.entry(icb.clone());
            place.or_insert_with(|| (code.text(row).to_owned(), name.text(row).to_owned()));
        }
        if let (Some(code), Some((_, name))) = (&sub_icb, &sub) {
            map.sub_icbs.entry(code.clone()).or_insert_with(|| name.text(row).to_owned());
        }
        let member = Member { pcn: code, icb, sub_icb };
        if map.members.insert(practice.parse(row, str::parse)?, member).is_some() {
            return Err(practice.wrong(row, "a practice that is not in an earlier row".to_owned()));
        }
    }
    let read = Read { period: day_in_words(date), rows: table.height(), used: map.members.len() };
    if let Some(first) = into.maps.insert(date, map) {
        return Err(super::twice(&first.file, table.file(), kind, day_in_words(date)));
    }
    Ok(read)
}
