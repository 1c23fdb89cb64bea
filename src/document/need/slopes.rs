//! England's slope, census by census: the chart, and the table.

use serde::Serialize;

use super::super::figure::{Caption, Figure, Figures};
use super::super::scope::Scope;
use super::super::thin::thin;
use crate::analysis::{Estimated, TrendPoint};
use crate::chart::ChartError;
use crate::chart::slope_chart::SlopeChart;
use crate::number;
use crate::words::interval::Interval;
use crate::words::strength::Strength;

/// England's slope census by census.
#[derive(Debug, Serialize)]
pub struct Slopes {
    title: String,
    rows: Vec<Row>,
    note: String,
}

/// One census.
#[derive(Debug, Serialize)]
struct Row {
    census: String,
    pcns: String,
    slope: String,
    interval: String,
    evidence: &'static str,
}

/// The chart of England's slope by census.
pub fn chart(scope: Scope<'_>, figures: &mut Figures) -> Result<Figure, ChartError> {
    let chart = SlopeChart::new(scope.edition);
    let study = chart.as_ref().is_some_and(|chart| chart.study.is_some());
    let source = format!(
        "Source: NHS England workforce and list sizes, to {}; {}{}.",
        scope.census(),
        scope.source_of(scope.edition.need),
        if study { "; the study: Wilding and others, BJGP 2024" } else { "" }
    );
    let caption = Caption {
        title: message(scope),
        subtitle: format!(
            "FTE per 10,000 patients where {}: England’s need slope with its 95% interval, to {}",
            scope.indicator().ten_points_words,
            scope.census()
        ),
        source,
    };
    figures.place(chart.map(|chart| chart.draw()), caption)
}

/// The chart's message: whether the last slope has a direction, and since when without a break in the evidence.
fn message(scope: Scope<'_>) -> String {
    let indicator = scope.indicator();
    let slope = |point: &TrendPoint| Some((point.census, point.need_slope.get(indicator.id).copied()?));
    let slopes: Vec<_> = scope.edition.england.trend.iter().filter_map(slope).collect();
    let name = indicator.name;
    let Some(((last, latest), way)) = slopes.last().map(|last| (last, way(&last.1))) else {
        return format!("Link worker time and {name}, census by census");
    };
    if way == 0 {
        return if slopes.iter().all(|(_, slope)| self::way(slope) == 0) {
            format!("No census shows a clear association between {name} and link worker time")
        } else {
            format!("No clear association between {name} and link worker time in {}", last.words())
        };
    }
    let size = if latest.value < 0.0 { "less" } else { "more" };
    let since = slopes.iter().rev().take_while(|(_, slope)| self::way(slope) == way).last();
    let since = since.map_or(*last, |(census, _)| *census);
    let when =
        if since == *last { format!("in {}", last.words()) } else { format!("since {}", since.words()) };
    let went = if since == *last { "went" } else { "has gone" };
    format!("Higher {name} {went} with {size} link worker time {when}")
}

/// On which side of zero the whole interval lies: below, above, or on neither.
fn way(slope: &Estimated) -> i8 {
    match slope.lower.zip(slope.upper) {
        Some((_, upper)) if upper < 0.0 => -1,
        Some((lower, _)) if lower > 0.0 => 1,
        _ => 0,
    }
}

/// The table of England's slope by census.
pub fn compose(scope: Scope<'_>) -> Slopes {
    let indicator = scope.indicator();
    let known = scope.edition.england.trend.iter().filter(|p| p.need_slope.contains_key(indicator.id));
    let thinned = thin(known.collect());
    let rows = thinned.points.iter().filter_map(|point| row(point, indicator.id));
    let mut note = format!("Slope: FTE per 10,000 patients where {}.", indicator.ten_points_words);
    for sentence in thinned.note.iter().chain(early(&thinned.points).as_ref()) {
        note.push(' ');
        note.push_str(sentence);
    }
    Slopes {
        title: format!("England’s slope by {}, census by census", indicator.name),
        rows: rows.collect(),
        note,
    }
}

fn row(point: &TrendPoint, indicator: &str) -> Option<Row> {
    let slope = point.need_slope.get(indicator)?;
    let interval = Interval::from(slope);
    let decimals = number::slope_decimals(slope.value);
    Some(Row {
        census: point.census.words(),
        pcns: number::count(point.returns.filed),
        slope: number::signed(slope.value, decimals),
        interval: interval.figures(decimals).unwrap_or_else(|| "not known".to_owned()),
        evidence: Strength::of(interval, 0.0).short(),
    })
}

/// A caution where the first returns were few.
fn early(points: &[&TrendPoint]) -> Option<&'static str> {
    let first = points.first()?.returns.completeness?;
    (first < 0.8).then_some("Early censuses rest on the PCNs that had begun to make returns.")
}
