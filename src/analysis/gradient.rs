//! How provision follows need within an area, in levels: the line of the slope index, and the area's own two halves.

use std::collections::BTreeMap;

use serde::Serialize;

use super::england::England;
use super::estimated::{BASIS, INPUTS};
use crate::measure::gap;
use crate::measure::slope_index;
use crate::measure::{Fifth, Observation, PCNS_PER_END_FIFTH, Scope};
use crate::panel::Row;
use crate::subject::Need;
use crate::text::{About, Claimed, Count};

crate::figures! {
    /// The ends of the slope index's line.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct Gradient {
        /// FTE per 10,000 patients at England's least need.
        pub least: Claimed = About::new(
            "FTE per 10,000 patients",
            "the height of the slope index's line at the least need in England",
            INPUTS,
            BASIS,
        ),
        /// FTE per 10,000 patients at England's most need.
        pub most: Claimed = About::new(
            "FTE per 10,000 patients",
            "the height of the slope index's line at the most need in England",
            INPUTS,
            BASIS,
        ),
    }
}

/// One of two halves of an area's PCNs in order of need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Half {
    /// The PCNs with more need.
    MoreNeed,
    /// Those with less.
    LessNeed,
}

crate::figures! {
    /// Half of an area's own PCNs with a return, in order of need.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct HalfRate {
        /// Which half.
        pub half: Half,
        /// PCNs with a return and a value.
        pub pcns: Count = About::new("PCNs", "the area's PCNs with a return in this half of them by need", INPUTS, BASIS),
        /// FTE per 10,000 patients; none without a PCN.
        pub rate: Option<Claimed> = About::new(
            "FTE per 10,000 patients",
            "10,000 times their FTE over their patients",
            INPUTS,
            BASIS,
        ),
        /// Lower end of the 95% interval for variation between PCNs; none under three PCNs.
        pub lower: Option<Claimed> = About::new(
            "FTE per 10,000 patients",
            "lower end of the 95% interval of the rate for variation between PCNs: ratio estimator; t, not below zero",
            INPUTS,
            BASIS,
        ),
        /// Upper end of it.
        pub upper: Option<Claimed> = About::new(
            "FTE per 10,000 patients",
            "upper end of the 95% interval of the rate for variation between PCNs: ratio estimator; t",
            INPUTS,
            BASIS,
        ),
    } at |own, at| at.step(match own.half { Half::MoreNeed => "more-need", Half::LessNeed => "less-need" })
}

/// The ends of the line of each indicator that the area has a slope index by.
pub fn by_indicator(england: &England<'_>, rows: &[&Row], scope: Scope) -> BTreeMap<&'static str, Gradient> {
    let ends = |need: Need| {
        let observations = england.observations(rows.iter().copied(), need);
        let [least, most] = slope_index::ends(&england.sample(&observations, scope, need)).ok()?;
        Some((need.id(), Gradient { least: least.into(), most: most.into() }))
    };
    england.needs().into_iter().filter_map(ends).collect()
}

/// Both halves by each indicator.
pub fn halves(england: &England<'_>, rows: &[&Row], scope: Scope) -> BTreeMap<&'static str, Vec<HalfRate>> {
    let halves = |need: Need| {
        let observations = halved(england.observations(rows.iter().copied(), need));
        let [more, .., less] = gap::by_fifth(&observations, scope);
        (need.id(), vec![half_rate(Half::MoreNeed, &more), half_rate(Half::LessNeed, &less)])
    };
    england.needs().into_iter().map(halves).collect()
}

/// Those with a value: more need as the one end and less need as the other; PCNs of one value are in one half.
fn halved(observations: Vec<Observation>) -> Vec<Observation> {
    let mut needs: Vec<f64> = observations.iter().filter_map(|o| o.need).collect();
    needs.sort_by(|a, b| b.total_cmp(a));
    let Some(&least) = needs.get(needs.len().div_ceil(2).saturating_sub(1)) else { return Vec::new() };
    let end = |need: f64| if need >= least { Fifth::MostNeed } else { Fifth::LeastNeed };
    observations.into_iter().map(|o| Observation { fifth: o.need.map(end), ..o }).collect()
}

fn half_rate(half: Half, found: &gap::FifthRate) -> HalfRate {
    let estimate = found.estimate().ok();
    let interval = estimate.filter(|_| found.pcns >= PCNS_PER_END_FIFTH);
    HalfRate {
        half,
        pcns: found.pcns.into(),
        rate: estimate.map(|e| e.value.into()),
        lower: interval.and_then(|e| e.lower).map(|lower| lower.max(0.0).into()),
        upper: interval.and_then(|e| e.upper).map(Claimed::from),
    }
}

impl HalfRate {
    /// Whether it has PCNs enough to be shown.
    pub fn is_shown(&self) -> bool {
        self.pcns.get() >= PCNS_PER_END_FIFTH
    }
}
