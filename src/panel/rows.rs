//! One census: active PCNs, what they filed, their patients and the ICB they count in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::geography::map_of;
use super::membership;
use super::{Resolved, Return, Row, Section, Unplaced};
use crate::source::kind::LIST_SIZES;
use crate::source::{Filing, ListSizes, PracticeMap, Publications};
use crate::subject::error::{Error, Result};
use crate::subject::{Census, EIGHTEEN_MONTHS, IcbCode, PcnCode, PracticeCode, SubIcbCode, day_in_words};

/// The section of a census, without need.
pub fn section(publications: &Publications, resolved: &Resolved, census: Census) -> Result<Section> {
    let (list_date, list) = nearest(
        &publications.lists,
        &Extract { kind: "list sizes", publication: "Patients Registered at a GP Practice", census },
        resolved,
    )?;
    let serving = membership::serving(publications, resolved, census)?;
    let map = serving.map();
    let workforce = publications.workforce.get(&census);
    let mut networks = networks(map, list);
    let filings = workforce.into_iter().flat_map(|w| &w.filings);
    for (pcn, _) in filings.clone() {
        networks.entry(pcn.clone()).or_default();
    }
    let filed: BTreeMap<&PcnCode, &Filing> = filings.collect();
    let rows =
        networks.into_iter().map(|(pcn, network)| row(pcn, network, &filed, (map, resolved))).collect();
    let (map_date, derived) = serving.taken();
    Ok(Section { census, list_date, map_date, derived: derived.map(Arc::new), rows })
}

/// The practices of a section's tables that are in no PCN: those that the map says so of, then those that it lacks.
pub fn unplaced(publications: &Publications, section: &Section) -> Result<Vec<Unplaced>> {
    let map = map_of(publications, section)?;
    let list = publications.lists.get(&section.list_date);
    let patients = |practice| list.and_then(|list| list.patients.get(practice)).copied();
    let mut unplaced: Vec<Unplaced> = map
        .unallocated
        .iter()
        .map(|(practice, icb, sub_icb)| Unplaced {
            practice: practice.clone(),
            mapped: true,
            icb: icb.clone(),
            sub_icb: sub_icb.clone(),
            patients: patients(practice),
        })
        .collect();
    let said: BTreeSet<&PracticeCode> = map.unallocated.iter().map(|(practice, ..)| practice).collect();
    let lacked = list.into_iter().flat_map(|list| &list.patients);
    let lacked = lacked.filter(|(code, _)| !map.members.contains_key(code) && !said.contains(code));
    unplaced.extend(lacked.map(|(practice, patients)| Unplaced {
        practice: practice.clone(),
        mapped: false,
        icb: None,
        sub_icb: None,
        patients: Some(*patients),
    }));
    Ok(unplaced)
}

/// A PCN's practices added up.
#[derive(Default)]
struct Network {
    /// Patients; none where no practice has a list.
    patients: Option<f64>,
    /// Patients by ICB of the practices.
    by_icb: BTreeMap<IcbCode, f64>,
    /// Patients by ICB and sub-ICB of the practices.
    by_sub_icb: BTreeMap<(IcbCode, SubIcbCode), f64>,
}

/// The PCNs of a map, with their patients.
fn networks(map: &PracticeMap, list: &ListSizes) -> BTreeMap<PcnCode, Network> {
    let mut networks: BTreeMap<PcnCode, Network> = BTreeMap::new();
    for (practice, member) in &map.members {
        let network = networks.entry(member.pcn.clone()).or_default();
        let patients = list.patients.get(practice).copied();
        *network.by_icb.entry(member.icb.clone()).or_insert(0.0) += patients.unwrap_or_default();
        if let Some(sub) = &member.sub_icb {
            let place = (member.icb.clone(), sub.clone());
            *network.by_sub_icb.entry(place).or_insert(0.0) += patients.unwrap_or_default();
        }
        if let Some(patients) = patients {
            *network.patients.get_or_insert(0.0) += patients;
        }
    }
    networks
}

