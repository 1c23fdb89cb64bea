//! Provision against need: every PCN of England, with the area's own picked out.

mod drawing;
mod words;

use std::collections::BTreeSet;

use super::axis;
use crate::analysis::{Area, Edition, Kind, Line, Point};
use crate::subject::{Census, Need};
use crate::text::Text;

/// Points of England and of the area, with England's fitted line.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedScatter {
    /// The area's name.
    pub area: Text,
    /// Whether it is an ICB or England.
    pub kind: Kind,
    /// Whether the area's PCNs are not picked out, for want of returns.
    pub withheld: bool,
    /// The census.
    pub census: Census,
    /// Need, as the subject of a sentence.
    pub need: &'static str,
    /// What is measured along the foot.
    pub axis: &'static str,
    /// What follows a figure along the foot: `%`, or nothing.
    pub unit: &'static str,
    /// The area's own PCNs; none for England.
    pub own: Vec<Dot>,
    /// The other PCNs of England.
    pub others: Vec<Dot>,
    /// England's fitted line, from the least need in the data to the most.
    pub line: Option<(Dot, Dot)>,
    /// The ends of the axis of need.
    pub needs: (f64, f64),
    /// The top of the axis of provision; a dot above it is drawn at the edge as a triangle.
    pub top: f64,
}

/// A place on the chart: a PCN, or an end of the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Need, as printed along the foot.
    pub need: f64,
    /// FTE per 10,000 registered patients.
    pub rate: f64,
}

const STEPS: f64 = 5.0;
/// One point in so many may stand above the top of the chart.
const ONE_IN: usize = 200;
/// How far above the others the highest point may be and still set the top.
const NEAR: f64 = 1.25;

impl NeedScatter {
    /// The chart by the edition's primary indicator; none with fewer than two points.
    pub fn new(edition: &Edition, area: &Area) -> Option<Self> {
        let (factor, unit) = printed(edition.need);
        let dot = |point: &Point| Dot { need: point.need * factor, rate: point.rate };
        let icbs: BTreeSet<&str> = edition.icbs_of(area).map(|icb| icb.place.code.as_str()).collect();
        // PCNs of an area whose rate must not be shown are among England's, and not picked out.
        let withheld = area.own.level.rate_why_not_shown.is_some();
        let picked = area.place.kind != Kind::England && !withheld;
        let is_own = |point: &&Point| picked && icbs.contains(point.icb.as_str());
        let (own, others): (Vec<&Point>, Vec<&Point>) = edition.scatter.points.iter().partition(is_own);
        let needs = || edition.scatter.points.iter().map(|point| point.need);
        let (least, most) = (needs().reduce(f64::min)?, needs().reduce(f64::max)?);
        let indicator = edition.need.indicator();
        let rates = edition.scatter.points.iter().map(|point| point.rate).collect();
        let few = edition.scatter.points.len() / ONE_IN;
        (edition.scatter.points.len() > 1).then(|| Self {
            area: area.printed_name(),
            kind: area.place.kind,
            withheld,
            census: edition.edition,
            need: indicator.name,
            axis: indicator.axis,
            unit,
            own: own.into_iter().map(dot).collect(),
            others: others.into_iter().map(dot).collect(),
            line: edition.scatter.line.map(|line| (on(line, least, factor), on(line, most, factor))),
            needs: axis::range(least * factor, most * factor, STEPS),
            top: axis::top(axis::reach(rates, few, NEAR, 0.0), STEPS),
        })
    }
}

/// What turns an indicator's values into the figures along the foot, and what follows them.
fn printed(need: Need) -> (f64, &'static str) {
    match need {
        Need::SupportGap => (100.0, "%"),
        Need::Deprivation => (1.0, ""),
    }
}

/// The place of a fitted line at a value of need.
fn on(line: Line, need: f64, factor: f64) -> Dot {
    Dot { need: need * factor, rate: line.intercept + line.slope * need }
}
