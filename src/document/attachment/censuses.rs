//! Every census of an area.

use super::super::scope::Scope;
use super::file::{Attachment, figure};
use crate::analysis::TrendPoint;
use crate::subject::Census;
use crate::text::Claimed;
use crate::text::csv::{CsvTable, LineEnd};

const HEADER: [&str; 14] = [
    "census",
    "pcns",
    "returns",
    "reported_none",
    "no_return",
    "patients_covered",
    "fte",
    "patients_with_a_return",
    "fte_per_10000",
    "region_fte_per_10000",
    "england_fte_per_10000",
    "england_need_slope",
    "england_need_slope_lower_95",
    "england_need_slope_upper_95",
];

/// The series of an area with its region's and England's rates; no rate where returns cover too few patients.
pub fn of(scope: Scope<'_>) -> Attachment {
    let mut table = CsvTable::new(LineEnd::Windows);
    table.row(HEADER.map(str::to_owned).to_vec());
    scope.area.own.series.trend.iter().for_each(|point| table.row(row(scope, point)));
    Attachment {
        name: "censuses.csv".to_owned(),
        description: format!("Every census of {} to {}, as CSV", scope.name(), scope.census()),
        text: table.into_text(),
    }
}

fn row(scope: Scope<'_>, point: &TrendPoint) -> Vec<String> {
    let returns = point.returns;
    let is_shown = point.rate_why_not_shown.is_none();
    let counts = [returns.pcns, returns.filed, returns.reported_none, returns.no_return];
    let beside =
        |of: Option<Scope<'_>>| figure(of.and_then(|of| rate(&of.area.own.series.trend, point.census)));
    let mut cells = vec![point.census.to_string()];
    cells.extend(counts.map(|count| count.get().to_string()));
    cells.extend([
        figure(returns.completeness),
        figure(Some(point.fte).filter(|_| returns.filed > 0)),
        figure(Some(point.patients).filter(|_| is_shown)),
        figure(point.rate.filter(|_| is_shown)),
        beside(scope.region()),
        beside(Some(scope.england())),
    ]);
    let at = scope.edition.england.own.series.trend.iter().find(|other| other.census == point.census);
    let slope = at.and_then(|at| at.need_slope.get(scope.indicator().id)).map(|slope| slope.estimate);
    cells.extend([
        figure(slope.map(|slope| slope.value)),
        figure(slope.and_then(|slope| slope.lower)),
        figure(slope.and_then(|slope| slope.upper)),
    ]);
    cells
}

fn rate(trend: &[TrendPoint], census: Census) -> Option<Claimed> {
    let point = trend.iter().find(|point| point.census == census)?;
    point.rate.filter(|_| point.rate_why_not_shown.is_none())
}
