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
    let words = words(wanted);
    let named = |area: &&&Area| {
        area.place.code.eq_ignore_ascii_case(wanted.trim())
            || !words.is_empty() && self::words(&area.place.name) == words
    };
    among.iter().find(named).copied().ok_or_else(|| unknown(kind, wanted, among))
}

/// Words that names of areas share, and that people leave out or add.
const SHARED: [&str; 7] = ["nhs", "icb", "integrated", "care", "board", "and", "region"];

/// The words of a name that tell it from others, in small letters.
fn words(name: &str) -> Vec<String> {
    let small = name.to_lowercase().replace(['\'', '’'], "");
    let words = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !SHARED.contains(word)).map(str::to_owned).collect()
}

/// So alike is an area that may be meant.
const ALIKE: f64 = 0.8;

/// How many areas a message names.
const NAMED: usize = 3;

/// The error for an area that is not there, with those that may be meant, the likeliest first.
fn unknown(kind: &str, wanted: &str, areas: &[&Area]) -> Error {
    let typed = words(wanted);
    let alike = areas.iter().map(|area| (likeness(&typed, wanted, area), *area));
    let mut near: Vec<(f64, &Area)> = alike.filter(|(likeness, _)| *likeness > ALIKE).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.place.code.cmp(&b.1.place.code)));
    let list = |areas: &mut dyn Iterator<Item = &Area>| {
        let names = areas.take(NAMED).map(|area| format!("{} ({})", area.place.name, area.place.code));
        names.collect::<Vec<_>>().join(", ")
    };
    let available = if near.is_empty() {
        format!("it has {}, such as {}", areas.len(), list(&mut areas.iter().copied()))
    } else {
        let are = if near.len() == 1 { "is" } else { "are" };
        format!("the nearest {are} {}", list(&mut near.into_iter().map(|(_, area)| area)))
    };
    Error::Unknown { asked: format!("there is no {kind} `{wanted}` in this edition"), available }
}

/// How alike an area is to what was typed: by its code, by the initials of its name, or by words, each typed one beside
/// the nearest of the name, whole names going before parts of them.
fn likeness(typed: &[String], wanted: &str, area: &Area) -> f64 {
    let name = words(&area.place.name);
    let initials: String =
        name.iter().filter(|word| *word != "of").filter_map(|word| word.chars().next()).collect();
    if initials.len() > 1 && initials.eq_ignore_ascii_case(wanted.trim()) {
        return 1.0;
    }
    let nearest = |word: &String| name.iter().map(|own| strsim::jaro_winkler(own, word)).fold(0.0, f64::max);
    let by_words = typed.iter().map(nearest).sum::<f64>() / typed.len().max(1) as f64;
    let whole = strsim::jaro_winkler(&name.join(" "), &typed.join(" "));
    let by_code = strsim::jaro_winkler(&area.place.code.to_lowercase(), &wanted.trim().to_lowercase());
    by_code.max(0.9 * by_words + 0.1 * whole)
}
