//! Which points of a series a line joins.

use super::{RatePoint, Series};
use crate::series::Breaks;
use crate::subject::Census;

/// Censuses further apart than this many months are not joined.
const APART: i32 = 6;

/// The pairs of censuses that follow each other too far apart to be joined.
pub(super) fn gaps(censuses: &[Census]) -> impl Iterator<Item = (Census, Census)> {
    censuses
        .windows(2)
        .map(|pair| (pair[0], pair[1]))
        .filter(|(before, after)| after.months_since(*before) > APART)
}

/// The runs of points that a line joins.
pub(super) fn runs<'s>(series: &'s Series, breaks: &Breaks) -> Vec<&'s [RatePoint]> {
    let near = |a: &RatePoint, b: &RatePoint| b.census.months_since(a.census) <= APART;
    let parts = breaks.split(&series.points, |point| point.census).into_iter();
    parts.flat_map(|part| part.points().chunk_by(near)).filter(|run| run.len() > 1).collect()
}
