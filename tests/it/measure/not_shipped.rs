//! Formulas that the reference has and no page needs: here, so that every number of it is answered.

pub mod cr2;
pub mod dispersion;
mod matrix;

use briefings::measure::quantile::normal_quantile;
use briefings::measure::rank::tied_groups;
use briefings::measure::regression::{Covariance, Line, Point};
use briefings::measure::trend::mann_kendall;
use statrs::distribution::{ChiSquared, ContinuousCDF};

/// The value below which a chi-squared variable falls with probability `p`.
pub fn chi_squared_quantile(p: f64, freedom: f64) -> Option<f64> {
    let distribution = ChiSquared::new(freedom).ok()?;
    Some(distribution.inverse_cdf(p))
}

/// The limits of a share around the overall share, at a base of `n` people, that one in 40 lies below and above
/// (Spiegelhalter, Stat Med 2005;24:1185–202), then those that one in 1,000 does.
pub fn share_limits(overall: f64, n: f64) -> [f64; 4] {
    let error = (overall * (1.0 - overall) / n).sqrt();
    [0.025, 0.975, 0.001, 0.999].map(|p| (overall + normal_quantile(p) * error).clamp(0.0, 1.0))
}

/// A hundred whole sizes from one to the largest, evenly apart on a logarithmic scale, at which to draw a funnel.
pub fn sizes(largest: f64) -> Vec<f64> {
    let mut sizes = vec![1.0];
    for left in (1..100u32).rev() {
        let last = sizes[sizes.len() - 1];
        let step: f64 = (largest / last).powf(1.0 / f64::from(left));
        sizes.push((last * step).round().max(last + 1.0));
    }
    sizes
}

/// The variance of a line's slope by ordinary least squares.
pub fn ordinary_slope(line: &Line) -> f64 {
    line.residual_variance() / line.x_squares()
}

/// The covariance of a line by ordinary least squares, which takes equal variances for granted.
pub fn ordinary(line: &Line, points: &[Point]) -> Covariance {
    let total: f64 = points.iter().map(|p| p.weight).sum();
    let centre = points.iter().map(|p| p.weight * p.x).sum::<f64>() / total;
    let slope = ordinary_slope(line);
    Covariance {
        intercept: line.residual_variance() / total + centre * centre * slope,
        both: -centre * slope,
        slope,
    }
}

/// The covariance of a line from the residuals of its points, scaled by n / (n − 2): clustered with each point alone.
pub fn hc1(line: &Line) -> Covariance {
    let alone: Vec<u32> = line.slope_pulls().zip(0..).map(|(_, place)| place).collect();
    line.clustered(&alone).unwrap()
}

/// The variance of a line's slope from the residuals of its points as they are.
pub fn hc0(line: &Line) -> f64 {
    line.slope_pulls().map(|pull| pull * pull).sum()
}

/// The same, each square divided by one minus the point's leverage.
pub fn hc2(line: &Line, points: &[Point]) -> f64 {
    let total: f64 = points.iter().map(|p| p.weight).sum();
    let centre = points.iter().map(|p| p.weight * p.x).sum::<f64>() / total;
    let leverage = |p: &Point| p.weight * (1.0 / total + (p.x - centre).powi(2) / line.x_squares());
    line.slope_pulls().zip(points).map(|(pull, p)| pull * pull / (1.0 - leverage(p))).sum()
}

/// The weighted share of the variance of y that a line describes.
pub fn r_squared(line: &Line, points: &[Point]) -> f64 {
    let total: f64 = points.iter().map(|p| p.weight).sum();
    let mean = points.iter().map(|p| p.weight * p.y).sum::<f64>() / total;
    let squares: f64 = points.iter().map(|p| p.weight * (p.y - mean).powi(2)).sum();
    1.0 - line.residual_variance() * line.freedom() / squares
}

/// Holm's adjusted p-values, in the order given (Scand J Stat 1979;6:65–70).
///
/// Calling those below 0.05 different is wrong even once in at most one set of comparisons in twenty.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let n = p_values.len() as f64;
    let mut adjusted = vec![1.0; p_values.len()];
    let mut greatest: f64 = 0.0;
    for (place, &i) in ascending(p_values).iter().enumerate() {
        greatest = greatest.max((p_values[i] * (n - place as f64)).min(1.0));
        adjusted[i] = greatest;
    }
    adjusted
}

/// Bonferroni's adjusted p-values, in the order given: each times their number.
///
/// They promise what Holm's do, and are never smaller.
pub fn bonferroni(p_values: &[f64]) -> Vec<f64> {
    let n = p_values.len() as f64;
    p_values.iter().map(|p| (p * n).min(1.0)).collect()
}

/// The places of the p-values from the least to the greatest.
fn ascending(p_values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    order
}

/// Kendall's τ-b between values and time, from −1 to 1: the score over its greatest size, ties taken out.
pub fn kendall_tau(values: &[f64]) -> Option<f64> {
    let pairs = |n: f64| n * (n - 1.0) / 2.0;
    let tied: f64 = tied_groups(values).iter().map(|t| pairs(t.len() as f64)).sum();
    let all = pairs(values.len() as f64);
    Some(mann_kendall(values)?.score / (all * (all - tied)).sqrt())
}

/// The two-sided p-value of the Mann–Kendall test for independent points, from all orders of the values.
///
/// For short series without ties; none where values are tied, and below three.
pub fn mann_kendall_exact(values: &[f64]) -> Option<f64> {
    if values.len() < 3 || tied_groups(values).len() < values.len() {
        return None;
    }
    let n = values.len() as f64;
    let fewest = (n * (n - 1.0) / 2.0 - mann_kendall(values)?.score.abs()) / 2.0;
    // The chance of each number of pairs out of order, built up by putting in one value after another.
    let mut chances = vec![0.0; fewest as usize + 1];
    chances[0] = 1.0;
    for last in 1..values.len() {
        let chance = |falls: usize| chances[falls.saturating_sub(last)..=falls].iter().sum::<f64>();
        chances = (0..chances.len()).map(|falls| chance(falls) / (last as f64 + 1.0)).collect();
    }
    Some((2.0 * chances.iter().sum::<f64>()).min(1.0))
}

#[test]
fn adjusted_p_values_keep_their_order() {
    let p = [0.04, 0.01, 0.03];
    assert_eq!(holm(&p), [0.06, 0.03, 0.06]);
    assert_eq!(bonferroni(&p), [0.12, 0.03, 0.09]);
    assert_eq!((holm(&[0.7, 0.8])[0], bonferroni(&[0.7, 0.8])[1]), (1.0, 1.0));
}

#[test]
fn all_orders_of_a_series_are_equally_likely() {
    // Of the 120 orders of five values one rises throughout and one falls; four more are one swap from each.
    let close = |values: &[f64], want: f64| (mann_kendall_exact(values).unwrap() / want - 1.0).abs() < 1e-12;
    assert!(close(&[1.0, 2.0, 3.0, 4.0, 5.0], 2.0 / 120.0));
    assert!(close(&[5.0, 4.0, 3.0, 1.0, 2.0], 10.0 / 120.0));
    assert!(close(&[2.0, 1.0, 4.0, 0.0, 3.0], 1.0));
    let factorial: f64 = (1..=22u32).map(f64::from).product();
    assert!(close(&(0..22u32).map(f64::from).collect::<Vec<_>>(), 2.0 / factorial));
    for series in [&[][..], &[1.0, 2.0], &[1.0, 1.0, 2.0]] {
        assert_eq!(mann_kendall_exact(series), None);
    }
}
