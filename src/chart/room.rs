//! Rectangles on a picture that something stands in, and what they are clear of.

use super::axis::Plot;
use super::canvas::Spot;

/// A rectangle that something stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Taken {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Taken {
    /// The square around a mark.
    pub(super) fn around(spot: Spot, half: f64) -> Self {
        let (x, y) = spot;
        Self { left: x - half, right: x + half, top: y - half, bottom: y + half }
    }

    /// The strip along a level line.
    pub(super) fn strip(left: f64, right: f64, y: f64) -> Self {
        Self { left, right, top: y - 1.5, bottom: y + 1.5 }
    }

    /// Whether it overlaps another.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether it is inside a plot.
    pub(super) fn is_in(&self, plot: Plot) -> bool {
        self.left >= plot.left
            && self.right <= plot.right
            && self.top >= plot.top
            && self.bottom <= plot.bottom
    }

    /// Whether a line through some spots passes it by.
    pub(super) fn is_clear_of(&self, line: &[Spot]) -> bool {
        line.windows(2).all(|ends| !self.is_crossed(ends[0], ends[1]))
    }

    /// Whether a straight line enters it: the stretch between both pairs of edges is not empty.
    fn is_crossed(&self, from: Spot, to: Spot) -> bool {
        let across = between(self.left, self.right, from.0, to.0);
        let down = between(self.top, self.bottom, from.1, to.1);
        across.zip(down).is_some_and(|(a, b)| a.0.max(b.0) <= a.1.min(b.1))
    }
}

/// From which to which share of its way a line is between two edges.
fn between(low: f64, high: f64, from: f64, to: f64) -> Option<(f64, f64)> {
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
    fn a_rectangle_is_clear_of_a_line_that_passes_it() {
        let rectangle = Taken { left: 2.0, right: 4.0, top: 2.0, bottom: 4.0 };
        let is_clear = |line: &[Spot]| rectangle.is_clear_of(line);
        assert!(is_clear(&[(0.0, 0.0), (1.0, 5.0), (5.0, 5.0)]));
        assert!(!is_clear(&[(0.0, 0.0), (5.0, 5.0)]));
        assert!(!is_clear(&[(3.0, 0.0), (3.0, 9.0)]));
        assert!(!is_clear(&[(3.0, 3.0), (3.5, 3.5)]), "a line inside it");
        assert!(is_clear(&[(5.0, 0.0), (5.0, 9.0)]));
        assert!(is_clear(&[(0.0, 3.0), (3.0, 0.0)]), "a corner is cut off");
    }
}
