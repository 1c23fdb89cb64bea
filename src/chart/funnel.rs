//! Each ICB's rate against its patients, inside the limits that ICBs of its size keep to.

mod drawing;
mod words;

use super::icbs::{self, Whose};
use super::{Caption, Chart, ChartError};
use crate::analysis::{Analysis, Edition, Kind};
use crate::measure::funnel::RateFunnel;
use crate::text::claim::{Claimed, plain, quoted};

/// The funnel of ICBs' rates.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelChart {
    /// The area's name.
    pub area: String,
    /// What the area is.
    pub kind: Kind,
    /// The census in words.
    pub period: String,
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
    pub name: String,
    /// Registered patients of PCNs with a return.
    pub patients: f64,
    /// FTE per 10,000 patients.
    pub rate: Claimed,
    /// Whether its rate is outside the 99.8% limits.
    pub unusual: bool,
    /// Whether it is the area, or of the region.
    pub own: bool,
}

const SLUG: &str = "funnel";

impl FunnelChart {
    /// The chart; none without a funnel or with fewer than two ICBs to draw.
    pub fn new(edition: &Edition, area: &Analysis) -> Option<Self> {
        let found = edition.funnel?;
        let dots: Vec<FunnelDot> = edition.icbs().filter_map(|icb| FunnelDot::of(area, icb)).collect();
        (dots.len() > 1).then(|| Self {
            area: area.printed_name(),
            kind: area.kind,
            period: edition.edition.words(),
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

    /// What the chart says, in words.
    pub fn alt(&self) -> String {
        words::alt(self)
    }

    /// Draws the chart.
    pub fn draw(&self) -> Result<Chart, ChartError> {
        let layout = drawing::Layout::of(self);
        Caption { slug: SLUG, alt: self.alt() }.draw_sized(layout.size(), |canvas| layout.paint(canvas))
    }
}

impl FunnelDot {
    /// Its name without the first word "NHS".
    pub fn short_name(&self) -> String {
        quoted(plain(&self.name).trim_start_matches("NHS "))
    }

    fn of(area: &Analysis, icb: &Analysis) -> Option<Self> {
        Some(Self {
            name: icb.printed_name(),
            patients: icb.patients.get(),
            rate: icbs::rate(icb)?,
            unusual: icb.funnel?.unusual,
            own: icbs::whose(area, icb) == Whose::Own,
        })
    }
}
