//! One census: active PCNs, what they filed, their patients and the ICB they count in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::extract::{Extract, nearest};
use super::membership;
use super::patients::{PatientsByArea, with_patients};
use super::resolved::Resolved;
use super::section::{Return, Row, Section, Unplaced, map_of};
use crate::source::{Filing, ListSizes, PracticeMap, Publications};
use crate::subject::error::Result;
use crate::subject::{Census, Needs, PcnCode, PracticeCode};

/// The section of a census, without need.
pub fn section(publications: &Publications, resolved: &Resolved, census: Census) -> Result<Section> {
    let (list_date, list) = nearest(
        &publications.lists,
        &Extract { kind: "list sizes", publication: "Patients Registered at a GP Practice", census },
        resolved,
    )?;
    let selected = membership::select(publications, resolved, census)?;
    let map = selected.map();
    let workforce = publications.workforce.get(&census);
    let mut networks = networks(map, list);
    let filings = workforce.into_iter().flat_map(|w| &w.filings);
    for (pcn, _) in filings.clone() {
        networks.entry(*pcn).or_default();
    }
    let filed: BTreeMap<&PcnCode, &Filing> = filings.collect();
    let role = resolved.role().id;
    let row = |(pcn, network)| {
        let filing = filed.get(&pcn).copied();
        let name = filing.map(|filing| &filing.name).or_else(|| map.names.get(&pcn));
        // Only a PCN that filed under a code that the map lacks could be without one, and its filing names it.
        let name = name.map_or("", |name| name.trim()).into();
        row(pcn, name, network, filing, role)
    };
    let rows = networks.into_iter().map(row).collect();
    let (map_date, derived) = selected.taken();
    Ok(Section { census, list_date, map_date, derived: derived.map(Arc::new), rows, places: OnceLock::new() })
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
            practice: *practice,
            mapped: true,
            icb: *icb,
            sub_icb: *sub_icb,
            patients: patients(practice),
        })
        .collect();
    let said: BTreeSet<&PracticeCode> = map.unallocated.iter().map(|(practice, ..)| practice).collect();
    let lacked = list.into_iter().flat_map(|list| &list.patients);
    let lacked = lacked.filter(|(code, _)| !map.members.contains_key(code) && !said.contains(code));
    unplaced.extend(lacked.map(|(practice, patients)| Unplaced {
        practice: *practice,
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
    by_area: PatientsByArea,
}

/// The PCNs of a map, with their patients.
fn networks(map: &PracticeMap, list: &ListSizes) -> BTreeMap<PcnCode, Network> {
    let mut networks: BTreeMap<PcnCode, Network> = BTreeMap::new();
    for (_, member, patients) in with_patients(map, Some(list)) {
        let network = networks.entry(member.pcn).or_default();
        network.by_area.add(&member.icb, member.sub_icb.as_ref(), patients.unwrap_or(0.0));
        if let Some(patients) = patients {
            *network.patients.get_or_insert(0.0) += patients;
        }
    }
    networks
}

fn row(pcn: PcnCode, name: Arc<str>, network: Network, filing: Option<&Filing>, role: &'static str) -> Row {
    let Network { patients, by_area } = network;
    let icb = filing.map(|filing| filing.icb).or_else(|| by_area.icb());
    let sub_icb = match filing {
        Some(filing) => filing.sub_icb,
        None => icb.as_ref().and_then(|icb| by_area.sub_icb(icb)),
    };
    Row {
        name,
        published: icb,
        icb,
        sub_icb,
        filed: filing.map_or(Return::NoReturn, |filing| returned(filing, role)),
        posts: filing.map_or(0, |filing| posts(filing, role)),
        other_role_fte: filing.map_or(0.0, |filing| {
            // Most PCNs have rows in one role.
            if filing.rows.iter().all(|row| row.role == role) {
                return 0.0;
            }
            let others = filing.roles().into_iter().filter(|(id, _)| *id != role);
            others.map(|(_, fte)| fte.staff + fte.contracted).sum()
        }),
        patients: patients.filter(|patients| *patients > 0.0),
        need: Needs::default(),
        answers: None,
        study_need: None,
        spans: by_area.spans(),
        pcn,
    }
}

/// What a PCN filed in a role; a filing without a row in it reports none.
fn returned(filing: &Filing, role: &str) -> Return {
    match filing.fte(role) {
        Some(fte) if fte.staff + fte.contracted > 0.0 => {
            Return::Reported { staff: fte.staff, contracted: fte.contracted }
        }
        _ => Return::ReportedNone,
    }
}

/// The posts that a PCN's rows in a role stand for; a row of contracted services has no person in it, and may be several.
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
