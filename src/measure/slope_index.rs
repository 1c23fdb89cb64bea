//! The slope and relative index of inequality: a line of provision against rank in need.

use super::leave::Leave;
use super::moments::Moments;
use super::regression::{Line, Point, along};
use super::{Estimate, Measure, Observation, PCNS_FOR_SLOPE, RANK_SPAN, Reason, Sample, Uncertainty, Unit};

/// Difference between the ends of the line of provision against England rank.
pub const SII: Measure = Measure {
    id: "sii",
    name: "slope index of inequality",
    unit: Unit::Rate,
    needs_indicator: true,
    verdict_of: Some("sii"),
    jackknife: false,
    without: Some(sii_without),
    method: "The difference, from the least to the most need in England, along a straight line of provision against rank in need, PCNs weighted by list size (Low and Low, J Public Health 2004;26:388–95).",
    of: sii,
};

/// Ratio of the ends of the line of provision against England rank.
pub const RII: Measure = Measure {
    id: "rii",
    name: "relative index of inequality",
    unit: Unit::Ratio,
    needs_indicator: true,
    verdict_of: Some("sii"),
    jackknife: false,
    without: None,
    method: "The most-need end of the slope index's line over its least-need end (Mackenbach and Kunst, Soc Sci Med 1997;44:757–71). The interval is formed on the logarithmic scale.",
    of: rii,
};

/// PCNs in order of rank: England rank across, provision up, list size as weight.
pub(super) struct Ranked {
    pub points: Vec<Point>,
    pub clusters: Vec<u32>,
}

impl Ranked {
    /// The PCNs with an England rank, where they are enough and span enough of England.
    pub fn of(sample: &Sample) -> Result<Ranked, Reason> {
        let ranked = sample.with_rank();
        if ranked.len() < PCNS_FOR_SLOPE {
            return Err(Reason::TooFewWithNeed { n: ranked.len(), needed: PCNS_FOR_SLOPE });
        }
        if ranked.iter().all(|(o, _)| o.fte <= 0.0) {
            return Err(Reason::NoFte);
        }
        let span = span(ranked.iter().map(|(_, rank)| *rank));
        if !span.is_finite() {
            return Err(Reason::NotDefined);
        }
        if span < RANK_SPAN {
            return Err(Reason::NarrowSpan { span, needed: RANK_SPAN });
        }
        Ok(Ranked {
            points: ranked.iter().map(|(o, rank)| o.point(*rank, o.patients)).collect(),
            clusters: ranked.iter().map(|(o, _)| o.cluster).collect(),
        })
    }
}

/// The share of England's patients, in order of need, between the first and the last of these ranks.
pub fn span(ranks: impl Iterator<Item = f64> + Clone) -> f64 {
    let greatest = ranks.clone().fold(f64::NEG_INFINITY, f64::max);
    greatest - ranks.fold(f64::INFINITY, f64::min)
}

fn sii(sample: &Sample) -> Result<Estimate, Reason> {
    let ranked = Ranked::of(sample)?;
    let line = Line::fit(&ranked.points).ok_or(Reason::EqualNeed)?;
    let uncertainty = along(line.uncertainty(sample.scope, &ranked.clusters), [0.0, 1.0]);
    Estimate::with_t(line.slope, uncertainty)
}

/// The height of the slope index's line at the least and at the most need in England.
///
/// # Errors
/// Where there is no slope index.
pub fn ends(sample: &Sample) -> Result<[f64; 2], Reason> {
    let line = Line::fit(&Ranked::of(sample)?.points).ok_or(Reason::EqualNeed)?;
    Ok([line.intercept, line.intercept + line.slope])
}

/// The slope index without each PCN or ICB in turn.
fn sii_without(sample: &Sample, leave: Leave) -> Option<Vec<f64>> {
    let moments = |o: &Observation| Some(Moments::of(o.point(o.rank?, o.patients)));
    let sii = |left: Moments| {
        let [least, greatest] = left.span;
        let is_enough =
            left.points >= PCNS_FOR_SLOPE && left.heights[1] > 0.0 && greatest - least >= RANK_SPAN;
        is_enough.then(|| left.slope())?
    };
    let left = leave.sums(sample.observations, moments, Moments::and);
    left.into_iter().map(|left| left.and_then(sii)).collect()
}

fn rii(sample: &Sample) -> Result<Estimate, Reason> {
    let ranked = Ranked::of(sample)?;
    let line = Line::fit(&ranked.points).ok_or(Reason::EqualNeed)?;
    let (least, most) = (line.intercept, line.intercept + line.slope);
    if least <= 0.0 || most <= 0.0 {
        return Err(Reason::LineBelowZero);
    }
    let known = line.uncertainty(sample.scope, &ranked.clusters);
    // d ln(most / least) by intercept and slope.
    let uncertainty: Option<Uncertainty> = along(known, [1.0 / most - 1.0 / least, 1.0 / most]);
    Estimate::ratio((most / least).ln(), uncertainty)
}
