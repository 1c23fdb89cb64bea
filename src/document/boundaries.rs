//! An ICB on old and new boundaries: what each ICB that its PCNs were in brings to it.

use serde::Serialize;

use super::cell::{self, NO_FIGURE};
use super::scope::Scope;
use crate::analysis::Boundary;
use crate::claim::quoted;
use crate::number;

/// The table.
#[derive(Debug, Serialize)]
pub struct Boundaries {
    title: String,
    before: String,
    rows: Vec<Row>,
    notes: Vec<String>,
}

/// One ICB of other boundaries, or all of them together.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    returns: String,
    fte: String,
    patients: String,
    rate: String,
}

/// Composes the table; none where all PCNs were in this ICB.
pub fn compose(scope: Scope<'_>) -> Option<Boundaries> {
    let parts = &scope.area.boundaries;
    let before = scope.edition.drawn.before.as_ref().filter(|_| !parts.is_empty())?;
    let mut rows: Vec<Row> = parts.iter().map(|part| row(scope, part)).collect();
    rows.push(together(scope));
    Some(Boundaries {
        title: format!("{} on old and new boundaries", scope.name()),
        before: format!("ICB in the files of {}", before.census.words()),
        notes: notes(scope, &rows),
        rows,
    })
}

fn row(scope: Scope<'_>, part: &Boundary) -> Row {
    // Nothing of an area is shown where its own rate must not be.
    let shown = scope.rate().is_ok() && part.rate_why_not_shown.is_none();
    let rate = part.rate.filter(|_| shown);
    Row {
        name: named(part),
        returns: cell::returns(part.returns),
        fte: cell::fte(part.returns, part.fte),
        patients: number::people(part.patients),
        rate: rate.map_or_else(|| NO_FIGURE.to_owned(), number::rate),
    }
}

/// The name, with the share of its patients that is here where the ICB was split.
fn named(part: &Boundary) -> String {
    let name = quoted(&part.name);
    match part.share_of_old {
        Some(share) if share < 1.0 => format!("{name} ({} of it)", number::percent(share)),
        _ => name,
    }
}

/// The area itself.
fn together(scope: Scope<'_>) -> Row {
    let area = scope.area;
    Row {
        name: format!("Together: {}", scope.name()),
        returns: cell::returns(area.returns),
        fte: cell::fte(area.returns, area.fte),
        patients: number::people(area.patients),
        rate: scope.rate().map_or_else(|_| NO_FIGURE.to_owned(), number::rate),
    }
}

fn notes(scope: Scope<'_>, rows: &[Row]) -> Vec<String> {
    let split = scope.area.boundaries.iter().any(|part| part.share_of_old.is_some_and(|share| share < 1.0));
    let hidden = rows.iter().any(|row| row.rate == NO_FIGURE);
    let split = split
        .then_some("In brackets: how much of that ICB’s registered patients is in PCNs here.".to_owned());
    let hidden = hidden.then_some("[x]: not shown, with too few returns.".to_owned());
    let figures = format!("FTE and patients of PCNs with a return in {}.", scope.census());
    std::iter::once(figures).chain(split).chain(hidden).collect()
}
