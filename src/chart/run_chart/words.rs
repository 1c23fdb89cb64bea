//! What the chart says, in words.

use super::{ENOUGH, RatePoint, RunChart, Series};
use crate::chart::time::gaps;
use crate::subject::series::{Breaks, Joins};
use crate::text::claim::Claimed;
use crate::text::number::{self, Direction};
use crate::text::words::list;

/// What is said of a series without a rate.
pub(super) const NO_RATE: &str = "too few returns at every census for a rate";

/// The whole of it.
pub(super) fn alt(chart: &RunChart) -> String {
    let censuses = chart.censuses();
    let mut alt = "Line chart. Link-worker FTE per 10,000 patients".to_owned();
    if let (Some(first), Some(last)) = (censuses.first(), censuses.last()) {
        alt.push_str(&format!(", {} to {}", first.words(), last.words()));
    }
    alt.push('.');
    for line in chart.lines() {
        alt.push_str(&format!(" {}: {}.", line.name, course(line, &chart.breaks)));
    }
    for other in chart.region.iter().chain(&chart.england) {
        alt.push_str(&compared(&chart.area, other));
    }
    alt.push_str(&incomplete(chart));
    for (before, after) in gaps(&censuses) {
        let (before, after) = (before.words(), after.words());
        alt.push_str(&format!(" No data between {before} and {after}."));
    }
    alt.push_str(&edges(chart, Joins::No, "The line is not joined across"));
    alt.push_str(&edges(chart, Joins::Yes, "Rates may not be alike across"));
    alt
}

/// Where a series starts and ends, apart for each part of it between breaks.
fn course(series: &Series, breaks: &Breaks) -> String {
    let parts = breaks.split(&series.points, |point| point.census);
    let words: Vec<String> = parts.iter().filter_map(|part| from_to(part.points())).collect();
    if words.is_empty() { NO_RATE.to_owned() } else { words.join(". Then ") }
}

/// The first and the last rate of points that may be compared.
fn from_to(points: &[RatePoint]) -> Option<String> {
    let (first, last) = (points.first()?, points.last()?);
    let at = |point: &RatePoint| format!("{} in {}", number::rate(point.rate), point.census.words());
    if first.census == last.census {
        Some(at(first))
    } else {
        Some(format!("{} and {}", at(first), at(last)))
    }
}

/// At how many censuses the area is above its region or England, as printed.
fn compared(area: &Series, beside: &Series) -> String {
    let gaps: Vec<f64> = area
        .points
        .iter()
        .filter_map(|own| {
            let other = beside.points.iter().find(|other| other.census == own.census)?;
            Some(own.rate.get() - other.rate.get())
        })
        .collect();
    if gaps.is_empty() {
        return String::new();
    }
    let above = gaps.iter().filter(|gap| number::direction(**gap, 2) == Direction::More).count();
    format!(
        " {} was above {} at {} of {}.",
        area.name,
        beside.name,
        number::count(Claimed::derived(above, "censuses at which its rate prints above the other's")),
        list::counted_as(Claimed::derived(gaps.len(), "censuses at which both have a rate"), CENSUSES)
    )
}

/// One census, and more.
const CENSUSES: (&str, &str) = ("census", "censuses");

/// The censuses whose rate is left out.
fn incomplete(chart: &RunChart) -> String {
    let thin = chart.completeness.iter().filter(|point| point.share < ENOUGH).count();
    if thin == 0 {
        return String::new();
    }
    format!(
        " At {} of {} under 80% of patients were in PCNs with a return; those rates are \
         left out.",
        number::count(Claimed::derived(thin, "censuses with under 80% of patients in PCNs with a return")),
        list::counted_as(Claimed::derived(chart.completeness.len(), "censuses on the chart"), CENSUSES)
    )
}

/// The breaks of one kind, after what they mean.
fn edges(chart: &RunChart, joins: Joins, meaning: &str) -> String {
    let edges = chart.edges().into_iter().filter(|edge| edge.joins == joins);
    let words: Vec<String> = edges.map(|edge| edge.words()).collect();
    if words.is_empty() { String::new() } else { format!(" {meaning}: {}.", words.join("; ")) }
}
