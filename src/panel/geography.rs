//! Carrying the edition's areas back: a PCN of an earlier census counts where it is today,
//! and one that is gone follows its practices.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::most_patients;
use super::{Section, rows};
use crate::error::{Error, Result};
use crate::source::{PracticeMap, Publications};
use crate::subject::{IcbCode, PcnCode, PracticeCode};

/// Where PCNs and practices are at the edition.
pub struct Homes {
    pcns: BTreeMap<PcnCode, IcbCode>,
    practices: BTreeMap<PracticeCode, IcbCode>,
    icbs: BTreeSet<IcbCode>,
}

impl Homes {
    /// Reads them off the edition's own section.
    pub fn of(latest: &Section, publications: &Publications) -> Result<Self> {
        let located = latest.rows.iter().filter_map(|row| Some((row.pcn.clone(), row.icb.clone()?)));
        let pcns: BTreeMap<PcnCode, IcbCode> = located.collect();
        let map = map_of(publications, latest)?;
        let home = |member: &crate::source::Member| pcns.get(&member.pcn).unwrap_or(&member.icb).clone();
        let practices = map.members.iter().map(|(code, member)| (code.clone(), home(member))).collect();
        let icbs = pcns.values().cloned().collect();
        Ok(Self { pcns, practices, icbs })
    }

    /// Puts every PCN of an earlier section into the edition's areas.
    pub fn carry_back(&self, mut section: Section, publications: &Publications) -> Result<Section> {
        let gone = self.followed(&section, publications)?;
        for row in &mut section.rows {
            let followed = || gone.get(&row.pcn).and_then(most_patients);
            let published = || row.icb.clone().filter(|icb| self.icbs.contains(icb));
            row.icb = self.pcns.get(&row.pcn).cloned().or_else(followed).or_else(published);
        }
        Ok(section)
    }

    /// For PCNs that are gone: their patients then, by the ICB that their practices are in now.
    fn followed(
        &self,
        section: &Section,
        publications: &Publications,
    ) -> Result<BTreeMap<PcnCode, BTreeMap<IcbCode, f64>>> {
        let map = map_of(publications, section)?;
        let list = publications.lists.get(&section.list_date);
        let mut gone: BTreeMap<PcnCode, BTreeMap<IcbCode, f64>> = BTreeMap::new();
        for (practice, member) in &map.members {
            if self.pcns.contains_key(&member.pcn) {
                continue;
            }
            if let Some(icb) = self.practices.get(practice) {
                let patients = list.and_then(|list| list.patients.get(practice)).unwrap_or(&0.0);
                let by_icb = gone.entry(member.pcn.clone()).or_default();
                *by_icb.entry(icb.clone()).or_insert(0.0) += patients;
            }
        }
        Ok(gone)
    }
}

/// The practice map that a section was made from.
pub fn map_of<'a>(publications: &'a Publications, section: &Section) -> Result<&'a PracticeMap> {
    publications.maps.get(&section.map_date).ok_or_else(|| Error::Lookup {
        table: "practice maps",
        reason: format!(
            "none of {} ({} days off)",
            section.map_date,
            rows::days(section.map_date, section.census)
        ),
    })
}
