//! What the chart says, in words.

use super::{ENOUGH, RatePoint, RunChart, Series};
use crate::chart::time::{edge_words, gaps};
use crate::subject::series::{Breaks, Joins};
use crate::text;
use crate::text::number::{self, Direction};
use crate::text::words::list;
use crate::text::{Claimed, Text};

/// What is said of a series without a rate.
pub(super) const NO_RATE: &str = "too few returns at every census for a rate";

impl RunChart {
    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let censuses = self.censuses();
        let mut alt = text!("Line chart. Link-worker FTE per 10,000 patients");
        if let (Some(first), Some(last)) = (censuses.first(), censuses.last()) {
            alt.push(text!(", {} to {}", first, last));
        }
        alt.push(".");
        for line in self.lines() {
            alt.push(text!(" {}: {}.", &line.name, course(line, &self.breaks)));
        }
        for other in self.region.iter().chain(&self.england) {
            alt.push(compared(&self.area, other));
        }
        alt.push(incomplete(self));
        for (before, after) in gaps(&censuses) {
            alt.push(text!(" No data between {} and {}.", before, after));
        }
        alt.push(edges(self, Joins::No, "The line is not joined across"));
        alt.push(edges(self, Joins::Yes, "Rates may not be alike across"));
        alt
    }
}

/// Where a series starts and ends, apart for each part of it between breaks.
fn course(series: &Series, breaks: &Breaks) -> Text {
    let parts = breaks.split(&series.points, |point| point.census);
    let words: Vec<Text> = parts.iter().filter_map(|part| from_to(part.points())).collect();
    if words.is_empty() { NO_RATE.into() } else { Text::join(words, ". Then ") }
}

/// The first and the last rate of points that may be compared.
fn from_to(points: &[RatePoint]) -> Option<Text> {
    let (first, last) = (points.first()?, points.last()?);
    let at = |point: &RatePoint| text!("{} in {}", number::rate(point.rate), point.census);
    if first.census == last.census { Some(at(first)) } else { Some(text!("{} and {}", at(first), at(last))) }
}

/// At how many censuses the area is above its region or England, as printed.
fn compared(area: &Series, beside: &Series) -> Text {
    let gaps: Vec<f64> = area
        .points
        .iter()
        .filter_map(|own| {
            let other = beside.points.iter().find(|other| other.census == own.census)?;
            Some(own.rate.get() - other.rate.get())
        })
        .collect();
    if gaps.is_empty() {
        return Text::default();
    }
    let above = gaps.iter().filter(|gap| number::direction(**gap, 2) == Direction::More).count();
    text!(
        " {} was above {} at {} of {}.",
        &area.name,
        &beside.name,
        number::count(Claimed::derived(above, "censuses at which its rate prints above the other's")),
        list::counted_as(
            Claimed::derived(gaps.len(), "censuses at which both have a rate"),
            "census",
            "censuses"
        )
    )
}

/// The censuses whose rate is left out.
fn incomplete(chart: &RunChart) -> Text {
    let thin = chart.completeness.iter().filter(|point| point.share < ENOUGH).count();
    if thin == 0 {
        return Text::default();
    }
    text!(
        " At {} of {} under 80% of patients were in PCNs with a return; those rates are \
         left out.",
        number::count(Claimed::derived(thin, "censuses with under 80% of patients in PCNs with a return")),
        list::counted_as(
            Claimed::derived(chart.completeness.len(), "censuses on the chart"),
            "census",
            "censuses"
        )
    )
}

/// The breaks of one kind, after what they mean.
fn edges(chart: &RunChart, joins: Joins, meaning: &'static str) -> Text {
    let edges = chart.edges().into_iter().filter(|edge| edge.joins == joins);
    let words: Vec<Text> = edges.map(edge_words).collect();
    if words.is_empty() { Text::default() } else { text!(" {}: {}.", meaning, Text::join(words, "; ")) }
}
