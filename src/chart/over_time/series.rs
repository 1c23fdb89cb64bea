//! Which points of a series a line joins.

use super::{RatePoint, Series};
use crate::chart::time::APART;
use crate::subject::series::Breaks;

/// The runs of points that a line joins.
pub(super) fn runs<'s>(series: &'s Series, breaks: &Breaks) -> Vec<&'s [RatePoint]> {
    let whole = |a: &RatePoint, b: &RatePoint| {
        !series.left_out.iter().any(|census| a.census < *census && *census < b.census)
    };
    let near = |a: &RatePoint, b: &RatePoint| b.census.months_since(a.census) <= APART && whole(a, b);
    let parts = breaks.split(&series.points, |point| point.census).into_iter();
    parts.flat_map(|part| part.points().chunk_by(near)).filter(|run| run.len() > 1).collect()
}
