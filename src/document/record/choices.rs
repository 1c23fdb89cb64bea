//! What another choice would change: a table with a row for each choice that matters here.

use super::super::scope::Scope;
use crate::analysis::{Alternative, Measured, Otherwise};
use crate::text;
use crate::text::number;
use crate::text::words::measure;
use crate::text::{Cell, Column, Table};

/// A cell without a figure.
const NOT_SHOWN: &str = "not shown";

/// The choices of the table; what the patients of practices in no PCN would change stands with their number, in the
/// methods.
const TOLD: [(Otherwise, &str); 3] = [
    (Otherwise::NoReturnAsNone, "PCNs without a return taken as none"),
    (Otherwise::BothRoles, "Both link worker roles counted"),
    (Otherwise::OtherIcb, "PCNs across two ICBs counted in the other"),
];

/// The table; none where no other choice would change anything, or where the rate itself must not be shown.
pub fn compose(scope: Scope<'_>) -> Option<Table> {
    scope.rate().ok()?;
    let others = &scope.area.own.sensitivities;
    let told = TOLD.into_iter();
    let chosen = told.filter(|(choice, _)| others.iter().any(|other| other.choice == *choice));
    let row = |words: &'static str, cells: Vec<Cell>| std::iter::once(words.into()).chain(cells).collect();
    let mut rows = vec![row("As in this briefing", as_it_is(scope))];
    rows.extend(chosen.map(|(choice, words)| row(words, otherwise(scope, choice))));
    let figures = std::iter::once("FTE per 10,000").chain(measures(scope).map(title));
    let columns = [Column::words("Choice")].into_iter().chain(figures.map(Column::figures)).collect();
    let note = text!(
        "Gap and slopes by {}, in FTE per 10,000 patients. Differences between the rows are not tested.",
        scope.indicator().name
    );
    let table = Table::new("choices", "What other choices would change", columns);
    (rows.len() > 1).then(|| table.rows(rows).notes(vec![note]))
}

/// The measures of the table.
fn measures(scope: Scope<'_>) -> impl Iterator<Item = &'static str> {
    ["gap", "sii"].into_iter().chain(scope.is_england().then_some("need-slope"))
}

fn title(id: &'static str) -> &'static str {
    measure::plain(id).map_or(id, |plain| plain.name)
}

fn as_it_is(scope: Scope<'_>) -> Vec<Cell> {
    let rate = scope.rate().map_or(NOT_SHOWN.into(), |rate| number::rate(rate).into());
    let found = |id| scope.area.measure(id, scope.edition.need);
    std::iter::once(rate).chain(measures(scope).map(|id| cell(found(id), id))).collect()
}

fn otherwise(scope: Scope<'_>, choice: Otherwise) -> Vec<Cell> {
    let need = scope.edition.need.id();
    let found = |id: &str| {
        let wanted = |other: &&Alternative| {
            other.choice == choice
                && other.measured.id == id
                && other.measured.indicator.is_none_or(|i| i == need)
        };
        scope.area.own.sensitivities.iter().find(wanted).map(|other| &other.measured)
    };
    let rate = found("rate").and_then(|rate| rate.value);
    let rate = rate.map_or(NOT_SHOWN.into(), |rate| number::rate(rate).into());
    std::iter::once(rate).chain(measures(scope).map(|id| cell(found(id), id))).collect()
}

fn cell(measured: Option<&Measured>, id: &str) -> Cell {
    let Some(value) = measured.and_then(|measured| measured.value) else { return NOT_SHOWN.into() };
    let decimals = if id == "need-slope" { number::slope_decimals(value) } else { 2 };
    number::signed(value, decimals).into()
}
