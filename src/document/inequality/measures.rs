//! The measures: how provision follows each indicator, and how it is spread whatever the need.

use serde::Serialize;

use super::super::scope::{Scope, Shown};
use crate::claim::quoted;
use crate::subject::Need;
use crate::words::interval::Interval;
use crate::words::list;
use crate::words::measure::{self, Plain, Print};
use crate::words::strength::Strength;

/// The table of measures by need, and spread in sentences.
#[derive(Debug, Serialize)]
pub struct Measures {
    indicators: Vec<String>,
    by_need: Vec<Row>,
    spread: Vec<String>,
}

/// One measure, with a cell for each indicator.
#[derive(Debug, Serialize)]
struct Row {
    name: &'static str,
    says: String,
    cells: Vec<Cell>,
}

/// A measure's figure, or why it is not shown.
#[derive(Debug, Serialize)]
struct Cell {
    figure: Option<Figure>,
    why_not: Option<String>,
}

/// A figure that may be shown.
#[derive(Debug, Serialize)]
struct Figure {
    value: String,
    interval: String,
    evidence: &'static str,
    pcns: String,
}

/// Measures of how provision follows an indicator.
const BY_NEED: [&str; 5] = ["gap", "ratio", "sii", "rii", "concentration-index"];
/// The measure that stands where the straight line's ratio has no meaning.
const LOG_LINEAR: &str = "rii-log";
/// Measures of spread alone.
const SPREAD: [&str; 3] = ["gini", "theil", "hoover"];
/// The parts of one of them, which compare ICBs.
const PARTS: [&str; 2] = ["theil-between", "theil-within"];

/// The measures of an area.
pub fn compose(scope: Scope<'_>) -> Measures {
    let needs = scope.needs();
    let log_linear = needs
        .iter()
        .any(|need| scope.finding("rii", *need).is_err() && scope.finding(LOG_LINEAR, *need).is_ok());
    let by_need = BY_NEED.into_iter().chain(log_linear.then_some(LOG_LINEAR));
    let parts = if scope.is_england() { &PARTS[..] } else { &[] };
    let spread = SPREAD.into_iter().chain(parts.iter().copied());
    Measures {
        indicators: needs.iter().map(|need| list::capital(need.indicator().name)).collect(),
        by_need: by_need.filter_map(|id| row(scope, id, &needs)).collect(),
        spread: spread.filter_map(|id| sentence(scope, id)).collect(),
    }
}

/// A measure's row; none for a measure without plain words.
fn row(scope: Scope<'_>, id: &str, needs: &[Need]) -> Option<Row> {
    let plain = measure::plain(id)?;
    Some(Row {
        name: plain.name,
        says: quoted(&format!("{}.", list::capital(plain.says))),
        cells: needs.iter().map(|need| cell(scope.finding(id, *need), plain)).collect(),
    })
}

/// A measure of spread with its value, or why it is not shown.
fn sentence(scope: Scope<'_>, id: &str) -> Option<String> {
    let plain = measure::plain(id)?;
    Some(match scope.primary(id) {
        Ok(shown) => format!("{} {}: {}.", plain.name, plain.value(shown.value), quoted(plain.says)),
        Err(why) => format!("{} not shown: {why}.", plain.name),
    })
}

fn cell(found: Result<Shown<'_>, String>, plain: &Plain) -> Cell {
    match found {
        Ok(shown) => Cell { figure: Some(figure(shown, plain)), why_not: None },
        Err(why) => Cell { figure: None, why_not: Some(format!("Not shown: {why}.")) },
    }
}

/// A ratio whose interval goes over this many times says nothing, and would fill the column with digits.
const WIDEST_RATIO: f64 = 100.0;

fn is_too_wide(interval: Interval, plain: &Plain) -> bool {
    plain.print == Print::Ratio && interval.inner.is_some_and(|(_, upper)| upper.get() > WIDEST_RATIO)
}

fn figure(shown: Shown<'_>, plain: &Plain) -> Figure {
    let interval = shown.interval();
    Figure {
        value: plain.value(shown.value),
        interval: if is_too_wide(interval, plain) {
            "too wide to tell".to_owned()
        } else {
            interval.figures(plain.decimals()).unwrap_or_else(|| "not given".to_owned())
        },
        evidence: Strength::of(interval, plain.null()).short(),
        pcns: list::counted(shown.measured.n, "PCN"),
    }
}
