//! The relative index of inequality from a log-linear model, which stands where PCNs reported none.

use super::regression::{Line, Point, along};
use super::rounding::varies;
use super::slope_index::Ranked;
use super::{Estimate, Measure, Reason, Sample, Unit};

/// Ratio of the ends of a log-linear model of provision against England rank.
pub const RII_LOG: Measure = Measure {
    id: "rii-log",
    name: "relative index of inequality, log-linear",
    unit: Unit::Ratio,
    needs_indicator: true,
    verdict_of: Some("sii"),
    jackknife: false,
    without: None,
    method: "The ratio of provision from the least to the most need in England when provision changes by equal ratios along the ranks: Poisson pseudo-likelihood, list size as exposure, which allows for PCNs that reported none (Santos Silva and Tenreyro, Rev Econ Stat 2006;88:641–58). The interval is formed on the logarithmic scale.",
    of: rii_log,
};

/// Steps after which a fit that still moves is called without limit.
const STEPS: usize = 100;
/// A relative step below this is the last digit.
const SETTLED: f64 = 1e-14;

fn rii_log(sample: &Sample) -> Result<Estimate, Reason> {
    let ranked = Ranked::of(sample)?;
    let line = log_line(&ranked.points).ok_or(Reason::NotDefined)?;
    let known = line.uncertainty(sample.scope, &ranked.clusters);
    Estimate::ratio(line.slope, along(known, [0.0, 1.0]))
}

/// The line of ln(expected y) against x, by Poisson pseudo-likelihood; none where it has no limit.
///
/// Each step is a weighted line through the working response, so that its robust standard errors are those of the model.
pub fn log_line(points: &[Point]) -> Option<Line> {
    let total: f64 = points.iter().map(|p| p.weight).sum();
    let mean = points.iter().map(|p| p.weight * p.y).sum::<f64>() / total;
    let (mut intercept, mut slope) = (mean.ln(), 0.0);
    if !varies(points.iter().map(|p| p.y)) {
        return Line::fit(&points.iter().map(|p| Point { y: intercept, ..*p }).collect::<Vec<_>>());
    }
    for _ in 0..STEPS {
        let line = Line::fit(&working(points, intercept, slope))?;
        let step = (line.intercept - intercept).abs() + (line.slope - slope).abs();
        (intercept, slope) = (line.intercept, line.slope);
        if step <= SETTLED * (1.0 + intercept.abs() + slope.abs()) {
            return Line::fit(&working(points, intercept, slope));
        }
    }
    None
}

/// The working response and weights of one step: expected FTE weighs, and the residual is relative to it.
fn working(points: &[Point], intercept: f64, slope: f64) -> Vec<Point> {
    points
        .iter()
        .map(|p| {
            let ln_expected = intercept + slope * p.x;
            let expected = ln_expected.exp();
            Point { x: p.x, y: ln_expected + (p.y - expected) / expected, weight: p.weight * expected / 1e4 }
        })
        .collect()
}
