//! The need slope: provision against need itself, as in the study.

use super::regression::{Line, Point, along};
use super::{Estimate, Measure, PCNS_FOR_SLOPE, Reason, Sample, Unit};

/// Change of provision for each ten points of need.
pub const NEED_SLOPE: Measure = Measure {
    id: "need-slope",
    name: "need slope",
    unit: Unit::RatePerTenPoints,
    needs_indicator: true,
    verdict_of: Some("need-slope"),
    jackknife: false,
    without: None,
    method: "The slope of a straight line of provision against need over PCNs, each counted once, for ten points of need (Wilding and others, BJGP 2024;74(748), doi 10.3399/BJGP.2023.0602).",
    of: need_slope,
};

/// The need slope that perfectly measured need would show.
pub const NEED_SLOPE_CORRECTED: Measure = Measure {
    id: "need-slope-corrected",
    name: "need slope, corrected for survey error",
    unit: Unit::RatePerTenPoints,
    needs_indicator: true,
    verdict_of: Some("need-slope"),
    jackknife: false,
    without: None,
    method: "The need slope and its interval divided by the survey's reliability: the share of the variance of need between England's PCNs that is not the survey's own error, which flattens a slope (Fuller, Measurement Error Models, 1987). It shows how far that error could matter; the interval takes the reliability as known.",
    of: need_slope_corrected,
};

fn need_slope(sample: &Sample) -> Result<Estimate, Reason> {
    slope_per(sample, sample.ten_points)
}

fn need_slope_corrected(sample: &Sample) -> Result<Estimate, Reason> {
    let reliability = sample.reliability.ok_or(Reason::NotFromSurvey)?;
    if !(reliability > 0.0 && reliability <= 1.0) {
        return Err(Reason::NotDefined);
    }
    slope_per(sample, sample.ten_points / reliability)
}

/// The change of provision for this much more need.
fn slope_per(sample: &Sample, need: f64) -> Result<Estimate, Reason> {
    let known = sample.with_need();
    if known.len() < PCNS_FOR_SLOPE {
        return Err(Reason::TooFewWithNeed { n: known.len(), needed: PCNS_FOR_SLOPE });
    }
    if known.iter().all(|(o, _)| o.fte <= 0.0) {
        return Err(Reason::NoFte);
    }
    let clusters: Vec<u32> = known.iter().map(|(o, _)| o.cluster).collect();
    let points: Vec<Point> = known.iter().map(|(o, x)| o.point(*x, 1.0)).collect();
    let line = Line::fit(&points).ok_or(Reason::EqualNeed)?;
    let uncertainty = along(line.uncertainty(sample.scope, &clusters), [0.0, need]);
    Estimate::with_t(line.slope * need, uncertainty)
}
