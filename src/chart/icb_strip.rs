//! Every ICB's rate with its interval, from the lowest to the highest, with England's as a line.

mod drawing;
mod words;

use super::icbs::{self, Way, Whose};
use crate::analysis::{Area, Edition, Kind};
use crate::measure::Verdict;
use crate::subject::Census;
use crate::text::{Claimed, Text};

/// ICBs in order of their rate.
#[derive(Clone, Debug, PartialEq)]
pub struct IcbStrip {
    /// The area's name.
    pub area: Text,
    /// What the area is.
    pub kind: Kind,
    /// The census.
    pub census: Census,
    /// England's rate.
    pub england: Option<Claimed>,
    /// ICBs whose rate may be drawn, the lowest first.
    pub stops: Vec<Stop>,
    /// The names of the others.
    pub withheld: Vec<Text>,
    /// Whether the area is an ICB that is among the others.
    pub own_withheld: bool,
    /// Whether the user named the similar ICBs.
    pub similar_chosen: bool,
}

/// An ICB on the strip.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Its name.
    pub name: Text,
    /// FTE per 10,000 patients.
    pub rate: Claimed,
    /// The ends of its 95% interval for variation between PCNs, where it has one.
    pub interval: Option<(Claimed, Claimed)>,
    /// On which side of England's rate it is, where it differs clearly.
    pub clearly: Option<Way>,
    /// What it is to the area.
    pub whose: Whose,
}

impl IcbStrip {
    /// The chart; none with fewer than two ICBs to draw.
    pub fn new(edition: &Edition, area: &Area) -> Option<Self> {
        let mut stops: Vec<Stop> = edition.icbs().filter_map(|icb| Stop::of(area, icb)).collect();
        // Equal rates stay in order of code.
        stops.sort_by(|a, b| a.rate.get().total_cmp(&b.rate.get()));
        (stops.len() > 1).then(|| Self {
            area: area.printed_name(),
            kind: area.place.kind,
            census: edition.edition,
            england: icbs::rate(&edition.england),
            stops,
            withheld: icbs::withheld(edition),
            own_withheld: area.place.kind == Kind::Icb && icbs::rate(area).is_none(),
            similar_chosen: area.compared.similar_chosen,
        })
    }

    /// The area's own place, where it is an ICB.
    fn own(&self) -> Option<&Stop> {
        self.stops.iter().find(|stop| self.kind == Kind::Icb && stop.whose == Whose::Own)
    }

    /// The stops that differ clearly from England one way.
    fn clearly(&self, way: Way) -> impl Iterator<Item = &Stop> {
        self.stops.iter().filter(move |stop| stop.clearly == Some(way))
    }

    /// The stops of one kind.
    fn of(&self, whose: Whose) -> impl Iterator<Item = &Stop> {
        self.stops.iter().filter(move |stop| stop.whose == whose)
    }
}

impl Stop {
    fn of(area: &Area, icb: &Area) -> Option<Self> {
        let between = icb.own.level.rate_between_pcns.as_ref();
        Some(Self {
            name: icb.printed_name(),
            rate: icbs::rate(icb)?,
            interval: between.and_then(|found| found.lower.zip(found.upper)),
            clearly: icbs::against(icb).filter(|(sure, _)| *sure == Verdict::Clear).map(|(_, way)| way),
            whose: icbs::whose(area, icb),
        })
    }

    /// Whether England's rate is inside the interval; none without one.
    fn contains(&self, rate: f64) -> Option<bool> {
        self.interval.map(|(lower, upper)| (lower.get()..=upper.get()).contains(&rate))
    }
}