fn row(
    pcn: PcnCode,
    network: Network,
    filed: &BTreeMap<&PcnCode, &Filing>,
    (map, resolved): (&PracticeMap, &Resolved),
) -> Row {
    let filing = filed.get(&pcn).copied();
    let name = filing.map(|f| &f.name).or_else(|| map.names.get(&pcn));
    let fte = |id: &str| filing.and_then(|f| f.roles.get(id)).copied().unwrap_or_default();
    let counted = fte(resolved.role().id);
    let other = filing.map_or(0.0, |f| {
        let others = f.roles.iter().filter(|(id, _)| **id != resolved.role().id);
        others.map(|(_, fte)| fte.staff + fte.contracted).sum()
    });
    let icb = filing.map(|f| f.icb.clone()).or_else(|| most_patients(&network.by_icb));
    let sub_icb = match filing {
        Some(filing) => filing.sub_icb.clone(),
        None => icb.as_ref().and_then(|icb| sub_icb_within(icb, &network.by_sub_icb)),
    };
    Row {
        name: name.map(|n| n.trim().to_owned()).unwrap_or_default(),
        published: icb.clone(),
        icb,
        sub_icb,
        filed: match filing {
            None => Return::NoReturn,
            Some(_) if counted.staff + counted.contracted <= 0.0 => Return::ReportedNone,
            Some(_) => Return::Reported { staff: counted.staff, contracted: counted.contracted },
        },
        posts: filing.map_or(0, |filing| posts(filing, resolved.role().id)),
        other_role_fte: other,
        patients: network.patients.filter(|patients| *patients > 0.0),
        need: BTreeMap::new(),
        answers: None,
        study_need: None,
        spans: if network.by_icb.len() > 1 { network.by_icb } else { BTreeMap::new() },
        pcn,
    }
}

/// The posts that a PCN's rows in a role stand for; a row of contracted services holds no person, and may be several.
fn posts(filing: &Filing, role: &str) -> usize {
    let rows = filing.rows.iter().filter(|row| row.role == role && row.fte > 0.0);
    rows.map(|row| if row.contracted { posts_of(row.fte) } else { 1 }).sum()
}

/// The posts of an amount of FTE whose rows are not known.
pub fn posts_of(fte: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "FTE of one row, zero or more"
    )]
    let rounded = fte.round().max(0.0) as usize;
    rounded.max(1)
}

/// The ICB, or other place, with most of a PCN's patients; a tie goes to the first code.
pub fn most_patients<'a, K: Clone + 'a>(by_place: impl IntoIterator<Item = (&'a K, &'a f64)>) -> Option<K> {
    let mut best: Option<(&K, f64)> = None;
    for (place, patients) in by_place {
        if best.is_none_or(|(_, most)| *patients > most) {
            best = Some((place, *patients));
        }
    }
    best.map(|(place, _)| place.clone())
}

/// The sub-ICB of an ICB with most of a PCN's patients.
pub fn sub_icb_within(icb: &IcbCode, patients: &BTreeMap<(IcbCode, SubIcbCode), f64>) -> Option<SubIcbCode> {
    most_patients(patients.iter().filter(|((of, _), _)| of == icb)).map(|(_, sub)| sub)
}

/// What is looked for, for messages.
pub struct Extract {
    pub kind: &'static str,
    pub publication: &'static str,
    pub census: Census,
}

/// The extract nearest in days to the end of the census's month; a tie goes to the earlier.
pub fn nearest<'a, T>(
    extracts: &'a BTreeMap<Date, T>,
    wanted: &Extract,
    resolved: &Resolved,
) -> Result<(Date, &'a T)> {
    let found = extracts.iter().min_by_key(|(date, _)| (days(**date, wanted.census), **date));
    let Some((&date, extract)) = found else {
        return Err(Error::Missing {
            missing: format!("no {} for {}", wanted.kind, wanted.census.words()),
            remedy: format!(
                "download \"{}\" from NHS England ({}) for a month near it and put it in the data folder",
                wanted.publication, LIST_SIZES
            ),
        });
    };
    if days(date, wanted.census) > EIGHTEEN_MONTHS && resolved.allow_stale.is_none() {
        return Err(Error::Stale {
            kind: wanted.kind,
            census: wanted.census.words(),
            date: day_in_words(date),
        });
    }
    Ok((date, extract))
}

/// Days between an extract and the census.
pub fn days(date: Date, census: Census) -> i32 {
    (date - census.date()).get_days().abs()
}
