//! Every ICB of England: who filed, the rate or why not, the gap, and the FTE to match the need indicator.

use serde::Serialize;

use super::scope::Scope;
use crate::claim::Claimed;
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
    let mut areas: Vec<Scope<'_>> = scope.edition.icbs().map(|area| Scope { area, ..scope }).collect();
    areas.sort_by(|a, b| a.area.name.cmp(&b.area.name));
    areas
}

fn row(scope: Scope<'_>) -> Row {
    let returns = scope.area.returns;
    Row {
        name: scope.name(),
        returns: format!("{} of {}", number::count(returns.filed), number::count(returns.pcns)),
        covered: returns.completeness.map_or_else(|| "not known".to_owned(), number::coverage),
        fte: if returns.filed == 0 { "no return".to_owned() } else { number::fte(scope.area.fte) },
        rate: scope.rate().map_or_else(|_| "not shown".to_owned(), number::rate),
        gap: compared(scope, "gap", |gap| number::signed(gap, 2)),
        moved: compared(scope, "fair-share-moved", number::fte),
    }
}

/// A comparison of the ICB's PCNs, where there are enough returns for its rate.
fn compared(scope: Scope<'_>, id: &str, print: fn(Claimed) -> String) -> String {
    let shown = scope.rate().and_then(|_| scope.primary(id));
    shown.map_or_else(|_| "not shown".to_owned(), |found| print(found.value))
}

fn notes(scope: Scope<'_>) -> Vec<String> {
    let indicator = scope.indicator();
    let mut notes = vec![format!(
        "ICBs are in order of name. Gap: FTE per 10,000 in PCNs {} less PCNs {}.",
        indicator.most, indicator.least
    )];
    notes.push("Not shown: too few returns, or too few PCNs in an end fifth.".to_owned());
    notes.push("A gap in one ICB rests on few PCNs; its own briefing gives the interval.".to_owned());
    notes
}
