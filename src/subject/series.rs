//! Where a series must not be joined: the one registry of breaks, and the parts that it leaves.
//!
//! Trend code takes a [`Part`], which can only be had by splitting a series here, so that no trend, change or line
//! crosses a break.

use crate::subject::Census;

/// A point across which figures are not like for like.
#[derive(Debug, PartialEq, Eq)]
pub struct SeriesBreak {
    /// Year and month of the first census after it.
    pub from: (i16, i8),
    /// What changed, for a line of a chart.
    pub label: &'static str,
    /// What changed, as a sentence.
    pub sentence: &'static str,
    /// The role, or the way to draw areas, that alone it concerns, by its id.
    only: Option<&'static str>,
    /// Whether a line may cross it.
    pub joins: Joins,
    /// Whether it is of patients alone, so that totals of FTE may be compared across it.
    pub of_patients: bool,
}

/// Whether a line may cross a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joins {
    /// The line goes on; the reader is told.
    Yes,
    /// The line stops, and starts again.
    No,
}

/// The way to draw areas that takes each census as it was, by its id.
const AS_PUBLISHED: &str = "as-published";

/// Every break, oldest first.
pub const BREAKS: &[SeriesBreak] = &[
    SeriesBreak {
        from: (2021, 7),
        label: "new workforce tool",
        sentence: "In July 2021 the workforce collection moved to a new tool; small steps there may come from the tool.",
        only: None,
        joins: Joins::Yes,
        of_patients: false,
    },
    SeriesBreak {
        from: (2023, 4),
        label: "role split in two",
        sentence: "From April 2023 the role is recorded in two parts, with and without mental-health training; the line stops and restarts.",
        only: Some("link-worker"),
        joins: Joins::No,
        of_patients: false,
    },
    SeriesBreak {
        from: (2024, 4),
        label: "new source of list sizes",
        sentence: "From April 2024 patients are counted from another registration source; the line stops and restarts.",
        only: None,
        joins: Joins::No,
        of_patients: true,
    },
    SeriesBreak {
        from: (2026, 4),
        label: "new ICBs",
        sentence: "In April 2026 some ICBs changed; figures are as published at each census, so the line stops and restarts.",
        only: Some(AS_PUBLISHED),
        joins: Joins::No,
        of_patients: false,
    },
];

impl SeriesBreak {
    /// The first census after it.
    pub fn census(&self) -> Option<Census> {
        Census::new(self.from.0, self.from.1)
    }

    /// What changed and when, for its line.
    pub fn words(&self) -> String {
        // Never without a month: a test reads every break of the table.
        let when = self.census().map(Census::words).unwrap_or_default();
        format!("{}, {when}", self.label)
    }

    /// Whether it lies between two censuses.
    fn parts(&self, before: Census, after: Census) -> bool {
        self.census().is_some_and(|census| before < census && census <= after)
    }
}

/// The breaks that concern an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breaks(Vec<&'static SeriesBreak>);

impl Breaks {
    /// Those of a role and a way to draw areas, by their ids.
    pub fn of(role: &str, geography: &str) -> Self {
        let concerns = |only: &str| only == role || only == geography;
        Self(BREAKS.iter().filter(|edge| edge.only.is_none_or(concerns)).collect())
    }

    /// Those that a single PCN's series has too: not those of areas.
    pub fn of_pcns(&self) -> Self {
        Self(self.0.iter().filter(|edge| edge.only != Some(AS_PUBLISHED)).copied().collect())
    }

    /// Those across which totals of FTE may not be compared.
    pub fn of_fte(&self) -> Self {
        Self(self.0.iter().filter(|edge| !edge.of_patients).copied().collect())
    }

    /// None: for a series that is not of the publications.
    pub fn none() -> Self {
        Self(Vec::new())
    }

    /// Those between the first and the last of some censuses, oldest first.
    pub fn within(&self, censuses: &[Census]) -> Vec<&'static SeriesBreak> {
        let ends = censuses.first().zip(censuses.last());
        let inside = |edge: &&&SeriesBreak| ends.is_some_and(|(first, last)| edge.parts(*first, *last));
        self.0.iter().filter(inside).copied().collect()
    }

    /// Whether two censuses, the earlier first, may be compared.
    pub fn join(&self, before: Census, after: Census) -> bool {
        !self.0.iter().any(|edge| edge.joins == Joins::No && edge.parts(before, after))
    }

    /// A series, oldest first, in parts that may each be joined.
    pub fn split<'s, T>(&self, series: &'s [T], census: impl Fn(&T) -> Census) -> Vec<Part<'s, T>> {
        series.chunk_by(|a, b| self.join(census(a), census(b))).map(Part).collect()
    }
}

/// A stretch of a series that no break crosses, oldest first and never empty.
#[derive(Debug)]
pub struct Part<'s, T>(&'s [T]);

impl<T> Clone for Part<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Part<'_, T> {}

impl<'s, T> Part<'s, T> {
    /// Its points.
    pub fn points(self) -> &'s [T] {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn census(year: i16, month: i8) -> Census {
        Census::new(year, month).unwrap()
    }

    #[test]
    fn only_the_breaks_that_a_series_crosses_are_said() {
        let found = |first: (i16, i8), last: (i16, i8), geography| {
            let ends = [census(first.0, first.1), census(last.0, last.1)];
            Breaks::of("link-worker", geography).within(&ends).len()
        };
        assert_eq!(found((2020, 3), (2021, 6), "edition"), 0);
        assert_eq!(found((2020, 3), (2022, 3), "edition"), 1);
        assert_eq!(found((2020, 3), (2026, 6), "edition"), 3);
        assert_eq!(found((2020, 3), (2026, 6), "as-published"), 4);
        assert_eq!(found((2023, 4), (2024, 1), "edition"), 0);
        assert_eq!(Breaks::of("link-worker", "as-published").of_pcns(), Breaks::of("link-worker", "edition"));
    }

    #[test]
    fn a_series_is_split_at_hard_breaks_alone() {
        let series = [census(2021, 6), census(2021, 9), census(2023, 3), census(2023, 6), census(2024, 6)];
        let split = |role| {
            let breaks = Breaks::of(role, "edition");
            breaks.split(&series, |c| *c).iter().map(|part| part.points().len()).collect::<Vec<_>>()
        };
        assert_eq!(split("link-worker"), [3, 1, 1]);
        assert_eq!(split("both-roles"), [4, 1]);
    }
}
