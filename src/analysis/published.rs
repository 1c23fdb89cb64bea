//! An edition as its open data have it, for another to be compared with: before it is written, or without writing it.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::AreaFigures;
use super::place::{Kind, Place};
use super::reconfiguration::Reconfiguration;
use crate::compare::{self, Pcn, Published};
use crate::subject::Census;

/// What of an edition is known before its areas are set beside each other.
pub struct Parts<'a> {
    /// Its census.
    pub census: Census,
    /// How areas are drawn.
    pub geography: String,
    /// The role that is counted.
    pub role: &'static str,
    /// Every area, England among them.
    pub areas: Vec<(&'a Place, &'a AreaFigures)>,
}

impl Parts<'_> {
    /// As the open data have it.
    pub fn published(&self) -> Published {
        let england = self.areas.iter().find(|(place, _)| place.kind == Kind::England).map(|(_, own)| *own);
        let mut history: BTreeMap<Census, BTreeMap<String, Option<f64>>> = BTreeMap::new();
        for pcn in england.iter().flat_map(|england| &england.pcns) {
            for past in pcn.history.iter().filter(|past| past.filed.is_some()) {
                let fte = past.fte.map(f64::from);
                history.entry(past.census).or_default().insert(pcn.code.to_string(), fte);
            }
        }
        let reconfigured = england.iter().flat_map(|england| &england.series.reconfigured);
        let codes = |found: &Reconfiguration| -> BTreeSet<String> {
            found.from.iter().chain(&found.to).map(|pcn| pcn.code.to_string()).collect()
        };
        Published {
            census: self.census,
            pcns: england.iter().flat_map(|england| pcns(england)).collect(),
            areas: self.areas.iter().filter_map(|(place, own)| area(place, own)).collect(),
            history,
            reconfigured: reconfigured.map(|found| (found.after, codes(found))).collect(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            geography: self.geography.clone(),
            role: self.role.to_owned(),
        }
    }
}

/// The rate, where it may be shown.
fn rate(own: &AreaFigures) -> Option<f64> {
    own.level.rate.filter(|_| own.level.rate_why_not_shown.is_none()).map(f64::from)
}

fn pcns(england: &AreaFigures) -> impl Iterator<Item = (String, Pcn)> {
    // Open data lack what a rate that must not be shown could be worked out from.
    let shown = rate(england).is_some();
    england.pcns.iter().map(move |pcn| {
        let known = Pcn {
            pcn: pcn.code.to_string(),
            name: pcn.name.plain().to_owned(),
            icb: pcn.icb.to_string(),
            filed: pcn.filed.words().to_owned(),
            fte: pcn.fte.map(f64::from),
            patients: pcn.patients.filter(|_| shown).map(f64::from),
        };
        (known.pcn.clone(), known)
    })
}

fn area(place: &Place, own: &AreaFigures) -> Option<compare::Place> {
    let kind = match place.kind {
        Kind::Icb => "ICB",
        Kind::Region => "region",
        Kind::England => "England",
        Kind::SubIcb => return None,
    };
    Some(compare::Place {
        code: place.code.clone(),
        name: place.name.clone(),
        kind: kind.to_owned(),
        region: place.region_name.clone(),
        fte: Some(own.level.fte).filter(|_| own.level.returns.filed > 0).map(f64::from),
        rate: rate(own),
    })
}
