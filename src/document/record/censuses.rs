//! Every census: the figures behind the charts over time, in one table.

use super::super::cell;
use super::super::scope::Scope;
use crate::analysis::{Estimated, TrendPoint, Xmr};
use crate::measure::xmr::FEWEST;
use crate::subject::Census;
use crate::text;
use crate::text::number;
use crate::text::{Cell, Claimed, Column, Table, Text};

/// A column: its heading, and what it says of a census.
struct Told<'a> {
    heading: &'static str,
    cell: Box<dyn Fn(&TrendPoint) -> Cell + 'a>,
}

/// Composes the table; columns without any figure are left out.
pub fn compose(scope: Scope<'_>) -> Table {
    let told: Vec<Told<'_>> = levels(scope).into_iter().chain(change(scope)).chain(slope(scope)).collect();
    let row = |point: &TrendPoint| told.iter().map(|column| (column.cell)(point)).collect();
    let figures = told.iter().skip(1).map(|column| Column::figures(column.heading));
    let columns = [Column::words("Census")].into_iter().chain(figures).collect();
    Table::new("censuses", text!("{} at each census", scope.name()), columns)
        .rows(scope.area.own.series.trend.iter().map(row))
        .notes(notes(scope, &told))
}

/// Who filed, and the rates of the area, its region and England.
fn levels(scope: Scope<'_>) -> Vec<Told<'_>> {
    let mut columns = vec![
        column("Census", |point| Text::name(point.census.short()).into()),
        column("Returns", |point| cell::returns(point.returns).into()),
        column("Patients covered", |point| Cell::known(point.returns.completeness.map(number::coverage))),
        column("FTE", |point| cell::fte(point.returns, point.fte).into()),
        column("FTE per 10,000", rate),
    ];
    if let Some(region) = scope.region() {
        columns.push(column("Region", move |point| rate_at(&region.area.own.series.trend, point.census)));
    }
    if !scope.is_england() {
        columns.push(column("England", move |point| {
            rate_at(&scope.edition.england.own.series.trend, point.census)
        }));
    }
    columns
}

fn column<'a>(heading: &'static str, cell: impl Fn(&TrendPoint) -> Cell + 'a) -> Told<'a> {
    Told { heading, cell: Box::new(cell) }
}

/// The change from the quarter before, where there are enough to say what is usual.
fn change(scope: Scope<'_>) -> Option<Told<'_>> {
    let shown = |xmr: &&Xmr| !scope.is_withheld() && xmr.changes.len() >= FEWEST;
    let xmr = scope.area.own.series.xmr.as_ref().filter(shown)?;
    Some(column(CHANGE, move |point| {
        let change = xmr.changes.iter().find(|change| change.census == point.census);
        Cell::known(change.map(|change| number::signed(change.value, 2)))
    }))
}

/// England's slope by the primary indicator, and its limits.
fn slope(scope: Scope<'_>) -> Vec<Told<'_>> {
    let indicator = scope.indicator().id;
    let at = move |census: Census| {
        let point = scope.edition.england.own.series.trend.iter().find(|point| point.census == census)?;
        point.need_slope.get(indicator)
    };
    if !scope.area.own.series.trend.iter().any(|point| at(point.census).is_some()) {
        return Vec::new();
    }
    let figure = move |point: &TrendPoint, which: fn(&Estimated) -> Option<Claimed>| {
        let slope = at(point.census)?;
        let slope = &slope.estimate;
        which(slope).map(|value| number::signed(value, number::slope_decimals(slope.value)))
    };
    let cell = move |which| move |point: &TrendPoint| Cell::known(figure(point, which));
    vec![
        column(SLOPE, cell(|slope| Some(slope.value))),
        column("Slope, lower 95%", cell(|slope| slope.lower)),
        column("Slope, upper 95%", cell(|slope| slope.upper)),
    ]
}

const CHANGE: &str = "Change";
const SLOPE: &str = "England’s slope";

fn rate_at(trend: &[TrendPoint], census: Census) -> Cell {
    let point = trend.iter().find(|point| point.census == census);
    point.map_or(Cell::Withheld, rate)
}

fn rate(point: &TrendPoint) -> Cell {
    match (point.rate, &point.rate_why_not_shown) {
        (Some(rate), None) => number::rate(rate).into(),
        _ => Cell::Withheld,
    }
}

/// What the columns mean, and what is left open.
fn notes(scope: Scope<'_>, columns: &[Told<'_>]) -> Vec<Text> {
    let has = |heading: &str| columns.iter().any(|column| column.heading == heading);
    let mut notes = vec![
        "Rates count PCNs with a return only. [x]: not shown, with too few returns or too few censuses."
            .into(),
        "Patients covered are rounded down.".into(),
    ];
    if has(CHANGE) {
        notes.push(
            "Change: from the quarter before, on PCNs with a return at both, since returns settled and after the last break.".into(),
        );
    }
    if has(SLOPE) {
        notes.push(text!(
            "Slope, with the limits of its 95% interval: FTE per 10,000 patients where {}.",
            scope.indicator().ten_points_words
        ));
    }
    notes
}
