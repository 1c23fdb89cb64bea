//! Many comparisons at once: p-values adjusted for their number.

/// Benjamini and Hochberg's adjusted p-values, in the order given (J R Stat Soc B 1995;57:289–300).
///
/// Calling those below 0.05 different is wrong for one in twenty of them, not for one in twenty of all.
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let n = p_values.len() as f64;
    let mut adjusted = vec![1.0; p_values.len()];
    let mut least: f64 = 1.0;
    for (place, &i) in ascending(p_values).iter().enumerate().rev() {
        least = least.min(p_values[i] * n / (place as f64 + 1.0));
        adjusted[i] = least;
    }
    adjusted
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
