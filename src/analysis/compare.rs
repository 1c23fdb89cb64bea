//! An area beside the others: the funnel of ICBs' rates, and differences from England allowing for their number.

use serde::Serialize;

use super::{Analysis, Estimated, Kind};
use crate::measure::comparison::benjamini_hochberg;
use crate::measure::funnel::RateFunnel;
use crate::measure::rate::{Provision, ratio_standard_error};
use crate::measure::{ErrorOf, Estimate, PCNS_FOR_SPREAD, Uncertainty, Verdict};
use crate::text::claim::{About, At, Basis, Claimed, Count, Method, Register, Registry};

/// The funnel that the ICBs' rates make.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Funnel {
    /// FTE per 10,000 patients of all together.
    pub overall: Claimed,
    /// The mean squared z score: one where ICBs vary like counts.
    pub dispersion: Claimed,
    /// The variance between ICBs on the square-root scale.
    pub between: Claimed,
}

/// Where an ICB's rate lies in the funnel.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct InFunnel {
    /// Lower 95% limit at its list size.
    pub lower: Claimed,
    /// Upper 95% limit.
    pub upper: Claimed,
    /// Lower 99.8% limit.
    pub lower_998: Claimed,
    /// Upper 99.8% limit.
    pub upper_998: Claimed,
    /// Whether its rate is unusual for its size: outside the 99.8% limits.
    pub unusual: bool,
}

/// How far an area's rate is from England's.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct AgainstEngland {
    /// The area's rate less England's, with its interval for variation between PCNs.
    #[serde(flatten)]
    pub estimate: Estimated,
    /// The p-value adjusted for the number of comparisons (Benjamini and Hochberg); never printed.
    pub q: Option<f64>,
    /// How many areas of its kind are compared.
    pub comparisons: Count,
    /// What it amounts to, by its interval alone.
    pub verdict: Verdict,
}

/// The funnel of the ICBs whose rate may be shown; none with fewer than two.
pub fn funnel(areas: &mut [Analysis]) -> Option<Funnel> {
    let icbs = || areas.iter().filter(|area| area.kind == Kind::Icb);
    let places: Vec<Provision> = icbs().filter_map(provision).collect();
    let funnel = RateFunnel::of(&places)?;
    for area in areas.iter_mut().filter(|area| area.kind == Kind::Icb) {
        let Some((place, rate)) = provision(area).zip(area.rate) else { continue };
        let limits = funnel.limits(place.patients);
        area.funnel = Some(InFunnel {
            lower: limits.lower.into(),
            upper: limits.upper.into(),
            lower_998: limits.lower_998.into(),
            upper_998: limits.upper_998.into(),
            unusual: limits.is_unusual(rate.get()),
        });
    }
    Some(Funnel {
        overall: funnel.overall.into(),
        dispersion: funnel.dispersion.into(),
        between: funnel.between.into(),
    })
}

/// FTE of the PCNs that have patients, and those patients; none where the rate must not be shown.
fn provision(area: &Analysis) -> Option<Provision> {
    let rate = area.rate.filter(|_| area.rate_why_not_shown.is_none())?.get();
    let patients = area.patients.get();
    Some(Provision { fte: rate * patients / 1e4, patients })
}

/// Sets every area's rate beside England's, and adjusts the p-values of each measure over the ICBs.
pub fn beside_england(areas: &mut [Analysis], england: &Analysis) {
    let Some(level) = england.rate else { return };
    for kind in [Kind::Icb, Kind::SubIcb, Kind::Region] {
        let mut compared: Vec<&mut Analysis> = areas.iter_mut().filter(|area| area.kind == kind).collect();
        differences(&mut compared, level.get());
        if kind == Kind::Icb {
            adjust_measures(&mut compared);
        }
    }
}

fn differences(areas: &mut [&mut Analysis], england: f64) {
    let found: Vec<Option<Estimate>> = areas.iter().map(|area| difference(area, england)).collect();
    let adjusted = adjusted(found.iter().map(|estimate| estimate.and_then(|estimate| estimate.p)));
    let comparisons = found.iter().flatten().count();
    for ((area, estimate), q) in areas.iter_mut().zip(&found).zip(adjusted) {
        area.against_england = estimate.map(|estimate| AgainstEngland {
            estimate: estimate.into(),
            q,
            comparisons: comparisons.into(),
            verdict: estimate.verdict(0.0),
        });
    }
}

