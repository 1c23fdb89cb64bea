//! England's PCNs by need and rate, and the line through them.

use super::england::{England, counted};
use crate::measure::regression;
use crate::subject::IcbCode;

/// What need scatters draw, for the primary indicator.
#[derive(Clone, Debug)]
pub struct Scatter {
    /// England's PCNs with a return, patients and a value, by code.
    pub points: Vec<Point>,
    /// The fitted line of need slope at this census.
    pub line: Option<Line>,
}

/// England's PCN on the scatter.
#[derive(Clone, Debug)]
pub struct Point {
    /// The ICB it counts in.
    pub icb: IcbCode,
    /// Need, on the panel's scale (share 0 to 1, or score).
    pub need: f64,
    /// FTE per 10,000 registered patients.
    pub rate: f64,
}

/// A fitted line, on the panel's scale of need.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// FTE per 10,000 where need is zero.
    pub intercept: f64,
    /// FTE per 10,000 for one unit of need.
    pub slope: f64,
}

impl Scatter {
    /// Of the edition's census.
    pub fn of(england: &England<'_>) -> Self {
        let need = england.panel.resolved.need;
        let points: Vec<Point> = counted(&england.latest.rows)
            .filter_map(|(row, fte, patients)| {
                Some(Point { icb: row.icb?, need: *row.need.get(&need)?, rate: 1e4 * fte / patients })
            })
            .collect();
        let plain: Vec<regression::Point> = points
            .iter()
            .map(|point| regression::Point { x: point.need, y: point.rate, weight: 1.0 })
            .collect();
        let line =
            regression::Line::fit(&plain).map(|line| Line { intercept: line.intercept, slope: line.slope });
        Self { points, line }
    }
}
