//! An ICB on old and new boundaries: what each ICB that its PCNs were in brings to it.

use super::cell;
use super::scope::Scope;
use crate::analysis::Boundary;
use crate::content;
use crate::subject::Census;
use crate::text;
use crate::text::number;
use crate::text::{Cell, Column, Table, Text};

content! {
    /// The table, or a sentence where all PCNs were in one ICB.
    #[derive(Debug)]
    pub struct Boundaries {
        words: Option<Text>,
        table: Option<Table>,
    }
}

/// Composes them; none where other boundaries change nothing.
pub fn compose(scope: Scope<'_>) -> Option<Boundaries> {
    let parts = &scope.area.own.boundaries;
    let before = scope.edition.served.drawn.before.as_ref().filter(|_| !parts.is_empty())?;
    if let [only] = parts.as_slice() {
        return Some(Boundaries { words: Some(one(scope, only, before.census)), table: None });
    }
    let rows: Vec<Vec<Cell>> = parts.iter().map(|part| row(scope, part)).chain([together(scope)]).collect();
    let figures = ["Returns", "FTE", "Patients", "FTE per 10,000"].map(Column::figures);
    let first = Column::words(text!("ICB in the files of {}", before.census));
    let columns = [first].into_iter().chain(figures).collect();
    let table = Table::new("boundaries", text!("{} on old and new boundaries", scope.name()), columns);
    let notes = notes(scope, &rows);
    Some(Boundaries { words: None, table: Some(table.rows(rows).notes(notes)) })
}

/// The one ICB that all PCNs were in, and how much of it they are.
fn one(scope: Scope<'_>, part: &Boundary, census: Census) -> Text {
    let (name, old, census) = (scope.name(), Text::name(&part.name), Text::from(census));
    if let Some(share) = part.share_of_old.filter(|_| part.code.as_str() == scope.area.place.code) {
        let code = Text::from(&part.code);
        let share = number::percent(share);
        return text!(
            "{} of the registered patients of the ICB {} in the files of {} are in {}.",
            share,
            code,
            census,
            name
        );
    }
    let whole = text!("In the files of {}, all PCNs of {} were in {}", census, name, old);
    match part.share_of_old {
        Some(share) if share < 1.0 => {
            text!("{}, and have {} of its registered patients.", whole, number::percent(share))
        }
        _ => text!("{}.", whole),
    }
}

fn row(scope: Scope<'_>, part: &Boundary) -> Vec<Cell> {
    // Nothing of an area is shown where its own rate must not be.
    let shown = scope.rate().is_ok() && part.rate_why_not_shown.is_none();
    vec![
        named(part).into(),
        cell::returns(part.returns).into(),
        cell::fte(part.returns, part.fte).into(),
        Cell::known(shown.then(|| number::people(part.patients))),
        Cell::known(part.rate.filter(|_| shown).map(number::rate)),
    ]
}

/// The name, with the share of its patients that is here where the ICB was split.
fn named(part: &Boundary) -> Text {
    let name = Text::name(&part.name);
    match part.share_of_old {
        Some(share) if share < 1.0 => text!("{} ({})", name, number::percent(share)),
        _ => name,
    }
}

/// The area itself.
fn together(scope: Scope<'_>) -> Vec<Cell> {
    let area = scope.area;
    let rate = scope.rate().ok();
    vec![
        text!("Together: {}", scope.name()).into(),
        cell::returns(area.own.level.returns).into(),
        cell::fte(area.own.level.returns, area.own.level.fte).into(),
        Cell::known(rate.map(|_| number::people(area.own.level.patients))),
        Cell::known(rate.map(number::rate)),
    ]
}

fn notes(scope: Scope<'_>, rows: &[Vec<Cell>]) -> Vec<Text> {
    let split =
        scope.area.own.boundaries.iter().any(|part| part.share_of_old.is_some_and(|share| share < 1.0));
    let hidden = rows.iter().any(|row| row.last() == Some(&Cell::Withheld));
    let split = split.then(|| text!("In brackets: the share of that ICB’s patients that is here."));
    let hidden = hidden.then(|| text!("[x]: not shown, with too few returns."));
    let figures = text!("PCNs with a return in {}.", scope.census());
    std::iter::once(figures).chain(split).chain(hidden).collect()
}
