//! The need slope: provision against need itself, as in the study.

use super::regression::{Line, Point, along};
use super::{Estimate, Measure, PCNS_FOR_SLOPE, Reason, Sample, Unit};

/// Change of provision for each ten points of need.
pub const NEED_SLOPE: Measure = Measure {
    id: "need-slope",
    name: "need slope",
    unit: Unit::RatePerTenPoints,
    needs_indicator: true,
    method: "The slope of a straight line of provision against need over PCNs, each counted once, for ten points of need (Wilding and others, BJGP 2024;74(748), doi 10.3399/BJGP.2023.0602). Intervals: t, clustered by ICB for England (Cameron and Miller, J Hum Resour 2015;50:317–72), HC3 for an area.",
    of: need_slope,
};

fn need_slope(sample: &Sample) -> Result<Estimate, Reason> {
    let known = sample.with_need();
    if known.len() < PCNS_FOR_SLOPE {
        return Err(Reason::TooFewWithNeed { n: known.len(), needed: PCNS_FOR_SLOPE });
    }
    if known.iter().all(|(o, _)| o.fte <= 0.0) {
        return Err(Reason::NoFte);
    }
    let clusters: Vec<u32> = known.iter().map(|(o, _)| o.cluster).collect();
    let points: Vec<Point> = known.iter().map(|(o, need)| o.point(*need, 1.0)).collect();
    let line = Line::fit(&points).ok_or(Reason::EqualNeed)?;
    let per_ten = [0.0, sample.ten_points];
    let uncertainty = along(line.uncertainty(sample.scope, &clusters), per_ten);
    Estimate::with_t(line.slope * sample.ten_points, uncertainty)
}
