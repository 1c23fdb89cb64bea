//! Observations of PCNs at one census go in; inequality measures with their intervals come out.
//!
//! One file holds one family of measures; `rank`, `regression` and `quantile` are what they are built from.
//! Sign, everywhere: most need minus least need, so negative means fewer link workers where need is higher.
//! Sums run in the order of the observations (by PCN code), so that equal input gives equal bytes.

pub mod chance;
pub mod change;
pub mod comparison;
pub mod concentration;
mod definition;
pub mod estimate;
pub mod fair_share;
pub mod funnel;
pub mod gap;
pub mod jackknife;
mod leave;
pub mod log_index;
mod moments;
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
mod rounding;
pub mod slope_index;
pub mod slope_parts;
pub mod spread;
pub mod survey;
pub mod theil;
pub mod trend;
mod uncertainty;
mod without;
pub mod xmr;

pub use definition::{Measure, PCNS_FOR_SLOPE, PCNS_FOR_SPREAD, PCNS_PER_END_FIFTH, RANK_SPAN};
pub use estimate::{Estimate, Unit, Verdict};
pub use observation::{Observation, Sample};
pub use rank::Fifth;
pub use reason::Reason;
pub use uncertainty::{ErrorOf, Scope, Uncertainty};

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
