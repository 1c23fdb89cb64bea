//! The panel of an edition, made from all published tables.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::areas::{self, Drawn};
use super::carry_back::EditionAreas;
use super::indicator::NeedValues;
use super::lineage::Lineage;
use super::local::Local;
use super::quarters::Quarters;
use super::resolved::{Options, Resolved};
use super::rows;
use super::section::{AT_ONCE, Section, Unplaced};
use crate::cache::{Cache, Key, Thing};
use crate::compare::EarlierEdition;
use crate::source::Publications;
use crate::subject::error::{Error, Result};
use crate::subject::series::Breaks;
use crate::subject::{Census, QUARTER};
use crate::workers;

/// Every census up to the edition's, oldest first, on the boundaries that were chosen.
#[derive(Debug)]
pub struct Panel {
    /// What was chosen: edition, indicators, role.
    pub resolved: Resolved,
    /// One section per census; the last is the edition's.
    pub sections: Vec<Section>,
    /// Censuses left out of the series, with the reason.
    pub left_out: Vec<(Census, String)>,
    /// Link workers outside the publication, where the user gives some.
    pub local: Option<Local>,
    /// An earlier edition, where the user gives one.
    pub earlier: Option<Arc<EarlierEdition>>,
    /// Where the series must not be joined.
    pub breaks: Breaks,
    /// The same censuses with PCNs followed through mergers, splits and new codes: for whatever compares two.
    pub lineage: Lineage,
    /// Practices in no PCN by the edition's tables.
    pub unplaced: Vec<Unplaced>,
    /// How areas were drawn.
    pub drawn: Drawn,
    /// The censuses, a quarter apart, that usual movement, changes and models are made from.
    pub quarters: Quarters,
    /// Columns of a table of the user's own that it has not, as a reason says it; none of published tables.
    pub lacks: Option<&'static str>,
}

/// What an edition would be made from, and its own census, without making its panel.
///
/// # Errors
/// As [`assemble`].
pub fn choose(publications: &Publications, options: &Options) -> Result<(Resolved, Section)> {
    let resolved = Resolved::of(publications, options)?;
    let mut section = rows::section(publications, &resolved, resolved.edition)?;
    areas::draw(&mut section, publications, &resolved)?;
    Ok((resolved, section))
}

/// Every census, with its PCNs placed and followed: what of a panel rests on published tables and takes time.
#[derive(Debug, Serialize, Deserialize)]
struct Followed {
    sections: Vec<Section>,
    left_out: Vec<(Census, String)>,
    lineage: Lineage,
    unplaced: Vec<Unplaced>,
    drawn: Drawn,
}

/// Makes the panel of an edition.
///
/// # Errors
/// Where the edition, an indicator or an extract is not there, or one is over 18 months away.
pub fn assemble(publications: &Publications, options: &Options) -> Result<Panel> {
    assemble_with(publications, options, &Cache::none())
}

/// The same, where no earlier run has made it of the same tables.
///
/// # Errors
/// As [`assemble`].
pub fn assemble_with(publications: &Publications, options: &Options, cache: &Cache) -> Result<Panel> {
    let resolved = Resolved::of(publications, options)?;
    let breaks = Breaks::of(resolved.role, &resolved.geography.id());
    let key = key(publications, &resolved, options)?;
    let followed = cache.or_make(Thing::Panel, &key, || Followed::of(publications, &resolved, &breaks))?;
    let Followed { sections, left_out, lineage, unplaced, mut drawn } = followed;
    let latest = sections.last().ok_or_else(no_census)?;
    resolved.check_similar(latest)?;
    let local = options.local.as_ref().map(|table| Local::of(table, latest)).transpose()?;
    drawn.geography = resolved.geography.clone();
    let quarters = Quarters::of(&sections, &breaks);
    Ok(Panel {
        resolved,
        sections,
        left_out,
        local,
        earlier: options.earlier.clone(),
        breaks,
        lineage,
        unplaced,
        drawn,
        quarters,
        lacks: None,
    })
}

/// What a panel is made from: the tables that were read, which of two serves, and what was chosen.
fn key(publications: &Publications, resolved: &Resolved, options: &Options) -> Result<Key> {
    let mut key = Key::new("a panel").and(options.prefer.join("\n"));
    for input in publications.inputs.iter().filter(|input| input.recognised.is_some()) {
        key = key.and(&input.name).and(&input.sha256);
    }
    let fail = |source: serde_json::Error| Error::Serialise { what: "the options", source: source.into() };
    let chosen = serde_json::to_vec(&(resolved, resolved.geography.file())).map_err(fail)?;
    Ok(key.and(chosen))
}

impl Followed {
    fn of(publications: &Publications, resolved: &Resolved, breaks: &Breaks) -> Result<Self> {
        let mut latest = rows::section(publications, resolved, resolved.edition)?;
        let mut drawn = areas::draw(&mut latest, publications, resolved)?;
        let need = NeedValues::of(publications, resolved, &latest)?;
        let mut sections = Vec::new();
        let mut left_out = Vec::new();
        let earlier = publications.workforce.keys().filter(|census| **census < resolved.edition);
        let earlier: Vec<Census> = earlier.copied().collect();
        let made = workers::map(&earlier, AT_ONCE, |census| rows::section(publications, resolved, *census));
        for (census, made) in earlier.into_iter().zip(made) {
            match made {
                Ok(section) => sections.push(section),
                Err(why @ (Error::Stale { .. } | Error::Unplaced { .. })) => {
                    left_out.push((census, why.to_string()));
                }
                Err(other) => return Err(other),
            }
        }
        let mut unplaced = rows::unplaced(publications, &latest)?;
        drawn.place_unplaced(&mut unplaced, publications, latest.map_date);
        drawn.before = areas::before(&latest, &sections, publications, &drawn)?;
        if drawn.carries_back() {
            let areas = EditionAreas::of(&latest, publications, &drawn)?;
            for section in &mut sections {
                areas.carry_back(section, publications)?;
            }
        }
        sections.push(latest);
        for section in &mut sections {
            need.fill(section, publications)?;
        }
        let compared = Quarters::of(&sections, breaks).pairs();
        let lineage = Lineage::of(&sections, publications, breaks, &compared)?;
        Ok(Self { sections, left_out, lineage, unplaced, drawn })
    }
}

fn no_census() -> Error {
    Error::Lookup { table: "panel", reason: "no census".to_owned() }
}

impl Panel {
    /// Each two censuses that follow each other with quarters between them.
    pub fn gaps(&self) -> impl Iterator<Item = [Census; 2]> {
        let pairs = self.sections.windows(2).map(|pair| [pair[0].census, pair[1].census]);
        pairs.filter(|[before, after]| after.months_since(*before) > QUARTER)
    }

    /// Two censuses, the earlier first, with the PCNs put together that are one between these two dates; none where one is
    /// not there.
    pub fn pair(&self, [from, to]: [Census; 2]) -> Option<[&Section; 2]> {
        if let Some([before, after]) = self.lineage.pairs.get(&[from, to]) {
            return Some([before, after]);
        }
        let at = |census| self.sections.iter().find(|section| section.census == census);
        Some([at(from)?, at(to)?])
    }

    /// The edition's own census.
    ///
    /// # Errors
    /// Never for a panel that [`assemble`] made.
    pub fn latest(&self) -> Result<&Section> {
        self.sections.last().ok_or_else(no_census)
    }
}
