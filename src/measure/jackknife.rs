//! Standard errors by leaving out one PCN, or one ICB, at a time: no formula and no randomness needed.

use std::collections::BTreeSet;

pub use super::leave::Leave;
use super::{Estimate, Measure, Observation, Reason, Sample, Uncertainty};

/// The delete-one jackknife standard error of a measure; none where any sample left over has no value.
///
/// √((m − 1)/m · Σ(θ₍ᵢ₎ − θ̄)²) over the m samples that lack one PCN or ICB (Efron and Tibshirani, 1993).
pub fn jackknife(sample: &Sample, measure: &Measure, leave: Leave) -> Option<f64> {
    // In order, which to sort again is quick.
    let mut ordered = sample.observations.to_vec();
    let order = |o: &Observation| {
        if measure.needs_indicator { o.need.unwrap_or(f64::NAN) } else { o.fte / o.patients }
    };
    ordered.sort_by(|a, b| order(a).total_cmp(&order(b)));
    spread(&left_over(&Sample { observations: &ordered, ..*sample }, measure, leave)?)
}

/// The jackknife's standard error of a measure that is meant to have it; none for others.
///
/// It leaves out one PCN, or one ICB where the sample is England with at least 20 of them, as provision is alike in an
/// ICB. None where any sample left over has no value.
pub fn jackknife_error(sample: &Sample, measure: &Measure) -> Option<f64> {
    // A PCN that the measure passes over would count as one that changes nothing.
    let counts = |o: &&Observation| !measure.needs_indicator || o.need.is_some();
    let observations: Vec<Observation> = sample.observations.iter().filter(counts).copied().collect();
    let leave = Leave::of(sample.scope, &observations);
    let sample = Sample { observations: &observations, ..*sample };
    measure.jackknife.then(|| jackknife(&sample, measure, leave))?
}

/// The change of a measure from one census to another on the same PCNs, with the jackknife's t interval on one less than
/// the PCNs, or for England the ICBs.
///
/// Both samples hold the same PCNs in the same order, so that one PCN or ICB is left out of both at once.
pub fn paired_change_of(before: &Sample, after: &Sample, measure: &Measure) -> Result<Estimate, Reason> {
    if before.observations.len() != after.observations.len() {
        return Err(Reason::NotDefined);
    }
    let change = (measure.of)(after)?.value - (measure.of)(before)?.value;
    let leave = Leave::of(after.scope, after.observations);
    let uncertainty = after.uncertainty(|| {
        let (was, is) = (left_over(before, measure, leave)?, left_over(after, measure, leave)?);
        let changes: Vec<f64> = was.iter().zip(&is).map(|(was, is)| is - was).collect();
        let freedom = changes.len() as f64 - 1.0;
        spread(&changes).map(|standard_error| Uncertainty { standard_error, freedom, error: leave.error() })
    });
    Estimate::with_t(change, uncertainty)
}

/// The measure's values, each without one PCN or ICB; none where one has no value.
fn left_over(sample: &Sample, measure: &Measure, leave: Leave) -> Option<Vec<f64>> {
    if let Some(without) = measure.without {
        return without(sample, leave);
    }
    let all = sample.observations;
    let mut left: Vec<Observation> = Vec::with_capacity(all.len());
    let mut without = |is_out: &dyn Fn(usize, &Observation) -> bool| {
        left.clear();
        left.extend(all.iter().enumerate().filter(|(i, o)| !is_out(*i, o)).map(|(_, o)| *o));
        let left = Sample { observations: &left, limits: false, ..*sample };
        Some((measure.of)(&left).ok()?.value)
    };
    match leave {
        Leave::Pcn => (0..all.len()).map(|out| without(&|i, _| i == out)).collect(),
        Leave::Icb => {
            let icbs: BTreeSet<u32> = all.iter().map(|o| o.cluster).collect();
            icbs.iter().map(|out| without(&|_, o| o.cluster == *out)).collect()
        }
    }
}

fn spread(values: &[f64]) -> Option<f64> {
    let m = values.len() as f64;
    let mean = values.iter().sum::<f64>() / m;
    let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
    (values.len() >= 2 && squares.is_finite()).then(|| ((m - 1.0) / m * squares).sqrt())
}
