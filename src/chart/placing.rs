//! Free places for labels among the marks and lines of a plot.

use super::axis::Plot;
use super::canvas::{Canvas, Drawn, Spot};
use super::palette::PAPER;

/// A rectangle that something stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Taken {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// What labels must keep clear of: always of marks, and where they can of lines.
pub(super) struct Room {
    pub marks: Vec<Taken>,
    pub lines: Vec<Taken>,
}

/// Where a label goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    /// The start of the words.
    pub start: Spot,
    /// Whether a line runs behind them.
    pub on_a_line: bool,
    own: Taken,
}

/// Half the height of a line of words, with a little air.
const HALF_LINE: f64 = 5.5;
/// How far from its mark a label may stand, nearest first.
const NEAR: [f64; 2] = [6.0, 10.0];
const FAR: [f64; 3] = [16.0, 22.0, 30.0];

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

impl Room {
    /// Where words of a width about a mark go: near and clear of all, near on a line, or further away.
    ///
    /// The place is then taken; none where marks leave no room.
    pub(super) fn place(&mut self, spot: Spot, wide: f64, plot: Plot) -> Option<Found> {
        let search = |steps: &[f64], on_a_line: bool| {
            let places = steps.iter().flat_map(|&away| beside(spot, wide, away));
            let mut found = places.map(|start| Found { start, on_a_line, own: Taken::words(start, wide) });
            found.find(|found| {
                let meets = |taken: &[Taken]| taken.iter().any(|taken| taken.meets(&found.own));
                found.own.is_in(plot) && !meets(&self.marks) && (on_a_line || !meets(&self.lines))
            })
        };
        let found = search(&NEAR, false).or_else(|| search(&NEAR, true)).or_else(|| search(&FAR, true))?;
        self.marks.push(found.own);
        Some(found)
    }
}

impl Found {
    /// Clears the place of the lines behind it.
    pub(super) fn clear(&self, canvas: &mut Canvas<'_>) -> Drawn {
        canvas.bar((self.own.left, self.own.top + 1.0), (self.own.right, self.own.bottom - 1.0), PAPER)
    }
}

/// The places around a mark at a distance: right, left, above, below, and the corners.
fn beside((x, y): Spot, wide: f64, away: f64) -> [Spot; 8] {
    let (right, left, middle) = (x + away, x - away - wide, x - wide / 2.0);
    let (above, below) = (y - away - 4.0, y + away + 4.0);
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
    use super::*;

    #[test]
    fn a_label_takes_the_nearest_free_place_or_none() {
        let plot = Plot { left: 0.0, right: 100.0, top: 0.0, bottom: 60.0 };
        let spot = (30.0, 30.0);
        let mut room = Room { marks: vec![Taken::around(spot, 3.5)], lines: Vec::new() };
        assert_eq!(room.place(spot, 20.0, plot).unwrap().start, (36.0, 30.0));
        let second = room.place(spot, 20.0, plot).unwrap().start;
        assert!(second.0 < 36.0, "the right is taken: {second:?}");
        assert_eq!(room.place(spot, 20.0, Plot { right: 20.0, ..plot }), None);
        room.lines.push(Taken::strip((0.0, 100.0), 10.0));
        let lined = room.place((80.0, 10.0), 12.0, Plot { bottom: 17.0, ..plot });
        assert!(lined.unwrap().on_a_line);
    }
}
