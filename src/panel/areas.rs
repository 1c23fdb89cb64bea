//! How areas are drawn: where the PCNs of an edition count, and what its ICBs are called.
//!
//! In: the edition's own section, as its tables have it. Out: the same section on the boundaries that were chosen, and
//! a [`Drawn`] that says what was done. Earlier censuses follow in [`geography`](super::geography).

mod before;
mod generation;
mod own;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

pub use before::{Before, before};

use super::{Resolved, Section, Unplaced};
use crate::source::lookup::{self, Generation, Icb};
use crate::source::own_areas::{self, By, OwnAreas};
use crate::source::{PracticeMap, Publications};
use crate::subject::digest::OwnFile;
use crate::subject::error::{Error, Result};
use crate::subject::{Census, IcbCode, PcnCode};

/// How areas are drawn.
#[derive(Clone, Debug, Default)]
pub enum Geography {
    /// Today's PCNs in the edition's own ICBs, carried back through every census.
    #[default]
    Edition,
    /// Each census in the ICBs of its own tables.
    AsPublished,
    /// The ICBs of a generation, carried back and forward.
    Generation(Generation),
    /// The edition's ICBs as a table of the user's own changes them, carried back.
    Own(Arc<OwnAreas>),
}

impl Geography {
    /// What the command line's words mean.
    ///
    /// # Errors
    /// Where they are none that it takes, or name a table that cannot be read.
    pub fn given(text: &str) -> Result<Self> {
        let icbs = lookup::icbs()?;
        let generation = text.parse().ok().and_then(|year| icbs.generation(year));
        match (text, generation) {
            ("edition", _) => Ok(Self::Edition),
            ("as-published", _) => Ok(Self::AsPublished),
            (_, Some(generation)) => Ok(Self::Generation(generation)),
            _ if text.to_lowercase().ends_with(".csv") => {
                own_areas::read(text.as_ref()).map(|own| Self::Own(Arc::new(own)))
            }
            _ => {
                let years = icbs.generations().into_iter().map(|generation| generation.year().to_string());
                Err(Error::Unknown {
                    asked: format!("--geography does not take `{text}`"),
                    available: format!(
                        "it takes edition, as-published, a year in which ICBs changed ({}), or the path of a \
                         FILE.csv of your own areas",
                        years.collect::<Vec<_>>().join(", ")
                    ),
                })
            }
        }
    }

    /// As in `analysis.json`: `edition`, `as-published`, `2026` or `file:NAME.csv`.
    pub fn id(&self) -> String {
        match self {
            Self::Edition => "edition".to_owned(),
            Self::AsPublished => "as-published".to_owned(),
            Self::Generation(generation) => generation.year().to_string(),
            Self::Own(own) => format!("file:{}", own.file.file),
        }
    }
}

impl Geography {
    /// The table of the user's own that areas are drawn by.
    pub fn own(&self) -> Option<&OwnAreas> {
        match self {
            Self::Own(own) => Some(own),
            _ => None,
        }
    }

    /// Its file.
    pub fn file(&self) -> Option<&OwnFile> {
        self.own().map(|own| &own.file)
    }
}

impl Serialize for Geography {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.id())
    }
}

/// What was drawn.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// How.
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
    regions: BTreeMap<IcbCode, (String, String)>,
}

/// A PCN that no practice could place.
#[derive(Clone, Debug)]
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

/// Puts the PCNs of the edition where the chosen geography has them.
///
/// # Errors
/// Where there is no practice map of the generation asked for, or the user's table does not fit the edition.
pub fn draw(latest: &mut Section, publications: &Publications, resolved: &Resolved) -> Result<Drawn> {
    let mut drawn = Drawn::on(resolved.geography.clone(), latest.census);
    match &resolved.geography {
        Geography::Edition | Geography::AsPublished => {}
        Geography::Generation(generation) => {
            drawn.day = generation.nearest(drawn.day);
            generation::place(latest, publications, *generation, &mut drawn)?;
        }
        Geography::Own(own) => own::place(latest, publications, own, &mut drawn)?,
    }
    drawn.moved = latest.rows.iter().filter(|row| row.icb != row.published).count();
    Ok(drawn)
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
        let heir = heir.unwrap_or_else(|| icb.clone());
        let by_icb = self.geography.own().filter(|own| own.by == By::Icb);
        let moved = by_icb.and_then(|own| own.moves.get(heir.as_str()));
        Some(moved.map_or(heir, |to| to.to.clone()))
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
    pub(super) fn place_unplaced(&self, unplaced: &mut [Unplaced], publications: &Publications, then: Date) {
        let reference = self.reference_map(publications);
        let by_practice = self.geography.own().filter(|own| own.by == By::Practice);
        for practice in unplaced {
            let mapped = reference.and_then(|map| map.icb_of(&practice.practice)).cloned();
            let moved = by_practice.and_then(|own| own.moves.get(practice.practice.as_str()));
            let carried = || practice.icb.as_ref().and_then(|icb| self.today(icb, then));
            if self.carries_back() {
                practice.icb = moved.map(|to| to.to.clone()).or(mapped).or_else(carried);
            }
        }
    }

    fn own(&self, icb: &IcbCode) -> Option<&own_areas::OwnArea> {
        self.geography.own()?.areas.get(icb)
    }

    /// The practice map that says what the ICBs are, where it is not the edition's.
    pub fn reference_map<'a>(&self, publications: &'a Publications) -> Option<&'a PracticeMap> {
        publications.maps.get(&self.reference?)
    }
}
