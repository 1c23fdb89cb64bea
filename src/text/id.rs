//! What a claim is of, and how its id is written.

use std::fmt;
use std::sync::Arc;

use crate::measure::Fifth;
use crate::subject::{Census, IcbCode, Need, PcnCode};

/// The id of a claim: `QE1/rate`, `QE1/pcn/U12345/fte`, `ENG/trend/2022-03/rate`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimId {
    /// The area's code.
    pub area: Arc<str>,
    /// What of the area it is of.
    pub subject: Subject,
    /// The census that it describes.
    pub census: Census,
    /// The kind of figure, with the way to it: `rate`, `returns/filed`.
    pub kind: String,
}

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.area, self.kind)
    }
}

/// What of an area a figure is of: which PCNs, practices or areas stand behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// All of it.
    Area,
    /// One PCN.
    Pcn(PcnCode),
    /// Its PCNs in one of England's fifths of need.
    Fifth(Need, Fifth),
    /// Its PCNs that were in an ICB on other boundaries.
    FormerIcb(IcbCode),
    /// PCNs that became others, by the first of them and the census after.
    Reconfigured(Census, PcnCode),
    /// Its PCNs without patients.
    WithoutPatients,
    /// Its practices in no PCN by the practice map, or not in the map.
    Unplaced {
        /// Whether the map has them.
        mapped: bool,
    },
    /// An ICB that is like it.
    SimilarIcb(String),
    /// One row of the user's own count of link workers, by its first row.
    Employer(usize),
}
