//! Formulas that the reference has and no page needs: here, so that every number of it is answered.

use briefings::measure::rank::tied_groups;
use briefings::measure::trend::mann_kendall;

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
