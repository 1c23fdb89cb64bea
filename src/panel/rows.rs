//! One census: active PCNs, what they filed, their patients and the ICB they count in.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Choice, Return, Row, Section};
use crate::error::{Error, Result};
use crate::source::{Filing, ListSizes, PracticeMap, Publications};
use crate::subject::{Census, IcbCode, PcnCode, day_in_words};

/// Over this many days between a census and an extract, the extract may not serve: eighteen months.
const STALE_DAYS: i32 = 548;

/// The section of a census, without need.
pub fn section(publications: &Publications, choice: &Choice, census: Census) -> Result<Section> {
    let (list_date, list) = nearest(
        &publications.lists,
        &Extract { kind: "list sizes", publication: "Patients Registered at a GP Practice", census },
        choice,
    )?;
    let (map_date, map) = nearest(
        &publications.maps,
        &Extract {
            kind: "practice map",
            publication: "Patients Registered at a GP Practice, practice map (gp-reg-pat-prac-map)",
            census,
        },
        choice,
    )?;
    let workforce = publications.workforce.get(&census);
    let mut networks = networks(map, list);
    let filings = workforce.into_iter().flat_map(|w| &w.filings);
    for (pcn, _) in filings.clone() {
        networks.entry(pcn.clone()).or_default();
    }
    let filed: BTreeMap<&PcnCode, &Filing> = filings.collect();
    let rows = networks.into_iter().map(|(pcn, network)| row(pcn, network, &filed, (map, choice))).collect();
    Ok(Section { census, list_date, map_date, rows })
}

/// A PCN's practices added up.
#[derive(Default)]
struct Network {
    /// Patients; none where no practice has a list.
    patients: Option<f64>,
    /// Patients by ICB of the practices.
    by_icb: BTreeMap<IcbCode, f64>,
}

/// The PCNs of a map, with their patients.
fn networks(map: &PracticeMap, list: &ListSizes) -> BTreeMap<PcnCode, Network> {
    let mut networks: BTreeMap<PcnCode, Network> = BTreeMap::new();
    for (practice, member) in &map.members {
        let network = networks.entry(member.pcn.clone()).or_default();
        let in_icb = network.by_icb.entry(member.icb.clone()).or_insert(0.0);
        if let Some(patients) = list.patients.get(practice) {
            *network.patients.get_or_insert(0.0) += patients;
            *in_icb += patients;
        }
    }
    networks
}

fn row(
    pcn: PcnCode,
    network: Network,
    filed: &BTreeMap<&PcnCode, &Filing>,
    (map, choice): (&PracticeMap, &Choice),
) -> Row {
    let filing = filed.get(&pcn).copied();
    let name = filing.map(|f| &f.name).or_else(|| map.names.get(&pcn));
    let fte = |id: &str| filing.and_then(|f| f.roles.get(id)).copied().unwrap_or_default();
    let counted = fte(choice.role().id);
    let other = filing.map_or(0.0, |f| {
        let others = f.roles.iter().filter(|(id, _)| **id != choice.role().id);
        others.map(|(_, fte)| fte.staff + fte.contracted).sum()
    });
    Row {
        name: name.map(|n| n.trim().to_owned()).unwrap_or_default(),
        icb: filing.map(|f| f.icb.clone()).or_else(|| most_patients(&network.by_icb)),
        filed: match filing {
            None => Return::NoReturn,
            Some(_) if counted.staff + counted.contracted <= 0.0 => Return::ReportedNone,
            Some(_) => Return::Reported { staff: counted.staff, contracted: counted.contracted },
        },
        other_role_fte: other,
        patients: network.patients.filter(|patients| *patients > 0.0),
        need: BTreeMap::new(),
        spans: if network.by_icb.len() > 1 { network.by_icb } else { BTreeMap::new() },
        pcn,
    }
}

/// The ICB with most of a PCN's patients; a tie goes to the first code.
pub fn most_patients(by_icb: &BTreeMap<IcbCode, f64>) -> Option<IcbCode> {
    let mut best: Option<(&IcbCode, f64)> = None;
    for (icb, patients) in by_icb {
        if best.is_none_or(|(_, most)| *patients > most) {
            best = Some((icb, *patients));
        }
    }
    best.map(|(icb, _)| icb.clone())
}

/// What is looked for, for messages.
struct Extract {
    kind: &'static str,
    publication: &'static str,
    census: Census,
}

/// The extract nearest in days to the end of the census's month; a tie goes to the earlier.
fn nearest<'a, T>(
    extracts: &'a BTreeMap<Date, T>,
    wanted: &Extract,
    choice: &Choice,
) -> Result<(Date, &'a T)> {
    let found = extracts.iter().min_by_key(|(date, _)| (days(**date, wanted.census), **date));
    let Some((&date, extract)) = found else {
        return Err(Error::Missing {
            missing: format!("no {} for {}", wanted.kind, wanted.census.words()),
            remedy: format!(
                "download \"{}\" from NHS England for a month near it and put it in the data folder",
                wanted.publication
            ),
        });
    };
    if days(date, wanted.census) > STALE_DAYS && choice.allow_stale.is_none() {
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
