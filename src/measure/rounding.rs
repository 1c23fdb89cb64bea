//! What of a number is only the rounding of binary fractions.

/// Differences below this share of a quantity's size are rounding of binary fractions.
pub const ROUNDING: f64 = 1e-12;

/// The difference, or zero where it is only the rounding of a quantity of this finite size.
pub fn beyond_rounding(difference: f64, size: f64) -> f64 {
    if size.is_finite() && difference.abs() <= ROUNDING * size.abs() {
        return 0.0;
    }
    difference
}

/// Whether values differ by more than rounding; those without a finite range do, so that they never pass for equal.
pub fn varies(values: impl Iterator<Item = f64>) -> bool {
    let (least, greatest) = values
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let range = greatest - least;
    !range.is_finite() || range > ROUNDING * least.abs().max(greatest.abs())
}

/// An index of spread, which rounding can bring below zero where all rates are equal, and FTE below zero anywhere.
pub fn at_least_zero(index: f64) -> f64 {
    // Not `max`, which would make a zero of what is not a number.
    if index < 0.0 { 0.0 } else { index }
}
