//! A straight line by weighted least squares, and standard errors that need no equal variances.

use super::rounding::varies;
use super::{ErrorOf, Scope, Uncertainty};

/// One point of a scatter, with its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Across.
    pub x: f64,
    /// Up.
    pub y: f64,
    /// How much the point counts, above zero.
    pub weight: f64,
}

/// The straight line y = intercept + slope · x through weighted points.
#[derive(Debug, Clone)]
pub struct Line {
    /// The height at x = 0.
    pub intercept: f64,
    /// The rise of y for each unit of x.
    pub slope: f64,
    /// The weighted sum of squared residuals.
    residual_squares: f64,
    /// The variance of the slope if that of y, per unit weight, were one.
    unit_variance: f64,
    /// How far each point pulls intercept and slope.
    pulls: Vec<[f64; 2]>,
    /// How far each point draws the line to itself, from 0 to 1.
    leverages: Vec<f64>,
}

/// The variances of intercept and slope, and their covariance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Covariance {
    /// Variance of the intercept.
    pub intercept: f64,
    /// Covariance of intercept and slope.
    pub both: f64,
    /// Variance of the slope.
    pub slope: f64,
}

/// Below this, a point alone decides the line, and its residual says nothing.
const NO_FREEDOM: f64 = 1e-9;
/// ICBs below this number are too few clusters: their standard error would be too small.
pub const CLUSTERS: usize = 20;

impl Line {
    /// The line through at least three points whose x differ; none otherwise.
    pub fn fit(points: &[Point]) -> Option<Line> {
        if points.len() < 3 || !varies(points.iter().map(|p| p.x)) {
            return None;
        }
        // A level line is level to the last digit, or its residuals would be rounding that passes for evidence.
        let level = !varies(points.iter().map(|p| p.y));
        let sum = |of: &dyn Fn(&Point) -> f64| points.iter().map(of).sum::<f64>();
        let total = sum(&|p| p.weight);
        // Centred before products are formed, so that no digits are lost to the size of x.
        let x = sum(&|p| p.weight * p.x) / total;
        let y = sum(&|p| p.weight * p.y) / total;
        let xx = sum(&|p| p.weight * (p.x - x) * (p.x - x));
        let xy = sum(&|p| p.weight * (p.x - x) * (p.y - y));
        let slope = if level { 0.0 } else { xy / xx };
        let residual = |p: &Point| {
            if level { 0.0 } else { p.y - y - slope * (p.x - x) }
        };
        let residual_squares = sum(&|p| p.weight * residual(p) * residual(p));
        let pull = |p: &Point| {
            let on_slope = p.weight * residual(p) * (p.x - x) / xx;
            [p.weight * residual(p) / total - x * on_slope, on_slope]
        };
        Some(Line {
            intercept: y - slope * x,
            slope,
            residual_squares,
            unit_variance: 1.0 / xx,
            pulls: points.iter().map(pull).collect(),
            leverages: points.iter().map(|p| p.weight * (1.0 / total + (p.x - x) * (p.x - x) / xx)).collect(),
        })
    }

    /// The points' number less the two that the line takes.
    pub fn freedom(&self) -> f64 {
        self.pulls.len() as f64 - 2.0
    }

    /// The weighted sum of squared distances of x from its mean.
    pub fn x_squares(&self) -> f64 {
        1.0 / self.unit_variance
    }

    /// How far each point pulls the slope, in the order of the points; the pulls add to zero.
    pub fn slope_pulls(&self) -> impl Iterator<Item = f64> {
        self.pulls.iter().map(|pull| pull[1])
    }

    /// The weighted residual variance: that of a point with weight one.
    pub fn residual_variance(&self) -> f64 {
        self.residual_squares / self.freedom()
    }

    /// The covariance that stands when variances differ (HC3, near the jackknife's): each residual is divided by one
    /// minus its point's leverage. None where one point alone decides the line.
    pub fn robust(&self) -> Option<Covariance> {
        let freedom = |leverage: &f64| Some(1.0 - leverage).filter(|freedom| *freedom >= NO_FREEDOM);
        let freedoms: Option<Vec<f64>> = self.leverages.iter().map(freedom).collect();
        let pulls = self.pulls.iter().zip(freedoms?);
        Some(Covariance::of_pulls(pulls.map(|([a, b], freedom)| [a * (1.0 / freedom), b * (1.0 / freedom)])))
    }

    /// The covariance that stands when points of one cluster move together (CR1); none below two clusters.
    ///
    /// `clusters` runs over the same points.
    pub fn clustered(&self, clusters: &[u32]) -> Option<Covariance> {
        clustered(&self.pulls, clusters, 2).map(|known| known.covariance)
    }

