//! What a measure is, and how many PCNs it needs; the registry of all stands in the folder's root.

use super::estimate::{Estimate, Unit};
use super::leave::Leave;
use super::observation::Sample;
use super::reason::Reason;

/// A gap needs this many PCNs with a return in each end fifth.
pub const PCNS_PER_END_FIFTH: usize = 3;
/// Spread and fair share need this many PCNs.
pub const PCNS_FOR_SPREAD: usize = 3;
/// Slopes, the concentration index and the Gini index need this many PCNs.
pub const PCNS_FOR_SLOPE: usize = 10;
/// A slope index needs PCNs that span this share of England's patients in order of need.
pub const RANK_SPAN: f64 = 0.40;

/// A measure's values without each PCN or ICB in turn; none where one has no value.
pub type Without = fn(&Sample, Leave) -> Option<Vec<f64>>;

/// How unequally link-worker time is spread, in one number.
pub struct Measure {
    /// The identity in outputs and on the command line, in kebab case.
    pub id: &'static str,
    /// The name in print.
    pub name: &'static str,
    /// What the value is counted in.
    pub unit: Unit,
    /// Whether the measure changes with the need indicator.
    pub needs_indicator: bool,
    /// The measure whose verdict it has: its own, or that of the pair or the line that it is of; none where it compares
    /// nothing.
    pub verdict_of: Option<&'static str>,
    /// Whether its standard error is the jackknife's (`jackknife::jackknife_error`), which needs `without`.
    pub jackknife: bool,
    /// Its values without each PCN or ICB in turn, from sums that need not be added up again; none where nobody asks.
    pub without: Option<Without>,
    /// How it is computed and by whose method, as the methods page prints it.
    pub method: &'static str,
    /// Computes the measure, or says why it must not be shown.
    pub of: fn(&Sample) -> Result<Estimate, Reason>,
}
