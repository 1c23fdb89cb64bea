//! An edition as its open data have it: its PCNs and areas.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::measure::observation::Provision;
use crate::subject::{Census, ENGLAND_CODE};

/// An edition, as far as another is compared with it.
#[derive(Clone, Debug)]
pub struct Published {
    /// Which edition.
    pub census: Census,
    /// Its PCNs by code.
    pub pcns: BTreeMap<String, Pcn>,
    /// Its areas, as `icb.csv` has them.
    pub areas: Vec<Place>,
    /// FTE of its PCNs by census and code; none without a return.
    pub history: BTreeMap<Census, BTreeMap<String, Option<f64>>>,
    /// Mergers and splits, as sets of codes, with the first census after each.
    pub reconfigured: Vec<(Census, BTreeSet<String>)>,
    /// The program's version that made it.
    pub version: String,
    /// How areas are drawn.
    pub geography: String,
    /// The role that is counted.
    pub role: String,
}

/// A PCN at the edition's census.
#[derive(Clone, Debug, Deserialize)]
pub struct Pcn {
    /// Its code.
    pub pcn: String,
    /// Its name.
    pub name: String,
    /// The ICB that it counts in.
    pub icb: String,
    /// What it filed, in words.
    #[serde(rename = "return")]
    pub filed: String,
    /// Its FTE; none without a return.
    pub fte: Option<f64>,
    /// Its registered patients, where they are known.
    pub patients: Option<f64>,
}

/// What a PCN with a return has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Filed {
    /// FTE.
    pub fte: f64,
    /// Registered patients, where they are known.
    pub patients: Option<f64>,
}

impl Filed {
    /// For rates, which only PCNs with known patients are in.
    pub fn provision(self) -> Option<Provision> {
        Some(Provision { fte: self.fte, patients: self.patients? })
    }
}

/// An area.
#[derive(Clone, Debug, Deserialize)]
pub struct Place {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it is an ICB, a region or England.
    pub kind: String,
    /// The name of an ICB's NHS region.
    pub region: Option<String>,
    /// FTE reported; none where nobody made a return.
    pub fte: Option<f64>,
    /// The rate; none where too few patients are covered.
    #[serde(rename = "fte_per_10000")]
    pub rate: Option<f64>,
}

/// What stands for a PCN without a return.
const NO_RETURN: &str = "no return";

impl Published {
    /// The codes of the ICBs of an area.
    pub fn icbs_of(&self, area: &Place) -> BTreeSet<&str> {
        let is_own = |icb: &&Place| match area.kind.as_str() {
            "region" => icb.region.as_deref() == Some(&area.name),
            _ => area.code == ENGLAND_CODE || icb.code == area.code,
        };
        self.areas.iter().filter(|place| place.kind == "ICB").filter(is_own).map(|icb| &*icb.code).collect()
    }
}

impl Pcn {
    /// What it filed; none without a return.
    pub fn return_of(&self) -> Option<Filed> {
        (self.filed != NO_RETURN).then_some(Filed { fte: self.fte?, patients: self.patients })
    }
}
