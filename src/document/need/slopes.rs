//! England's slope, census by census, as a chart.

use super::super::figure::{Caption, Figure, Figures};
use super::super::scope::Scope;
use crate::analysis::{Estimated, TrendPoint};
use crate::chart::ChartError;
use crate::chart::slope_chart::SlopeChart;
use crate::number::Direction;
use crate::subject::Census;

/// The chart of England's slope by census.
pub fn chart(scope: Scope<'_>, figures: &mut Figures) -> Result<Figure, ChartError> {
    let chart = SlopeChart::new(scope.edition);
    let study = chart.as_ref().is_some_and(|chart| chart.study.is_some());
    let published = if study { "; the study: Wilding and others, BJGP 2024" } else { "" };
    let caption = Caption {
        title: message(scope),
        subtitle: format!(
            "England’s need slope with its 95% interval, by {}, to {}",
            scope.indicator().name,
            scope.census()
        ),
        source: format!(
            "Source: NHS England workforce and list sizes; {}{published}.",
            scope.source_of(scope.edition.need)
        ),
    };
    figures.place(chart.map(|chart| chart.draw()), caption)
}

/// The chart's message: whether the last slope has a direction, and since when every interval has excluded zero.
fn message(scope: Scope<'_>) -> String {
    let id = scope.indicator().id;
    let slope = |point: &TrendPoint| Some((point.census, way(point.need_slope.get(id)?)));
    let ways: Vec<(Census, Direction)> = scope.edition.england.trend.iter().filter_map(slope).collect();
    let Some(&(last, way)) = ways.last() else {
        return "The association with link worker time at each census".to_owned();
    };
    let size = match way {
        Direction::Fewer => "less",
        Direction::More => "more",
        Direction::Same if ways.iter().all(|(_, way)| *way == Direction::Same) => {
            return "No census showed a clear association with link worker time".to_owned();
        }
        Direction::Same => {
            return format!("No clear association with link worker time in {}", last.words());
        }
    };
    let since = ways.iter().rev().take_while(|(_, other)| *other == way).last();
    let when = match since {
        Some((since, _)) if *since != last => format!("since {}", since.words()),
        _ => format!("in {}", last.words()),
    };
    format!("An association with {size} link worker time {when}")
}

/// On which side of no association the whole interval lies; the same where it holds that.
fn way(slope: &Estimated) -> Direction {
    match slope.lower.zip(slope.upper) {
        Some((_, upper)) if upper < 0.0 => Direction::Fewer,
        Some((lower, _)) if lower > 0.0 => Direction::More,
        _ => Direction::Same,
    }
}
