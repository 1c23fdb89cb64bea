//! The Theil index, and its parts between and within ICBs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::observation::{total_fte, total_patients};
use super::rounding::at_least_zero;
use super::spread::enough;
use super::{Estimate, Measure, Observation, PCNS_FOR_SPREAD, Reason, Sample, Scope, Unit, without};

/// Sum over PCNs of the FTE share times the logarithm of FTE share over patient share.
pub const THEIL: Measure = Measure {
    id: "theil",
    name: "Theil index",
    unit: Unit::Index,
    needs_indicator: false,
    verdict_of: None,
    jackknife: true,
    without: Some(|sample, leave| without::theil(sample.observations, leave, PCNS_FOR_SPREAD)),
    method: "The FTE-weighted mean of the logarithm of each PCN's share of FTE over its share of patients; a PCN that reported none adds nothing. It divides exactly into parts between and within ICBs (Shorrocks, Econometrica 1980;48:613–25).",
    of: theil,
};

/// The part of the Theil index that lies between ICBs.
pub const THEIL_BETWEEN: Measure = Measure {
    id: "theil-between",
    name: "Theil index between ICBs",
    unit: Unit::Index,
    needs_indicator: false,
    verdict_of: None,
    jackknife: false,
    without: None,
    method: "The Theil index that would remain if every PCN had its ICB's rate (Shorrocks, Econometrica 1980;48:613–25).",
    of: theil_between,
};

/// The part of the Theil index that lies within ICBs.
pub const THEIL_WITHIN: Measure = Measure {
    id: "theil-within",
    name: "Theil index within ICBs",
    unit: Unit::Index,
    needs_indicator: false,
    verdict_of: None,
    jackknife: false,
    without: None,
    method: "The mean of each ICB's own Theil index, weighted by its share of FTE (Shorrocks, Econometrica 1980;48:613–25).",
    of: theil_within,
};

/// One ICB's part in England's Theil index.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TheilPart {
    /// The index of the ICB.
    pub cluster: u32,
    /// Its share of all FTE.
    pub fte_share: f64,
    /// Its share of all patients.
    pub patient_share: f64,
    /// The Theil index among its own PCNs; zero where they reported none.
    pub within: f64,
}

/// Each ICB's part, in order of the clusters' indices.
pub fn theil_parts(observations: &[Observation]) -> Vec<TheilPart> {
    let mut icbs: BTreeMap<u32, Vec<&Observation>> = BTreeMap::new();
    for observation in observations {
        icbs.entry(observation.cluster).or_default().push(observation);
    }
    let (fte, patients) = (total_fte(observations), total_patients(observations));
    icbs.into_iter()
        .map(|(cluster, members)| TheilPart {
            cluster,
            fte_share: total_fte(members.iter().copied()) / fte,
            patient_share: total_patients(members.iter().copied()) / patients,
            within: among(&members),
        })
        .collect()
}

fn theil(sample: &Sample) -> Result<Estimate, Reason> {
    enough(sample.observations, PCNS_FOR_SPREAD)?;
    let all: Vec<&Observation> = sample.observations.iter().collect();
    Estimate::point(among(&all))
}

fn theil_between(sample: &Sample) -> Result<Estimate, Reason> {
    let parts = englands_parts(sample)?;
    let between = parts.iter().map(|p| term(p.fte_share, p.patient_share));
    Estimate::point(at_least_zero(between.sum()))
}

fn theil_within(sample: &Sample) -> Result<Estimate, Reason> {
    let parts = englands_parts(sample)?;
    Estimate::point(parts.iter().map(|p| p.fte_share * p.within).sum())
}

fn englands_parts(sample: &Sample) -> Result<Vec<TheilPart>, Reason> {
    if sample.scope != Scope::England {
        return Err(Reason::EnglandOnly);
    }
    enough(sample.observations, PCNS_FOR_SPREAD)?;
    let parts = theil_parts(sample.observations);
    if parts.len() < 2 {
        return Err(Reason::OneIcb);
    }
    Ok(parts)
}

fn among(observations: &[&Observation]) -> f64 {
    let fte = total_fte(observations.iter().copied());
    let patients = total_patients(observations.iter().copied());
    if fte <= 0.0 {
        return 0.0;
    }
    let terms = observations.iter().map(|o| term(o.fte / fte, o.patients / patients));
    at_least_zero(terms.sum())
}

/// s·ln(s/p), with 0·ln 0 = 0: leaving out PCNs that reported none would hide the most unequal part.
fn term(fte_share: f64, patient_share: f64) -> f64 {
    if fte_share <= 0.0 {
        return 0.0;
    }
    fte_share * (fte_share / patient_share).ln()
}
