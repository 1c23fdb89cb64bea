//! The change of the rate from quarter to quarter, with the limits of usual movement.

mod drawing;

use crate::analysis::{Area, QuarterChange, Xmr};
use crate::measure::xmr::{FEWEST, Signal};
use crate::subject::Census;
use crate::text;
use crate::text::number;
use crate::text::{Claimed, Text};

/// The changes of an area, oldest first, and what is usual.
#[derive(Clone, Debug, PartialEq)]
pub struct XmrChart {
    /// The area's name.
    pub area: Text,
    /// One per census whose change from the quarter before is known.
    pub changes: Vec<Change>,
    /// The mean of the changes.
    pub mean: Claimed,
    /// The lower and the upper limit of usual movement.
    pub limits: (Claimed, Claimed),
    /// Whether there are too few changes for limits that last.
    pub trial: bool,
    /// The ends of the axis.
    pub axis: (f64, f64),
}

/// A change from the quarter before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The later census.
    pub census: Census,
    /// FTE per 10,000 patients.
    pub value: Claimed,
    /// Which way it is unlike usual movement, if it is.
    pub outside: Option<Way>,
}

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Above the limit, rising, or above the mean for long.
    Up,
    /// The other way.
    Down,
}

const STEPS: f64 = 4.0;
/// Room above and below the limits, as a share of what is drawn.
const HEADROOM: f64 = 0.15;
/// That beyond a change outside them, which has its date there.
const DATE_ROOM: f64 = 0.2;

impl XmrChart {
    /// The chart; none with fewer changes than say what is usual.
    pub fn new(area: &Area) -> Option<Self> {
        let xmr = area.own.series.xmr.as_ref().filter(|xmr| xmr.changes.len() >= FEWEST)?;
        let limits = (xmr.limits.lower, xmr.limits.upper);
        let change = |(change, signal): (&QuarterChange, &Option<Signal>)| Change {
            census: change.census,
            value: change.value,
            outside: signal.map(Way::of),
        };
        Some(Self {
            area: area.printed_name(),
            changes: xmr.changes.iter().zip(&xmr.signals).map(change).collect(),
            mean: xmr.limits.mean,
            limits,
            trial: xmr.trial,
            axis: ends(xmr),
        })
    }

    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let mut alt = text!(
            "Line chart of {}. Change in link-worker FTE per 10,000 patients from the quarter before, on PCNs with a \
             return at both",
            &self.area
        );
        if let (Some(first), Some(last)) = (self.changes.first(), self.changes.last()) {
            alt.push(text!(", {} to {}", first.census, last.census));
            alt.push(text!(". The last is {}", number::signed(last.value, DECIMALS)));
        }
        alt.push(text!(
            ". Their mean is {}; usual movement is from {} to {}.",
            number::signed(self.mean, DECIMALS),
            number::signed(self.limits.0, DECIMALS),
            number::signed(self.limits.1, DECIMALS)
        ));
        if self.trial {
            alt.push(" These are trial limits, from few changes.");
        }
        alt.push(self.outside(Way::Up, "up"));
        alt.push(self.outside(Way::Down, "down"));
        if self.changes.iter().all(|change| change.outside.is_none()) {
            alt.push(" All changes lie within these limits.");
        }
        alt
    }

    /// The changes that are unlike usual movement one way.
    fn outside(&self, way: Way, words: &'static str) -> Text {
        let those = self.changes.iter().filter(|change| change.outside == Some(way));
        let those: Vec<Text> = those
            .map(|change| text!("{} in {}", number::signed(change.value, DECIMALS), change.census))
            .collect();
        if those.is_empty() {
            return Text::default();
        }
        text!(" Outside usual movement, {}: {}.", words, Text::join(those, "; "))
    }
}

/// The ends of the axis: a little beyond the limits, or beyond the changes that go further.
fn ends(xmr: &Xmr) -> (f64, f64) {
    let changes = || xmr.changes.iter().map(|change| change.value.get());
    let (lower, upper) = (xmr.limits.lower.get().min(0.0), xmr.limits.upper.get().max(0.0));
    let (low, high) = (changes().fold(lower, f64::min), changes().fold(upper, f64::max));
    if high <= low {
        return (low - 1.0, high + 1.0);
    }
    let room = |is_beyond: bool| if is_beyond { DATE_ROOM } else { HEADROOM } * (high - low);
    (low - room(low < lower), high + room(high > upper))
}

/// The decimals of a rate.
const DECIMALS: usize = 2;

impl Way {
    /// Which way a signal points.
    fn of(signal: Signal) -> Self {
        match signal {
            Signal::AboveLimit | Signal::Rising | Signal::NearUpper | Signal::RunAbove => Self::Up,
            Signal::BelowLimit | Signal::Falling | Signal::NearLower | Signal::RunBelow => Self::Down,
        }
    }
}
