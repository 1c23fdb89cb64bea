//! The rate census by census, with the completeness of returns beneath it.

mod completeness;
mod drawing;
mod labels;
mod series;

pub use series::{BREAKS, Joins, SeriesBreak};

use super::axis;
use super::{Caption, Chart, ChartError};
use crate::analysis::{Analysis, Edition, Kind, TrendPoint};
use crate::number::{self, Direction};
use crate::subject::Census;

/// The series of an area, with England's beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct RunChart {
    /// The area's series.
    pub area: Series,
    /// England's; none for England itself.
    pub england: Option<Series>,
    /// The area's share of patients in PCNs with a return, at each census.
    pub completeness: Vec<Completeness>,
    /// Points across which a series may not be comparable, in the range.
    pub breaks: Vec<&'static SeriesBreak>,
    /// The top of the axis of provision.
    pub top: f64,
}

/// One line of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Whose.
    pub name: String,
    /// One per census with a rate, oldest first.
    pub points: Vec<RatePoint>,
}

/// A rate at a census.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatePoint {
    /// When.
    pub census: Census,
    /// FTE per 10,000 patients.
    pub rate: f64,
    /// Whether enough filed.
    pub state: State,
}

/// Whether a rate stands for its area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It may be printed.
    Complete,
    /// Too few patients are in PCNs with a return.
    Incomplete,
}

/// How complete the returns of a census are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Completeness {
    /// When.
    pub census: Census,
    /// Share of patients in PCNs with a return, 0 to 1.
    pub share: f64,
}

const SLUG: &str = "run-chart";
const STEPS: f64 = 5.0;
/// Below this share a rate is not joined to the others.
const ENOUGH: f64 = 0.8;

impl RunChart {
    /// The chart; none with fewer than two censuses whose rate may be shown.
    pub fn new(edition: &Edition, area: &Analysis) -> Option<Self> {
        let own = Series::new(&area.name, &area.trend);
        let beside = (area.kind == Kind::Icb)
            .then(|| Series::new("England", &edition.england.trend))
            .filter(|series| !series.points.is_empty());
        let (first, last) = (area.trend.first()?.census, area.trend.last()?.census);
        let highest = own
            .points
            .iter()
            .chain(beside.iter().flat_map(|series| &series.points));
        let top = axis::top(highest.map(|point| point.rate).fold(0.0, f64::max), STEPS);
        let completeness = area.trend.iter().filter_map(|point| {
            Some(Completeness {
                census: point.census,
                share: point.returns.completeness?,
            })
        });
        (own.complete().count() > 1).then(|| Self {
            completeness: completeness.collect(),
            breaks: series::breaks(edition.role, first, last),
            area: own,
            england: beside,
            top,
        })
    }

    /// What the chart says, in words.
    pub fn alt(&self) -> String {
        let mut alt = format!(
            "Line chart. Link-worker FTE per 10,000 patients, {}.",
            self.period()
        );
        for series in [Some(&self.area), self.england.as_ref()]
            .into_iter()
            .flatten()
        {
            alt.push_str(&format!(" {}: {}.", series.name, self.course(series)));
        }
        alt.push_str(
            &self
                .england
                .as_ref()
                .map(|england| self.compared(england))
                .unwrap_or_default(),
        );
        let thin = self
            .completeness
            .iter()
            .filter(|point| point.share < ENOUGH)
            .count();
        if thin > 0 {
            let of = number::count(self.completeness.len());
            alt.push_str(&format!(
                " At {} of {of} censuses under 80% of patients were in PCNs with a return; those \
                 rates are open circles and are not joined.",
                number::count(thin)
            ));
        }
        for edge in &self.breaks {
            alt.push_str(&format!(" {}.", edge.sentence()));
        }
        alt
    }

    /// Draws the chart.
    pub fn draw(&self) -> Result<Chart, ChartError> {
        let layout = drawing::Layout::of(self);
        Caption {
            slug: SLUG,
            alt: self.alt(),
        }
        .draw(layout.height(), |canvas| layout.paint(canvas))
    }

    /// Every census on the chart, oldest first.
    fn censuses(&self) -> Vec<Census> {
        let rates = self
            .area
            .points
            .iter()
            .chain(self.england.iter().flat_map(|s| &s.points));
        let shares = self.completeness.iter().map(|point| point.census);
        let mut censuses: Vec<Census> = rates.map(|point| point.census).chain(shares).collect();
        censuses.sort();
        censuses.dedup();
        censuses
    }

    fn period(&self) -> String {
        let censuses = self.censuses();
        match (censuses.first(), censuses.last()) {
            (Some(first), Some(last)) => format!("{} to {}", first.words(), last.words()),
            _ => String::new(),
        }
    }

    /// Where a series starts and ends, apart for each part of it between breaks.
    fn course(&self, series: &Series) -> String {
        let parts = series::comparable(series, &self.breaks);
        let words: Vec<String> = parts.iter().filter_map(|part| course(part)).collect();
        if words.is_empty() {
            "no rate that may be shown".to_owned()
        } else {
            words.join("; then ")
        }
    }

    /// At how many censuses the area is above England.
    fn compared(&self, england: &Series) -> String {
        let both: Vec<(f64, f64)> = self
            .area
            .complete()
            .filter_map(|own| {
                let other = england
                    .complete()
                    .find(|other| other.census == own.census)?;
                Some((own.rate, other.rate))
            })
            .collect();
        let is_above = |gap: f64| number::direction(gap, 2) == Direction::More;
        let above = both
            .iter()
            .filter(|(own, other)| is_above(own - other))
            .count();
        format!(
            " {} was above England at {} of {} censuses.",
            self.area.name,
            number::count(above),
            number::count(both.len())
        )
    }
}

impl Series {
    fn new(name: &str, trend: &[TrendPoint]) -> Self {
        let points = trend.iter().filter_map(|point| {
            let state = match point.rate_why_not_shown {
                None => State::Complete,
                Some(_) => State::Incomplete,
            };
            Some(RatePoint {
                census: point.census,
                rate: point.rate?,
                state,
            })
        });
        Self {
            name: name.to_owned(),
            points: points.collect(),
        }
    }

    /// The points that may be printed.
    fn complete(&self) -> impl Iterator<Item = &RatePoint> {
        self.points
            .iter()
            .filter(|point| point.state == State::Complete)
    }
}

/// The first and the last rate of points that may be compared.
fn course(points: &[&RatePoint]) -> Option<String> {
    let (first, last) = (points.first()?, points.last()?);
    let at =
        |point: &RatePoint| format!("{} in {}", number::rate(point.rate), point.census.words());
    if first.census == last.census {
        Some(at(first))
    } else {
        Some(format!("{} and {}", at(first), at(last)))
    }
}
