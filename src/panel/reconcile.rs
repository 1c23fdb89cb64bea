//! Our totals beside the published ones.
//!
//! England by month is built in (`data/lookup/published-england.csv`); the bulletin's tables in the data folder add
//! months and areas. Made-up data is not compared.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::source::{Publications, PublishedTotal, TOLERANCE, Workforce};
use crate::subject::Mark;
use crate::subject::error::{Error, Result};
use crate::subject::role::{LINK_WORKER, MENTAL_HEALTH, Role};
use crate::subject::{Census, ENGLAND_CODE};

const ENGLAND: &str = include_str!("../../data/lookup/published-england.csv");

/// A published total and ours.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Compared {
    /// When.
    pub census: Census,
    /// The area's code as published; `ENG` for England.
    pub code: String,
    /// What the publication calls its level.
    pub level: String,
    /// The role, by its id.
    pub role: &'static str,
    /// Our FTE.
    pub ours: f64,
    /// The published FTE.
    pub published: f64,
    /// To how much the published one is rounded.
    pub rounded_to: f64,
    /// Where it was published.
    pub source: String,
    /// Whether the two differ by no more than 0.05 FTE, or than rounding explains.
    pub agrees: bool,
}

/// A line of the built-in table.
#[derive(Deserialize)]
struct Line {
    census: String,
    fte: f64,
    fte_mental_health: Option<f64>,
    rounded_to: f64,
}

/// What the built-in table is called.
const BUILT_IN: &str = "England by month, as published by NHS England (built in)";

/// The same total by us and as published, and to how much the published one is rounded.
struct Totals {
    role: &'static Role,
    ours: f64,
    published: f64,
    rounded_to: f64,
}

impl Compared {
    fn new(census: Census, code: &str, level: &str, totals: &Totals, source: &str) -> Self {
        let Totals { role, ours, published, rounded_to } = *totals;
        // A total that is published in whole FTE is off by half of one at the most.
        let apart = if rounded_to >= 1.0 { rounded_to / 2.0 } else { 0.0 } + TOLERANCE;
        Self {
            census,
            code: code.to_owned(),
            level: level.to_owned(),
            role: role.id,
            ours,
            published,
            rounded_to,
            source: source.to_owned(),
            agrees: (ours - published).abs() <= apart,
        }
    }

    /// Whether another says the same total of the same area.
    fn is_same(&self, other: &Self) -> bool {
        (&self.code, self.role) == (&other.code, other.role)
            && (self.published - other.published).abs() < self.rounded_to.max(other.rounded_to)
    }
}

/// Every published total of a census beside ours; nothing where its workforce file is made up or not there.
///
/// # Errors
/// Where the built-in table is damaged, which a test rules out.
pub fn of_census(publications: &Publications, census: Census) -> Result<Vec<Compared>> {
    let Some(workforce) = publications.workforce.get(&census) else { return Ok(Vec::new()) };
    if publications.mark_of(&workforce.file).is_some_and(|mark| mark == Mark::Illustrative) {
        return Ok(Vec::new());
    }
    let mut compared = Vec::new();
    for line in built_in()?.iter().filter(|line| line.census == census.to_string()) {
        let mut push = |role: &'static Role, published: f64| {
            let ours = workforce.total(role);
            let totals = Totals { role, ours, published, rounded_to: line.rounded_to };
            compared.push(Compared::new(census, ENGLAND_CODE, "England", &totals, BUILT_IN));
        };
        push(&LINK_WORKER, line.fte);
        line.fte_mental_health.into_iter().for_each(|fte| push(&MENTAL_HEALTH, fte));
    }
    let areas = Areas::of(workforce, publications);
    let of_census = publications.published.iter().filter(|((when, _), _)| *when == census);
    for ((_, code), total) in of_census {
        // The user's copy of a total that is built in says nothing more.
        let is_new = |line: &Compared| !compared.iter().any(|known| known.is_same(line));
        let beside: Vec<Compared> = areas.beside(census, code, total).into_iter().filter(is_new).collect();
        compared.extend(beside);
    }
    Ok(compared)
}

fn built_in() -> Result<Vec<Line>> {
    let lines = csv::Reader::from_reader(ENGLAND.as_bytes())
        .into_deserialize()
        .collect::<std::result::Result<_, _>>();
    lines.map_err(|error| Error::Lookup {
        table: "data/lookup/published-england.csv",
        reason: error.to_string(),
    })
}

/// FTE of a workforce file by the codes of its areas.
struct Areas {
    fte: BTreeMap<String, BTreeMap<&'static str, f64>>,
}

impl Areas {
    fn of(workforce: &Workforce, publications: &Publications) -> Self {
        let regions: BTreeMap<_, _> = publications.maps.values().flat_map(|map| &map.regions).collect();
        let mut fte: BTreeMap<String, BTreeMap<&'static str, f64>> = BTreeMap::new();
        for (pcn, filing) in &workforce.filings {
            let region = regions.get(&filing.icb).map(|(code, _)| code.clone());
            let mut codes = vec![ENGLAND_CODE.to_owned(), pcn.to_string(), filing.icb.to_string()];
            codes.extend(filing.sub_icb.as_ref().map(ToString::to_string));
            codes.extend(region);
            for code in codes {
                let sums = fte.entry(code).or_default();
                for (role, sum) in filing.roles() {
                    *sums.entry(role).or_default() += sum.staff + sum.contracted;
                }
            }
        }
        Self { fte }
    }

    /// One published total, in both roles; none for an area that the file does not know under that code.
    fn beside(&self, census: Census, code: &str, total: &PublishedTotal) -> Vec<Compared> {
        let Some(ours) = self.fte.get(code) else { return Vec::new() };
        let roles = [(&LINK_WORKER, Some(total.fte)), (&MENTAL_HEALTH, total.mental_health)];
        let compared = |(role, published): (&'static Role, Option<f64>)| {
            // A role that nobody here filed has no FTE.
            let ours = ours.get(role.id).copied().unwrap_or(0.0);
            let totals = Totals { role, ours, published: published?, rounded_to: total.rounded_to };
            Some(Compared::new(census, code, &total.level, &totals, &total.file))
        };
        roles.into_iter().filter_map(compared).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_has_every_month_to_november_2025() {
        let lines = built_in().unwrap();
        let of = |census: &str| lines.iter().find(|line| line.census == census).unwrap();
        assert_eq!(of("2022-03").fte, 1740.94);
        assert_eq!(of("2025-11").fte_mental_health, Some(106.53));
        assert!(lines.iter().all(|line| line.census.parse::<Census>().is_ok()));
    }

    #[test]
    fn whole_numbers_may_be_half_of_one_off() {
        let census = Census::new(2023, 12).unwrap();
        let agrees = |ours, published, rounded_to| {
            let totals = Totals { role: &LINK_WORKER, ours, published, rounded_to };
            Compared::new(census, "ENG", "England", &totals, "x").agrees
        };
        assert!(agrees(2862.4, 2862.0, 1.0) && !agrees(2862.6, 2862.0, 1.0));
        assert!(agrees(100.04, 100.0, 0.01) && !agrees(100.06, 100.0, 0.01));
    }
}
