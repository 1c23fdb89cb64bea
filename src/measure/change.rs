//! The change of a rate over time, on the PCNs with a return at both ends.

use super::rate::{Provision, beyond_rounding, pooled_rate, residual_spread};
use super::{Estimate, Reason, Uncertainty};

/// One PCN with a return at both ends of a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// At the earlier census.
    pub before: Provision,
    /// At the later census.
    pub after: Provision,
}

/// The change in FTE per 10,000 patients, later minus earlier, with a t interval on n − 1 degrees of freedom.
///
/// The standard error is linearised over the pairs, so that what a PCN kept from one census to the other does not
/// count as uncertainty (survey::svycontrast).
pub fn paired_change(pairs: &[Pair]) -> Result<Estimate, Reason> {
    if pairs.is_empty() {
        return Err(Reason::TooFewPcns { n: 0, needed: 1 });
    }
    let before: Vec<Provision> = pairs.iter().map(|p| p.before).collect();
    let after: Vec<Provision> = pairs.iter().map(|p| p.after).collect();
    let earlier = pooled_rate(&before).ok_or(Reason::NotDefined)?;
    let later = pooled_rate(&after).ok_or(Reason::NotDefined)?;
    let (from, to) = (influences(&before, earlier), influences(&after, later));
    let differences: Vec<f64> = to.iter().zip(&from).map(|(t, f)| beyond_rounding(t - f, later)).collect();
    let uncertainty = residual_spread(&differences)
        .map(|standard_error| Uncertainty { standard_error, freedom: pairs.len() as f64 - 1.0 });
    Estimate::with_t(later - earlier, uncertainty)
}

/// How much each PCN pulls the pooled rate, per 10,000 patients.
fn influences(pcns: &[Provision], rate: f64) -> Vec<f64> {
    let patients: f64 = pcns.iter().map(|p| p.patients).sum();
    pcns.iter().map(|p| (1e4 * p.fte - rate * p.patients) / patients).collect()
}
