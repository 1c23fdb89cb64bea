//! An area beside the others: the funnel of ICBs' rates, and differences from England allowing for their number.

use serde::Serialize;

use super::estimated::{Contrast, RATE_BASIS};
use super::figures::AreaFigures;
use super::measured::Measured;
use super::pcn::PcnFigure;
use super::place::{Kind, Place};
use crate::measure::comparison::benjamini_hochberg;
use crate::measure::funnel::RateFunnel;
use crate::measure::rate::{Provision, ratio_uncertainty};
use crate::measure::{Estimate, PCNS_FOR_SPREAD};
use crate::panel::Return;
use crate::text::{About, Behind, Claimed, Count, Input, Method};

const INPUTS: &[Input] = &[Input::Own("fte"), Input::Own("patients")];
const LIMIT: About = About::new(
    "FTE per 10,000 patients",
    "limit of the over-dispersed funnel of ICBs' rates at this list size, on the square-root scale (Spiegelhalter, Qual Saf Health Care 2005;14:347–51)",
    &[Input::Own("patients")],
    RATE_BASIS,
);
/// How the difference from England is computed.
const AGAINST: Method = Method {
    unit: "FTE per 10,000 patients",
    formula: "The area's rate less England's, with an interval for variation between PCNs.",
    interval: None,
    inputs: &[Input::Own("rate")],
    basis: RATE_BASIS,
};

/// How the difference of the shares whose PCN reported none is computed.
pub const NONE_AGAINST: Method = Method {
    unit: "share of patients",
    formula: "The share of patients whose PCN reported none less England's, with an interval for variation between PCNs.",
    interval: None,
    inputs: &[Input::Own("reported-none-share")],
    basis: RATE_BASIS,
};

crate::figures! {
    /// The funnel that the ICBs' rates make.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct Funnel {
        /// FTE per 10,000 patients of all together.
        pub overall: Claimed = About::new(
            "FTE per 10,000 patients",
            "10,000 times FTE over patients of all ICBs whose rate may be shown",
            INPUTS,
            RATE_BASIS,
        ),
        /// The mean squared z score: one where ICBs vary like counts.
        pub dispersion: Claimed = About::new(
            "",
            "the mean squared z score of the ICBs on the square-root scale, outer tenths drawn in",
            INPUTS,
            RATE_BASIS,
        ),
        /// The variance between ICBs on the square-root scale.
        pub between: Claimed = About::new(
            "",
            "the variance between ICBs on the square-root scale",
            INPUTS,
            RATE_BASIS,
        ),
    } at |_, at| at.step("funnel").behind(Behind::Funnel)
}

crate::figures! {
    /// Where an ICB's rate lies in the funnel.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct InFunnel {
        /// Lower 95% limit at its list size.
        pub lower: Claimed = LIMIT,
        /// Upper 95% limit.
        pub upper: Claimed = LIMIT,
        /// Lower 99.8% limit.
        pub lower_998: Claimed = LIMIT.step("lower-99.8"),
        /// Upper 99.8% limit.
        pub upper_998: Claimed = LIMIT.step("upper-99.8"),
        /// Whether its rate is unusual for its size: outside the 99.8% limits.
        pub unusual: bool,
    } at |_, at| at.step("funnel").behind(Behind::Funnel)
}

crate::figures! {
    /// How far an area's rate is from England's.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct AgainstEngland {
        /// The area's rate less England's, with its interval for variation between PCNs.
        #[serde(flatten)]
        pub contrast: Contrast => "".by(AGAINST),
        /// The p-value adjusted for the number of comparisons (Benjamini and Hochberg); never printed.
        pub q: Option<f64>,
        /// How many areas of its kind are compared.
        pub comparisons: Count = About::new("areas", "areas of this kind with a rate", &[], RATE_BASIS),
    }
}

/// The funnel of the ICBs whose rate may be shown; none with fewer than two.
pub fn funnel(places: &[Place], figures: &[AreaFigures]) -> Option<RateFunnel> {
    let icbs = places.iter().zip(figures).filter(|(place, _)| place.kind == Kind::Icb);
    RateFunnel::of(&icbs.filter_map(|(_, own)| provision(own)).collect::<Vec<_>>())
}

impl From<&RateFunnel> for Funnel {
    fn from(funnel: &RateFunnel) -> Self {
        Self {
            overall: funnel.overall.into(),
            dispersion: funnel.dispersion.into(),
            between: funnel.between.into(),
        }
    }
}

impl InFunnel {
    /// Of an ICB; none where its rate must not be shown.
    pub fn of(funnel: &RateFunnel, own: &AreaFigures) -> Option<Self> {
        let (place, rate) = provision(own).zip(own.level.rate)?;
        let limits = funnel.limits(place.patients);
        Some(Self {
            lower: limits.lower.into(),
            upper: limits.upper.into(),
            lower_998: limits.lower_998.into(),
            upper_998: limits.upper_998.into(),
            unusual: limits.is_unusual(rate.get()),
        })
    }
}

