//! Observations of PCNs at one census go in; inequality measures with their intervals come out.
//!
//! One file holds one family of measures; `rank`, `regression` and `quantile` are what they are built from.
//! Sign, everywhere: most need minus least need, so negative means fewer link workers where need is higher.
//! Sums run in the order of the observations (by PCN code), so that equal input gives equal bytes.

pub mod chance;
pub mod change;
pub mod comparison;
pub mod concentration;
pub mod estimate;
pub mod fair_share;
pub mod funnel;
pub mod gap;
pub mod jackknife;
pub mod log_index;
pub mod need_slope;
pub mod observation;
pub mod panel;
pub mod peers;
pub mod pooling;
pub mod posterior;
pub mod quantile;
pub mod rank;
pub mod rate;
pub mod reason;
pub mod regression;
pub mod slope_index;
pub mod slope_parts;
pub mod spread;
pub mod survey;
pub mod theil;
pub mod trend;
pub mod xmr;

pub use estimate::{ErrorOf, Estimate, Uncertainty, Unit, Verdict};
pub use observation::{Fifth, Observation, Sample, Scope};
pub use reason::Reason;

/// A gap needs this many PCNs with a return in each end fifth (METHODS §1 b).
pub const PCNS_PER_END_FIFTH: usize = 3;
/// Spread and fair share need this many PCNs (METHODS §1 i).
pub const PCNS_FOR_SPREAD: usize = 3;
/// Slopes, the concentration index and the Gini index need this many PCNs (METHODS §1 i).
pub const PCNS_FOR_SLOPE: usize = 10;
/// A slope index needs PCNs that span this share of England's patients in order of need (METHODS §1 c).
pub const RANK_SPAN: f64 = 0.40;

/// Differences below this share of a quantity's size are rounding of binary fractions.
const ROUNDING: f64 = 1e-12;

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
    /// Whether its standard error is the jackknife's (`jackknife::jackknife_error`).
    pub jackknife: bool,
    /// How it is computed and by whose method, as the methods page prints it.
    pub method: &'static str,
    /// Computes the measure, or says why it must not be shown.
    pub of: fn(&Sample) -> Result<Estimate, Reason>,
}

impl Measure {
    /// A measure by its identity.
    pub fn find(id: &str) -> Option<&'static Measure> {
        MEASURES.iter().find(|measure| measure.id == id).copied()
    }
}

/// Every measure, in the order in which the methods page lists them.
pub const MEASURES: &[&Measure] = &[
    &gap::GAP,
    &gap::RATIO,
    &slope_index::SII,
    &slope_index::RII,
    &log_index::RII_LOG,
    &concentration::CONCENTRATION_INDEX,
    &spread::GINI,
    &theil::THEIL,
    &theil::THEIL_BETWEEN,
    &theil::THEIL_WITHIN,
    &spread::HOOVER,
    &fair_share::HOOVER_NEED,
    &fair_share::FAIR_SHARE_MOVED,
    &fair_share::LEVEL_UP,
    &need_slope::NEED_SLOPE,
    &slope_parts::NEED_SLOPE_WITHIN,
    &slope_parts::NEED_SLOPE_BETWEEN,
    &need_slope::NEED_SLOPE_CORRECTED,
];
