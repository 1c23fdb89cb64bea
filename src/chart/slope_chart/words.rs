//! What the chart of slopes says, in words.

use super::{Slope, SlopeChart};
use crate::text;
use crate::text::number;
use crate::text::words::list;
use crate::text::{Claimed, Text};

impl SlopeChart {
    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let last = self.slopes.last().map_or(Text::default(), |last| {
            text!("England’s slope was {} in {}. ", figures(last), when(last))
        });
        let study = match &self.study {
            Some(study) => text!(
                ", and the study’s, {}",
                number::fixed(study.value, number::slope_decimals(study.value))
            ),
            None => Text::default(),
        };
        text!(
            "{}A dot with its 95% interval at each of {}, FTE for every 10,000 patients for ten points more {}{}.",
            last,
            list::counted_as(
                Claimed::derived(self.slopes.len(), "censuses on the chart"),
                "census",
                "censuses"
            ),
            self.need,
            study
        )
    }
}

/// What is cut at the edge of the plot, in words; it is a note under the chart too.
pub(super) fn beyond(chart: &SlopeChart) -> Option<Text> {
    let beyond = chart.beyond();
    let width = |slope: &&Slope| slope.ends().1 - slope.ends().0;
    let widest = beyond.iter().max_by(|a, b| width(a).total_cmp(&width(b)))?;
    let count = Claimed::derived(beyond.len(), "censuses whose interval is beyond the chart's axis");
    Some(text!(
        "Triangles: at {} the interval goes on beyond the chart; the widest is {} ({}).",
        list::counted_as(count, "census", "censuses"),
        interval(widest, number::slope_decimals(widest.value))?,
        when(widest)
    ))
}

/// A slope and its interval.
fn figures(slope: &Slope) -> Text {
    let decimals = number::slope_decimals(slope.value);
    let value = number::fixed(slope.value, decimals);
    match interval(slope, decimals) {
        Some(interval) => text!("{} (interval {})", value, interval),
        None => value.into(),
    }
}

fn interval(slope: &Slope, decimals: usize) -> Option<Text> {
    let (lower, upper) = slope.interval?;
    Some(text!("{} to {}", number::fixed(lower, decimals), number::fixed(upper, decimals)))
}

fn when(slope: &Slope) -> Text {
    slope.census.into()
}
