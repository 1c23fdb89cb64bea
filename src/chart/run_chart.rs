//! The rate census by census, with the completeness of returns beneath it.

mod completeness;
mod drawing;
mod series;
mod words;

use super::axis;
use crate::analysis::{Area, Edition, Kind, TrendPoint};
use crate::subject::Census;
use crate::subject::series::{Breaks, SeriesBreak};
use crate::text;
use crate::text::{Claimed, Text};

/// The series of an area, with its region's and England's beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct RunChart {
    /// The area's series.
    pub area: Series,
    /// Its NHS region's; none for a region or England.
    pub region: Option<Series>,
    /// England's; none for England itself.
    pub england: Option<Series>,
    /// The area's share of patients in PCNs with a return, at each census.
    pub completeness: Vec<Completeness>,
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

/// How complete the returns of a census are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Completeness {
    /// When.
    pub census: Census,
    /// Share of patients in PCNs with a return, 0 to 1.
    pub share: f64,
}

const STEPS: f64 = 5.0;
/// Below this share a rate is left out, and its column is open.
const ENOUGH: f64 = 0.8;

impl RunChart {
    /// The chart; none for a single census.
    pub fn new(edition: &Edition, area: &Area) -> Option<Self> {
        let own = Series::new(area.printed_name(), &area.own.series.trend);
        let beside = (area.place.kind != Kind::England)
            .then(|| Series::new("England".into(), &edition.england.own.series.trend))
            .filter(|series| !series.points.is_empty());
        let region = edition.areas.iter().find(|other| {
            other.place.kind == Kind::Region
                && Some(&other.place.code) == area.place.region.as_ref()
                && other.place.code != area.place.code
        });
        let region = region
            .map(|region| Series::new(text!("{} region", region.printed_name()), &region.own.series.trend))
            .filter(|series| !series.points.is_empty());
        let completeness = area.own.series.trend.iter().filter_map(|point| {
            let share = point.returns.completeness?;
            Some(Completeness { census: point.census, share: share.get() })
        });
        let mut chart = Self {
            area: own,
            region,
            england: beside,
            completeness: completeness.collect(),
            breaks: edition.breaks(),
            top: 0.0,
        };
        let rates = chart.lines().flat_map(|line| &line.points).map(|point| point.rate.get());
        chart.top = axis::top(rates.fold(0.0, f64::max), STEPS);
        (chart.censuses().len() > 1).then_some(chart)
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
        let rates = self.lines().flat_map(|line| &line.points);
        let shares = self.completeness.iter().map(|point| point.census);
        let mut censuses: Vec<Census> = rates.map(|point| point.census).chain(shares).collect();
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
