//! The change of a rate over time, on the PCNs with a return at both ends.

use super::observation::Provision;
use super::rate::{pooled_rate, residual_spread};
use super::regression::{clustered_error, is_clustered};
use super::rounding::beyond_rounding;
use super::{ErrorOf, Estimate, Reason, Scope, Uncertainty};

/// One PCN with a return at both ends of a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The index of its ICB.
    pub cluster: u32,
    /// At the earlier census.
    pub before: Provision,
    /// At the later census.
    pub after: Provision,
}

/// The change in FTE per 10,000 patients, later minus earlier, with its t interval.
///
/// The standard error is linearised over the pairs, so that what a PCN kept from one census to the other does not
/// count as uncertainty (survey::svycontrast); for England it is clustered by ICB.
pub fn paired_change(pairs: &[Pair], scope: Scope) -> Result<Estimate, Reason> {
    if pairs.is_empty() {
        return Err(Reason::TooFewPcns { n: 0, needed: 1 });
    }
    let before: Vec<Provision> = pairs.iter().map(|p| p.before).collect();
    let after: Vec<Provision> = pairs.iter().map(|p| p.after).collect();
    let earlier = pooled_rate(&before).ok_or(Reason::NotDefined)?;
    let later = pooled_rate(&after).ok_or(Reason::NotDefined)?;
    let (from, to) = (influences(&before, earlier), influences(&after, later));
    let differences: Vec<f64> = to.iter().zip(&from).map(|(t, f)| beyond_rounding(t - f, later)).collect();
    let clusters: Vec<u32> = pairs.iter().map(|pair| pair.cluster).collect();
    let uncertainty = if is_clustered(scope, &clusters) {
        clustered_error(&differences, &clusters, 1)
    } else {
        residual_spread(&differences).map(|standard_error| Uncertainty {
            standard_error,
            freedom: pairs.len() as f64 - 1.0,
            error: ErrorOf::Pairs,
        })
    };
    Estimate::with_t(later - earlier, uncertainty)
}

/// How much each PCN pulls the pooled rate, per 10,000 patients.
fn influences(pcns: &[Provision], rate: f64) -> Vec<f64> {
    let patients: f64 = pcns.iter().map(|p| p.patients).sum();
    pcns.iter().map(|p| (1e4 * p.fte - rate * p.patients) / patients).collect()
}
