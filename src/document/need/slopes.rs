//! The table of England's slope, census by census.

use serde::Serialize;

use super::super::scope::Scope;
use super::super::thin::thin;
use crate::analysis::TrendPoint;
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
