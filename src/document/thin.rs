//! Which censuses a table shows when there are too many for a page.

use crate::analysis::TrendPoint;
use crate::subject::Census;

/// Rows that a table of censuses may have.
const ROWS: usize = 9;

/// The censuses of a table, and what to say where some are left out.
pub struct Thinned<'a> {
    /// Those shown, oldest first.
    pub points: Vec<&'a TrendPoint>,
    /// What was left out, as a sentence.
    pub note: Option<&'static str>,
}

/// All censuses where they fit; else the last of each half-year; else the last of each year.
pub fn thin(points: Vec<&TrendPoint>) -> Thinned<'_> {
    if points.len() <= ROWS {
        return Thinned { points, note: None };
    }
    let halves = last_of(&points, |census| (census.year(), census.month() > 6));
    if halves.len() <= ROWS {
        return Thinned { points: halves, note: Some("The last census of each half-year is shown.") };
    }
    let mut years = last_of(&points, |census| (census.year(), false));
    years.drain(..years.len().saturating_sub(ROWS));
    Thinned { points: years, note: Some("The last census of each year is shown.") }
}

/// The last point of each period.
fn last_of<'a>(points: &[&'a TrendPoint], period: fn(Census) -> (i16, bool)) -> Vec<&'a TrendPoint> {
    let ends =
        |at: usize| points.get(at + 1).is_none_or(|next| period(next.census) != period(points[at].census));
    (0..points.len()).filter(|at| ends(*at)).map(|at| points[at]).collect()
}
