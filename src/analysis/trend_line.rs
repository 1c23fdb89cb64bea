//! How an area's rate moves: usual movement from quarter to quarter, and a robust straight line.
//!
//! Limits are drawn on changes and never on the level, which persists so much that they would flag nearly every series
//! under persistence as strong as here. No change crosses a series break.

use serde::Serialize;

use super::england::England;
use super::estimated::{Estimated, RATE_BASIS};
use super::trend::pairs;
use super::within::Within;
use crate::measure::rate::{Provision, pooled_rate};
use crate::measure::trend::{MannKendall, hamed_rao, mann_kendall, theil_sen};
use crate::measure::xmr::{self, Screening, Signal, XmrLimits};
use crate::panel::Section;
use crate::subject::{Census, QUARTER};
use crate::text::{About, Claimed, Count, Input, Method};

const RATES: &[Input] = &[Input::Own("trend/*/rate")];
const LIMIT: About = About::new(
    "FTE per 10,000 patients",
    "of the changes from quarter to quarter: their mean, or the mean ± 2.66 mean moving ranges, of which those 3.267 times their mean or more are left out once (XmR)",
    &[Input::Own("xmr/*/change")],
    RATE_BASIS,
);
/// How the line is computed.
const THEIL_SEN: Method = Method {
    unit: "FTE per 10,000 patients a year",
    formula: "The median of the slopes between all pairs of censuses (Sen, J Am Stat Assoc 1968;63:1379–89), times four.",
    interval: None,
    inputs: RATES,
    basis: RATE_BASIS,
};

/// A straight line needs this many censuses, a quarter apart: two years.
const CENSUSES_FOR_LINE: usize = 8;

crate::figures! {
    /// Usual movement of the rate from quarter to quarter.
    #[derive(Clone, Debug, Serialize)]
    pub struct Xmr {
        /// The changes, oldest first.
        pub changes: Vec<QuarterChange> => "",
        /// Limits of usual movement, large single movements left out once, as in NHSRplotthedots.
        pub limits: Limits => "",
        /// The same with all movements, as in the Making Data Count workbook.
        pub limits_unscreened: Limits => "unscreened",
        /// Why a change is unlike usual movement, if it is, in the order of the changes.
        pub signals: Vec<Option<Signal>>,
        /// Whether there are too few changes for limits that last.
        pub trial: bool,
    }
}

crate::figures! {
    /// The change of the rate from the quarter before, on PCNs with a return at both.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct QuarterChange {
        /// The later census.
        pub census: Census,
        /// FTE per 10,000 patients.
        pub value: Claimed = About::new(
            "FTE per 10,000 patients",
            "the rate less that of the quarter before, over PCNs with a return and patients at both, those that merged or split between the two put together",
            &[],
            RATE_BASIS,
        ).step("change"),
        /// PCNs with a return at both.
        pub n: Count = About::new(
            "PCNs",
            "PCNs with a return and patients at both censuses",
            &[],
            RATE_BASIS,
        ).step("pcns"),
    } at |change, at| at.step(&change.census.to_string()).on(change.census)
}

crate::figures! {
    /// The mean and the limits of usual movement.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct Limits {
        /// Mean of the changes.
        pub mean: Claimed = LIMIT,
        /// Lower limit.
        pub lower: Claimed = LIMIT,
        /// Upper limit.
        pub upper: Claimed = LIMIT,
        /// Two thirds of the way from the mean to the lower limit.
        pub inner_lower: Claimed = LIMIT,
        /// Two thirds of the way from the mean to the upper limit.
        pub inner_upper: Claimed = LIMIT,
    }
}

crate::figures! {
    /// A robust straight line through the rates since returns settled, and whether they rise or fall.
    #[derive(Clone, Debug, Serialize)]
    pub struct TrendLine {
        /// The first census of the line.
        pub from: Census,
        /// The last.
        pub to: Census,
        /// How many censuses it goes through.
        pub censuses: Count = About::new(
            "censuses",
            "censuses that the line goes through",
            RATES,
            RATE_BASIS,
        ),
        /// The Theil–Sen slope: FTE per 10,000 patients a year.
        pub slope_per_year: Estimated => "".by(THEIL_SEN),
        /// The Mann–Kendall test for independent points; for the appendix only.
        pub mann_kendall: Option<Trending> => "mann-kendall",
        /// The same with Hamed and Rao's variance, which allows for persistence.
        pub hamed_rao: Option<Trending> => "hamed-rao",
    }
}

