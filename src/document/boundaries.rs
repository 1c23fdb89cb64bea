//! An ICB on old and new boundaries: what each ICB that its PCNs were in brings to it.

use serde::Serialize;

use super::cell::{self, NO_FIGURE};
use super::scope::Scope;
use crate::analysis::Boundary;
use crate::subject::Census;
use crate::text::claim::quoted;
use crate::text::number;

/// The table, or a sentence where all PCNs were in one ICB.
#[derive(Debug, Serialize)]
pub struct Boundaries {
    words: Option<String>,
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

/// Composes them; none where other boundaries change nothing.
pub fn compose(scope: Scope<'_>) -> Option<Boundaries> {
    let parts = &scope.area.boundaries;
    let before = scope.edition.drawn.before.as_ref().filter(|_| !parts.is_empty())?;
    let (mut rows, mut words) = (Vec::new(), None);
    match parts.as_slice() {
        [only] => words = Some(one(scope, only, before.census)),
        many => rows.extend(many.iter().map(|part| row(scope, part)).chain([together(scope)])),
    }
    Some(Boundaries {
        words,
        title: format!("{} on old and new boundaries", scope.name()),
        before: format!("ICB in the files of {}", before.census.words()),
        notes: notes(scope, &rows),
        rows,
    })
}

/// The one ICB that all PCNs were in, and how much of it they are.
fn one(scope: Scope<'_>, part: &Boundary, census: Census) -> String {
    let (name, old, census) = (scope.name(), quoted(&part.name), census.words());
    if let Some(share) = part.share_of_old.filter(|_| part.code == scope.area.code) {
        let code = quoted(&part.code);
        let share = number::percent(share);
        return format!(
            "{share} of the registered patients of the ICB {code} in the files of {census} are in {name}."
        );
    }
    let whole = format!("In the files of {census}, all PCNs of {name} were in {old}");
    match part.share_of_old {
        Some(share) if share < 1.0 => {
            format!("{whole}, and have {} of its registered patients.", number::percent(share))
        }
        _ => format!("{whole}."),
    }
}

fn row(scope: Scope<'_>, part: &Boundary) -> Row {
    // Nothing of an area is shown where its own rate must not be.
    let shown = scope.rate().is_ok() && part.rate_why_not_shown.is_none();
    let rate = part.rate.filter(|_| shown);
    Row {
        name: named(part),
        returns: cell::returns(part.returns),
        fte: cell::fte(part.returns, part.fte),
        patients: if shown { number::people(part.patients) } else { NO_FIGURE.to_owned() },
        rate: rate.map_or_else(|| NO_FIGURE.to_owned(), number::rate),
    }
}

/// The name, with the share of its patients that is here where the ICB was split.
fn named(part: &Boundary) -> String {
    let name = quoted(&part.name);
    match part.share_of_old {
        Some(share) if share < 1.0 => format!("{name} ({})", number::percent(share)),
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
        patients: scope.rate().map_or_else(|_| NO_FIGURE.to_owned(), |_| number::people(area.patients)),
        rate: scope.rate().map_or_else(|_| NO_FIGURE.to_owned(), number::rate),
    }
}

fn notes(scope: Scope<'_>, rows: &[Row]) -> Vec<String> {
    let split = scope.area.boundaries.iter().any(|part| part.share_of_old.is_some_and(|share| share < 1.0));
    let hidden = rows.iter().any(|row| row.rate == NO_FIGURE);
    let split = split.then_some("In brackets: the share of that ICB’s patients that is here.".to_owned());
    let hidden = hidden.then_some("[x]: not shown, with too few returns.".to_owned());
    let figures = format!("PCNs with a return in {}.", scope.census());
    std::iter::once(figures).chain(split).chain(hidden).collect()
}