/// A shown rate less England's; England is taken as known, since it is the whole.
fn difference(area: &Analysis, england: f64) -> Option<Estimate> {
    let rate = area.rate.filter(|_| area.rate_why_not_shown.is_none())?;
    let places: Vec<Provision> = area
        .pcns
        .iter()
        .filter_map(|pcn| Some(Provision { fte: pcn.fte?.get(), patients: pcn.patients?.get() }))
        .collect();
    let error = ratio_standard_error(&places).filter(|_| places.len() >= PCNS_FOR_SPREAD);
    let uncertainty = error.map(|standard_error| Uncertainty {
        standard_error,
        freedom: places.len() as f64 - 1.0,
        error: ErrorOf::Rate,
    });
    Estimate::with_t(rate.get() - england, uncertainty).ok()
}

/// Adjusts the p-values of each measure and indicator over the ICBs.
fn adjust_measures(icbs: &mut [&mut Analysis]) {
    let count = icbs.iter().map(|icb| icb.measures.len()).min().unwrap_or(0);
    for at in 0..count {
        let adjusted = adjusted(icbs.iter().map(|icb| icb.measures[at].p));
        for (icb, q) in icbs.iter_mut().zip(adjusted) {
            icb.measures[at].q = q;
        }
    }
}

/// P-values adjusted for their number, each in the place of its own; none where there is none.
fn adjusted(p: impl Iterator<Item = Option<f64>>) -> Vec<Option<f64>> {
    let p: Vec<Option<f64>> = p.collect();
    let mut known = benjamini_hochberg(&p.iter().copied().flatten().collect::<Vec<_>>()).into_iter();
    p.iter().map(|p| p.and_then(|_| known.next())).collect()
}

const INPUTS: &[&str] = &["fte", "patients"];
const BASIS: &[Basis] = &[Basis::Workforce, Basis::ListSize, Basis::PracticeMap];
static OVERALL: About = About::new(
    "FTE per 10,000 patients",
    "10,000 times FTE over patients of all ICBs whose rate may be shown",
    INPUTS,
    BASIS,
);
static DISPERSION: About = About::new(
    "",
    "the mean squared z score of the ICBs on the square-root scale, outer tenths drawn in",
    INPUTS,
    BASIS,
);
static BETWEEN: About = About::new("", "the variance between ICBs on the square-root scale", INPUTS, BASIS);
static LIMIT: About = About::new(
    "FTE per 10,000 patients",
    "limit of the over-dispersed funnel of ICBs' rates at this list size, on the square-root scale (Spiegelhalter, Qual Saf Health Care 2005;14:347–51)",
    &["patients"],
    BASIS,
);
static COMPARED: About = About::new("areas", "areas of this kind with a rate", &[], BASIS);
/// How the difference is computed.
const AGAINST: Method = Method {
    unit: "FTE per 10,000 patients",
    formula: "The area's rate less England's, with an interval for variation between PCNs.",
    interval: None,
    inputs: &["rate"],
    basis: BASIS,
};

impl Register for Funnel {
    fn register(&mut self, at: &At, into: &mut Registry) {
        into.claim(&mut self.overall, at, "funnel/overall", &OVERALL);
        into.claim(&mut self.dispersion, at, "funnel/dispersion", &DISPERSION);
        into.claim(&mut self.between, at, "funnel/between", &BETWEEN);
    }
}

impl Register for InFunnel {
    fn register(&mut self, at: &At, into: &mut Registry) {
        into.claim(&mut self.lower, at, "funnel/lower", &LIMIT);
        into.claim(&mut self.upper, at, "funnel/upper", &LIMIT);
        into.claim(&mut self.lower_998, at, "funnel/lower-99.8", &LIMIT);
        into.claim(&mut self.upper_998, at, "funnel/upper-99.8", &LIMIT);
    }
}

impl Register for AgainstEngland {
    fn register(&mut self, at: &At, into: &mut Registry) {
        let at = at.step("against-england");
        into.claim(&mut self.comparisons, &at, "comparisons", &COMPARED);
        self.estimate.register(&At { method: Some(AGAINST), ..at }, into);
    }
}
