//! Every ICB of England: who filed, the rate or why not, the gap, and the FTE to match the need indicator.

use serde::Serialize;

use super::scope::Scope;
use crate::number;

/// The table of ICBs.
#[derive(Debug, Serialize)]
pub struct Icbs {
    title: String,
    indicator: &'static str,
    rows: Vec<Row>,
    notes: Vec<String>,
}

/// One ICB.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    returns: String,
    covered: String,
    fte: String,
    rate: String,
    gap: String,
    moved: String,
}

/// Composes the table.
pub fn compose(scope: Scope<'_>) -> Icbs {
    let indicator = scope.indicator();
    Icbs {
        title: format!("Every ICB of England, {}", scope.census()),
        indicator: indicator.name,
        rows: by_name(scope).into_iter().map(row).collect(),
        notes: notes(scope),
    }
}

/// The ICBs in order of name.
fn by_name(scope: Scope<'_>) -> Vec<Scope<'_>> {
    let mut areas: Vec<Scope<'_>> = scope.edition.areas.iter().map(|area| Scope { area, ..scope }).collect();
    areas.sort_by(|a, b| a.name().cmp(b.name()));
    areas
}

fn row(scope: Scope<'_>) -> Row {
    let returns = scope.area.returns;
    Row {
        name: scope.name().to_owned(),
        returns: format!("{} of {}", number::count(returns.filed), number::count(returns.pcns)),
        covered: returns.completeness.map_or_else(|| "not known".to_owned(), number::percent),
        fte: if returns.filed == 0 { "no return".to_owned() } else { number::fte(scope.area.fte) },
        rate: scope.rate().map_or_else(|_| "not shown".to_owned(), number::rate),
        gap: scope.primary("gap").map_or_else(|_| "not shown".to_owned(), |gap| number::signed(gap.value, 2)),
        moved: scope
            .primary("fair-share-moved")
            .map_or_else(|_| "not shown".to_owned(), |moved| number::fte(moved.value)),
    }
}

fn notes(scope: Scope<'_>) -> Vec<String> {
    let indicator = scope.indicator();
    let mut notes = vec![format!(
        "ICBs are in order of name. Gap: FTE per 10,000 in PCNs {} less PCNs {}.",
        indicator.most, indicator.least
    )];
    notes.push("Not shown: too few returns, or too few PCNs in an end fifth.".to_owned());
    notes
}
