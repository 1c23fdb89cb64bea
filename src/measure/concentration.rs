//! The concentration index and curve: how link-worker time lies along patients in order of need.

use serde::Serialize;

use super::leave::Leave;
use super::observation::{total_fte, total_patients};
use super::rank::{ranks, tied_groups};
use super::regression::{Line, Point, along};
use super::rounding::varies;
use super::{Estimate, Measure, Observation, PCNS_FOR_SLOPE, Reason, Sample, Unit, without};

/// Twice the area between the concentration curve and the diagonal.
pub const CONCENTRATION_INDEX: Measure = Measure {
    id: "concentration-index",
    name: "concentration index",
    unit: Unit::Index,
    needs_indicator: true,
    verdict_of: Some("sii"),
    jackknife: true,
    without: Some(index_without),
    method: "One minus twice the area under the curve of the share of FTE against the share of patients, from least to most need within the area; negative where FTE lies with patients of less need (Kakwani, Wagstaff and van Doorslaer, J Econometrics 1997;77:87–103). The interval is by the delta method, ranks taken as fixed.",
    of: concentration_index,
};

/// A point of a concentration or Lorenz curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CurvePoint {
    /// Share of patients up to here.
    pub patients: f64,
    /// Share of FTE up to here.
    pub fte: f64,
}

fn concentration_index(sample: &Sample) -> Result<Estimate, Reason> {
    let known = sample.with_need();
    if known.len() < PCNS_FOR_SLOPE {
        return Err(Reason::TooFewWithNeed { n: known.len(), needed: PCNS_FOR_SLOPE });
    }
    let observations: Vec<&Observation> = known.iter().map(|(o, _)| *o).collect();
    let need: Vec<f64> = known.iter().map(|(_, need)| *need).collect();
    let patients: Vec<f64> = observations.iter().map(|o| o.patients).collect();
    let ranks = ranks(&need, &patients);
    let value = index(&observations, &ranks).ok_or(Reason::NoFte)?;
    if !varies(ranks.iter().copied()) {
        return Err(Reason::EqualNeed);
    }
    let points: Vec<Point> =
        observations.iter().zip(&ranks).map(|(o, rank)| o.point(*rank, o.patients)).collect();
    let clusters: Vec<u32> = observations.iter().map(|o| o.cluster).collect();
    let uncertainty = Line::fit(&points).and_then(|line| {
        // The index is 2σ²·slope / (intercept + slope/2), so that its error follows from the line's.
        let gradient = index_gradient(&line, rank_variance(&patients, &ranks));
        along(line.uncertainty(sample.scope, &clusters), gradient)
    });
    Ok(Estimate::with_t(value, uncertainty)?.within(-1.0, 1.0))
}

/// The index without each PCN or ICB in turn.
fn index_without(sample: &Sample, leave: Leave) -> Option<Vec<f64>> {
    let by_need = |o: &Observation| Some((o.need?, o.patients));
    if !without::vary(sample.observations, leave, by_need) {
        return None;
    }
    without::indices(sample.observations, leave, PCNS_FOR_SLOPE, by_need)
}

/// Twice the covariance of FTE and rank, as shares: the concentration index, or Gini's where the rank is of the rate.
///
/// None without FTE.
pub(super) fn index(observations: &[&Observation], ranks: &[f64]) -> Option<f64> {
    let fte = total_fte(observations.iter().copied());
    let patients = total_patients(observations.iter().copied());
    let terms =
        observations.iter().zip(ranks).map(|(o, rank)| (o.fte / fte - o.patients / patients) * (rank - 0.5));
    (fte > 0.0).then(|| 2.0 * terms.sum::<f64>())
}

/// The variance of fractional ranks, weighted by patients.
pub fn rank_variance(patients: &[f64], ranks: &[f64]) -> f64 {
    let total: f64 = patients.iter().sum();
    let squares = patients.iter().zip(ranks).map(|(p, r)| p * (r - 0.5) * (r - 0.5));
    squares.sum::<f64>() / total
}

/// How the index changes with the intercept and the slope of the line of provision against rank.
pub fn index_gradient(line: &Line, rank_variance: f64) -> [f64; 2] {
    let mean = line.intercept + line.slope / 2.0;
    let scale = 2.0 * rank_variance / (mean * mean);
    [-scale * line.slope, scale * line.intercept]
}

/// The concentration curve from (0, 0) to (1, 1), PCNs from least to most need, those of equal need as one step.
///
/// Empty without FTE or without a PCN that has a value of need.
pub fn concentration_curve(observations: &[Observation]) -> Vec<CurvePoint> {
    let known: Vec<&Observation> = observations.iter().filter(|o| o.need.is_some()).collect();
    let need: Vec<f64> = known.iter().filter_map(|o| o.need).collect();
    curve(&known, &tied_groups(&need))
}

/// The Lorenz curve from (0, 0) to (1, 1), PCNs from the lowest to the highest rate; empty without FTE.
pub fn lorenz_curve(observations: &[Observation]) -> Vec<CurvePoint> {
    let all: Vec<&Observation> = observations.iter().collect();
    let rates: Vec<f64> = all.iter().map(|o| o.fte / o.patients).collect();
    // Equal rates lie on one straight stretch, so each PCN keeps its own point.
    let single: Vec<Vec<usize>> = tied_groups(&rates).concat().iter().map(|&i| vec![i]).collect();
    curve(&all, &single)
}

fn curve(observations: &[&Observation], steps: &[Vec<usize>]) -> Vec<CurvePoint> {
    let fte = total_fte(observations.iter().copied());
    let patients = total_patients(observations.iter().copied());
    if fte <= 0.0 || patients <= 0.0 {
        return Vec::new();
    }
    let mut below = (0.0, 0.0);
    let mut points = vec![CurvePoint { patients: 0.0, fte: 0.0 }];
    for step in steps {
        let here = step.iter().map(|&i| observations[i]);
        below.0 += total_patients(here.clone());
        below.1 += total_fte(here);
        points.push(CurvePoint { patients: below.0 / patients, fte: below.1 / fte });
    }
    points
}

/// The share of FTE that serves the last share of patients on a curve: with 0.5, the half with most need.
pub fn share_at_top(curve: &[CurvePoint], patients: f64) -> Option<f64> {
    let at = 1.0 - patients;
    let step = curve.windows(2).find(|step| step[1].patients >= at)?;
    let [from, to] = [step[0], step[1]];
    let way = (at - from.patients) / (to.patients - from.patients);
    Some(1.0 - (from.fte + way * (to.fte - from.fte)))
}
