//! Rates per 10,000 patients: total FTE over total patients, never a mean of rates.

use serde::Serialize;

pub use super::observation::Provision;
use super::observation::{total_fte, total_patients};
use super::rank::percentile;
use super::regression::{clustered_error, is_clustered};
use super::rounding::beyond_rounding;
use super::{ErrorOf, Estimate, Observation, Reason, Scope, Uncertainty};

/// FTE per 10,000 patients; none without patients.
pub fn rate(fte: f64, patients: f64) -> Option<f64> {
    (patients > 0.0).then(|| 1e4 * fte / patients)
}

/// FTE per 10,000 patients of several PCNs together; none without patients.
pub fn pooled_rate(pcns: &[Provision]) -> Option<f64> {
    let fte: f64 = pcns.iter().map(|p| p.fte).sum();
    rate(fte, pcns.iter().map(|p| p.patients).sum())
}

/// The standard error of a pooled rate, per 10,000, from the variation between its PCNs; none below two PCNs.
///
/// The ratio estimator of survey sampling (Cochran), with the PCN as the unit: how far the choice of PCNs could move
/// the rate, not a sampling error.
pub fn ratio_standard_error(pcns: &[Provision]) -> Option<f64> {
    let per_patient = pooled_rate(pcns)? / 1e4;
    let patients: f64 = pcns.iter().map(|p| p.patients).sum();
    let residuals: Vec<f64> =
        pcns.iter().map(|p| beyond_rounding(p.fte - per_patient * p.patients, p.fte)).collect();
    Some(1e4 / patients * residual_spread(&residuals)?)
}

/// A pooled rate with its t interval.
///
/// For differences from another rate; the rate itself is a complete count and is shown without it.
pub fn rate_between_pcns(pcns: &[Observation], scope: Scope) -> Result<Estimate, Reason> {
    if pcns.is_empty() {
        return Err(Reason::TooFewPcns { n: 0, needed: 1 });
    }
    let pooled = rate(total_fte(pcns), total_patients(pcns)).ok_or(Reason::NotDefined)?;
    Estimate::with_t(pooled, rate_uncertainty(pcns, scope))
}

/// How far variation between its PCNs could move a pooled rate, per 10,000; none below two PCNs.
///
/// For England it is clustered by ICB, as for a mean of rates weighted by patients.
pub(super) fn rate_uncertainty(pcns: &[Observation], scope: Scope) -> Option<Uncertainty> {
    let clusters: Vec<u32> = pcns.iter().map(|o| o.cluster).collect();
    if is_clustered(scope, &clusters) {
        let (fte, patients) = (total_fte(pcns), total_patients(pcns));
        let pull = |o: &Observation| beyond_rounding(o.fte - fte / patients * o.patients, o.fte);
        let pulls: Vec<f64> = pcns.iter().map(|o| 1e4 * pull(o) / patients).collect();
        return clustered_error(&pulls, &clusters, 1);
    }
    ratio_uncertainty(&pcns.iter().map(Observation::provision).collect::<Vec<_>>())
}

/// The same for an area, whose PCNs are not clustered.
pub fn ratio_uncertainty(pcns: &[Provision]) -> Option<Uncertainty> {
    ratio_standard_error(pcns).map(|standard_error| Uncertainty {
        standard_error,
        freedom: pcns.len() as f64 - 1.0,
        error: ErrorOf::Rate,
    })
}

/// √(n/(n−1)·Σd²) of residuals that add to zero; none below two.
pub(super) fn residual_spread(residuals: &[f64]) -> Option<f64> {
    let n = residuals.len() as f64;
    let squares: f64 = residuals.iter().map(|d| d * d).sum();
    (residuals.len() >= 2).then(|| (n / (n - 1.0) * squares).sqrt())
}

/// How far the PCNs without a return could move a rate, per 10,000 patients.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CompletenessRange {
    /// The rate if those PCNs had no link workers.
    pub low: f64,
    /// The rate if those PCNs stood at the 90th percentile of the PCNs with a return.
    pub high: f64,
}

/// The range of the rate over what the missing returns could have said; none without a return and patients.
///
/// `missing_patients` is the registered patients of the PCNs without a return.
pub fn completeness_range(returns: &[Provision], missing_patients: f64) -> Option<CompletenessRange> {
    let fte: f64 = returns.iter().map(|p| p.fte).sum();
    let patients = returns.iter().map(|p| p.patients).sum::<f64>() + missing_patients;
    let rates: Option<Vec<f64>> = returns.iter().map(|p| rate(p.fte, p.patients)).collect();
    let high_rate = percentile(&rates?, 0.9)?;
    Some(CompletenessRange {
        low: rate(fte, patients)?,
        high: rate(fte + high_rate * missing_patients / 1e4, patients)?,
    })
}
