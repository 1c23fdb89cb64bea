//! Carrying the edition's areas back: a PCN of an earlier census counts where it is today,
//! one that is gone follows its practices, and where none of those is left, the ICB that its own became.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{most_patients, sub_icb_within};
use super::{Drawn, Row, Section, rows};
use crate::source::{Member, PracticeMap, Publications};
use crate::subject::error::{Error, Result};
use crate::subject::{IcbCode, PcnCode, PracticeCode, SubIcbCode};

/// An ICB and a sub-ICB of the edition.
pub type Place = (IcbCode, Option<SubIcbCode>);

/// Where PCNs and practices are at the edition.
pub struct Homes<'a> {
    drawn: &'a Drawn,
    pcns: BTreeMap<PcnCode, Place>,
    practices: BTreeMap<PracticeCode, Place>,
    icbs: BTreeSet<IcbCode>,
}

impl<'a> Homes<'a> {
    /// Reads them off the edition's own section.
    pub fn of(latest: &Section, publications: &Publications, drawn: &'a Drawn) -> Result<Self> {
        let place = |row: &Row| Some((row.pcn.clone(), (row.icb.clone()?, row.sub_icb.clone())));
        let pcns: BTreeMap<PcnCode, Place> = latest.rows.iter().filter_map(place).collect();
        let map = map_of(publications, latest)?;
        let home = |member: &Member| {
            pcns.get(&member.pcn).cloned().unwrap_or_else(|| (member.icb.clone(), member.sub_icb.clone()))
        };
        let practices = map.members.iter().map(|(code, member)| (code.clone(), home(member))).collect();
        let icbs = pcns.values().map(|(icb, _)| icb.clone()).collect();
        Ok(Self { drawn, pcns, practices, icbs })
    }

    /// Puts every PCN of an earlier section into the edition's areas.
    pub fn carry_back(&self, section: &mut Section, publications: &Publications) -> Result<()> {
        let gone = self.followed(section, publications)?;
        let then = section.census.date();
        for row in &mut section.rows {
            let followed = || gone.get(&row.pcn).and_then(Followed::place);
            let published = || {
                let icb = self.drawn.today(row.icb.as_ref()?, then)?;
                Some((Some(icb).filter(|icb| self.icbs.contains(icb))?, row.sub_icb.clone()))
            };
            let place = self.pcns.get(&row.pcn).cloned().or_else(followed).or_else(published);
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
    ) -> Result<BTreeMap<PcnCode, Followed>> {
        let map = map_of(publications, section)?;
        let list = publications.lists.get(&section.list_date);
        let mut gone: BTreeMap<PcnCode, Followed> = BTreeMap::new();
        for (practice, member) in &map.members {
            if self.pcns.contains_key(&member.pcn) {
                continue;
            }
            if let Some(place) = self.practices.get(practice) {
                let patients = list.and_then(|list| list.patients.get(practice)).unwrap_or(&0.0);
                gone.entry(member.pcn.clone()).or_default().add(place, *patients);
            }
        }
        Ok(gone)
    }
}

/// A PCN of which nothing is left, in an ICB that became several, goes where most patients of that ICB went.
fn beside(section: &mut Section) {
    let went = went(&section.rows);
    for row in section.rows.iter_mut().filter(|row| row.icb.is_none()) {
        row.icb = row.published.as_ref().and_then(|from| most_patients(went.get(from)?));
    }
}

/// Patients of each ICB of the census's own tables, by the ICB that they count in.
pub fn went(rows: &[Row]) -> BTreeMap<IcbCode, BTreeMap<IcbCode, f64>> {
    let mut went: BTreeMap<IcbCode, BTreeMap<IcbCode, f64>> = BTreeMap::new();
    for row in rows {
        if let (Some(from), Some(to)) = (&row.published, &row.icb) {
            let patients = went.entry(from.clone()).or_default().entry(to.clone()).or_insert(0.0);
            *patients += row.patients.unwrap_or_default();
        }
    }
    went
}

/// Patients of a PCN, by where its practices are.
#[derive(Default)]
pub struct Followed {
    by_icb: BTreeMap<IcbCode, f64>,
    by_sub_icb: BTreeMap<(IcbCode, SubIcbCode), f64>,
}

impl Followed {
    /// Adds a practice's patients where it is.
    pub fn add(&mut self, (icb, sub): &Place, patients: f64) {
        *self.by_icb.entry(icb.clone()).or_insert(0.0) += patients;
        if let Some(sub) = sub {
            *self.by_sub_icb.entry((icb.clone(), sub.clone())).or_insert(0.0) += patients;
        }
    }

    /// The ICB with most of them, and the sub-ICB with most within it.
    pub fn place(&self) -> Option<Place> {
        let icb = most_patients(&self.by_icb)?;
        let sub = sub_icb_within(&icb, &self.by_sub_icb);
        Some((icb, sub))
    }

    /// Patients by ICB, where they are in more than one.
    pub fn spans(&self) -> BTreeMap<IcbCode, f64> {
        if self.by_icb.len() > 1 { self.by_icb.clone() } else { BTreeMap::new() }
    }
}

/// The practice map that a section was made from.
pub fn map_of<'a>(publications: &'a Publications, section: &'a Section) -> Result<&'a PracticeMap> {
    section.map(publications).ok_or_else(|| Error::Lookup {
        table: "practice maps",
        reason: format!(
            "none of {} ({} days off)",
            section.map_date,
            rows::days(section.map_date, section.census)
        ),
    })
}
