//! The areas of an edition: ICBs, the sub-ICBs inside them, the NHS regions above, and England.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::england::England;
use super::within::Within;
use crate::measure::Scope;
use crate::source::{PracticeMap, Publications, lookup};
use crate::subject::error::Result;
use crate::subject::{ENGLAND_CODE, IcbCode, SubIcbCode};

/// What an area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An Integrated Care Board.
    Icb,
    /// A sub-ICB location inside one.
    SubIcb,
    /// An NHS region.
    Region,
    /// England.
    England,
}

impl From<Kind> for Scope {
    fn from(kind: Kind) -> Self {
        if kind == Kind::England { Self::England } else { Self::Area }
    }
}

/// An area: what it is called, and which PCNs are in it.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    /// ODS code; `ENG` for England.
    pub code: String,
    /// The name as printed: `NHS Lancashire and South Cumbria`.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The code of the NHS region that it is in; none for England and for a region itself.
    pub region: Option<String>,
    /// That region's name.
    pub region_name: Option<String>,
    /// Which PCNs are in it.
    #[serde(skip)]
    pub within: Within,
}

impl Place {
    /// All of some ICBs, in no region.
    pub fn of_icbs(kind: Kind, code: String, name: String, icbs: BTreeSet<IcbCode>) -> Self {
        Self { code, name, kind, region: None, region_name: None, within: Within::Icbs(icbs) }
    }

    /// England.
    pub fn england() -> Self {
        Self {
            code: ENGLAND_CODE.to_owned(),
            name: "England".to_owned(),
            kind: Kind::England,
            region: None,
            region_name: None,
            within: Within::England,
        }
    }
}

/// Every area but England: ICBs, then regions, then sub-ICBs, each by code.
///
/// # Errors
/// Where a built-in lookup is damaged.
pub fn all(england: &England<'_>, publications: &Publications) -> Result<Vec<Place>> {
    let regions = Regions::of(england, publications)?;
    let drawn = &england.panel.drawn;
    let mut places: Vec<Place> = Vec::new();
    for icb in england.icbs() {
        let (region, region_name) = regions.of_icb(&icb).cloned().unzip();
        let (code, name) = (icb.to_string(), drawn.name(&icb)?);
        let own = Place::of_icbs(Kind::Icb, code, name, BTreeSet::from([icb]));
        places.push(Place { region, region_name, ..own });
    }
    places.extend(regions.places());
    let reference = drawn.reference_map(publications);
    let named = |sub: &SubIcbCode| {
        let maps = regions.map.into_iter().chain(reference);
        maps.filter_map(|map| map.sub_icbs.get(sub)).next().cloned()
    };
    places.extend(sub_icbs(england).into_iter().map(|(sub, icb)| {
        let (region, region_name) = icb.as_ref().and_then(|icb| regions.of_icb(icb)).cloned().unzip();
        Place {
            code: sub.to_string(),
            name: named(&sub).unwrap_or_else(|| sub.to_string()),
            kind: Kind::SubIcb,
            region,
            region_name,
            within: Within::SubIcb(sub),
        }
    }));
    Ok(places)
}

/// The NHS regions of the ICBs.
struct Regions<'a> {
    /// The region of each ICB of the edition, code and name.
    now: BTreeMap<IcbCode, (String, String)>,
    /// The region's code of each ICB that only earlier censuses have.
    then: BTreeMap<IcbCode, String>,
    map: Option<&'a PracticeMap>,
}

impl<'a> Regions<'a> {
    fn of(england: &England<'a>, publications: &'a Publications) -> Result<Self> {
        let map = england.latest.map(publications);
        let mut regions = Self { now: BTreeMap::new(), then: BTreeMap::new(), map };
        for icb in england.icbs() {
            let published = || map.and_then(|map| map.regions.get(&icb)).cloned();
            if let Some(region) = england.panel.drawn.region(&icb)?.or_else(published) {
                regions.now.insert(icb, region);
            }
        }
        for section in &england.panel.sections {
            regions.earlier(section.rows.iter().filter_map(|row| row.icb.as_ref()), section.census.date())?;
        }
        Ok(regions)
    }

    /// Adds ICBs that the edition does not have: each census has its own where it is taken as published.
    fn earlier<'i>(&mut self, icbs: impl Iterator<Item = &'i IcbCode>, on: Date) -> Result<()> {
        let known = lookup::icbs()?;
        let new: BTreeSet<&IcbCode> = icbs.filter(|icb| !self.now.contains_key(icb)).collect();
        for icb in new {
            if let Some(row) = known.on(icb.as_str(), on) {
                self.then.insert(*icb, row.region_ods.clone());
            }
        }
        Ok(())
    }

    fn of_icb(&self, icb: &IcbCode) -> Option<&(String, String)> {
        self.now.get(icb)
    }

    /// The regions as areas, by code; the first ICB of one gives its name.
    fn places(&self) -> Vec<Place> {
        let mut regions: BTreeMap<&String, &String> = BTreeMap::new();
        for (code, name) in self.now.values() {
            regions.entry(code).or_insert(name);
        }
        let within = |code: &String| -> BTreeSet<IcbCode> {
            let now = self.now.iter().filter(|(_, region)| region.0 == *code).map(|(icb, _)| icb);
            let then = self.then.iter().filter(|(_, region)| *region == code).map(|(icb, _)| icb);
            now.chain(then).cloned().collect()
        };
        let place = |(code, name): (&String, &String)| {
            Place::of_icbs(Kind::Region, code.clone(), name.clone(), within(code))
        };
        regions.into_iter().map(place).collect()
    }
}

/// The edition's sub-ICBs by code, each with the ICB of its first PCN.
fn sub_icbs(england: &England<'_>) -> BTreeMap<SubIcbCode, Option<IcbCode>> {
    let mut found = BTreeMap::new();
    for row in &england.latest.rows {
        if let Some(sub) = &row.sub_icb {
            found.entry(*sub).or_insert_with(|| row.icb);
        }
    }
    found
}
