//! Free places for labels among the marks and lines of a plot.

use super::axis::Plot;
use super::canvas::{Canvas, Drawn, Spot, Stroke};
use super::palette::AXIS;
use super::room::Taken;

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
    far: bool,
    own: Taken,
}

/// Half the height of a line of words, with a little air.
const HALF_LINE: f64 = 5.5;
/// How far from its mark a label may stand, nearest first.
const NEAR: [f64; 2] = [6.0, 10.0];
const FAR: [f64; 3] = [16.0, 22.0, 30.0];

impl Room {
    /// Where words of a width about a mark go, clear of all marks and lines: near, or further away.
    ///
    /// The place is then taken; none where there is no room.
    pub(super) fn place_clear(&mut self, spot: Spot, wide: f64, plot: Plot) -> Option<Found> {
        self.search(spot, wide, |own, room| own.is_in(plot) && !room.marks_meet(own) && !room.lines_meet(own))
    }

    /// The same, where a line may run behind the words.
    pub(super) fn place_over(&mut self, spot: Spot, wide: f64, plot: Plot) -> Option<Found> {
        self.search(spot, wide, |own, room| own.is_in(plot) && !room.marks_meet(own))
    }

    fn search(&mut self, spot: Spot, wide: f64, is_free: impl Fn(&Taken, &Self) -> bool) -> Option<Found> {
        let steps = NEAR.map(|away| (away, false)).into_iter().chain(FAR.map(|away| (away, true)));
        let mut places = steps.flat_map(|(away, far)| {
            beside(spot, wide, away).map(|start| Found { start, far, own: words(start, wide) })
        });
        let found = places.find(|found| is_free(&found.own, self))?;
        self.marks.push(found.own);
        Some(found)
    }

    fn marks_meet(&self, own: &Taken) -> bool {
        self.marks.iter().any(|taken| taken.meets(own))
    }

    fn lines_meet(&self, own: &Taken) -> bool {
        self.lines.iter().any(|taken| taken.meets(own))
    }
}

impl Found {
    /// A thin line from a mark to words that stand far from it.
    pub(super) fn lead(&self, canvas: &mut Canvas<'_>, mark: Spot) -> Drawn {
        if !self.far {
            return Ok(());
        }
        let end = (mark.0.clamp(self.own.left, self.own.right), mark.1.clamp(self.own.top, self.own.bottom));
        canvas.line(&[mark, end], Stroke::solid(AXIS, 0.5))
    }
}

/// The place of words that start at a spot.
fn words(start: Spot, wide: f64) -> Taken {
    let (x, y) = start;
    Taken { left: x - 1.0, right: x + wide + 1.0, top: y - HALF_LINE, bottom: y + HALF_LINE }
}

/// The places around a mark at a distance: right, left, above, below, and the corners.
fn beside(mark: Spot, wide: f64, away: f64) -> [Spot; 8] {
    let (x, y) = mark;
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
        assert_eq!(room.place_clear(spot, 20.0, plot).unwrap().start, (36.0, 30.0));
        let second = room.place_clear(spot, 20.0, plot).unwrap().start;
        assert!(second.0 < 36.0, "the right is taken: {second:?}");
        assert_eq!(room.place_clear(spot, 20.0, Plot { right: 20.0, ..plot }), None);
        room.lines.push(Taken::strip(0.0, 100.0, 10.0));
        let low = Plot { bottom: 17.0, ..plot };
        assert_eq!(room.place_clear((80.0, 10.0), 12.0, low), None, "the line runs through all of it");
        assert!(room.place_over((80.0, 10.0), 12.0, low).is_some());
    }
}
