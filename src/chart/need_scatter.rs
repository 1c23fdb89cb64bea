//! Provision against need: every PCN of England, with the area's own picked out.

mod drawing;

use std::collections::BTreeSet;

use super::axis;
use super::{Caption, Chart, ChartError};
use crate::analysis::{Analysis, Edition, Kind, Line, Point};
use crate::subject::Need;
use crate::text::claim::Claimed;
use crate::text::number;
use crate::text::words::list;

/// Points of England and of the area, with England's fitted line.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedScatter {
    /// The area's name.
    pub area: String,
    /// Whether it is an ICB or England.
    pub kind: Kind,
    /// Whether the area's PCNs are not picked out, for want of returns.
    pub withheld: bool,
    /// The census in words.
    pub period: String,
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

const SLUG: &str = "need-scatter";
const STEPS: f64 = 5.0;
/// One point in so many may stand above the top of the chart.
const ABOVE: usize = 200;
/// How far above the others the highest point may be and still set the top.
const NEAR: f64 = 1.25;

impl NeedScatter {
    /// The chart by the edition's primary indicator; none with fewer than two points.
    pub fn new(edition: &Edition, area: &Analysis) -> Option<Self> {
        let (factor, unit) = printed(edition.need);
        let dot = |point: &Point| Dot { need: point.need * factor, rate: point.rate };
        let icbs: BTreeSet<&str> = edition.icbs_of(area).map(|icb| icb.code.as_str()).collect();
        // PCNs of an area whose rate must not be shown are among England's, and not picked out.
        let withheld = area.rate_why_not_shown.is_some();
        let picked = area.kind != Kind::England && !withheld;
        let is_own = |point: &&Point| picked && icbs.contains(point.icb.as_str());
        let (own, others): (Vec<&Point>, Vec<&Point>) = edition.points.iter().partition(is_own);
        let needs = || edition.points.iter().map(|point| point.need);
        let (least, most) = (needs().reduce(f64::min)?, needs().reduce(f64::max)?);
        let indicator = edition.need.indicator();
        (edition.points.len() > 1).then(|| Self {
            area: area.printed_name(),
            kind: area.kind,
            withheld,
            period: edition.edition.words(),
            need: indicator.name,
            axis: indicator.axis,
            unit,
            own: own.into_iter().map(dot).collect(),
            others: others.into_iter().map(dot).collect(),
            line: edition.line.map(|line| (on(line, least, factor), on(line, most, factor))),
            needs: axis::range(least * factor, most * factor, STEPS),
            top: axis::top(highest_but_outliers(&edition.points), STEPS),
        })
    }

    /// What the chart says, in words.
    pub fn alt(&self) -> String {
        let mut alt = format!(
            "Scatter chart of England’s {} PCNs with a return, {}. Along the foot: {}. Upwards: \
             link-worker FTE per 10,000 patients.",
            number::count(Claimed::derived(self.own.len() + self.others.len(), DRAWN)),
            self.period,
            self.axis
        );
        if let Some(line) = self.line {
            alt.push_str(&self.line_words(line));
        }
        if self.kind != Kind::England {
            alt.push_str(&self.own_words());
        }
        if let Some(note) = self.above_words() {
            alt.push_str(&format!(" {note}"));
        }
        alt.push_str(" This is an association between PCNs; it does not show why.");
        alt
    }

    /// Draws the chart.
    pub fn draw(&self) -> Result<Chart, ChartError> {
        let layout = drawing::Layout::of(self);
        Caption { slug: SLUG, alt: self.alt() }.draw(layout.height(), |canvas| layout.paint(canvas))
    }

    /// A value of need, as the axis prints it.
    fn needed(&self, need: f64, formula: &'static str) -> String {
        format!("{}{}", number::fixed(Claimed::derived(need, formula), 0), self.unit)
    }

    fn line_words(&self, (from, to): (Dot, Dot)) -> String {
        format!(
            " England’s fitted line goes from {} FTE at {} to {} FTE at {}.",
            number::rate(Claimed::derived(from.rate, ON_LINE)),
            self.needed(from.need, LEAST_NEED),
            number::rate(Claimed::derived(to.rate, ON_LINE)),
            self.needed(to.need, MOST_NEED)
        )
    }

    fn own_words(&self) -> String {
        if self.withheld {
            return format!(" The PCNs of {} are not picked out: too few returns.", self.area);
        }
        if self.own.is_empty() {
            return format!(" No PCN of {} is on the chart.", self.area);
        }
        let (least, most) = ends(self.own.iter().map(|dot| dot.need));
        let (low, high) = ends(self.own.iter().map(|dot| dot.rate));
        format!(
            " Picked out, {} of {}: {} from {} to {}, FTE from {} to {}.",
            list::counted(Claimed::derived(self.own.len(), DRAWN), "PCN"),
            self.area,
            self.need,
            self.needed(least, LEAST_NEED),
            self.needed(most, MOST_NEED),
            number::rate(Claimed::derived(low, LOWEST)),
            number::rate(Claimed::derived(high, HIGHEST))
        )
    }

    /// What stands above the top, in words; it is a note under the chart too.
    fn above_words(&self) -> Option<String> {
        let above = |dots: &[Dot]| dots.iter().filter(|dot| dot.rate > self.top).count();
        let (own, others) = (above(&self.own), above(&self.others));
        let highest = self.own.iter().chain(&self.others).map(|dot| dot.rate).reduce(f64::max)?;
        let top = number::rate(Claimed::derived(self.top, "the top of the chart's axis"));
        let whose = match own {
            0 => String::new(),
            own => format!(", {} of them in this area", number::count(Claimed::derived(own, ABOVE_TOP))),
        };
        (own + others > 0).then(|| {
            format!(
                "Above the top of the chart at {top} (triangles): {}{whose}. The highest has {}.",
                list::counted(Claimed::derived(own + others, ABOVE_TOP), "PCN"),
                number::rate(Claimed::derived(highest, HIGHEST))
            )
        })
    }
}

/// How the numbers in words come about.
const DRAWN: &str = "PCNs on the chart: with a return, patients and a value of the indicator";
const ON_LINE: &str = "the fitted line at this value of the indicator";
const LEAST_NEED: &str = "the lowest value of the indicator among the PCNs on the chart";
const MOST_NEED: &str = "the highest value of the indicator among the PCNs on the chart";
const LOWEST: &str = "the lowest rate among the PCNs on the chart";
const HIGHEST: &str = "the highest rate among the PCNs on the chart";
const ABOVE_TOP: &str = "PCNs whose rate is above the top of the chart's axis";

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

fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
}

/// The rate that the axis must reach: the highest, or the one that only a few outliers exceed.
fn highest_but_outliers(points: &[Point]) -> f64 {
    let mut rates: Vec<f64> = points.iter().map(|point| point.rate).collect();
    rates.sort_by(f64::total_cmp);
    let highest = rates.last().copied().unwrap_or(0.0);
    let usual = rates.iter().rev().nth(points.len() / ABOVE).copied().unwrap_or(highest);
    if highest <= usual * NEAR { highest } else { usual }
}
