//! What another choice would change: a table with a row for each choice that matters here.

use serde::Serialize;

use super::super::scope::Scope;
use crate::analysis::{Alternative, Measured, Otherwise};
use crate::number;
use crate::words::list;
use crate::words::measure;

/// The table.
#[derive(Debug, Serialize)]
pub struct Choices {
    columns: Vec<String>,
    rows: Vec<Row>,
    note: &'static str,
}

/// One choice.
#[derive(Debug, Serialize)]
struct Row {
    choice: &'static str,
    cells: Vec<String>,
}

/// A cell without a figure.
const NOT_SHOWN: &str = "not shown";

/// The table; none where no other choice would change anything.
pub fn compose(scope: Scope<'_>) -> Option<Choices> {
    let others = &scope.area.sensitivities;
    let chosen =
        Otherwise::ALL.into_iter().filter(|choice| others.iter().any(|other| other.choice == *choice));
    let mut rows = vec![Row { choice: "As in this briefing", cells: as_it_is(scope) }];
    rows.extend(chosen.map(|choice| Row { choice: words(choice), cells: otherwise(scope, choice) }));
    (rows.len() > 1).then(|| Choices {
        columns: std::iter::once("FTE per 10,000".to_owned()).chain(measures(scope).map(title)).collect(),
        rows,
        note: "Gap and slopes by the first indicator, in FTE per 10,000 patients. Only choices that change something here are shown.",
    })
}

/// The measures of the table.
fn measures(scope: Scope<'_>) -> impl Iterator<Item = &'static str> {
    ["gap", "sii"].into_iter().chain(scope.is_england().then_some("need-slope"))
}

fn title(id: &'static str) -> String {
    measure::plain(id).map_or_else(String::new, |plain| plain.name.to_owned())
}

fn words(choice: Otherwise) -> &'static str {
    match choice {
        Otherwise::NoReturnAsNone => "PCNs without a return had none",
        Otherwise::BothRoles => "Both link worker roles counted",
        Otherwise::OtherIcb => "PCNs that span two ICBs in the other one",
    }
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
    // Counting the missing as none needs no returns; any other choice needs as many as the rate itself.
    let withheld = choice != Otherwise::NoReturnAsNone && scope.rate().is_err();
    let rate = found("rate").and_then(|rate| rate.value).filter(|_| !withheld);
    let rate = rate.map_or_else(|| NOT_SHOWN.to_owned(), number::rate);
    std::iter::once(rate).chain(measures(scope).map(|id| cell(found(id), id))).collect()
}

fn cell(measured: Option<&Measured>, id: &str) -> String {
    let Some(value) = measured.and_then(|measured| measured.value) else { return NOT_SHOWN.to_owned() };
    let decimals = if id == "need-slope" { number::slope_decimals(value) } else { 2 };
    list::reason(&number::signed(value, decimals)).to_owned()
}
