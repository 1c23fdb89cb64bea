//! Areas as a table of the user's own draws them: what it does not name keeps its place.

use std::collections::{BTreeMap, BTreeSet};

use super::drawn::Drawn;
use crate::panel::patients::PatientsByArea;
use crate::panel::section::{Row, Section, map_of, patients_by};
use crate::source::own_areas::{By, OwnAreas};
use crate::source::{PracticeMap, Publications, lookup};
use crate::subject::error::Result;
use crate::subject::{ENGLAND_CODE, IcbCode, PcnCode};

/// Puts the PCNs of the edition where the table has them.
pub(super) fn place(
    latest: &mut Section,
    publications: &Publications,
    own: &OwnAreas,
    drawn: &mut Drawn,
) -> Result<()> {
    let map = map_of(publications, latest)?;
    check(latest, map, own)?;
    if own.by == By::Practice {
        by_practice(latest, publications, own)?;
    } else {
        latest.rows.iter_mut().for_each(|row| moved(row, own));
    }
    drawn.regions = regions(latest, own)?;
    Ok(())
}

/// Moves a PCN, or one whose ICB moves.
fn moved(row: &mut Row, own: &OwnAreas) {
    let Some(from) = row.icb else { return };
    let to = |icb: &IcbCode| match own.by {
        By::Icb => own.moves.get(icb.as_str()),
        _ => own.moves.get(row.pcn.as_str()).filter(|_| *icb == from),
    };
    let place = |icb: &IcbCode| to(icb).map_or_else(|| *icb, |to| to.to);
    let mut spans = BTreeMap::new();
    for (icb, patients) in &row.spans {
        *spans.entry(place(icb)).or_insert(0.0) += patients;
    }
    row.icb = Some(place(&from));
    row.spans = if spans.len() > 1 { spans } else { BTreeMap::new() };
}

/// A PCN is where most of its patients are, by its practices: those that are named where they go, the others where
/// the PCN was.
fn by_practice(latest: &mut Section, publications: &Publications, own: &OwnAreas) -> Result<()> {
    let map = map_of(publications, latest)?;
    let patients = patients_by(publications, latest);
    let mut votes: BTreeMap<PcnCode, PatientsByArea> = BTreeMap::new();
    let named: BTreeSet<&PcnCode> = map
        .members
        .iter()
        .filter(|(practice, _)| own.moves.contains_key(practice.as_str()))
        .map(|(_, member)| &member.pcn)
        .collect();
    for (practice, member) in map.members.iter().filter(|(_, member)| named.contains(&member.pcn)) {
        let stays = || latest.row(&member.pcn).and_then(|row| row.icb);
        let to = own.moves.get(practice.as_str()).map(|to| to.to);
        if let Some(icb) = to.or_else(stays) {
            votes.entry(member.pcn).or_default().add(&icb, None, patients(practice));
        }
    }
    for row in &mut latest.rows {
        if let Some(vote) = votes.get(&row.pcn) {
            row.icb = vote.icb().or(row.icb.take());
            row.spans = vote.spans();
        }
    }
    Ok(())
}

/// Refuses codes that the edition does not have, and ICBs that nothing names.
fn check(latest: &Section, map: &PracticeMap, own: &OwnAreas) -> Result<()> {
    let icbs: BTreeSet<&str> =
        latest.rows.iter().filter_map(|row| row.icb.as_ref()).map(IcbCode::as_str).collect();
    let known: BTreeSet<&str> = match own.by {
        By::Icb => icbs.clone(),
        By::Pcn => latest.rows.iter().map(|row| row.pcn.as_str()).collect(),
        By::Practice => map.members.keys().map(|practice| practice.as_str()).collect(),
    };
    if let Some(code) = own.moves.keys().find(|code| !known.contains(code.as_str())) {
        return Err(own.unknown(code, expected(own.by, latest, &known)));
    }
    own.areas.iter().try_for_each(|(icb, area)| {
        let stands = icbs.contains(icb.as_str()) || lookup::icbs()?.knows(icb.as_str());
        if !stands && area.name.is_none() {
            let expected = "an ICB that is known, or a name for this one in the column `name`".to_owned();
            return Err(own.not_to(icb, expected));
        }
        taken(latest, icb, own)
    })
}

/// What the first column must hold.
fn expected(by: By, latest: &Section, known: &BTreeSet<&str>) -> String {
    let census = latest.census.words();
    match by {
        By::Icb => {
            let all: Vec<&str> = known.iter().copied().collect();
            format!("an ICB of {census}: {}", all.join(", "))
        }
        By::Pcn => format!("a PCN of {census}"),
        By::Practice => format!("a practice that is in a PCN in the practice map that serves {census}"),
    }
}

/// Refuses an ICB with a code that another kind of area has.
fn taken(latest: &Section, icb: &IcbCode, own: &OwnAreas) -> Result<()> {
    let sub =
        latest.rows.iter().filter_map(|row| row.sub_icb.as_ref()).any(|sub| sub.as_str() == icb.as_str());
    let region = lookup::icbs()?.region(icb.as_str()).is_some();
    let own_region = own.areas.values().filter_map(|area| area.region.as_ref());
    let region = region || own_region.into_iter().any(|(code, _)| code == icb.as_str());
    if sub || region || icb.as_str() == ENGLAND_CODE {
        return Err(own.not_to(icb, "a code that no sub-ICB, region or country has".to_owned()));
    }
    Ok(())
}

/// The regions of ICBs that are new: the one region of all that they are made of, where that is one.
fn regions(latest: &Section, own: &OwnAreas) -> Result<BTreeMap<IcbCode, (String, String)>> {
    let (icbs, day) = (lookup::icbs()?, latest.census.date());
    let mut found: BTreeMap<IcbCode, BTreeSet<(String, String)>> = BTreeMap::new();
    for row in &latest.rows {
        let (Some(from), Some(to)) = (&row.published, &row.icb) else { continue };
        if let Some(icb) = icbs.on(from.as_str(), day).filter(|_| own.areas.contains_key(to)) {
            let region = (icb.region_ods.clone(), icb.region_name.clone());
            found.entry(*to).or_default().insert(region);
        }
    }
    let sole = found.into_iter().filter(|(_, regions)| regions.len() == 1);
    Ok(sole.filter_map(|(icb, regions)| Some((icb, regions.into_iter().next()?))).collect())
}
