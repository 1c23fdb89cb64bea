//! The posterior of a normal hierarchical model, as a mixture of normals over a grid of the deviation between ICBs.

use std::f64::consts::PI;

use super::quantile::{normal_below, normal_density, normal_quantile};
use super::{Estimate, Reason};

/// The largest deviation between ICBs that the prior allows: 2 on the scale of a share, so 0.2 for ten points.
const LARGEST: f64 = 0.2;
/// Intervals of Clenshaw and Curtis's rule, an even number; with these it equals Simpson's with 4,000 to the rounding of a quantile.
const INTERVALS: u32 = 256;
/// In how many steps the end of the posterior's mass is looked for.
const STEPS_OF_REACH: u32 = 400;
/// Grid points that weigh less than this cannot change a digit that is printed or compared.
const WEIGHTLESS: f64 = 1e-16;
/// Newton steps from the normal approximation; four suffice.
const STEPS: usize = 50;

/// One ICB's own need slope, for ten points of need.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnSlope {
    /// The index of the ICB.
    pub cluster: u32,
    /// How many of its PCNs have a value of need.
    pub pcns: usize,
    /// FTE per 10,000 patients for ten points of need, each PCN counted once.
    pub slope: f64,
    /// The slope's variance if residuals vary alike in all ICBs.
    pub variance: f64,
}

/// What the slopes say if the deviation between ICBs were known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Conditional {
    /// The deviation between ICBs.
    pub deviation: f64,
    /// Its posterior weight, Simpson's included; all weights add to one.
    pub weight: f64,
    /// The mean slope of all ICBs.
    pub mean: f64,
    /// The variance of that mean.
    pub mean_variance: f64,
    /// The logarithm of the likelihood, the mean integrated out.
    pub log_likelihood: f64,
}

impl Conditional {
    /// The model at one deviation, with a weight of one.
    pub fn at(deviation: f64, own: &[OwnSlope]) -> Conditional {
        let between = deviation * deviation;
        let precision: f64 = own.iter().map(|o| 1.0 / (o.variance + between)).sum();
        let mean = own.iter().map(|o| o.slope / (o.variance + between)).sum::<f64>() / precision;
        let log_density = |o: &OwnSlope| {
            let variance = o.variance + between;
            -0.5 * (variance.ln() + (o.slope - mean) * (o.slope - mean) / variance)
        };
        Conditional {
            deviation,
            weight: 1.0,
            mean,
            mean_variance: 1.0 / precision,
            log_likelihood: own.iter().map(log_density).sum::<f64>() - 0.5 * precision.ln(),
        }
    }

    /// The mean and the variance of one ICB's slope.
    pub fn slope(&self, own: &OwnSlope) -> (f64, f64) {
        let towards = self.towards_mean(own);
        let mean = own.slope + towards * (self.mean - own.slope);
        let apart = towards * self.deviation * self.deviation;
        (mean, apart + towards * towards * self.mean_variance)
    }

    /// The probability that one ICB's slope is below another's; even where the model holds them equal.
    pub fn below(&self, one: &OwnSlope, other: &OwnSlope) -> f64 {
        let (a, b) = (self.towards_mean(one), self.towards_mean(other));
        let difference = self.slope(one).0 - self.slope(other).0;
        // Both lean on the same mean, so that only the difference of their leaning adds its variance.
        let variance = (a + b) * self.deviation * self.deviation + (a - b) * (a - b) * self.mean_variance;
        if variance <= 0.0 {
            return 0.5;
        }
        normal_below(-difference / variance.sqrt())
    }

    /// How far a slope is drawn to the mean, from 0 to 1.
    fn towards_mean(&self, own: &OwnSlope) -> f64 {
        own.variance / (own.variance + self.deviation * self.deviation)
    }
}

/// The model at each deviation of the grid, weighted by the posterior.
pub(super) fn conditionals(own: &[OwnSlope]) -> Vec<Conditional> {
    let reach = reach(own);
    let at = |k| Conditional::at(reach * (1.0 - (PI * f64::from(k) / f64::from(INTERVALS)).cos()) / 2.0, own);
    let mut grid: Vec<Conditional> = (0..=INTERVALS).map(at).collect();
    let most = grid.iter().map(|at| at.log_likelihood).fold(f64::NEG_INFINITY, f64::max);
    for (k, at) in (0..=INTERVALS).zip(&mut grid) {
        at.weight = clenshaw_curtis(k) * (at.log_likelihood - most).exp();
    }
    let total: f64 = grid.iter().map(|at| at.weight).sum();
    grid.iter_mut().for_each(|at| at.weight /= total);
    grid.retain(|at| at.weight > WEIGHTLESS);
    grid
}

