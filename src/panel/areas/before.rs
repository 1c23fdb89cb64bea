//! Where the PCNs of an edition were before: the other boundaries that a report shows an area on.

use std::collections::BTreeMap;

use super::super::geography::{Followed, map_of};
use super::super::{Row, Section};
use super::{Drawn, Geography};
use crate::source::Publications;
use crate::source::lookup::{self, Icb};
use crate::subject::error::Result;
use crate::subject::{Census, IcbCode, PcnCode};

/// The ICBs that PCNs were in.
#[derive(Clone, Debug)]
pub struct Before {
    /// The census whose tables put them there.
    pub census: Census,
    /// The ICB of each PCN of the edition; a PCN that those tables do not know is not here.
    pub icbs: BTreeMap<PcnCode, IcbCode>,
}

impl Before {
    /// The name of one of these ICBs as printed.
    pub fn name(&self, icb: &IcbCode) -> Result<String> {
        let known = lookup::icbs()?.on(icb.as_str(), self.census.date());
        Ok(known.map_or_else(|| icb.to_string(), Icb::short_name))
    }
}

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
        let icbs = latest.rows.iter().filter_map(|row| Some((row.pcn.clone(), row.published.clone()?)));
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
    let list = publications.lists.get(&latest.list_date);
    let mut votes: BTreeMap<&PcnCode, Followed> = BTreeMap::new();
    for (practice, member) in &map_of(publications, latest)?.members {
        if let Some(old) = map.members.get(practice) {
            let patients = list.and_then(|list| list.patients.get(practice)).unwrap_or(&0.0);
            votes.entry(&member.pcn).or_default().add(&(old.icb.clone(), None), *patients);
        }
    }
    let icb = |row: &Row| {
        let there = section.row(&row.pcn).and_then(|row| row.published.clone());
        there.or_else(|| votes.get(&row.pcn)?.place().map(|(icb, _)| icb))
    };
    Ok(latest.rows.iter().filter_map(|row| Some((row.pcn.clone(), icb(row)?))).collect())
}
