//! England's slope, census by census, as a chart.

use super::scope::Scope;
use crate::analysis::{Contrast, TrendPoint};
use crate::chart::slope_chart::SlopeChart;
use crate::chart::{Caption, ChartError};
use crate::subject::Census;
use crate::text;
use crate::text::number::{self, Direction};
use crate::text::words::list;
use crate::text::{Chart, Claimed, Text};

/// The chart of England's slope by census.
pub fn chart(scope: Scope<'_>) -> Result<Option<Chart>, ChartError> {
    let chart = SlopeChart::new(scope.edition);
    let study = chart.as_ref().is_some_and(|chart| chart.study.is_some());
    let published =
        if study { "; the study, by the survey of 2019: Wilding and others, BJGP 2024" } else { "" };
    let caption = Caption {
        title: message(scope),
        subtitle: text!(
            "England’s need slope with its 95% interval, by {}, to {}",
            scope.indicator().name,
            scope.census()
        ),
        source: text!(
            "Source: NHS England workforce and list sizes; {}{}.",
            scope.source_of(scope.edition.need),
            published
        ),
    };
    chart.map(|chart| chart.draw(caption)).transpose()
}

/// What the last census shows, in at most ten words.
fn message(scope: Scope<'_>) -> Text {
    let name = scope.indicator().name;
    match ways(scope).last() {
        Some((_, Direction::Fewer)) => text!("Less link worker time where {} is higher", name),
        Some((_, Direction::More)) => text!("More link worker time where {} is higher", name),
        _ => "England’s need slope could be chance".into(),
    }
}

/// At how many earlier censuses the slope lay on either side of no association.
pub fn sentences(scope: Scope<'_>) -> Option<Text> {
    let ways = ways(scope);
    let (_, earlier) = ways.split_last()?;
    let count = |way: Direction| {
        let count = earlier.iter().filter(|(_, other)| *other == way).count();
        Claimed::derived(count, "earlier censuses whose slope lies on this side of zero, by its verdict")
    };
    let (fewer, more) = (count(Direction::Fewer), count(Direction::More));
    let of = Claimed::derived(earlier.len(), "censuses with a slope before the last");
    match (earlier.len(), fewer.get() + more.get()) {
        (0, _) => None,
        (1, 0) => Some("At the one earlier census with a slope, the association could be chance too.".into()),
        (_, 0) => Some(text!(
            "At each of the {} earlier censuses with a slope, the association could be chance too.",
            number::count(of)
        )),
        _ => Some(text!(
            "At {} with a slope of its own, it lay below no association at {} and above it at {}.",
            list::counted_as(of, "earlier census", "earlier censuses"),
            number::count(fewer),
            number::count(more)
        )),
    }
}

/// The side of no association at each census that has a slope.
fn ways(scope: Scope<'_>) -> Vec<(Census, Direction)> {
    let id = scope.indicator().id;
    let slope = |point: &TrendPoint| Some((point.census, way(point.need_slope.get(id)?)));
    scope.edition.england.own.series.trend.iter().filter_map(slope).collect()
}

/// On which side of no association a slope is; the same where that could be chance.
fn way(slope: &Contrast) -> Direction {
    match slope.verdict {
        verdict if !verdict.speaks() => Direction::Same,
        _ if slope.estimate.value < 0.0 => Direction::Fewer,
        _ => Direction::More,
    }
}
