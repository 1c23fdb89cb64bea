//! What may be said about an area: every figure a page can print, computed once.
//!
//! In: the [`Panel`](crate::panel::Panel). Out: an [`Edition`] with one [`Area`] per area.
//! A figure is unrounded here; `data/analysis.json` is these types as they are.

mod area;
mod boundaries;
mod compare;
mod curve;
mod edition;
mod england;
mod estimated;
mod fifths;
mod figures;
mod four_quarters;
mod gradient;
mod here;
mod influence;
mod left_out;
mod level;
mod local;
mod measured;
mod model;
mod pcn;
mod peers;
mod place;
mod pooled;
mod published;
mod reconfiguration;
mod results;
mod scatter;
mod sensitivity;
mod share;
mod since;
mod sources;
mod trend;
mod trend_line;
mod within;

pub use area::{Area, Comparisons};
pub use boundaries::Boundary;
pub use compare::{AgainstEngland, Funnel, InFunnel};
pub use edition::Edition;
pub use estimated::{Contrast, Estimated, How, Withheld};
pub use fifths::FifthRate;
pub use figures::{AreaFigures, ByNeed, FairShares, Models, Series};
pub use gradient::{Gradient, Half, HalfRate};
pub use left_out::{LeftOut, Practices, WithoutPatients, standing_for};
pub use level::{AreaLevel, Level, Returns};
pub use local::{Employer, Local};
pub use measured::{Measured, WithoutIcb};
pub use model::{CensusLeftOut, CensusSlope, OverTime, PanelModel, Replication};
pub use pcn::{PastReturn, PcnFigure};
pub use peers::{Similar, SimilarBy};
pub use place::{Kind, Place};
pub use pooled::PooledPlace;
pub use reconfiguration::Reconfiguration;
pub use scatter::{Point, Ranked, Scatter};
pub use sensitivity::{Alternative, Otherwise};
pub use share::{FairShare, FairShareChance, Sensitivity};
pub use since::{ComparedWith, MovedPcn, Since, SincePart, Then};
pub use sources::{Extracts, IndicatorUsed, NEAR_MONTHS, Part, Served, SourceUsed};
pub use trend::{Change, Matched, TrendPoint};
pub use trend_line::{Limits, QuarterChange, TrendLine, Trending, Xmr};
