//! CR2: standard errors for few clusters, with Satterthwaite's degrees of freedom.
//!
//! Pustejovsky and Tipton, J Bus Econ Stat 2018;36:672–83 (R package clubSandwich). The residuals of a cluster are
//! stretched so that the variance is right if all responses vary alike and independently, and the degrees of freedom
//! say how many clusters in effect decide the coefficient: few where one of them holds most of its leverage.

use std::collections::BTreeMap;

use briefings::measure::regression::Point;
use briefings::measure::{ErrorOf, Uncertainty};

use super::matrix::{Matrix, dot, inverse, inverse_root, times};

/// One row of a linear regression.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What stands beside each coefficient; the same number in every row.
    pub regressors: Vec<f64>,
    /// What the regression describes.
    pub response: f64,
    /// How much the row counts, above zero.
    pub weight: f64,
    /// What moves together: the index of the PCN, or of its ICB.
    pub cluster: u32,
}

/// The error of the slope of a straight line through weighted points, clustered; `clusters` runs over the same points.
///
/// In the unit of y per unit of x. None below two clusters, and where all x are equal.
pub fn slope_error(points: &[Point], clusters: &[u32]) -> Option<Uncertainty> {
    let total: f64 = points.iter().map(|p| p.weight).sum();
    let mean = |of: fn(&Point) -> f64| points.iter().map(|p| p.weight * of(p)).sum::<f64>() / total;
    let (x, y) = (mean(|p| p.x), mean(|p| p.y));
    let row = |(p, cluster): (&Point, &u32)| Row {
        regressors: vec![1.0, apart(p.x, x)],
        response: apart(p.y, y),
        weight: p.weight,
        cluster: *cluster,
    };
    let rows: Vec<Row> = points.iter().zip(clusters).map(row).collect();
    contrast_error(&rows, &[0.0, 1.0])
}

/// How far a value is from a mean; nothing where that is rounding.
fn apart(value: f64, mean: f64) -> f64 {
    let apart = value - mean;
    if apart.abs() > 1e-12 * mean.abs() { apart } else { 0.0 }
}

/// The error of a sum of coefficients with these multipliers, one for each regressor.
///
/// None below two clusters, and where regressors depend on each other.
pub fn contrast_error(rows: &[Row], multipliers: &[f64]) -> Option<Uncertainty> {
    let fit = Fit::of(rows)?;
    let along = times(&fit.bread, multipliers);
    let clusters = clusters(rows);
    let (mut variance, mut pulls) = (0.0, Vec::new());
    for members in clusters.values() {
        let pull = fit.stretched(rows, members, &along);
        let score: f64 = members.iter().zip(&pull).map(|(&i, pull)| fit.residuals[i] * pull).sum();
        variance += score * score;
        pulls.push(fit.spread(rows, members, &pull));
    }
    let freedom = satterthwaite(&pulls);
    (clusters.len() >= 2 && freedom.is_finite()).then(|| Uncertainty {
        standard_error: variance.sqrt(),
        freedom,
        error: ErrorOf::Icbs,
    })
}

/// A weighted least-squares fit.
struct Fit {
    /// (X′WX)⁻¹
    bread: Matrix,
    /// (X′WX)⁻¹ X′W²X (X′WX)⁻¹
    filled: Matrix,
    residuals: Vec<f64>,
}

impl Fit {
    fn of(rows: &[Row]) -> Option<Fit> {
        let bread = inverse(&gram(rows, |row| row.weight))?;
        let filling = gram(rows, |row| row.weight * row.weight);
        // Both are symmetric, so that rows do for columns.
        let half: Matrix = filling.iter().map(|row| times(&bread, row)).collect();
        let column = |k: usize| half.iter().map(|row| row[k]).collect::<Vec<f64>>();
        let filled = (0..bread.len()).map(|k| times(&bread, &column(k))).collect();
        let moment = |k: usize| rows.iter().map(|row| row.weight * row.regressors[k] * row.response).sum();
        let coefficients = times(&bread, &(0..bread.len()).map(moment).collect::<Vec<f64>>());
        let residuals = rows.iter().map(|row| row.response - dot(&row.regressors, &coefficients));
        Some(Fit { residuals: residuals.collect(), bread, filled })
    }

    /// What multiplies the residuals of a cluster: its rows' pulls on the contrast, stretched by B^(−½), where
    /// B = I − H − H′ + HH′ is what the fit leaves of the cluster's variance.
    fn stretched(&self, rows: &[Row], members: &[usize], along: &[f64]) -> Vec<f64> {
        let hat = |a: usize, b: usize| {
            dot(&rows[a].regressors, &times(&self.bread, &rows[b].regressors)) * rows[b].weight
        };
        let left = |a: usize, b: usize| {
            let same = f64::from(u8::from(a == b));
            same - hat(a, b) - hat(b, a) + dot(&rows[a].regressors, &times(&self.filled, &rows[b].regressors))
        };
        let left: Matrix = members.iter().map(|&a| members.iter().map(|&b| left(a, b)).collect()).collect();
        let pull = |&i: &usize| rows[i].weight * dot(&rows[i].regressors, along);
        times(&inverse_root(&left), &members.iter().map(pull).collect::<Vec<f64>>())
    }

    /// The same multipliers on the responses of all rows, as a residual draws on every response.
    fn spread(&self, rows: &[Row], members: &[usize], pull: &[f64]) -> Vec<f64> {
        let mut own = vec![0.0; self.bread.len()];
        for (&i, pull) in members.iter().zip(pull) {
            own.iter_mut().zip(&rows[i].regressors).for_each(|(sum, x)| *sum += pull * x);
        }
        let through_fit = times(&self.bread, &own);
        let mut spread: Vec<f64> =
            rows.iter().map(|row| -row.weight * dot(&row.regressors, &through_fit)).collect();
        members.iter().zip(pull).for_each(|(&i, pull)| spread[i] += pull);
        spread
    }
}

/// The degrees of freedom of a sum of squares of these pulls on independent responses, by its mean and variance.
fn satterthwaite(pulls: &[Vec<f64>]) -> f64 {
    let mean: f64 = pulls.iter().map(|pull| dot(pull, pull)).sum();
    let products = pulls.iter().flat_map(|a| pulls.iter().map(|b| dot(a, b)));
    mean * mean / products.map(|product| product * product).sum::<f64>()
}

/// X′ diag(weight) X
fn gram(rows: &[Row], weight: fn(&Row) -> f64) -> Matrix {
    let k = rows.first().map_or(0, |row| row.regressors.len());
    let entry = |i: usize, j: usize| {
        rows.iter().map(|row| weight(row) * row.regressors[i] * row.regressors[j]).sum::<f64>()
    };
    (0..k).map(|i| (0..k).map(|j| entry(i, j)).collect()).collect()
}

/// The places of each cluster's rows.
fn clusters(rows: &[Row]) -> BTreeMap<u32, Vec<usize>> {
    let mut clusters: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate() {
        clusters.entry(row.cluster).or_default().push(i);
    }
    clusters
}
