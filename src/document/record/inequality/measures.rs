//! The measures: how provision follows each indicator, and how it is spread whatever the need.

use super::super::super::gap;
use super::super::super::scope::{self, Scope};
use crate::content;
use crate::subject::Need;
use crate::text;
use crate::text::Text;
use crate::text::number;
use crate::text::words::measure::{self, Plain};
use crate::text::words::{list, verdict};

content! {
    /// The table of measures by need, and spread in sentences.
    #[derive(Debug)]
    pub struct Measures {
        indicators: Vec<Text>,
        by_need: Vec<Row>,
        spread: Vec<Text>,
    }
}

content! {
    /// One measure, with a cell for each indicator.
    #[derive(Debug)]
    struct Row {
        name: &'static str,
        says: Text,
        cells: Vec<Cell>,
    }
}

content! {
    /// A measure's figure, or why it is not shown.
    #[derive(Debug)]
    struct Cell {
        figure: Option<Shown>,
        why_not: Option<Text>,
    }
}

content! {
    /// A figure that may be shown.
    #[derive(Debug)]
    struct Shown {
        value: Text,
        interval: Text,
        evidence: Option<&'static str>,
        pcns: Text,
    }
}

/// Measures of how provision follows an indicator.
const BY_NEED: [&str; 5] = [GAP, "ratio", SII, "rii", "concentration-index"];
const GAP: &str = "gap";
const SII: &str = "sii";
/// The measures whose verdict those after them share.
const LEADS: [&str; 2] = [GAP, SII];
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
        indicators: needs.iter().map(|need| Text::from(need.indicator().name).capital()).collect(),
        by_need: by_need.filter_map(|id| row(scope, id, &needs)).collect(),
        spread: spread.filter_map(|id| sentence(scope, id)).collect(),
    }
}

/// A measure's row; none for a measure without plain words.
fn row(scope: Scope<'_>, id: &str, needs: &[Need]) -> Option<Row> {
    let plain = measure::plain(id)?;
    Some(Row {
        name: plain.name,
        says: text!("{}.", Text::from(plain.says).capital()),
        cells: needs.iter().map(|need| cell(scope, *need, plain)).collect(),
    })
}

/// A measure of spread with its value, or why it is not shown.
fn sentence(scope: Scope<'_>, id: &str) -> Option<Text> {
    let plain = measure::plain(id)?;
    Some(match scope.primary(id) {
        Ok(shown) => text!("{} {}: {}.", plain.name, plain.value(shown.value), plain.says),
        Err(why) => text!("{} not shown: {}.", plain.name, why),
    })
}

fn cell(scope: Scope<'_>, need: Need, plain: &Plain) -> Cell {
    match scope.finding(plain.id, need) {
        // A value without an end to its interval would be taken for more than it is.
        Ok(shown) if shown.measured.too_wide => {
            Cell { figure: None, why_not: Some("Not shown: its interval is too wide to tell.".into()) }
        }
        Ok(shown) => {
            Cell { figure: Some(figure(shown, plain, decimals(scope, need, plain.id))), why_not: None }
        }
        Err(why) => Cell { figure: None, why_not: Some(text!("Not shown: {}.", why)) },
    }
}

/// The decimals of a gap are those with which the rates of its fifths add up to it.
fn decimals(scope: Scope<'_>, need: Need, id: &str) -> Option<usize> {
    let gap = gap::by(scope, need).ok().filter(|_| id == GAP)?;
    Some(gap.decimals())
}

fn figure(shown: scope::Shown<'_>, plain: &Plain, decimals: Option<usize>) -> Shown {
    let interval = shown.interval();
    let value = decimals.map_or_else(|| plain.value(shown.value), |at| number::signed(shown.value, at));
    let decimals = decimals.unwrap_or_else(|| plain.decimals());
    Shown {
        value: value.into(),
        interval: interval.figures(decimals).unwrap_or("not given".into()),
        // A pair and a line each have one verdict, which stands beside their first row.
        evidence: LEADS.contains(&plain.id).then(|| verdict::short(shown.verdict())),
        pcns: list::counted(shown.measured.n, "PCN"),
    }
}
