//! Whether a place on a picture is free of lines.

use super::canvas::Spot;

/// Whether a rectangle, by its upper left and lower right corner, is free of a line through some spots.
pub(super) fn is_free((upper, lower): (Spot, Spot), line: &[Spot]) -> bool {
    line.windows(2).all(|ends| !crosses((upper, lower), (ends[0], ends[1])))
}

/// Whether a straight line enters a rectangle: the stretch of it inside both pairs of edges is not empty.
fn crosses((upper, lower): (Spot, Spot), (from, to): (Spot, Spot)) -> bool {
    let across = inside((upper.0, lower.0), (from.0, to.0));
    let down = inside((upper.1, lower.1), (from.1, to.1));
    across.zip(down).is_some_and(|(a, b)| a.0.max(b.0) <= a.1.min(b.1))
}

/// From which to which share of its way a line is between two edges.
fn inside((low, high): (f64, f64), (from, to): (f64, f64)) -> Option<(f64, f64)> {
    if from == to {
        return (low..=high).contains(&from).then_some((0.0, 1.0));
    }
    let (a, b) = ((low - from) / (to - from), (high - from) / (to - from));
    let (start, end) = (a.min(b).max(0.0), a.max(b).min(1.0));
    (start <= end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_is_free_of_a_line_that_passes_it() {
        let rectangle = ((2.0, 2.0), (4.0, 4.0));
        assert!(is_free(rectangle, &[(0.0, 0.0), (1.0, 5.0), (5.0, 5.0)]));
        assert!(!is_free(rectangle, &[(0.0, 0.0), (5.0, 5.0)]));
        assert!(!is_free(rectangle, &[(3.0, 0.0), (3.0, 9.0)]));
        assert!(!is_free(rectangle, &[(3.0, 3.0), (3.5, 3.5)]), "a line inside it");
        assert!(is_free(rectangle, &[(5.0, 0.0), (5.0, 9.0)]));
        assert!(is_free(rectangle, &[(0.0, 3.0), (3.0, 0.0)]), "a corner is cut off");
    }
}
