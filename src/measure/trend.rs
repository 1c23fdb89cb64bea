//! Trends of a quarterly series: the Theil–Sen slope, and the Mann–Kendall test with Hamed and Rao's variance.

use super::quantile::{normal_below, normal_quantile};
use super::rank::{percentile, tied_groups};
use super::{Estimate, Reason};

/// A robust straight line through a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TheilSen {
    /// The median of the slopes between all pairs of points, for each step, with its 95% limits.
    pub slope: Estimate,
    /// The height of the line at the first point.
    pub intercept: f64,
}

/// How surely a series rises or falls.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannKendall {
    /// Pairs that rise minus pairs that fall.
    pub score: f64,
    /// The variance of the score if nothing trends and points are independent.
    pub variance: f64,
    /// The probability of a score as far from zero, by the normal approximation with continuity correction.
    pub p: f64,
}

/// The Theil–Sen line of evenly spaced values (Sen, J Am Stat Assoc 1968;63:1379–89).
pub fn theil_sen(values: &[f64]) -> Result<TheilSen, Reason> {
    let mut slopes = pairwise_slopes(values);
    slopes.sort_by(f64::total_cmp);
    let too_few = Reason::TooFewCensuses { n: values.len(), needed: 2 };
    let slope = percentile(&slopes, 0.5).ok_or(too_few)?;
    let middle = percentile(values, 0.5).ok_or(too_few)?;
    let reach = normal_quantile(0.975) * score_variance(values).sqrt();
    let pairs = slopes.len() as f64;
    let below = ((pairs - reach) / 2.0).round_ties_even() - 1.0;
    let above = ((pairs + reach) / 2.0).round_ties_even();
    Ok(TheilSen {
        slope: Estimate {
            lower: slopes.get(place(below.max(0.0))).copied(),
            upper: slopes.get(place(above.min(pairs - 1.0))).copied(),
            ..Estimate::point(slope)?
        },
        intercept: middle - slope * (values.len() as f64 - 1.0) / 2.0,
    })
}

/// The Mann–Kendall test for independent points; three are needed.
pub fn mann_kendall(values: &[f64]) -> Option<MannKendall> {
    tested(values, 1.0)
}

/// The Mann–Kendall test with a variance that allows for persistence (Hamed and Rao, J Hydrol 1998;204:182–96).
pub fn hamed_rao(values: &[f64]) -> Option<MannKendall> {
    let n = values.len() as f64;
    let slope = theil_sen(values).ok()?.slope.value;
    let detrended: Vec<f64> = (1u32..).zip(values).map(|(t, v)| v - slope * f64::from(t)).collect();
    let notable = normal_quantile(0.975) / n.sqrt();
    let terms = autocorrelations(&average_ranks(&detrended)).into_iter().zip(1u32..).map(|(r, lag)| {
        let left = n - f64::from(lag);
        if r.abs() > notable { left * (left - 1.0) * (left - 2.0) * r } else { 0.0 }
    });
    let inflation = 1.0 + 2.0 / (n * (n - 1.0) * (n - 2.0)) * terms.sum::<f64>();
    tested(values, inflation)
}

/// The test with the variance of independent points times this.
fn tested(values: &[f64], inflation: f64) -> Option<MannKendall> {
    let (score, variance) = (score(values), inflation * score_variance(values));
    // One towards zero, since the score moves in steps of two.
    let beyond = (score.abs() - 1.0).max(0.0);
    let p = 2.0 * normal_below(-beyond / variance.sqrt());
    (values.len() >= 3 && p.is_finite()).then_some(MannKendall { score, variance, p })
}

fn score(values: &[f64]) -> f64 {
    let rises = |(i, a): (usize, &f64)| {
        values[i + 1..].iter().map(|b| f64::from(i8::from(b > a) - i8::from(b < a))).sum::<f64>()
    };
    values.iter().enumerate().map(rises).sum::<f64>() + 0.0
}

/// The variance of the score with ties taken out.
fn score_variance(values: &[f64]) -> f64 {
    let term = |n: f64| n * (n - 1.0) * (2.0 * n + 5.0);
    let ties = tied_groups(values);
    let tied: f64 = ties.iter().map(|t| term(t.len() as f64)).sum();
    (term(values.len() as f64) - tied) / 18.0
}

fn pairwise_slopes(values: &[f64]) -> Vec<f64> {
    let from = |i: usize| {
        let later = values[i + 1..].iter().zip(1u32..);
        later.map(move |(v, steps)| (v - values[i]) / f64::from(steps))
    };
    (0..values.len()).flat_map(from).collect()
}

/// Ranks from one, ties averaged.
fn average_ranks(values: &[f64]) -> Vec<f64> {
    let mut ranks = vec![0.0; values.len()];
    let mut below = 0.0;
    for tied in tied_groups(values) {
        let n = tied.len() as f64;
        tied.iter().for_each(|&i| ranks[i] = below + (n + 1.0) / 2.0);
        below += n;
    }
    ranks
}

/// The autocorrelations at lag 1, 2, … up to one less than the points.
fn autocorrelations(values: &[f64]) -> Vec<f64> {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let product = |lag: usize| {
        let pairs = values.iter().zip(&values[lag..]);
        pairs.map(|(a, b)| (a - mean) * (b - mean)).sum::<f64>()
    };
    (1..values.len()).map(|lag| product(lag) / product(0)).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "a whole number, and a place in a list")]
fn place(x: f64) -> usize {
    x as usize
}
