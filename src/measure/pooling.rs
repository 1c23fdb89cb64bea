//! Slopes of many ICBs together: each is drawn towards the others as far as its own PCNs leave it open.
//!
//! Normal hierarchical model, flat prior on the mean and on the standard deviation between ICBs, integrated on a grid.
//! Röver, J Stat Softw 2020;93(6), sets out the model; docs/methods.md says why this and
//! not a point estimate of the variance ("Slopes of many ICBs").

use std::collections::BTreeMap;

pub use super::posterior::OwnSlope;
use super::posterior::{Conditional, Mixture, conditionals};
use super::regression::{Line, Point};
use super::{Estimate, Reason, Sample};

/// Pooling needs this many ICBs.
pub const ICBS_FOR_POOLING: usize = 8;
/// A rank's range counts an ICB as lower or higher at this probability.
const SURE: f64 = 0.975;

/// What all slopes together say.
#[derive(Debug, Clone, PartialEq)]
pub struct Pooled {
    /// The mean slope of all ICBs, with its posterior limits.
    pub mean: Estimate,
    /// The posterior mean of the standard deviation between ICBs.
    pub deviation: f64,
    /// Each ICB's slope, in the order given.
    pub slopes: Vec<PooledSlope>,
}

/// One ICB's slope in the light of all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PooledSlope {
    /// The index of the ICB.
    pub cluster: u32,
    /// The posterior mean, with posterior limits.
    pub estimate: Estimate,
    /// The probability that provision falls as need rises.
    pub below_zero: f64,
    /// The expected rank among the ICBs, 1 for the lowest slope.
    pub rank: f64,
    /// The lowest rank that the ICBs surely below it allow.
    pub rank_low: usize,
    /// The highest rank that the ICBs surely above it allow.
    pub rank_high: usize,
}

/// The slopes of the ICBs with at least three PCNs and need that varies, with a residual variance in common.
pub fn own_slopes(sample: &Sample) -> Vec<OwnSlope> {
    let mut icbs: BTreeMap<u32, Vec<Point>> = BTreeMap::new();
    for (o, need) in sample.with_need() {
        icbs.entry(o.cluster).or_default().push(o.point(need, 1.0));
    }
    let lines: Vec<(u32, usize, Line)> =
        icbs.into_iter().filter_map(|(icb, points)| Some((icb, points.len(), Line::fit(&points)?))).collect();
    let freedom: f64 = lines.iter().map(|(.., line)| line.freedom()).sum();
    let squares = lines.iter().map(|(.., line)| line.residual_variance() * line.freedom());
    let variance = squares.sum::<f64>() / freedom;
    let scale = sample.ten_points;
    lines
        .iter()
        .map(|(cluster, pcns, line)| OwnSlope {
            cluster: *cluster,
            pcns: *pcns,
            slope: scale * line.slope,
            variance: scale * scale * variance / line.x_squares(),
        })
        .collect()
}

/// The slopes in the light of each other.
pub fn pool(own: &[OwnSlope]) -> Result<Pooled, Reason> {
    if own.len() < ICBS_FOR_POOLING {
        return Err(Reason::TooFewIcbs { n: own.len(), needed: ICBS_FOR_POOLING });
    }
    if own.iter().any(|o| !(o.variance > 0.0 && o.slope.is_finite())) {
        return Err(Reason::NotDefined);
    }
    let grid = conditionals(own);
    let mean = Mixture::of(&grid, |at| (at.mean, at.mean_variance));
    let slopes: Result<Vec<PooledSlope>, Reason> =
        own.iter().zip(below(&grid, own)).map(|(own, below)| pooled(&grid, own, &below)).collect();
    Ok(Pooled {
        mean: mean.estimate()?,
        deviation: grid.iter().map(|at| at.weight * at.deviation).sum(),
        slopes: slopes?,
    })
}

fn pooled(grid: &[Conditional], own: &OwnSlope, below: &[f64]) -> Result<PooledSlope, Reason> {
    let slope = Mixture::of(grid, |at| at.slope(own));
    Ok(PooledSlope {
        cluster: own.cluster,
        estimate: slope.estimate()?,
        below_zero: slope.below(0.0),
        rank: 1.0 + below.iter().sum::<f64>(),
        rank_low: 1 + below.iter().filter(|p| **p > SURE).count(),
        rank_high: 1 + below.iter().filter(|p| **p >= 1.0 - SURE).count(),
    })
}

/// For each ICB, the probability of each other ICB to have a lower slope.
fn below(grid: &[Conditional], own: &[OwnSlope]) -> Vec<Vec<f64>> {
    let mut below = vec![Vec::new(); own.len()];
    for (i, one) in own.iter().enumerate() {
        for (j, other) in own.iter().enumerate().skip(i + 1) {
            let lower: f64 = grid.iter().map(|at| at.weight * at.below(one, other)).sum();
            below[j].push(lower);
            below[i].push(1.0 - lower);
        }
    }
    below
}
