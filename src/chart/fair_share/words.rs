//! What the rows say, in words.

use super::{FairShareDots, Row, Unit};
use crate::text;
use crate::text::number::{self, Direction};
use crate::text::words::list;
use crate::text::{Claimed, Text};

impl FairShareDots {
    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let below = self.rows.iter().filter(|row| is_below(row)).count();
        let furthest = self.rows.first().and_then(below_words);
        let furthest = furthest.map_or(Text::default(), |row| text!(" Furthest is {}.", row));
        text!(
            "Of {} drawn in {}, {} below the fair share by {}.{} A dot for FTE now and a diamond for the fair share in each row, furthest below first. The values are in {}.",
            self.unit.counted(self.rows.len(), "rows of the chart"),
            &self.area,
            list::counted_as(
                Claimed::derived(below, "rows whose FTE prints below the fair share"),
                "is",
                "are"
            ),
            self.shared_by,
            furthest,
            self.listed
        )
    }

    /// How many rows there was no room for.
    pub(super) fn not_drawn(&self) -> Text {
        self.unit.counted(self.left_out, "those between the two halves of the chart")
    }
}

impl Unit {
    /// So many of them, in words.
    pub(super) fn counted(self, count: usize, formula: &'static str) -> Text {
        list::counted(Claimed::derived(count, formula), self.one())
    }

    /// One of them, in words.
    pub(super) fn one(self) -> &'static str {
        match self {
            Self::Pcn => "PCN",
            Self::Icb => "ICB",
        }
    }
}

fn is_below(row: &Row) -> bool {
    row.standing.gap().is_some_and(|gap| number::direction(gap, 1) == Direction::Fewer)
}

/// A row below its fair share, in words.
fn below_words(row: &Row) -> Option<Text> {
    let target = row.standing.target().filter(|_| is_below(row))?;
    let [fte, target] = [row.standing.fte(), target].map(number::fte);
    Some(text!("{} with {} of {} FTE", &row.name, fte, target))
}