/// The deviation beyond which the posterior has no mass.
fn reach(own: &[OwnSlope]) -> f64 {
    let deviation = |k: u32| LARGEST * f64::from(k) / f64::from(STEPS_OF_REACH);
    let likelihoods: Vec<f64> =
        (0..=STEPS_OF_REACH).map(|k| Conditional::at(deviation(k), own).log_likelihood).collect();
    let most = likelihoods.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let last = likelihoods.iter().rposition(|at| (at - most).exp() > WEIGHTLESS);
    (0..=STEPS_OF_REACH).map(deviation).nth(last.map_or(0, |last| last + 1)).unwrap_or(LARGEST)
}

/// Clenshaw and Curtis's weight of a node, but for a factor that all have: Σ over even j of the Chebyshev polynomials.
fn clenshaw_curtis(k: u32) -> f64 {
    let angle = 2.0 * PI * f64::from(k) / f64::from(INTERVALS);
    let term = |j: u32| {
        let both = if 2 * j == INTERVALS { 1.0 } else { 2.0 };
        both * (f64::from(j) * angle).cos() / (4.0 * f64::from(j) * f64::from(j) - 1.0)
    };
    let ends = if k == 0 || k == INTERVALS { 0.5 } else { 1.0 };
    ends * (1.0 - (1..=INTERVALS / 2).map(term).sum::<f64>())
}

/// A weighted mixture of normal distributions.
pub(super) struct Mixture(Vec<Part>);

struct Part {
    weight: f64,
    mean: f64,
    deviation: f64,
}

impl Mixture {
    /// The mixture over the grid of a quantity with this mean and variance at each deviation.
    pub fn of(grid: &[Conditional], moments: impl Fn(&Conditional) -> (f64, f64)) -> Mixture {
        let part = |at: &Conditional| {
            let (mean, variance) = moments(at);
            Part { weight: at.weight, mean, deviation: variance.sqrt() }
        };
        Mixture(grid.iter().map(part).collect())
    }

    pub fn mean(&self) -> f64 {
        self.0.iter().map(|p| p.weight * p.mean).sum()
    }

    fn deviation(&self) -> f64 {
        let mean = self.mean();
        let square = |p: &Part| p.deviation * p.deviation + (p.mean - mean) * (p.mean - mean);
        self.0.iter().map(|p| p.weight * square(p)).sum::<f64>().sqrt()
    }

    /// The probability below a value.
    pub fn below(&self, value: f64) -> f64 {
        self.0.iter().map(|p| p.weight * normal_below((value - p.mean) / p.deviation)).sum()
    }

    fn density(&self, value: f64) -> f64 {
        self.0.iter().map(|p| p.weight * normal_density((value - p.mean) / p.deviation) / p.deviation).sum()
    }

    /// The mean with the quantiles that cut off 2.5% and 0.1% at either end.
    pub fn estimate(&self) -> Result<Estimate, Reason> {
        Ok(Estimate {
            lower: self.quantile(0.025),
            upper: self.quantile(0.975),
            lower_998: self.quantile(0.001),
            upper_998: self.quantile(0.999),
            ..Estimate::point(self.mean())?
        })
    }

    /// The value below which the mixture lies with probability `p`: Newton steps, halved where they leave the bracket.
    fn quantile(&self, p: f64) -> Option<f64> {
        let (mean, deviation) = (self.mean(), self.deviation());
        let (mut low, mut high) = (mean - 40.0 * deviation, mean + 40.0 * deviation);
        let mut value = mean + normal_quantile(p) * deviation;
        for _ in 0..STEPS {
            let above = self.below(value) - p;
            if above > 0.0 {
                high = value
            } else {
                low = value
            }
            let newton = value - above / self.density(value);
            let next = if low < newton && newton < high { newton } else { (low + high) / 2.0 };
            if (next - value).abs() <= 1e-14 * deviation {
                return Some(next);
            }
            value = next;
        }
        value.is_finite().then_some(value)
    }
}
