//! What the rows say, in words.

use super::{FairShareDots, Row, Standing, TOO_FEW, Unit};
use crate::text;
use crate::text::number::{self, Direction};
use crate::text::words::list;
use crate::text::{Claimed, Text};

impl FairShareDots {
    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let below: Vec<Text> = self.rows.iter().filter_map(below).collect();
        let mut sentences = vec![
            text!(
                "Dot chart. Link-worker FTE now and the fair share by {}, {} of {}, {}.",
                self.shared_by,
                self.unit.counted(self.rows.len() + self.left_out, "those that filed"),
                &self.area,
                self.census
            ),
            match below.len() {
                0 => "None is below its fair share.".into(),
                count => text!(
                    "{}: {}.",
                    self.of_drawn("below their fair share"),
                    self.unit.counted(count, "those whose FTE prints below the fair share")
                ),
            },
        ];
        let order = ["Furthest below", "Next", "Then"];
        sentences.extend(order.into_iter().zip(below).map(|(order, row)| text!("{}: {}.", order, row)));
        for row in self.rows.iter().filter(|row| row.standing.fte() > self.end) {
            let fte = number::fte(row.standing.fte());
            sentences.push(text!("Beyond the axis: {}, {} FTE.", &row.name, fte));
        }
        if self.left_out > 0 {
            sentences.push(text!("Not drawn, in the middle of this order: {}.", self.not_drawn()));
        }
        sentences.extend(self.states());
        if !self.too_few.is_empty() {
            sentences.push(list::named(&TOO_FEW.into(), &self.too_few));
        }
        Text::join(sentences, " ")
    }

    /// What is counted, and that it is of the rows drawn where some are not.
    fn of_drawn(&self, what: &'static str) -> Text {
        if self.left_out > 0 { text!("Of those drawn, {}", what) } else { Text::from(what).capital() }
    }

    /// How many rows there was no room for.
    pub(super) fn not_drawn(&self) -> Text {
        self.unit.counted(self.left_out, "those between the two halves of the chart")
    }

    /// How many reported none, and how many filed no return.
    fn states(&self) -> impl Iterator<Item = Text> {
        let is_none = |row: &&Row| matches!(row.standing, Standing::ReportedNone { .. });
        let counts = [
            (self.of_drawn("reported none"), self.rows.iter().filter(is_none).count()),
            ("No return".into(), self.no_return.len()),
        ];
        let some = counts.into_iter().filter(|(_, count)| *count > 0);
        some.map(|(state, count)| text!("{}: {}.", state, self.unit.counted(count, "those in this state")))
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

/// A row below its fair share, in words.
fn below(row: &Row) -> Option<Text> {
    let (gap, target) = row.standing.gap().zip(row.standing.target())?;
    (number::direction(gap, 1) == Direction::Fewer).then(|| {
        let [fte, target] = [row.standing.fte(), target].map(number::fte);
        text!("{}, {} FTE against {}", &row.name, fte, target)
    })
}
