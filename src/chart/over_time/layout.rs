//! Where the parts of the chart stand.

use super::OverTime;
use crate::chart::axis::Plot;
use crate::chart::canvas::LABEL;
use crate::chart::lettering::width;
use crate::chart::time::Time;

pub(super) const LEFT: f64 = 28.0;
/// Room for the names of the lines, as much as their longest word needs.
pub(super) const NAMES: (f64, f64) = (76.0, 150.0);
/// Where the part on the left ends, with the names of its lines, and where the pair begins.
pub(super) const PARTED: f64 = 346.0;
pub(super) const HEAD: f64 = 16.0;
pub(super) const RATE_HEIGHT: f64 = 118.0;
/// A line of words.
pub(super) const LINE: f64 = 12.0;
/// Room at both ends of the axis of time.
pub(super) const MARGIN: f64 = 10.0;

/// A chart and where its parts stand.
pub(super) struct Layout<'c> {
    pub chart: &'c OverTime,
    pub time: Time,
    pub plot: Plot,
}

impl<'c> Layout<'c> {
    pub fn of(chart: &'c OverTime) -> Self {
        let top = HEAD + LINE;
        let words = chart.lines().flat_map(|line| line.name.words());
        let longest = words.map(|word| width(&word, LABEL.bold()) + 2.0 * MARGIN).fold(0.0, f64::max);
        let names = longest.clamp(NAMES.0, NAMES.1);
        let right = PARTED - names;
        let plot = Plot { left: LEFT, right, top, bottom: top + RATE_HEIGHT };
        let time = Time::new(chart.censuses(), plot.left + MARGIN, plot.right - MARGIN);
        Self { chart, time, plot }
    }
}
