//! A generation of ICBs: the time between two changes of them.

use jiff::civil::Date;

use crate::subject::day_in_words;

/// The time between two changes of England's ICBs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generation {
    /// Its first day.
    pub from: Date,
    /// Its last day; none for the present one.
    pub until: Option<Date>,
    /// Whether there was none before: it stands for all the time before it too, since STPs had the same codes.
    pub(super) first: bool,
}

impl Generation {
    /// The year that it goes by: that of its first day.
    pub fn year(self) -> i16 {
        self.from.year()
    }

    /// Whether a day is in it.
    pub fn contains(self, day: Date) -> bool {
        (self.first || self.from <= day) && self.until.is_none_or(|last| day <= last)
    }

    /// The day of it that is nearest to another.
    pub fn nearest(self, day: Date) -> Date {
        let day = day.max(self.from);
        self.until.map_or(day, |last| day.min(last))
    }

    /// Its days in words: `from 1 July 2022 to 31 March 2026`.
    pub fn words(self) -> String {
        let from = day_in_words(self.from);
        match self.until {
            Some(last) => format!("from {from} to {}", day_in_words(last)),
            None => format!("from {from}"),
        }
    }
}
