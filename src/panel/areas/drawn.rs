//! What was drawn: where areas are, what they are called, and what had to be guessed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::panel::geography::Geography;
use crate::panel::section::Unplaced;
use crate::source::lookup::{self, Icb};
use crate::source::own_areas::{By, OwnArea};
use crate::source::{PracticeMap, Publications};
use crate::subject::error::Result;
use crate::subject::{Census, IcbCode, PcnCode};

/// What was drawn.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Drawn {
    /// How.
    #[serde(skip)]
    pub geography: Geography,
    /// The day whose ICBs these are.
    pub day: Date,
    /// The practice map that says where the generation's ICBs are, by its day; none where the edition's own does.
    pub reference: Option<Date>,
    /// PCNs that count elsewhere than where the tables of the edition's census put them.
    pub moved: usize,
    /// PCNs that went by the others of their ICB, since none of their practices is in the reference map.
    pub guessed: Vec<Guessed>,
    /// Where the PCNs were before, if anywhere else.
    pub before: Option<Before>,
    /// Regions of ICBs of the user's own that the table gives none of: those of the ICBs that they are made of.
    pub(super) regions: BTreeMap<IcbCode, (String, String)>,
}

/// A PCN that no practice could place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Guessed {
    /// Its code.
    pub pcn: PcnCode,
    /// Its name as published.
    pub name: String,
    /// The ICB of the census's tables.
    pub from: IcbCode,
    /// The ICB that it was put in.
    pub to: IcbCode,
}

/// The ICBs that PCNs were in.
#[derive(Clone, Debug, Serialize, Deserialize)]
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

impl Drawn {
    /// A geography on the day of a census, nothing placed.
    pub fn on(geography: Geography, census: Census) -> Self {
        Self {
            geography,
            day: census.date(),
            reference: None,
            moved: 0,
            guessed: Vec::new(),
            before: None,
            regions: BTreeMap::new(),
        }
    }

    /// Whether earlier censuses are put on the edition's boundaries.
    pub fn carries_back(&self) -> bool {
        !matches!(self.geography, Geography::AsPublished)
    }

    /// The ICB that one of an earlier census is here: its only heir, or itself where it has none.
    pub fn today(&self, icb: &IcbCode, then: Date) -> Option<IcbCode> {
        let heir = lookup::icbs().ok()?.sole_heir(icb.as_str(), then, self.day);
        let heir = heir.unwrap_or(*icb);
        let by_icb = self.geography.own().filter(|own| own.by == By::Icb);
        let moved = by_icb.and_then(|own| own.moves.get(heir.as_str()));
        Some(moved.map_or(heir, |to| to.to))
    }

    /// An ICB's name as printed.
    pub fn name(&self, icb: &IcbCode) -> Result<String> {
        if let Some(name) = self.own(icb).and_then(|area| area.name.clone()) {
            return Ok(name);
        }
        let known = lookup::icbs()?.on(icb.as_str(), self.day);
        Ok(known.map_or_else(|| icb.to_string(), Icb::short_name))
    }

    /// An ICB's NHS region, code and name, where the user's table or the lookup has it.
    pub fn region(&self, icb: &IcbCode) -> Result<Option<(String, String)>> {
        if let Some(region) = self.own(icb).and_then(|area| area.region.clone()) {
            return Ok(Some(region));
        }
        let known = lookup::icbs()?.on(icb.as_str(), self.day);
        let known = known.map(|icb| (icb.region_ods.clone(), icb.region_name.clone()));
        Ok(known.or_else(|| self.regions.get(icb).cloned()))
    }

    /// Puts practices in no PCN where the geography has them, as the reference map or the user's table says.
    pub fn place_unplaced(&self, unplaced: &mut [Unplaced], publications: &Publications, then: Date) {
        let reference = self.reference_map(publications);
        let by_practice = self.geography.own().filter(|own| own.by == By::Practice);
        for practice in unplaced {
            let mapped = reference.and_then(|map| map.icb_of(&practice.practice)).cloned();
            let moved = by_practice.and_then(|own| own.moves.get(practice.practice.as_str()));
            let carried = || practice.icb.as_ref().and_then(|icb| self.today(icb, then));
            if self.carries_back() {
                practice.icb = moved.map(|to| to.to).or(mapped).or_else(carried);
            }
        }
    }

    fn own(&self, icb: &IcbCode) -> Option<&OwnArea> {
        self.geography.own()?.areas.get(icb)
    }

    /// The practice map that says what the ICBs are, where it is not the edition's.
    pub fn reference_map<'a>(&self, publications: &'a Publications) -> Option<&'a PracticeMap> {
        publications.maps.get(&self.reference?)
    }
}
