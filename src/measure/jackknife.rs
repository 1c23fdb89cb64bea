//! Standard errors by leaving out one PCN, or one ICB, at a time: no formula and no randomness needed.

pub use super::leave::Leave;
use super::rounding::beyond_rounding;
use super::{Estimate, Measure, Observation, Reason, Sample, Uncertainty};

/// The delete-one jackknife standard error of a measure; none where any sample left over has no value.
///
/// √((m − 1)/m · Σ(θ₍ᵢ₎ − θ̄)²) over the m samples that lack one PCN or ICB (Efron and Tibshirani, 1993).
pub fn jackknife(sample: &Sample, measure: &Measure, leave: Leave) -> Option<f64> {
    spread(&measure.without?(sample, leave)?)
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
    // What only rounding leaves of equal values would pass for a change.
    let change_of = |was: f64, is: f64| beyond_rounding(is - was, was.abs().max(is.abs()));
    let change = change_of((measure.of)(before)?.value, (measure.of)(after)?.value);
    let leave = Leave::of(after.scope, after.observations);
    let left = |sample| measure.without?(sample, leave);
    let changes = left(before).zip(left(after)).map(|(was, is)| {
        let changes = was.iter().zip(&is).map(|(was, is)| change_of(*was, *is));
        changes.collect::<Vec<f64>>()
    });
    let uncertainty = changes.and_then(|changes| {
        let freedom = changes.len() as f64 - 1.0;
        spread(&changes).map(|standard_error| Uncertainty { standard_error, freedom, error: leave.error() })
    });
    Estimate::with_t(change, uncertainty)
}

fn spread(values: &[f64]) -> Option<f64> {
    let m = values.len() as f64;
    let mean = values.iter().sum::<f64>() / m;
    let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
    (values.len() >= 2 && squares.is_finite()).then(|| ((m - 1.0) / m * squares).sqrt())
}
