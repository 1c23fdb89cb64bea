//! What the chart of slopes says, in words.

use super::{Slope, SlopeChart};
use crate::chart::time::{edge_words, gaps};
use crate::measure::Verdict;
use crate::text;
use crate::text::number;
use crate::text::words::list;
use crate::text::{Claimed, Text};

impl SlopeChart {
    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let mut alt = text!(
            "Dot chart with 95% intervals. England’s need slope at each census: FTE per 10,000 patients where {}.",
            self.ten_points
        );
        if let (Some(first), Some(last)) = (self.slopes.first(), self.slopes.last()) {
            alt.push(text!(" {} in {}; {} in {}.", figures(first), when(first), figures(last), when(last)));
        }
        alt.push(sides(self));
        if let Some((study, as_of)) = self.study.as_ref().zip(self.study_as_of) {
            alt.push(text!(
                " The study found {} for its {}, drawn at the census of {}.",
                figures(study),
                as_of,
                when(study)
            ));
        }
        if let Some(note) = beyond(self) {
            alt.push(text!(" {}", note));
        }
        for (before, after) in gaps(&self.censuses()) {
            alt.push(text!(" No data between {} and {}.", before, after));
        }
        let edges: Vec<Text> = self.edges().into_iter().map(edge_words).collect();
        if !edges.is_empty() {
            alt.push(text!(" Slopes may not be alike across: {}.", Text::join(edges, "; ")));
        }
        alt
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

/// At how many censuses the interval lies on either side of no association.
fn sides(chart: &SlopeChart) -> Text {
    let on = |side: fn(f64) -> bool| {
        let speaks = |slope: &&Slope| slope.verdict.is_some_and(Verdict::speaks);
        chart.slopes.iter().filter(speaks).filter(|slope| side(slope.value.get())).count()
    };
    let [below, above] = [on(|value| value < 0.0), on(|value| value > 0.0)];
    let all = number::count(Claimed::derived(chart.slopes.len(), "censuses on the chart"));
    let counted =
        |count| number::count(Claimed::derived(count, "censuses whose interval excludes zero on this side"));
    let mut words = text!(
        " The interval lay below no association at {} of {} censuses: less link worker time where {} was higher.",
        counted(below),
        all,
        chart.need
    );
    if above > 0 {
        words.push(text!(" It lay above it at {}.", counted(above)));
    }
    words
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
