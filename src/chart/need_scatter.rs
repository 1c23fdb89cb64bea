//! Provision against England's order of need: every PCN of England, the area's own picked out, and the lines through both.

mod drawing;
mod words;

use std::collections::BTreeSet;

use super::{axis, icbs};
use crate::analysis::{Area, Edition, Gradient, Kind, Point};
use crate::subject::{Census, IcbCode};
use crate::text::{Claimed, Text};

/// Points of England and of the area, with the line through each.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedScatter {
    /// The area's name.
    pub area: Text,
    /// Whether it is an ICB or England.
    pub kind: Kind,
    /// The census.
    pub census: Census,
    /// Need, as the subject of a sentence.
    pub need: &'static str,
    /// The area's own PCNs; none for England, and where its rate must not be shown.
    pub own: Vec<Dot>,
    /// The other PCNs of England; without those of an area whose rate must not be shown.
    pub others: Vec<Dot>,
    /// The places of the area's PCNs, with or without a return, where its rate must not be shown.
    pub own_places: Vec<f64>,
    /// The line through the area's own PCNs, where it has one.
    pub own_line: Option<Line>,
    /// The line through England's.
    pub england_line: Option<Line>,
    /// The top of the axis of provision; a dot above it is drawn at the edge as a triangle.
    pub top: f64,
}

/// A PCN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Its place among England's patients in order of need, from 0 for the least to 100 for the most.
    pub rank: f64,
    /// FTE per 10,000 registered patients.
    pub rate: f64,
}

/// A line from the least to the most need in England.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// FTE per 10,000 at the least need.
    pub least: Claimed,
    /// FTE per 10,000 at the most.
    pub most: Claimed,
}

const STEPS: f64 = 5.0;
/// One point in so many may stand above the top of the chart.
const ONE_IN: usize = 200;
/// How far above the others the highest point may be and still set the top.
const NEAR: f64 = 1.25;

impl NeedScatter {
    /// The chart by the edition's primary indicator; none with fewer than two points.
    pub fn new(edition: &Edition, area: &Area) -> Option<Self> {
        let dot = |point: &Point| Dot { rank: point.rank * 100.0, rate: point.rate };
        let own_icbs: BTreeSet<&str> = edition.icbs_of(area).map(|icb| icb.place.code.as_str()).collect();
        let is_own = |icb: &IcbCode| area.place.kind != Kind::England && own_icbs.contains(icb.as_str());
        let points = &edition.scatter.points;
        let (own, others): (Vec<&Point>, Vec<&Point>) = points.iter().partition(|point| is_own(&point.icb));
        // Where an area's rate must not be shown only the need of its PCNs is, so that no dot can be told to be its own.
        let picked = icbs::rate(area).is_some();
        let places = edition.scatter.places.iter().filter(|place| !picked && is_own(&place.icb));
        let rates = points.iter().map(|point| point.rate).collect();
        (points.len() > 1).then(|| Self {
            area: area.printed_name(),
            kind: area.place.kind,
            census: edition.edition,
            need: edition.need.indicator().name,
            own: own.into_iter().filter(|_| picked).map(dot).collect(),
            others: others.into_iter().map(dot).collect(),
            own_places: places.map(|place| place.rank * 100.0).collect(),
            own_line: line(edition, area).filter(|_| picked && area.place.kind != Kind::England),
            england_line: line(edition, &edition.england),
            top: axis::top(axis::reach(rates, points.len() / ONE_IN, NEAR, 0.0), STEPS),
        })
    }
}

/// The line of an area whose slope index may be shown.
fn line(edition: &Edition, area: &Area) -> Option<Line> {
    icbs::rate(area)?;
    area.measure("sii", edition.need).filter(|sii| sii.shown)?;
    let Gradient { least, most } = *area.own.need.gradients.get(edition.need.id())?;
    Some(Line { least, most })
}
