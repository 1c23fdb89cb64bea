//! England's PCNs by need and rate.

use super::england::{England, counted};
use crate::subject::IcbCode;

/// What need scatters draw, for the primary indicator.
#[derive(Clone, Debug)]
pub struct Scatter {
    /// England's PCNs with a return, patients and a value, by code.
    pub points: Vec<Point>,
    /// Where each PCN of England with patients and a value stands in its order of need, with or without a return.
    pub places: Vec<Ranked>,
}

/// A PCN's place by need alone.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// The ICB it counts in.
    pub icb: IcbCode,
    /// Its place among England's patients in order of need, from 0 for the least to 1 for the most.
    pub rank: f64,
}

/// England's PCN on the scatter.
#[derive(Clone, Debug)]
pub struct Point {
    /// The ICB it counts in.
    pub icb: IcbCode,
    /// Its place among England's patients in order of need, from 0 for the least to 1 for the most.
    pub rank: f64,
    /// FTE per 10,000 registered patients.
    pub rate: f64,
}

impl Scatter {
    /// Of the edition's census.
    pub fn of(england: &England<'_>) -> Self {
        let need = england.panel.resolved.need;
        let point = |(row, fte, patients): (&crate::panel::Row, f64, f64)| {
            Some(Point { icb: row.icb?, rank: england.rank(&row.pcn, need)?, rate: 1e4 * fte / patients })
        };
        let everyone = england.if_all_filed();
        let ranked =
            |row: &crate::panel::Row| Some(Ranked { icb: row.icb?, rank: everyone.rank(&row.pcn, need)? });
        Self {
            points: counted(&england.latest.rows).filter_map(point).collect(),
            places: england.latest.rows.iter().filter_map(ranked).collect(),
        }
    }
}
