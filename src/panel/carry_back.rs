//! Carrying the edition's areas back: a PCN of an earlier census counts where it is today,
//! one that is gone follows its practices, and where none of those is left, the ICB that its own became.

use std::collections::{BTreeMap, BTreeSet};

use super::areas::Drawn;
use super::patients::{AreaCodes, PatientsByArea, flows, in_order, most_patients};
use super::section::{Row, Section, map_of, patients_by};
use crate::source::{Member, Publications};
use crate::subject::error::Result;
use crate::subject::{IcbCode, PcnCode, PracticeCode};

/// Where PCNs and practices are at the edition.
pub struct EditionAreas<'a> {
    drawn: &'a Drawn,
    pcns: BTreeMap<PcnCode, AreaCodes>,
    practices: BTreeMap<PracticeCode, AreaCodes>,
    icbs: BTreeSet<IcbCode>,
}

impl<'a> EditionAreas<'a> {
    /// Reads them off the edition's own section.
    pub fn of(latest: &Section, publications: &Publications, drawn: &'a Drawn) -> Result<Self> {
        let place = |row: &Row| Some((row.pcn, (row.icb?, row.sub_icb)));
        let pcns: BTreeMap<PcnCode, AreaCodes> = latest.rows.iter().filter_map(place).collect();
        let map = map_of(publications, latest)?;
        let home = |member: &Member| pcns.get(&member.pcn).copied().unwrap_or((member.icb, member.sub_icb));
        let practices = map.members.iter().map(|(code, member)| (*code, home(member))).collect();
        let icbs = pcns.values().map(|(icb, _)| *icb).collect();
        Ok(Self { drawn, pcns, practices, icbs })
    }

    /// Puts every PCN of an earlier section into the edition's areas.
    pub fn carry_back(&self, section: &mut Section, publications: &Publications) -> Result<()> {
        let gone = self.followed(section, publications)?;
        let then = section.census.date();
        let mut today = in_order(&self.pcns);
        for row in &mut section.rows {
            let followed = || gone.get(&row.pcn).and_then(PatientsByArea::area);
            let published = || {
                let icb = self.drawn.today(row.icb.as_ref()?, then)?;
                Some((Some(icb).filter(|icb| self.icbs.contains(icb))?, row.sub_icb))
            };
            let place = today(&row.pcn).copied().or_else(followed).or_else(published);
            (row.icb, row.sub_icb) = place.map_or((None, None), |(icb, sub)| (Some(icb), sub));
        }
        beside(section);
        Ok(())
    }

    /// For PCNs that are gone: their patients then, by where their practices are now.
    fn followed(
        &self,
        section: &Section,
        publications: &Publications,
    ) -> Result<BTreeMap<PcnCode, PatientsByArea>> {
        let mut today = in_order(&self.pcns);
        let left = section.rows.iter().filter(|row| today(&row.pcn).is_none());
        let mut gone: BTreeMap<PcnCode, PatientsByArea> =
            left.map(|row| (row.pcn, PatientsByArea::default())).collect();
        if gone.is_empty() {
            return Ok(gone);
        }
        let patients = patients_by(publications, section);
        for (practice, member) in &map_of(publications, section)?.members {
            let Some(pcn) = gone.get_mut(&member.pcn) else { continue };
            if let Some((icb, sub)) = self.practices.get(practice) {
                pcn.add(icb, sub.as_ref(), patients(practice));
            }
        }
        Ok(gone)
    }
}

/// A PCN of which nothing is left, in an ICB that became several, goes where most patients of that ICB went.
fn beside(section: &mut Section) {
    let flows = flows(&section.rows);
    for row in section.rows.iter_mut().filter(|row| row.icb.is_none()) {
        row.icb = row.published.as_ref().and_then(|from| most_patients(flows.get(from)?));
    }
}
