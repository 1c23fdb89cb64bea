//! Where a series may be joined, and where it must not be.

use super::{RatePoint, Series, State};
use crate::subject::Census;

/// A point across which rates are not measured alike.
#[derive(Debug, PartialEq, Eq)]
pub struct SeriesBreak {
    /// Year and month of the first census after it.
    pub from: (i16, i8),
    /// What changed, in words.
    pub words: &'static str,
    /// The role that it concerns, by its id; none where it concerns all.
    pub role: Option<&'static str>,
    /// Whether a line may cross it.
    pub joins: Joins,
}

/// Whether a line may cross a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joins {
    /// The line goes on; the reader is told.
    Yes,
    /// The line stops, and starts again.
    No,
}

/// Every break, oldest first.
pub const BREAKS: &[SeriesBreak] = &[
    SeriesBreak {
        from: (2021, 7),
        words: "new workforce tool",
        role: None,
        joins: Joins::Yes,
    },
    SeriesBreak {
        from: (2023, 4),
        words: "role split in two",
        role: Some("link-worker"),
        joins: Joins::No,
    },
];

/// Censuses further apart than this many months are not joined.
pub(super) const APART: i32 = 6;

impl SeriesBreak {
    /// The first census after it.
    pub(super) fn census(&self) -> Option<Census> {
        Census::new(self.from.0, self.from.1)
    }

    /// What changed and when, for its line.
    pub(super) fn label(&self) -> String {
        let when = self.census().map(Census::words).unwrap_or_default();
        format!("{}, {when}", self.words)
    }

    /// The break as a sentence, without its full stop.
    pub(super) fn sentence(&self) -> String {
        let when = self.census().map(Census::words).unwrap_or_default();
        let what = match self.joins {
            Joins::Yes => "rates before and after may not be alike",
            Joins::No => "the line is not joined across it",
        };
        format!("{when}, {}: {what}", self.words)
    }

    /// Whether it lies between two censuses.
    fn parts(&self, before: Census, after: Census) -> bool {
        self.census()
            .is_some_and(|census| before < census && census <= after)
    }
}

/// The breaks of a role between two censuses.
pub(super) fn breaks(role: &str, first: Census, last: Census) -> Vec<&'static SeriesBreak> {
    BREAKS
        .iter()
        .filter(|edge| edge.role.is_none_or(|concerned| concerned == role))
        .filter(|edge| edge.parts(first, last))
        .collect()
}

/// The points that may be printed, apart where a break parts them.
pub(super) fn comparable<'s>(
    series: &'s Series,
    breaks: &[&SeriesBreak],
) -> Vec<Vec<&'s RatePoint>> {
    let complete: Vec<&RatePoint> = series.complete().collect();
    complete
        .chunk_by(|before, after| !parted(before.census, after.census, breaks))
        .map(<[&RatePoint]>::to_vec)
        .collect()
}

/// The runs of points that a line joins; one without enough returns is in none.
pub(super) fn runs<'s>(series: &'s Series, breaks: &[&SeriesBreak]) -> Vec<Vec<&'s RatePoint>> {
    let all: Vec<&RatePoint> = series.points.iter().collect();
    all.chunk_by(|before, after| {
        before.state == State::Complete
            && after.state == State::Complete
            && after.census.months_since(before.census) <= APART
            && !parted(before.census, after.census, breaks)
    })
    .filter(|run| run.len() > 1)
    .map(<[&RatePoint]>::to_vec)
    .collect()
}

/// Whether a break between two censuses keeps them from being joined.
fn parted(before: Census, after: Census, breaks: &[&SeriesBreak]) -> bool {
    breaks
        .iter()
        .any(|edge| edge.joins == Joins::No && edge.parts(before, after))
}
