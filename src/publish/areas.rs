//! Which areas a run is for, by what the user typed.

use crate::analysis::{Analysis, Edition};
use crate::subject::error::{Error, Result};

/// Which areas a run is for: none given is every ICB and England.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// ICBs, regions or England, by code or name.
    pub areas: Vec<String>,
    /// Regions, by code or name.
    pub regions: Vec<String>,
}

/// The areas asked for; every ICB and then England where none is.
///
/// # Errors
/// Where an area is not one of the edition's; near misses are suggested.
pub fn choose<'a>(edition: &'a Edition, asked: &Asked) -> Result<Vec<&'a Analysis>> {
    if asked.areas.is_empty() && asked.regions.is_empty() {
        return Ok(edition.icbs().chain([&edition.england]).collect());
    }
    let regions: Vec<&Analysis> = edition.regions().collect();
    let areas = asked.areas.iter().map(|wanted| area(edition, wanted));
    let mut chosen: Vec<&Analysis> = Vec::new();
    for area in areas.chain(asked.regions.iter().map(|wanted| find(&regions, "region", wanted))) {
        let area = area?;
        if !chosen.iter().any(|known| known.code == area.code) {
            chosen.push(area);
        }
    }
    Ok(chosen)
}

/// One ICB, region or England, by code or name.
///
/// # Errors
/// Where the edition has no such area; near misses are suggested.
pub fn area<'a>(edition: &'a Edition, wanted: &str) -> Result<&'a Analysis> {
    let all: Vec<&Analysis> = edition.icbs().chain(edition.regions()).chain([&edition.england]).collect();
    find(&all, "area", wanted)
}

/// The one area of these that has a code or a name.
fn find<'a>(among: &[&'a Analysis], kind: &'static str, wanted: &str) -> Result<&'a Analysis> {
    let plain = |text: &str| text.to_lowercase().replace("nhs ", "").replace('&', "and");
    let named =
        |area: &&&Analysis| area.code.eq_ignore_ascii_case(wanted) || plain(&area.name) == plain(wanted);
    among.iter().find(named).copied().ok_or_else(|| unknown(kind, wanted, among))
}

/// The error for an area that is not there, with the nearest three.
fn unknown(kind: &str, wanted: &str, areas: &[&Analysis]) -> Error {
    let likeness = |area: &Analysis| {
        let name = strsim::jaro_winkler(&area.name.to_lowercase(), &wanted.to_lowercase());
        name.max(strsim::jaro_winkler(&area.code.to_lowercase(), &wanted.to_lowercase()))
    };
    let mut near: Vec<&Analysis> = areas.to_vec();
    near.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)).then_with(|| a.code.cmp(&b.code)));
    let names: Vec<String> =
        near.iter().take(3).map(|area| format!("{} ({})", area.name, area.code)).collect();
    Error::Unknown {
        asked: format!("there is no {kind} `{wanted}` in this edition"),
        available: format!("the nearest are {}", names.join(", ")),
    }
}
