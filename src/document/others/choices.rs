//! What another choice would change: a table with a row for each choice that matters here.

use serde::Serialize;

use super::super::scope::Scope;
use crate::analysis::{Alternative, Measured, Otherwise};
use crate::text::number;
use crate::text::words::measure;

/// The table.
#[derive(Debug, Serialize)]
pub struct Choices {
    columns: Vec<String>,
    rows: Vec<Row>,
    note: String,
}

/// One choice.
#[derive(Debug, Serialize)]
struct Row {
    choice: &'static str,
    cells: Vec<String>,
}

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
pub fn compose(scope: Scope<'_>) -> Option<Choices> {
    scope.rate().ok()?;
    let others = &scope.area.sensitivities;
    let told = TOLD.into_iter();
    let chosen = told.filter(|(choice, _)| others.iter().any(|other| other.choice == *choice));
    let mut rows = vec![Row { choice: "As in this briefing", cells: as_it_is(scope) }];
    rows.extend(chosen.map(|(choice, words)| Row { choice: words, cells: otherwise(scope, choice) }));
    (rows.len() > 1).then(|| Choices {
        columns: std::iter::once("FTE per 10,000".to_owned()).chain(measures(scope).map(title)).collect(),
        rows,
        note: format!(
            "Gap and slopes by {}, in FTE per 10,000 patients. Differences between the rows are not tested.",
            scope.indicator().name
        ),
    })
}

/// The measures of the table.
fn measures(scope: Scope<'_>) -> impl Iterator<Item = &'static str> {
    ["gap", "sii"].into_iter().chain(scope.is_england().then_some("need-slope"))
}

fn title(id: &'static str) -> String {
    measure::plain(id).map_or_else(String::new, |plain| plain.name.to_owned())
}

fn as_it_is(scope: Scope<'_>) -> Vec<String> {
    let rate = scope.rate().map_or_else(|_| NOT_SHOWN.to_owned(), number::rate);
    let found = |id| scope.area.measure(id, scope.edition.need);
    std::iter::once(rate).chain(measures(scope).map(|id| cell(found(id), id))).collect()
}

fn otherwise(scope: Scope<'_>, choice: Otherwise) -> Vec<String> {
    let need = scope.edition.need.id();
    let found = |id: &str| {
        let wanted = |other: &&Alternative| {
            other.choice == choice
                && other.measured.id == id
                && other.measured.indicator.is_none_or(|i| i == need)
        };
        scope.area.sensitivities.iter().find(wanted).map(|other| &other.measured)
    };
    let rate = found("rate").and_then(|rate| rate.value);
    let rate = rate.map_or_else(|| NOT_SHOWN.to_owned(), number::rate);
    std::iter::once(rate).chain(measures(scope).map(|id| cell(found(id), id))).collect()
}

fn cell(measured: Option<&Measured>, id: &str) -> String {
    let Some(value) = measured.and_then(|measured| measured.value) else { return NOT_SHOWN.to_owned() };
    let decimals = if id == "need-slope" { number::slope_decimals(value) } else { 2 };
    number::signed(value, decimals)
}
