//! England's need slope, census by census, with its intervals and the published figure of the study.

mod drawing;
mod words;

use super::axis;
use crate::analysis::{Contrast, Edition, Estimated, Replication, TrendPoint};
use crate::measure::Verdict;
use crate::subject::series::{Breaks, SeriesBreak};
use crate::subject::{Census, Need};
use crate::text::Claimed;

/// The slope at each census, by the edition's primary indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct SlopeChart {
    /// The indicator, as the subject of a sentence.
    pub need: &'static str,
    /// What ten points more of it are.
    pub ten_points: &'static str,
    /// The slopes, oldest first.
    pub slopes: Vec<Slope>,
    /// What the study published, at the census that it is of; none for an indicator that it did not use.
    pub study: Option<Slope>,
    /// The study's own name for that census.
    pub study_as_of: Option<Census>,
    /// Points across which slopes may not be comparable.
    pub breaks: Breaks,
    /// The ends of the axis of slopes; what is beyond them is cut there, and said.
    pub axis: (f64, f64),
}

/// A slope with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// When.
    pub census: Census,
    /// FTE per 10,000 patients for ten points more.
    pub value: Claimed,
    /// The ends of its 95% interval.
    pub interval: Option<(Claimed, Claimed)>,
    /// What it amounts to; none for the study's, which has its own words.
    pub verdict: Option<Verdict>,
}

const STEPS: f64 = 4.0;
/// The axis holds everything where that makes it at the most so many times as long as the later half needs.
const STRETCH: f64 = 1.5;
/// A figure of the study so many months outside the censuses still stands on the axis of time.
const NEAR_MONTHS: i32 = 12;

impl SlopeChart {
    /// The chart; none with fewer than two slopes.
    pub fn new(edition: &Edition) -> Option<Self> {
        let indicator = edition.need.indicator();
        let slope = |point: &TrendPoint| Some(Slope::of(point.census, point.need_slope.get(indicator.id)?));
        let slopes: Vec<Slope> = edition.england.own.series.trend.iter().filter_map(slope).collect();
        let published = |study: &Replication| Slope::new(study.published_census, &study.published);
        let study = edition.england.own.models.replication.as_ref().map(published);
        let study = study.filter(|_| edition.need == Need::SupportGap);
        let as_of = edition.england.own.models.replication.as_ref().map(|study| study.published_as_of);
        (slopes.len() > 1).then(|| Self {
            need: indicator.name,
            ten_points: indicator.ten_points_words,
            axis: held(&slopes, study.as_ref()),
            slopes,
            study_as_of: as_of.filter(|_| study.is_some()),
            study,
            breaks: edition.breaks(),
        })
    }

    /// The breaks in the range of the chart, oldest first.
    fn edges(&self) -> Vec<&'static SeriesBreak> {
        self.breaks.within(&self.censuses())
    }

    /// Every census on the chart, oldest first.
    fn censuses(&self) -> Vec<Census> {
        self.slopes.iter().map(|slope| slope.census).collect()
    }

    /// The slopes that the axis does not hold whole.
    fn beyond(&self) -> Vec<Slope> {
        let (low, high) = self.axis;
        let beyond = |slope: &&Slope| slope.ends().0 < low || slope.ends().1 > high;
        self.slopes.iter().filter(beyond).copied().collect()
    }
}

impl Slope {
    fn new(census: Census, estimate: &Estimated) -> Self {
        let interval = estimate.lower.zip(estimate.upper);
        Self { census, value: estimate.value, interval, verdict: None }
    }

    fn of(census: Census, contrast: &Contrast) -> Self {
        Self { verdict: Some(contrast.verdict), ..Self::new(census, &contrast.estimate) }
    }

    /// From where to where it is drawn.
    fn ends(&self) -> (f64, f64) {
        let (lower, upper) = self.interval.unwrap_or((self.value, self.value));
        (lower.get().min(self.value.get()), upper.get().max(self.value.get()))
    }
}

/// The ends of the axis: all, or where few early returns would flatten the rest, what the later half needs.
fn held(slopes: &[Slope], study: Option<&Slope>) -> (f64, f64) {
    let ends = |slopes: &[Slope]| {
        let ends = slopes.iter().chain(study).map(Slope::ends);
        ends.fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(end.0), high.max(end.1)))
    };
    let (all, later) = (ends(slopes), ends(&slopes[slopes.len() / 2..]));
    let (low, high) = if all.1 - all.0 <= STRETCH * (later.1 - later.0) { all } else { later };
    axis::range(low, high, STEPS)
}