/// FTE of the PCNs that have patients, and those patients; none where the rate must not be shown.
fn provision(own: &AreaFigures) -> Option<Provision> {
    let rate = own.level.shown_rate()?.get();
    let patients = own.level.patients.get();
    Some(Provision { fte: rate * patients / 1e4, patients })
}

/// Every area's rate beside England's, in the order of the areas; those of a kind are adjusted for their number.
pub fn against_england(
    places: &[Place],
    figures: &[AreaFigures],
    england: f64,
) -> Vec<Option<AgainstEngland>> {
    let found: Vec<Option<Estimate>> = figures.iter().map(|own| difference(own, england)).collect();
    let mut compared = vec![None; found.len()];
    for kind in [Kind::Icb, Kind::SubIcb, Kind::Region] {
        let own =
            || places.iter().zip(&found).filter(|(place, _)| place.kind == kind).map(|(_, found)| *found);
        let q = adjusted(own().map(|estimate| estimate.and_then(|estimate| estimate.p)));
        let comparisons = own().flatten().count();
        let slots = places.iter().zip(&mut compared).filter(|(place, _)| place.kind == kind);
        for ((_, slot), (estimate, q)) in slots.zip(own().zip(q)) {
            *slot = estimate.map(|estimate| AgainstEngland {
                contrast: estimate.into(),
                q,
                comparisons: comparisons.into(),
            });
        }
    }
    compared
}

/// A shown rate less England's; England is taken as known, since it is the whole.
fn difference(own: &AreaFigures, england: f64) -> Option<Estimate> {
    let rate = own.level.shown_rate()?;
    let places: Vec<Provision> = own
        .pcns
        .iter()
        .filter_map(|pcn| Some(Provision { fte: pcn.fte?.get(), patients: pcn.patients?.get() }))
        .collect();
    let uncertainty = ratio_uncertainty(&places).filter(|_| places.len() >= PCNS_FOR_SPREAD);
    Estimate::with_t(rate.get() - england, uncertainty).ok()
}

/// The share of an area's patients whose PCN reported none, less England's, which is taken as known.
pub fn none_against_england(own: &AreaFigures, england: f64) -> Option<Contrast> {
    own.level.shown_rate()?;
    let share = own.level.none_share?;
    let places: Vec<Provision> = own.pcns.iter().filter_map(reporting_none).collect();
    let uncertainty = ratio_uncertainty(&places).filter(|_| places.len() >= PCNS_FOR_SPREAD);
    Estimate::with_t(share.get() - england, uncertainty).ok().map(Contrast::from)
}

/// A PCN's patients, and how many of them are of a PCN that reported none: ten thousandths, so that the rate is a share.
fn reporting_none(pcn: &PcnFigure) -> Option<Provision> {
    pcn.fte?;
    let patients = pcn.patients?.get();
    let none = if pcn.filed == Return::ReportedNone { patients / 1e4 } else { 0.0 };
    Some(Provision { fte: none, patients })
}

/// The measures of each area; the p-values of those of ICBs adjusted over all of them.
pub fn adjusted_over_icbs(places: &[Place], measures: Vec<Vec<Measured>>) -> Vec<Vec<Measured>> {
    let icbs: Vec<usize> = (0..places.len()).filter(|at| places[*at].kind == Kind::Icb).collect();
    let count = icbs.iter().map(|icb| measures[*icb].len()).min().unwrap_or(0);
    let mut q: Vec<Vec<Option<f64>>> = vec![Vec::new(); places.len()];
    for adjusted in (0..count).map(|at| adjusted(icbs.iter().map(|icb| measures[*icb][at].p))) {
        icbs.iter().zip(adjusted).for_each(|(icb, adjusted)| q[*icb].push(adjusted));
    }
    let with = |(measures, q): (Vec<Measured>, Vec<Option<f64>>)| {
        let q = q.into_iter().chain(std::iter::repeat(None));
        measures.into_iter().zip(q).map(|(measured, q)| Measured { q, ..measured }).collect()
    };
    measures.into_iter().zip(q).map(with).collect()
}

/// P-values adjusted for their number, each in the place of its own; none where there is none.
fn adjusted(p: impl Iterator<Item = Option<f64>>) -> Vec<Option<f64>> {
    let p: Vec<Option<f64>> = p.collect();
    let mut known = benjamini_hochberg(&p.iter().copied().flatten().collect::<Vec<_>>()).into_iter();
    p.iter().map(|p| p.and_then(|_| known.next())).collect()
}
