//! XmR charts: the limits of usual movement from point to point, and what lies outside them.
//!
//! The rules are those of NHS England's Making Data Count, as in NHSRplotthedots 0.2.2.
//! For the change from quarter to quarter only: on the level, which persists, they raise false alarms.

use serde::{Serialize, Serializer};

/// A chart of changes needs this many of them; with fewer, its limits are trial limits.
pub const CHANGES: usize = 13;
/// Fewer changes than this say nothing of what is usual: none is drawn or put into words.
pub const FEWEST: usize = 8;
/// The run that counts as a shift or a trend.
const RUN: usize = 7;

/// Whether large single movements widen the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screening {
    /// Moving ranges beyond their own limit are left out once, as in NHSRplotthedots.
    Screened,
    /// All moving ranges count, as in the Making Data Count workbook.
    Unscreened,
}

/// The mean and the limits of usual movement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct XmrLimits {
    /// Mean of all points.
    pub mean: f64,
    /// Lower process limit.
    pub lower: f64,
    /// Upper process limit.
    pub upper: f64,
    /// Two thirds of the way from the mean to the lower limit.
    pub inner_lower: f64,
    /// Two thirds of the way from the mean to the upper limit.
    pub inner_upper: f64,
}

/// Why a point is unlike usual movement: the first that applies, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Above the upper limit.
    AboveLimit,
    /// Below the lower limit.
    BelowLimit,
    /// One of seven points that rise without a break.
    Rising,
    /// One of seven points that fall without a break.
    Falling,
    /// One of two in three near the upper limit.
    NearUpper,
    /// One of two in three near the lower limit.
    NearLower,
    /// One of seven points in a row above the mean.
    RunAbove,
    /// One of seven points in a row below the mean.
    RunBelow,
}

impl Signal {
    /// Its id in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::AboveLimit => "above-limit",
            Self::BelowLimit => "below-limit",
            Self::Rising => "rising",
            Self::Falling => "falling",
            Self::NearUpper => "near-upper",
            Self::NearLower => "near-lower",
            Self::RunAbove => "run-above",
            Self::RunBelow => "run-below",
        }
    }
}

impl Serialize for Signal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// The limits of a series in stretches without a gap, whose moving ranges cross none; none without at least one range.
pub fn limits(stretches: &[&[f64]], screening: Screening) -> Option<XmrLimits> {
    let moves = |values: &&[f64]| values.windows(2).map(|w| (w[1] - w[0]).abs()).collect::<Vec<f64>>();
    let ranges: Vec<f64> = stretches.iter().flat_map(moves).collect();
    let mut range = mean(&ranges)?;
    if screening == Screening::Screened && range > 0.0 {
        let usual: Vec<f64> = ranges.into_iter().filter(|r| *r < 3.267 * range).collect();
        range = mean(&usual)?;
    }
    let mean = mean(&stretches.concat())?;
    Some(XmrLimits {
        mean,
        lower: mean - 2.66 * range,
        upper: mean + 2.66 * range,
        inner_lower: mean - 2.66 * 2.0 / 3.0 * range,
        inner_upper: mean + 2.66 * 2.0 / 3.0 * range,
    })
}

/// The signal of each point of a stretch without a gap, if it has one.
pub fn signals(values: &[f64], limits: &XmrLimits) -> Vec<Option<Signal>> {
    if limits.lower >= limits.upper {
        // Nothing moves, so nothing is unusual.
        return vec![None; values.len()];
    }
    let trends = trends(values);
    let near = two_in_three(values, limits);
    let shifts = shifts(values, limits.mean);
    (0..values.len()).map(|i| outside(values[i], limits).or(trends[i]).or(near[i]).or(shifts[i])).collect()
}

fn outside(value: f64, limits: &XmrLimits) -> Option<Signal> {
    if value > limits.upper {
        return Some(Signal::AboveLimit);
    }
    (value < limits.lower).then_some(Signal::BelowLimit)
}

fn trends(values: &[f64]) -> Vec<Option<Signal>> {
    let mut marks = vec![None; values.len()];
    for (start, run) in values.windows(RUN).enumerate() {
        if run.windows(2).all(|w| w[0] < w[1]) {
            marks[start..start + RUN].fill(Some(Signal::Rising));
        } else if run.windows(2).all(|w| w[0] > w[1]) {
            marks[start..start + RUN].fill(Some(Signal::Falling));
        }
    }
    marks
}

fn shifts(values: &[f64], mean: f64) -> Vec<Option<Signal>> {
    let mut marks = vec![None; values.len()];
    for (start, run) in values.windows(RUN).enumerate() {
        if run.iter().all(|v| *v > mean) {
            marks[start..start + RUN].fill(Some(Signal::RunAbove));
        } else if run.iter().all(|v| *v < mean) {
            marks[start..start + RUN].fill(Some(Signal::RunBelow));
        }
    }
    marks
}

/// Two of three between the inner and the outer limit, and all three on that side of the mean.
fn two_in_three(values: &[f64], limits: &XmrLimits) -> Vec<Option<Signal>> {
    let mut marks = vec![None; values.len()];
    for (start, three) in values.windows(3).enumerate() {
        let sides = [
            (Signal::NearUpper, three.iter().all(|v| *v > limits.mean)),
            (Signal::NearLower, three.iter().all(|v| *v < limits.mean)),
        ];
        let near: Vec<usize> = (0..3).filter(|&i| is_near(three[i], limits)).collect();
        for (signal, _) in sides.iter().filter(|(_, side)| *side && near.len() >= 2) {
            near.iter().for_each(|i| marks[start + i] = Some(*signal));
        }
    }
    marks
}

fn is_near(value: f64, limits: &XmrLimits) -> bool {
    outside(value, limits).is_none() && (value > limits.inner_upper || value < limits.inner_lower)
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
