//! Which ICBs are alike: distances between their populations, as the Model Health System measures them.

/// How many peers an ICB has.
pub const PEERS: usize = 5;

/// The distances between all pairs of ICBs: one row of variables for each ICB, all of one length, all zero or above.
///
/// Each variable is capped at five standard deviations above its mean, square-rooted and standardised; all weigh alike.
pub fn distances(icbs: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let variables = icbs.first().map_or(0, Vec::len);
    let columns: Vec<Vec<f64>> =
        (0..variables).map(|v| standardised(&icbs.iter().map(|icb| icb[v]).collect::<Vec<_>>())).collect();
    let distance = |a: usize, b: usize| {
        let squares = columns.iter().map(|c| (c[a] - c[b]) * (c[a] - c[b]));
        squares.sum::<f64>().sqrt()
    };
    (0..icbs.len()).map(|a| (0..icbs.len()).map(|b| distance(a, b)).collect()).collect()
}

/// The positions of the nearest others, nearest first.
pub fn nearest(distances: &[Vec<f64>], icb: usize) -> Vec<usize> {
    let mut others: Vec<usize> = (0..distances.len()).filter(|&other| other != icb).collect();
    others.sort_by(|&a, &b| distances[icb][a].total_cmp(&distances[icb][b]));
    others.truncate(PEERS);
    others
}

/// A variable on its square-root scale with mean zero and standard deviation one; zero where all are equal.
fn standardised(values: &[f64]) -> Vec<f64> {
    let (mean, deviation) = moments(values);
    let roots: Vec<f64> = values.iter().map(|v| v.min(mean + 5.0 * deviation).sqrt()).collect();
    let (mean, deviation) = moments(&roots);
    let scale = if deviation > 0.0 { deviation } else { 1.0 };
    roots.iter().map(|r| (r - mean) / scale).collect()
}

fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
    (mean, (squares / (n - 1.0).max(1.0)).sqrt())
}
