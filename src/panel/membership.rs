//! Which practice map a census is made from: one of the GP publication, or one that an ePCN workbook gives for the day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::extract::{Extract, nearest};
use super::patients::most_patients;
use super::resolved::{MapChoice, Resolved};
use crate::source::{Derived, PracticeMap, Publications};
use crate::subject::error::{Error, Result};
use crate::subject::{Census, EIGHTEEN_MONTHS, IcbCode, PcnCode, SubIcbCode, day_in_words};

/// The map that a census is made from.
pub enum SelectedMap<'a> {
    /// A map as published, and its day.
    Published(Date, &'a PracticeMap),
    /// One worked out from a workbook, and the day that it is of.
    Derived(Date, Derived),
}

impl SelectedMap<'_> {
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

/// Selects the map for a census.
///
/// # Errors
/// Where there is none, or none near enough.
pub fn select<'a>(
    publications: &'a Publications,
    resolved: &Resolved,
    census: Census,
) -> Result<SelectedMap<'a>> {
    let wanted = Extract {
        kind: "practice map",
        publication: "Patients Registered at a GP Practice, practice map (gp-reg-pat-prac-map)",
        census,
    };
    let published =
        || nearest(&publications.maps, &wanted, resolved).map(|(day, map)| SelectedMap::Published(day, map));
    let near = || publications.maps.keys().any(|day| census.days_from(*day) <= EIGHTEEN_MONTHS);
    match resolved.practice_map {
        MapChoice::Epcn => derived(publications, resolved, census),
        MapChoice::Auto if !publications.epcn.is_empty() && !near() => {
            match derived(publications, resolved, census) {
                Err(Error::Stale { .. }) if !publications.maps.is_empty() => published(),
                selected => selected,
            }
        }
        MapChoice::Auto | MapChoice::GpList => published(),
    }
}

/// The map that the nearest workbook gives: for the census's day, or for its own where that is earlier.
fn derived<'a>(publications: &Publications, resolved: &Resolved, census: Census) -> Result<SelectedMap<'a>> {
    let late = |day: &Date| (census.date() - *day).get_days().max(0);
    // Of those that reach the census the earliest was the state of things nearest to it.
    let found = publications.epcn.iter().min_by_key(|(day, _)| (late(day), census.days_from(**day)));
    let Some((&workbook, book)) = found else {
        return Err(Error::Missing {
            missing: "no ePCN workbook among the tables".to_owned(),
            remedy: "download \"ePCN\" from NHS England's Organisation Data Service and put it in the data folder, \
                     or leave --practice-map out"
                .to_owned(),
        });
    };
    if late(&workbook) > EIGHTEEN_MONTHS && resolved.allow_stale.is_none() {
        let date = day_in_words(workbook);
        return Err(Error::Stale { kind: "ePCN workbook", census: census.words(), date });
    }
    let day = workbook.min(census.date());
    let lookup = IcbLookup::of(publications, census);
    let (map, doubled) =
        book.on(day, &|pcn, subs| lookup.icb(pcn, subs)).map_err(|subs| Error::Unplaced {
            file: book.file.clone(),
            sub_icbs: subs.iter().map(SubIcbCode::as_str).collect::<Vec<_>>().join(", "),
            census: census.words(),
        })?;
    if map.members.is_empty() {
        return Err(Error::Missing {
            missing: format!("`{}` has no practice in a PCN on {}", book.file, day_in_words(day)),
            remedy: "add a practice map of the GP publication near the census".to_owned(),
        });
    }
    Ok(SelectedMap::Derived(day, Derived { map, workbook, doubled }))
}

/// The ICBs of sub-ICBs and of PCNs, as the tables near a census have them.
#[derive(Default)]
struct IcbLookup<'a> {
    subs: BTreeMap<&'a SubIcbCode, IcbCode>,
    pcns: BTreeMap<&'a PcnCode, IcbCode>,
}

impl<'a> IcbLookup<'a> {
    /// The census's own workforce file first, then the other tables from the nearest to the furthest.
    fn of(publications: &'a Publications, census: Census) -> Self {
        let filed = publications.workforce.iter().map(|(of, workforce)| {
            let filings = workforce.filings.iter();
            let placed = filings.map(|(pcn, filing)| (pcn, filing.sub_icb.as_ref(), &filing.icb)).collect();
            (census.days_from(of.date()), placed)
        });
        let mapped = publications.maps.iter().map(|(day, map)| {
            let members = map.members.values();
            let placed = members.map(|member| (&member.pcn, member.sub_icb.as_ref(), &member.icb)).collect();
            (census.days_from(*day), placed)
        });
        let mut tables: Vec<(i32, Vec<Placed<'a>>)> = filed.chain(mapped).collect();
        tables.sort_by_key(|(far, _)| *far);
        let mut lookup = Self::default();
        for (_, placed) in tables {
            for (sub, icb) in most(placed.iter().filter_map(|(_, sub, icb)| Some(((*sub)?, *icb)))) {
                lookup.subs.entry(sub).or_insert(icb);
            }
            for (pcn, icb) in most(placed.iter().map(|(pcn, _, icb)| (*pcn, *icb))) {
                lookup.pcns.entry(pcn).or_insert(icb);
            }
        }
        lookup
    }

    /// The ICB of a practice's sub-ICB, or of its PCN's, or else of its PCN.
    fn icb(&self, pcn: &PcnCode, subs: [&SubIcbCode; 2]) -> Option<IcbCode> {
        subs.iter().find_map(|sub| self.subs.get(sub)).or_else(|| self.pcns.get(pcn)).cloned()
    }
}

/// A PCN with its sub-ICB and ICB, as one table has them.
type Placed<'a> = (&'a PcnCode, Option<&'a SubIcbCode>, &'a IcbCode);

/// The ICB that each is with most often; a PCN that spans two has one of them alone.
fn most<'a, K: Ord>(pairs: impl Iterator<Item = (&'a K, &'a IcbCode)>) -> Vec<(&'a K, IcbCode)> {
    let mut counts: BTreeMap<&K, BTreeMap<IcbCode, f64>> = BTreeMap::new();
    for (of, icb) in pairs {
        *counts.entry(of).or_default().entry(*icb).or_insert(0.0) += 1.0;
    }
    counts.into_iter().filter_map(|(of, icbs)| Some((of, most_patients(&icbs)?))).collect()
}
