//! Rates compared: an area among ICBs, a row for each with its rate, FTE, PCNs reporting none and coverage.

mod drawing;
mod rows;
mod words;

use super::icbs::Way;
use crate::analysis::Kind;
use crate::measure::Verdict;
use crate::subject::Census;
use crate::text::{Claimed, Text};

/// Rows in groups, on one axis from zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The area's name.
    pub area: Text,
    /// What the area is.
    pub kind: Kind,
    /// The census.
    pub census: Census,
    /// England's rate.
    pub england: Option<Claimed>,
    /// Groups: one for an ICB, one for each region for England and a region.
    pub groups: Vec<Vec<Row>>,
    /// Areas whose rate must not be shown, last.
    pub withheld: Vec<Row>,
    /// How many ICBs of England have a rate.
    pub icbs: usize,
    /// The end of the axis; an interval beyond it ends there in a triangle.
    pub end: f64,
}

/// An area.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its name, without `NHS`.
    pub name: Text,
    /// Why it is there.
    pub role: Role,
    /// FTE per 10,000 patients, where it may be shown.
    pub rate: Option<Claimed>,
    /// The ends of its 95% interval for variation between PCNs, where it has one.
    pub interval: Option<(Claimed, Claimed)>,
    /// What its difference from England amounts to, and which way it goes.
    pub against: Option<(Verdict, Way)>,
    /// The range of the rate, where it must not be shown.
    pub range: Option<(Claimed, Claimed)>,
    /// FTE reported.
    pub fte: Text,
    /// PCNs reporting none, of those with a return.
    pub none: Text,
    /// Share of patients covered by returns.
    pub coverage: Text,
}

/// Why an area has a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The area itself, or the region at the head of its ICBs.
    Own,
    /// One of the ICBs most alike.
    Alike,
    /// One of the lowest or highest, or any other.
    Other,
}

const STEPS: f64 = 4.0;
/// An interval that goes on beyond so many times the highest rate is cut, or it would dwarf the others.
const DWARFS: f64 = 2.0;

impl Compared {
    /// Every row with a rate, in order.
    pub fn shown(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flatten()
    }
}
