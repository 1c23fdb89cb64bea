//! Every census of an area.

use super::super::scope::Scope;
use super::shared::{columns, of_every_area};
use crate::analysis::TrendPoint;
use crate::subject::Census;
use crate::text::{Claimed, DataTable, Datum};

const COLUMNS: [[&str; 3]; 14] = [
    ["census", "", "The month that the workforce file describes"],
    ["pcns", "PCNs", "The area's PCNs at that census"],
    ["returns", "PCNs", "PCNs that made a return"],
    ["reported_none", "PCNs", "PCNs whose return has no link worker"],
    ["no_return", "PCNs", "PCNs that made no return; their link workers are not known"],
    ["patients_covered", "share", "Share of registered patients in PCNs with a return"],
    ["fte", "FTE", "Link workers reported; nothing where nobody made a return"],
    ["patients_with_a_return", "patients", "Registered patients of PCNs with a return"],
    [
        "fte_per_10000",
        "FTE per 10,000 patients",
        "The rate of PCNs with a return; nothing under 80% of patients covered",
    ],
    ["region_fte_per_10000", "FTE per 10,000 patients", "The same of the area's region"],
    ["england_fte_per_10000", "FTE per 10,000 patients", "The same of England"],
    [
        "england_need_slope",
        "FTE per 10,000 patients for 10 points",
        "England's slope by the primary indicator at that census",
    ],
    ["england_need_slope_lower_95", "FTE per 10,000 patients for 10 points", "Lower end of its 95% interval"],
    ["england_need_slope_upper_95", "FTE per 10,000 patients for 10 points", "Upper end of it"],
];

/// The series of an area with its region's and England's rates; no rate where returns cover too few patients.
pub fn of(scope: Scope<'_>) -> DataTable {
    DataTable {
        name: "censuses",
        about: format!("Every census of {} to {}", scope.name(), scope.census()),
        columns: columns(COLUMNS),
        rows: scope.area.own.series.trend.iter().map(|point| row(scope, point)).collect(),
    }
}

/// The series of every area.
pub fn of_all(england: Scope<'_>) -> DataTable {
    let about = format!("Every census of every area to {}", england.census());
    DataTable { about, ..of_every_area(england, "censuses", of) }
}

fn row(scope: Scope<'_>, point: &TrendPoint) -> Vec<Datum> {
    let returns = point.returns;
    let is_shown = point.rate_why_not_shown.is_none();
    let counts = [returns.pcns, returns.filed, returns.reported_none, returns.no_return];
    let beside = |of: Option<Scope<'_>>| -> Datum {
        of.and_then(|of| rate(&of.area.own.series.trend, point.census)).into()
    };
    let mut cells: Vec<Datum> = vec![point.census.to_string().into()];
    cells.extend(counts.map(|count| count.get().into()));
    cells.extend([
        returns.completeness.into(),
        Some(point.fte).filter(|_| returns.filed > 0).into(),
        Some(point.patients).filter(|_| is_shown).into(),
        point.rate.filter(|_| is_shown).into(),
        beside(scope.region()),
        beside(Some(scope.england())),
    ]);
    let at = scope.edition.england.own.series.trend.iter().find(|other| other.census == point.census);
    let slope = at.and_then(|at| at.need_slope.get(scope.indicator().id)).map(|slope| slope.estimate);
    cells.extend([
        slope.map(|slope| slope.value).into(),
        slope.and_then(|slope| slope.lower).into(),
        slope.and_then(|slope| slope.upper).into(),
    ]);
    cells
}

fn rate(trend: &[TrendPoint], census: Census) -> Option<Claimed> {
    let point = trend.iter().find(|point| point.census == census)?;
    point.rate.filter(|_| point.rate_why_not_shown.is_none())
}
