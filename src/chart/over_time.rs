//! Link workers over time: the rate census by census with how far returns cover, and the same PCNs over the year.

mod columns;
mod drawing;
mod layout;
mod pair;
mod series;
mod words;

use super::axis;
use crate::analysis::{Area, Change, Edition, Kind, TrendPoint};
use crate::subject::Census;
use crate::subject::series::{Breaks, SeriesBreak};
use crate::text;
use crate::text::{Claimed, Text};

/// The series of an area, with its region's and England's beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct OverTime {
    /// The area's series.
    pub area: Series,
    /// Its NHS region's; none for a region or England.
    pub region: Option<Series>,
    /// England's; none for England itself.
    pub england: Option<Series>,
    /// What was filed at each census, oldest first.
    pub filed: Vec<Filed>,
    /// The same PCNs over the year: the area's, then England's.
    pub pairs: Vec<Pair>,
    /// Why the area has no pair.
    pub no_pair: Option<Text>,
    /// Points across which a series may not be comparable, in the range.
    pub breaks: Breaks,
    /// The top of the axis of provision.
    pub top: f64,
}

/// One line of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Whose.
    pub name: Text,
    /// One per census whose rate may be printed, oldest first.
    pub points: Vec<RatePoint>,
    /// The censuses whose rate may not be printed, oldest first: no line runs through them.
    pub left_out: Vec<Census>,
}

/// A rate at a census.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatePoint {
    /// When.
    pub census: Census,
    /// FTE per 10,000 patients.
    pub rate: Claimed,
}

/// What was filed at a census.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Filed {
    /// When.
    pub census: Census,
    /// FTE reported; none without a return.
    pub fte: Option<Claimed>,
    /// Share of patients in PCNs with a return.
    pub coverage: Option<Claimed>,
    /// Whether that is enough for a rate.
    pub is_enough: bool,
}

/// The rates of the same PCNs at both ends of the year.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Whose.
    pub name: Text,
    /// The two censuses.
    pub censuses: [Census; 2],
    /// The two rates.
    pub rates: [Claimed; 2],
    /// The ends of the 95% interval of the change.
    pub change: Option<(Claimed, Claimed)>,
}

const STEPS: f64 = 4.0;
/// With fewer rates there is no line: the FTE reported is drawn as columns.
const LINE: usize = 5;

impl OverTime {
    /// The chart; none where nothing was filed.
    pub fn new(edition: &Edition, area: &Area) -> Option<Self> {
        let is_england = area.place.kind == Kind::England;
        let england = (!is_england).then(|| Series::new("England".into(), &edition.england.own.series.trend));
        let region = edition.regions().find(|other| Some(&other.place.code) == area.place.region.as_ref());
        let region = region
            .map(|region| Series::new(text!("{} region", region.printed_name()), &region.own.series.trend));
        let shown = |series: &Series| !series.points.is_empty();
        let mut chart = Self {
            area: Series::new(area.printed_name(), &area.own.series.trend),
            region: region.filter(shown),
            england: england.filter(shown),
            filed: area.own.series.trend.iter().map(Filed::of).collect(),
            pairs: pairs(edition, area),
            no_pair: no_pair(area),
            breaks: edition.breaks(),
            top: 0.0,
        };
        chart.top = axis::top(chart.reach(), STEPS);
        chart.filed.iter().any(|filed| filed.fte.is_some()).then_some(chart)
    }

    /// Whether there are rates enough for a line.
    pub fn has_line(&self) -> bool {
        self.area.points.len() >= LINE
    }

    /// The highest value of the axis of provision.
    fn reach(&self) -> f64 {
        let rates = self.lines().flat_map(|line| &line.points).map(|point| point.rate.get());
        let ends =
            self.pairs.iter().flat_map(|pair| pair.rates.map(Claimed::get).into_iter().chain(pair.reach()));
        rates.chain(ends).fold(0.0, f64::max)
    }

    /// The lines of the chart, the area's first.
    fn lines(&self) -> impl Iterator<Item = &Series> {
        std::iter::once(&self.area).chain(&self.region).chain(&self.england)
    }

    /// The breaks in the range of the chart, oldest first.
    fn edges(&self) -> Vec<&'static SeriesBreak> {
        self.breaks.within(&self.censuses())
    }

    /// Every census on the chart, oldest first.
    fn censuses(&self) -> Vec<Census> {
        let rates = self.lines().flat_map(|line| &line.points).map(|point| point.census);
        let mut censuses: Vec<Census> = rates.chain(self.filed.iter().map(|filed| filed.census)).collect();
        censuses.sort();
        censuses.dedup();
        censuses
    }
}

impl Series {
    fn new(name: Text, trend: &[TrendPoint]) -> Self {
        let shown = |point: &TrendPoint| point.rate.filter(|_| point.rate_why_not_shown.is_none());
        let rates = trend.iter().filter_map(|point| Some((point.census, shown(point)?)));
        let without = trend.iter().filter(|point| shown(point).is_none());
        Self {
            name,
            points: rates.map(|(census, rate)| RatePoint { census, rate }).collect(),
            left_out: without.map(|point| point.census).collect(),
        }
    }
}

impl Filed {
    fn of(point: &TrendPoint) -> Self {
        Self {
            census: point.census,
            fte: Some(point.fte).filter(|_| point.returns.filed > 0),
            coverage: point.returns.completeness,
            is_enough: point.rate_why_not_shown.is_none() && point.rate.is_some(),
        }
    }
}

impl Pair {
    fn of(name: Text, change: &Change) -> Self {
        let estimate = &change.contrast.estimate;
        Self {
            name,
            censuses: [change.from, change.to],
            rates: [change.rate_from, change.rate_to],
            change: estimate.lower.zip(estimate.upper),
        }
    }

    /// From where to where the rate could be at the later end, by the interval of the change.
    fn reach(&self) -> Option<f64> {
        self.change.map(|(_, upper)| self.rates[0].get() + upper.get())
    }
}

/// The pairs of an area whose rate may be shown, and of England.
fn pairs(edition: &Edition, area: &Area) -> Vec<Pair> {
    let of = |area: &Area| {
        super::icbs::rate(area)?;
        Some(Pair::of(area.printed_name(), area.own.series.change.as_ref()?))
    };
    let Some(own) = of(area) else { return Vec::new() };
    let england = of(&edition.england).filter(|_| area.place.kind != Kind::England);
    std::iter::once(own).chain(england).collect()
}

fn no_pair(area: &Area) -> Option<Text> {
    if super::icbs::rate(area).is_none() {
        return Some("No change is shown: too few returns".into());
    }
    let why = area.own.series.change_why_not_shown.filter(|_| area.own.series.change.is_none());
    why.map(|why| text!("No change is shown: {}", why.words()))
}
