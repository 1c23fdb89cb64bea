//! Which areas a run is for, by what the user typed.

use crate::analysis::{Area, Edition};
use crate::subject::error::{Error, Result};

/// Which areas a run is for: none given is every ICB and England.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// ICBs, regions or England, by code or name.
    pub areas: Vec<String>,
    /// Regions, by code or name.
    pub regions: Vec<String>,
}

impl Asked {
    /// Whether some areas are asked for, and not all.
    pub fn is_some_areas(&self) -> bool {
        !self.areas.is_empty() || !self.regions.is_empty()
    }
}

/// The areas asked for; every ICB and then England where none is.
///
/// # Errors
/// Where an area is not one of the edition's; near misses are suggested.
pub fn choose<'a>(edition: &'a Edition, asked: &Asked) -> Result<Vec<&'a Area>> {
    if !asked.is_some_areas() {
        return Ok(edition.icbs().chain([&edition.england]).collect());
    }
    let regions: Vec<&Area> = edition.regions().collect();
    let areas = asked.areas.iter().map(|wanted| area(edition, wanted));
    let mut chosen: Vec<&Area> = Vec::new();
    for area in areas.chain(asked.regions.iter().map(|wanted| find(&regions, "region", wanted))) {
        let area = area?;
        if !chosen.iter().any(|known| known.place.code == area.place.code) {
            chosen.push(area);
        }
    }
    Ok(chosen)
}

/// One ICB, region or England, by code or name.
///
/// # Errors
/// Where the edition has no such area; near misses are suggested.
pub fn area<'a>(edition: &'a Edition, wanted: &str) -> Result<&'a Area> {
    let all: Vec<&Area> = edition.icbs().chain(edition.regions()).chain([&edition.england]).collect();
    find(&all, "area", wanted)
}

/// The one area of these that has a code or a name.
fn find<'a>(among: &[&'a Area], kind: &'static str, wanted: &str) -> Result<&'a Area> {
    let plain = |text: &str| text.to_lowercase().replace("nhs ", "").replace('&', "and");
    let named = |area: &&&Area| {
        area.place.code.eq_ignore_ascii_case(wanted) || plain(&area.place.name) == plain(wanted)
    };
    among.iter().find(named).copied().ok_or_else(|| unknown(kind, wanted, among))
}

/// The error for an area that is not there, with the nearest three.
fn unknown(kind: &str, wanted: &str, areas: &[&Area]) -> Error {
    let likeness = |area: &Area| {
        let name = strsim::jaro_winkler(&area.place.name.to_lowercase(), &wanted.to_lowercase());
        name.max(strsim::jaro_winkler(&area.place.code.to_lowercase(), &wanted.to_lowercase()))
    };
    let mut near: Vec<&Area> = areas.to_vec();
    near.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)).then_with(|| a.place.code.cmp(&b.place.code)));
    let names: Vec<String> =
        near.iter().take(3).map(|area| format!("{} ({})", area.place.name, area.place.code)).collect();
    Error::Unknown {
        asked: format!("there is no {kind} `{wanted}` in this edition"),
        available: format!("the nearest are {}", names.join(", ")),
    }
}
