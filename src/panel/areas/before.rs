//! Where the PCNs of an edition were before: the other boundaries that a report shows an area on.

use std::collections::BTreeMap;

use super::drawn::{Before, Drawn};
use crate::panel::geography::Geography;
use crate::panel::patients::PatientsByArea;
use crate::panel::section::{Row, Section, map_of, patients_by};
use crate::source::Publications;
use crate::source::lookup;
use crate::subject::error::Result;
use crate::subject::{IcbCode, PcnCode};

/// Where PCNs were: in the edition's own tables where the geography differs from them, else at the last census before
/// ICBs changed.
pub fn before(
    latest: &Section,
    earlier: &[Section],
    publications: &Publications,
    drawn: &Drawn,
) -> Result<Option<Before>> {
    let census = latest.census.date();
    let redrawn = match &drawn.geography {
        Geography::Edition | Geography::AsPublished => false,
        Geography::Generation(generation) => !generation.contains(census),
        Geography::Own(_) => true,
    };
    if redrawn {
        let icbs = latest.rows.iter().filter_map(|row| Some((row.pcn, row.published?)));
        return Ok(Some(Before { census: latest.census, icbs: icbs.collect() }));
    }
    let Some(generation) = lookup::icbs()?.generation_on(census) else { return Ok(None) };
    let old = |section: &&Section| !generation.contains(section.census.date());
    let Some(section) = earlier.iter().rev().find(old) else { return Ok(None) };
    Ok(Some(Before { census: section.census, icbs: then(latest, section, publications)? }))
}

/// The ICB that an earlier census put each PCN in; one that was not there then follows its practices.
fn then(
    latest: &Section,
    section: &Section,
    publications: &Publications,
) -> Result<BTreeMap<PcnCode, IcbCode>> {
    let map = map_of(publications, section)?;
    let patients = patients_by(publications, latest);
    let mut votes: BTreeMap<&PcnCode, PatientsByArea> = BTreeMap::new();
    for (practice, member) in &map_of(publications, latest)?.members {
        if let Some(old) = map.members.get(practice) {
            votes.entry(&member.pcn).or_default().add(&old.icb, None, patients(practice));
        }
    }
    let icb = |row: &Row| {
        let there = section.row(&row.pcn).and_then(|row| row.published);
        there.or_else(|| votes.get(&row.pcn)?.icb())
    };
    Ok(latest.rows.iter().filter_map(|row| Some((row.pcn, icb(row)?))).collect())
}