crate::figures! {
    /// How surely a series rises or falls.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct Trending {
        /// Pairs of censuses that rise less pairs that fall.
        pub score: Claimed = About::new(
            "pairs",
            "pairs of censuses that rise less pairs that fall",
            RATES,
            RATE_BASIS,
        ),
        /// The probability of a score as far from zero where nothing trends.
        pub p: Claimed = About::new(
            "probability",
            "Mann–Kendall, normal approximation; with Hamed and Rao's variance (J Hydrol 1998;204:182–96) where so named",
            RATES,
            RATE_BASIS,
        ),
    }
}

impl From<MannKendall> for Trending {
    fn from(test: MannKendall) -> Self {
        Self { score: test.score.into(), p: test.p.into() }
    }
}

/// Usual movement of an area; none without two changes that follow each other.
///
/// No moving range and no run crosses a quarter that is missing.
pub fn xmr(england: &England<'_>, within: &Within) -> Option<Xmr> {
    let first = england.settled?;
    let panel = england.panel;
    let steps = panel.quarters.steps().filter(|[before, _]| *before >= first);
    let changes: Vec<QuarterChange> =
        steps.filter_map(|step| quarter_change(england, panel.pair(step)?, within)).collect();
    let follows = |a: &QuarterChange, b: &QuarterChange| b.census.months_since(a.census) == QUARTER;
    let values = |run: &[QuarterChange]| run.iter().map(|change| change.value.get()).collect::<Vec<f64>>();
    let runs: Vec<Vec<f64>> = changes.chunk_by(follows).map(values).collect();
    let stretches: Vec<&[f64]> = runs.iter().map(Vec::as_slice).collect();
    let limits = xmr::limits(&stretches, Screening::Screened)?;
    Some(Xmr {
        signals: stretches.iter().flat_map(|stretch| xmr::signals(stretch, &limits)).collect(),
        limits: limits.into(),
        limits_unscreened: xmr::limits(&stretches, Screening::Unscreened)?.into(),
        trial: changes.len() < xmr::CHANGES,
        changes,
    })
}

fn quarter_change(
    england: &England<'_>,
    [before, after]: [&Section; 2],
    within: &Within,
) -> Option<QuarterChange> {
    let pairs = pairs(england, before, within.rows(after));
    let (was, is): (Vec<Provision>, Vec<Provision>) =
        pairs.iter().map(|pair| (pair.before, pair.after)).unzip();
    let value = pooled_rate(&is)? - pooled_rate(&was)?;
    Some(QuarterChange { census: after.census, value: value.into(), n: pairs.len().into() })
}

/// The robust line through an area's rates; none with fewer than two years of quarters without a break.
pub fn fit(england: &England<'_>, points: &[super::trend::TrendPoint]) -> Option<TrendLine> {
    let first = england.settled?;
    let counts = |p: &&super::trend::TrendPoint| p.census >= first && england.panel.quarters.has(p.census);
    let shown: Vec<&super::trend::TrendPoint> =
        points.iter().filter(counts).filter(|p| p.rate_why_not_shown.is_none()).collect();
    let parts = england.panel.breaks.split(&shown, |point| point.census);
    let steady = parts.last()?.points().chunk_by(|a, b| b.census.months_since(a.census) == QUARTER).last()?;
    let rates: Vec<f64> = steady.iter().filter_map(|point| point.rate).map(Claimed::get).collect();
    let (from, to) = (steady.first()?.census, steady.last()?.census);
    if rates.len() < CENSUSES_FOR_LINE || rates.len() != steady.len() {
        return None;
    }
    let line = theil_sen(&rates).ok()?;
    Some(TrendLine {
        from,
        to,
        censuses: rates.len().into(),
        slope_per_year: line.slope.times(4.0).into(),
        mann_kendall: mann_kendall(&rates).map(Trending::from),
        hamed_rao: hamed_rao(&rates).map(Trending::from),
    })
}

impl From<XmrLimits> for Limits {
    fn from(limits: XmrLimits) -> Self {
        Self {
            mean: limits.mean.into(),
            lower: limits.lower.into(),
            upper: limits.upper.into(),
            inner_lower: limits.inner_lower.into(),
            inner_upper: limits.inner_upper.into(),
        }
    }
}
