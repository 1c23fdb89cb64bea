//! Free places for labels among the marks of a plot.

use super::axis::Plot;
use super::canvas::{Spot, Type};
use super::lettering::width;

/// A rectangle that something stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Taken {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// Half the height of a line of words, with a little air.
const HALF_LINE: f64 = 5.5;
/// How far from its mark a label may stand, nearest first.
const STEPS: [f64; 4] = [6.0, 12.0, 20.0, 30.0];

impl Taken {
    /// The square around a mark.
    pub(super) fn around((x, y): Spot, half: f64) -> Self {
        Self { left: x - half, right: x + half, top: y - half, bottom: y + half }
    }

    /// The strip along a level line.
    pub(super) fn strip((left, right): (f64, f64), y: f64) -> Self {
        Self { left, right, top: y - 1.5, bottom: y + 1.5 }
    }

    /// The place of words that start at a spot.
    fn words((x, y): Spot, wide: f64) -> Self {
        Self { left: x - 1.0, right: x + wide + 1.0, top: y - HALF_LINE, bottom: y + HALF_LINE }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn is_in(&self, plot: Plot) -> bool {
        self.left >= plot.left
            && self.right <= plot.right
            && self.top >= plot.top
            && self.bottom <= plot.bottom
    }
}

/// Where words about a mark can start without meeting anything; the place is then taken.
pub(super) fn place(
    taken: &mut Vec<Taken>,
    spot: Spot,
    (words, how): (&str, Type),
    plot: Plot,
) -> Option<Spot> {
    let wide = width(words, how);
    let found = STEPS.iter().flat_map(|&away| beside(spot, wide, away)).find(|&at| {
        let own = Taken::words(at, wide);
        own.is_in(plot) && !taken.iter().any(|other| other.meets(&own))
    })?;
    taken.push(Taken::words(found, wide));
    Some(found)
}

/// The places around a mark at a distance: right, left, above, below, and the corners.
fn beside((x, y): Spot, wide: f64, away: f64) -> [Spot; 8] {
    let (right, left, middle) = (x + away, x - away - wide, x - wide / 2.0);
    let (above, below) = (y - away - 2.0, y + away + 2.0);
    [
        (right, y),
        (left, y),
        (middle, above),
        (middle, below),
        (right, above),
        (left, above),
        (right, below),
        (left, below),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::canvas::SMALL;
    use super::*;

    #[test]
    fn a_label_takes_the_nearest_free_place_or_none() {
        let plot = Plot { left: 0.0, right: 100.0, top: 0.0, bottom: 60.0 };
        let spot = (30.0, 30.0);
        let mut taken = vec![Taken::around(spot, 4.0)];
        assert_eq!(place(&mut taken, spot, ("Devon", SMALL), plot), Some((36.0, 30.0)));
        let second = place(&mut taken, spot, ("Kent", SMALL), plot).unwrap();
        assert!(second.0 < 36.0, "the right is taken: {second:?}");
        let narrow = Plot { right: 20.0, ..plot };
        assert_eq!(place(&mut taken, spot, ("Devon", SMALL), narrow), None);
    }
}
