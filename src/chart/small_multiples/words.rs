//! What the small charts say, in words.

use super::{Panel, SmallMultiples};
use crate::text;
use crate::text::number::{self, Direction};
use crate::text::words::list;
use crate::text::{Claimed, Count, Text};

const DRAWN: &str = "PCNs on the chart";
const MOVED: &str =
    "PCNs on the chart whose FTE prints higher, lower or the same at the last return than at the first";
const TWICE: &str = "PCNs on the chart with two returns or more";
const SILENT: &str = "PCNs on the chart without a return at one or more of its censuses";

impl SmallMultiples {
    /// How many PCNs moved one way from their first return to their last, as printed.
    pub fn moved(&self, way: Direction) -> Count {
        let count = |panel: &&Panel| change(panel).is_some_and(|by| number::direction(by, 1) == way);
        Claimed::derived(self.panels.iter().filter(count).count(), MOVED)
    }

    /// How many PCNs have two returns or more, so that they can move.
    pub fn returned_twice(&self) -> Count {
        Claimed::derived(self.panels.iter().filter(|panel| change(panel).is_some()).count(), TWICE)
    }

    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let drawn = list::counted(Claimed::derived(self.panels.len(), DRAWN), "PCN");
        let mut alt =
            text!("Small line charts of link-worker FTE, one for each of {} of {}", drawn, &self.area);
        if let Some((first, last)) = self.censuses.first().zip(self.censuses.last()) {
            alt.push(text!(", {} to {}", first, last));
        }
        alt.push(".");
        let [more, fewer, same] =
            [Direction::More, Direction::Fewer, Direction::Same].map(|way| number::count(self.moved(way)));
        alt.push(text!(
            " From its first return to its last, FTE rose in {}, fell in {} and was the same in {}.",
            more,
            fewer,
            same
        ));
        alt.push(furthest(self, "Largest rise", 1.0));
        alt.push(furthest(self, "Largest fall", -1.0));
        let silent = self.panels.iter().filter(|panel| panel.is_silent()).count();
        if silent > 0 {
            let many = number::count(Claimed::derived(silent, SILENT));
            alt.push(text!(" Without a return at one or more censuses, a gap in the line: {}.", many));
        }
        alt.push(" The table after the chart gives every value.");
        alt
    }
}

/// By how much a PCN's FTE moved.
fn change(panel: &Panel) -> Option<f64> {
    let (first, last) = panel.ends().filter(|(first, last)| first.census < last.census)?;
    Some(last.fte?.get() - first.fte?.get())
}

/// The PCN that moved furthest one way.
fn furthest(chart: &SmallMultiples, what: &'static str, sign: f64) -> Text {
    let by = |panel: &Panel| change(panel).unwrap_or(0.0) * sign;
    let found = chart.panels.iter().reduce(|far, panel| if by(panel) > by(far) { panel } else { far });
    let words = |panel: &Panel| {
        let (first, last) = panel.ends()?;
        let (from, to) = (number::fte(first.fte?), number::fte(last.fte?));
        Some(text!(" {}: {}, from {} to {}.", what, &panel.name, from, to))
    };
    let moves = |panel: &&Panel| number::direction(by(panel), 1) == Direction::More;
    found.filter(moves).and_then(words).unwrap_or_default() // nothing moved, nothing is said
}
