//! Funnels: how far a share or a rate may lie from the overall one by the size of the place alone.

use serde::Serialize;

use super::quantile::normal_quantile;
use super::rank::percentile;
use super::rate::{Provision, pooled_rate};

/// The limits of a funnel at one size.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FunnelLimits {
    /// Lower 95% limit, not below zero.
    pub lower: f64,
    /// Upper 95% limit.
    pub upper: f64,
    /// Lower 99.8% limit, not below zero.
    pub lower_998: f64,
    /// Upper 99.8% limit.
    pub upper_998: f64,
}

impl FunnelLimits {
    fn of(limit: impl Fn(f64) -> f64) -> FunnelLimits {
        let (z, z_998) = (normal_quantile(0.975), normal_quantile(0.999));
        FunnelLimits { lower: limit(-z), upper: limit(z), lower_998: limit(-z_998), upper_998: limit(z_998) }
    }

    /// Whether a value is unusual for its size: outside the 99.8% limits.
    pub fn is_unusual(&self, value: f64) -> bool {
        value < self.lower_998 || value > self.upper_998
    }
}

/// The funnel of FTE rates, which vary more than counts of events would.
///
/// Square-root scale with additive over-dispersion (Spiegelhalter, Qual Saf Health Care 2005;14:347–51).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RateFunnel {
    /// FTE per 10,000 patients of all together.
    pub overall: f64,
    /// The mean squared z score, outer tenths drawn in: one where places vary like counts.
    pub dispersion: f64,
    /// The variance between places on the square-root scale.
    pub between: f64,
}

impl RateFunnel {
    /// The funnel that these PCNs or areas make; none without FTE or below two of them.
    pub fn of(places: &[Provision]) -> Option<RateFunnel> {
        let places: Vec<Provision> = places.iter().filter(|p| p.patients > 0.0).copied().collect();
        let overall = pooled_rate(&places).filter(|r| *r > 0.0)?;
        let expected: Vec<f64> = places.iter().map(|p| p.patients * overall / 1e4).collect();
        let z = places.iter().zip(&expected).map(|(p, e)| ((p.fte / e).sqrt() - 1.0) * 2.0 * e.sqrt());
        let z = winsorised(&z.collect::<Vec<_>>())?;
        let n = places.len() as f64;
        let dispersion = z.iter().map(|z| z * z).sum::<f64>() / n;
        // Precisions 1/s² with s = 1/(2√E).
        let sum: f64 = expected.iter().map(|e| 4.0 * e).sum();
        let squares: f64 = expected.iter().map(|e| 16.0 * e * e).sum();
        let between = (n * dispersion - (n - 1.0)) / (sum - squares / sum);
        (places.len() >= 2).then_some(RateFunnel { overall, dispersion, between: between.max(0.0) })
    }

    /// The limits for a place with this many registered patients, squared back to FTE per 10,000.
    pub fn limits(&self, patients: f64) -> FunnelLimits {
        let expected = patients * self.overall / 1e4;
        let error = (1.0 / (4.0 * expected) + self.between).sqrt();
        FunnelLimits::of(|z| {
            let root = (1.0 + z * error).max(0.0);
            self.overall * root * root
        })
    }
}

/// The values with those in the outer tenths drawn in to the 10th and 90th percentile.
fn winsorised(values: &[f64]) -> Option<Vec<f64>> {
    let (low, high) = (percentile(values, 0.1)?, percentile(values, 0.9)?);
    Some(values.iter().map(|v| v.max(low).min(high)).collect())
}
