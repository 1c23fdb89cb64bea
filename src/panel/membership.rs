//! Which practice map serves a census: one of the GP publication, or one that an ePCN workbook gives for the day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::Choice;
use super::rows::{Extract, STALE_DAYS, days, most_patients, nearest};
use crate::error::{Error, Result};
use crate::source::{Derived, PracticeMap, Publications, Workforce};
use crate::subject::{Census, IcbCode, PcnCode, SubIcbCode, day_in_words};

/// Where practices' PCNs are taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum MapChoice {
    /// The practice map of the GP publication, or an ePCN workbook where none is within 18 months
    #[default]
    Auto,
    /// The practice map of the GP publication
    GpList,
    /// An ePCN workbook
    Epcn,
}

/// What serves a census.
pub enum Serving<'a> {
    /// A map as published, and its day.
    Published(Date, &'a PracticeMap),
    /// One worked out from a workbook, and the day that it is of.
    Derived(Date, Derived),
}

impl Serving<'_> {
    /// The map.
    pub fn map(&self) -> &PracticeMap {
        match self {
            Self::Published(_, map) => map,
            Self::Derived(_, derived) => &derived.map,
        }
    }

    /// The day that it is of, and the map where it is of no publication.
    pub fn taken(self) -> (Date, Option<Derived>) {
        match self {
            Self::Published(day, _) => (day, None),
            Self::Derived(day, derived) => (day, Some(derived)),
        }
    }
}

/// The map for a census.
///
/// # Errors
/// Where there is none, or none near enough.
pub fn serving<'a>(publications: &'a Publications, choice: &Choice, census: Census) -> Result<Serving<'a>> {
    let wanted = Extract {
        kind: "practice map",
        publication: "Patients Registered at a GP Practice, practice map (gp-reg-pat-prac-map)",
        census,
    };
    let published =
        || nearest(&publications.maps, &wanted, choice).map(|(day, map)| Serving::Published(day, map));
    let near = || publications.maps.keys().any(|day| days(*day, census) <= STALE_DAYS);
    match choice.practice_map {
        MapChoice::Epcn => derived(publications, choice, census),
        MapChoice::Auto if !publications.epcn.is_empty() && !near() => {
            match derived(publications, choice, census) {
                Err(Error::Stale { .. }) if !publications.maps.is_empty() => published(),
                served => served,
            }
        }
        MapChoice::Auto | MapChoice::GpList => published(),
    }
}

/// The map that the nearest workbook gives: for the census's day, or for its own where that is earlier.
fn derived<'a>(publications: &Publications, choice: &Choice, census: Census) -> Result<Serving<'a>> {
    let late = |day: &Date| (census.date() - *day).get_days().max(0);
    // Of those that reach the census the earliest was the state of things nearest to it.
    let found = publications.epcn.iter().min_by_key(|(day, _)| (late(day), days(**day, census)));
    let Some((&workbook, book)) = found else {
        return Err(Error::Missing {
            missing: "no ePCN workbook among the tables".to_owned(),
            remedy: "download \"ePCN\" from NHS England's Organisation Data Service and put it in the data folder, \
                     or leave --practice-map out"
                .to_owned(),
        });
    };
    if late(&workbook) > STALE_DAYS && choice.allow_stale.is_none() {
        let date = day_in_words(workbook);
        return Err(Error::Stale { kind: "ePCN workbook", census: census.words(), date });
    }
    let day = workbook.min(census.date());
    let homes = Homes::of(publications, census);
    let (map, doubled) = book.on(day, &|pcn, subs| homes.icb(pcn, subs)).map_err(|subs| Error::Missing {
        missing: format!(
            "no table says which ICB these sub-ICBs of `{}` are in: {}",
            book.file,
            subs.iter().map(SubIcbCode::as_str).collect::<Vec<_>>().join(", ")
        ),
        remedy: format!(
            "add the workforce file or the practice map (gp-reg-pat-prac-map) of a month near {}, which has both codes",
            census.words()
        ),
    })?;
    if map.members.is_empty() {
        return Err(Error::Missing {
            missing: format!("`{}` has no practice in a PCN on {}", book.file, day_in_words(day)),
            remedy: "add a practice map of the GP publication near the census".to_owned(),
        });
    }
    Ok(Serving::Derived(day, Derived { map, workbook, doubled }))
}

/// The ICBs of sub-ICBs and of PCNs, as the tables near a census have them.
struct Homes<'a> {
    subs: BTreeMap<&'a SubIcbCode, IcbCode>,
    filed: BTreeMap<&'a PcnCode, &'a IcbCode>,
}

impl<'a> Homes<'a> {
    /// The census's own workforce file first, then the other tables from the nearest to the furthest.
    fn of(publications: &'a Publications, census: Census) -> Self {
        let mut subs: BTreeMap<&SubIcbCode, IcbCode> = BTreeMap::new();
        let mut tables: Vec<(i32, Vec<Pair<'a>>)> = Vec::new();
        for (of, workforce) in &publications.workforce {
            tables.push((days(of.date(), census), filed_pairs(workforce)));
        }
        for (day, map) in &publications.maps {
            let pairs =
                map.members.values().filter_map(|member| Some((member.sub_icb.as_ref()?, &member.icb)));
            tables.push((days(*day, census), pairs.collect()));
        }
        tables.sort_by_key(|(far, _)| *far);
        for (_, pairs) in tables {
            for (sub, icb) in most(&pairs) {
                subs.entry(sub).or_insert(icb);
            }
        }
        let filed = publications.workforce.get(&census).into_iter().flat_map(|workforce| &workforce.filings);
        Self { subs, filed: filed.map(|(pcn, filing)| (pcn, &filing.icb)).collect() }
    }

    /// The ICB of a practice's sub-ICB, or of its PCN's, or where the PCN filed.
    fn icb(&self, pcn: &PcnCode, subs: [&SubIcbCode; 2]) -> Option<IcbCode> {
        let known = subs.iter().find_map(|sub| self.subs.get(sub)).cloned();
        known.or_else(|| self.filed.get(pcn).map(|icb| (*icb).clone()))
    }
}

/// A sub-ICB and an ICB, as one table has them.
type Pair<'a> = (&'a SubIcbCode, &'a IcbCode);

fn filed_pairs(workforce: &Workforce) -> Vec<Pair<'_>> {
    workforce.filings.values().filter_map(|filing| Some((filing.sub_icb.as_ref()?, &filing.icb))).collect()
}

/// The ICB that each sub-ICB is with most often; a PCN that spans two has one of them alone.
fn most<'a>(pairs: &[Pair<'a>]) -> Vec<(&'a SubIcbCode, IcbCode)> {
    let mut counts: BTreeMap<&SubIcbCode, BTreeMap<IcbCode, f64>> = BTreeMap::new();
    for (sub, icb) in pairs {
        *counts.entry(sub).or_default().entry((*icb).clone()).or_insert(0.0) += 1.0;
    }
    counts.into_iter().filter_map(|(sub, icbs)| Some((sub, most_patients(&icbs)?))).collect()
}
