//! Many comparisons at once: p-values adjusted for their number.

/// Benjamini and Hochberg's adjusted p-values, in the order given (J R Stat Soc B 1995;57:289–300).
///
/// Calling those below 0.05 different is wrong for one in twenty of them, not for one in twenty of all.
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let n = p_values.len() as f64;
    let mut adjusted = vec![1.0; p_values.len()];
    let mut least: f64 = 1.0;
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    for (place, &i) in order.iter().enumerate().rev() {
        least = least.min(p_values[i] * n / (place as f64 + 1.0));
        adjusted[i] = least;
    }
    adjusted
}
