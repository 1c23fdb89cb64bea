//! Where a series may be joined, and where it must not be.

use super::{RatePoint, Series};
use crate::analysis::Edition;
use crate::subject::Census;

/// A point across which rates are not measured alike.
#[derive(Debug, PartialEq, Eq)]
pub struct SeriesBreak {
    /// Year and month of the first census after it.
    pub from: (i16, i8),
    /// What changed, in words.
    pub words: &'static str,
    /// The role, or the way to draw areas, that alone it concerns, by its id.
    pub only: Option<&'static str>,
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
    SeriesBreak { from: (2021, 7), words: "new workforce tool", only: None, joins: Joins::Yes },
    SeriesBreak { from: (2023, 4), words: "role split in two", only: Some("link-worker"), joins: Joins::No },
    SeriesBreak { from: (2024, 4), words: "new source of list sizes", only: None, joins: Joins::No },
    SeriesBreak { from: (2026, 4), words: "new ICBs", only: Some("as-published"), joins: Joins::No },
];

/// Censuses further apart than this many months are not joined.
const APART: i32 = 6;

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

    /// Whether it lies between two censuses.
    fn parts(&self, before: Census, after: Census) -> bool {
        self.census().is_some_and(|census| before < census && census <= after)
    }
}

/// The breaks that concern an edition, between the first and the last of some censuses.
pub(super) fn breaks(edition: &Edition, censuses: &[Census]) -> Vec<&'static SeriesBreak> {
    let (Some(&first), Some(&last)) = (censuses.first(), censuses.last()) else {
        return Vec::new();
    };
    let concerns = |only: &str| [edition.role, edition.geography].contains(&only);
    BREAKS.iter().filter(|edge| edge.only.is_none_or(concerns) && edge.parts(first, last)).collect()
}

/// The pairs of censuses that follow each other too far apart to be joined.
pub(super) fn gaps(censuses: &[Census]) -> impl Iterator<Item = (Census, Census)> {
    censuses
        .windows(2)
        .map(|pair| (pair[0], pair[1]))
        .filter(|(before, after)| after.months_since(*before) > APART)
}

/// The points of a series, apart where a break parts them.
pub(super) fn comparable<'s>(series: &'s Series, breaks: &[&SeriesBreak]) -> Vec<Vec<&'s RatePoint>> {
    let all: Vec<&RatePoint> = series.points.iter().collect();
    all.chunk_by(|before, after| !parted(before.census, after.census, breaks))
        .map(<[&RatePoint]>::to_vec)
        .collect()
}

/// The runs of points that a line joins.
pub(super) fn runs<'s>(series: &'s Series, breaks: &[&SeriesBreak]) -> Vec<Vec<&'s RatePoint>> {
    let all: Vec<&RatePoint> = series.points.iter().collect();
    all.chunk_by(|before, after| {
        after.census.months_since(before.census) <= APART && !parted(before.census, after.census, breaks)
    })
    .filter(|run| run.len() > 1)
    .map(<[&RatePoint]>::to_vec)
    .collect()
}

/// Whether a break between two censuses keeps them from being joined.
fn parted(before: Census, after: Census, breaks: &[&SeriesBreak]) -> bool {
    breaks.iter().any(|edge| edge.joins == Joins::No && edge.parts(before, after))
}
