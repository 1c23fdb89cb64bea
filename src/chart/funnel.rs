//! Each ICB's rate against its patients, inside the limits that ICBs of its size keep to.

mod drawing;
mod words;

use super::icbs::{self, Whose};
use crate::analysis::{Area, Edition, Kind};
use crate::measure::funnel::RateFunnel;
use crate::subject::Census;
use crate::text::{Claimed, Text};

/// The funnel of ICBs' rates.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelChart {
    /// The area's name.
    pub area: Text,
    /// What the area is.
    pub kind: Kind,
    /// The census.
    pub census: Census,
    /// FTE per 10,000 patients of all ICBs together.
    pub overall: Claimed,
    /// Where the limits come from.
    pub funnel: RateFunnel,
    /// ICBs whose rate may be drawn, by code.
    pub dots: Vec<FunnelDot>,
    /// How many others there are.
    pub withheld: usize,
}

/// An ICB in the funnel.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelDot {
    /// Its name.
    pub name: Text,
    /// Registered patients of PCNs with a return.
    pub patients: f64,
    /// FTE per 10,000 patients.
    pub rate: Claimed,
    /// Whether its rate is outside the 99.8% limits.
    pub unusual: bool,
    /// Whether it is the area, or of the region.
    pub own: bool,
}

impl FunnelChart {
    /// The chart; none without a funnel or with fewer than two ICBs to draw.
    pub fn new(edition: &Edition, area: &Area) -> Option<Self> {
        let found = edition.funnel?;
        let dots: Vec<FunnelDot> = edition.icbs().filter_map(|icb| FunnelDot::of(area, icb)).collect();
        (dots.len() > 1).then(|| Self {
            area: area.printed_name(),
            kind: area.place.kind,
            census: edition.edition,
            overall: found.overall,
            funnel: RateFunnel {
                overall: found.overall.get(),
                dispersion: found.dispersion.get(),
                between: found.between.get(),
            },
            dots,
            withheld: icbs::withheld(edition).len(),
        })
    }
}

impl FunnelDot {
    /// Its name without the first word "NHS".
    pub fn short_name(&self) -> Text {
        Text::name(self.name.plain().trim_start_matches("NHS "))
    }

    fn of(area: &Area, icb: &Area) -> Option<Self> {
        Some(Self {
            name: icb.printed_name(),
            patients: icb.own.level.patients.get(),
            rate: icbs::rate(icb)?,
            unusual: icb.compared.funnel?.unusual,
            own: icbs::whose(area, icb) == Whose::Own,
        })
    }
}