    /// What our intervals use: clustered by ICB for England, otherwise HC3 with n − 2.
    pub fn uncertainty(&self, scope: Scope, clusters: &[u32]) -> Option<Robust> {
        if is_clustered(scope, clusters) {
            return clustered(&self.pulls, clusters, 2);
        }
        let covariance = self.robust()?;
        Some(Robust { covariance, freedom: self.freedom(), error: ErrorOf::Pcns })
    }
}

/// A covariance, its degrees of freedom, and what it is made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Robust {
    /// Of two estimates.
    pub covariance: Covariance,
    /// Of its t distribution.
    pub freedom: f64,
    /// What it is made from.
    pub error: ErrorOf,
}

/// Whether an interval is clustered by ICB: England, from 20 ICBs on, since PCNs of an ICB are alike.
pub(super) fn is_clustered(scope: Scope, clusters: &[u32]) -> bool {
    let mut seen: Vec<u32> = Vec::with_capacity(CLUSTERS);
    let mut is_enough = |cluster: &u32| {
        if !seen.contains(cluster) {
            seen.push(*cluster);
        }
        seen.len() >= CLUSTERS
    };
    scope == Scope::England && clusters.iter().any(&mut is_enough)
}

/// Clusters by their place among those that are there, in order, and how many these are.
///
/// Clusters are numbers of a list, so that the greatest is not far above how many there are.
pub(super) fn numbered(clusters: &[u32]) -> (Vec<usize>, usize) {
    let place = |cluster: u32| usize::try_from(cluster).unwrap_or(usize::MAX);
    let places = clusters.iter().max().map_or(0, |last| place(*last) + 1);
    let mut is_there = vec![false; places];
    clusters.iter().for_each(|cluster| is_there[place(*cluster)] = true);
    let before = is_there.iter().scan(0, |next, is_there| {
        let number = *next;
        *next += usize::from(*is_there);
        Some(number)
    });
    let before: Vec<usize> = before.collect();
    let count = is_there.iter().filter(|is_there| **is_there).count();
    (clusters.iter().map(|cluster| before[place(*cluster)]).collect(), count)
}

/// The covariance of two estimates that points pull, where those of one cluster move together (CR1), with one degree of
/// freedom less than the clusters; none below two clusters.
///
/// `parameters` is how many the model has; `clusters` runs over the same points.
pub fn clustered(pulls: &[[f64; 2]], clusters: &[u32], parameters: usize) -> Option<Robust> {
    let (numbers, count) = numbered(clusters);
    let mut sums = vec![[0.0; 2]; count];
    for (number, pull) in numbers.into_iter().zip(pulls) {
        sums[number][0] += pull[0];
        sums[number][1] += pull[1];
    }
    let (g, n) = (sums.len() as f64, pulls.len() as f64);
    let scale = g / (g - 1.0) * (n - 1.0) / (n - parameters as f64);
    (sums.len() >= 2 && pulls.len() > parameters).then(|| Robust {
        covariance: Covariance::of_pulls(sums.into_iter()).times(scale),
        freedom: g - 1.0,
        error: ErrorOf::Icbs,
    })
}

/// The same for one estimate: the error of what points pull by so much each.
pub(super) fn clustered_error(pulls: &[f64], clusters: &[u32], parameters: usize) -> Option<Uncertainty> {
    let pulls: Vec<[f64; 2]> = pulls.iter().map(|pull| [*pull, 0.0]).collect();
    along(clustered(&pulls, clusters, parameters), [1.0, 0.0])
}

impl Covariance {
    /// The variance of a sum of the intercept and the slope with these multipliers.
    pub fn along(&self, gradient: [f64; 2]) -> f64 {
        let [a, b] = gradient;
        a * a * self.intercept + 2.0 * a * b * self.both + b * b * self.slope
    }

    fn times(self, scale: f64) -> Covariance {
        Covariance { intercept: scale * self.intercept, both: scale * self.both, slope: scale * self.slope }
    }

    fn of_pulls(pulls: impl Iterator<Item = [f64; 2]>) -> Covariance {
        pulls.fold(Covariance { intercept: 0.0, both: 0.0, slope: 0.0 }, |sum, [a, b]| Covariance {
            intercept: sum.intercept + a * a,
            both: sum.both + a * b,
            slope: sum.slope + b * b,
        })
    }
}

/// A standard error along a gradient of intercept and slope, where the covariance is known.
pub fn along(known: Option<Robust>, gradient: [f64; 2]) -> Option<Uncertainty> {
    known.map(|known| Uncertainty {
        standard_error: known.covariance.along(gradient).sqrt(),
        freedom: known.freedom,
        error: known.error,
    })
}
