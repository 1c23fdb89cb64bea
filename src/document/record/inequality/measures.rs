//! The measures: how provision follows each indicator, and how it is spread whatever the need.

use super::super::super::gap;
use super::super::super::scope::{self, Scope};
use crate::content;
use crate::subject::Need;
use crate::text;
use crate::text::number;
use crate::text::words::measure::{self, Plain};
use crate::text::words::verdict;
use crate::text::{Cell, Column, Table, Text};

content! {
    /// The table of measures by need, and spread in sentences.
    #[derive(Debug)]
    pub struct Measures {
        by_need: Table,
        spread: Vec<Text>,
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
    let columns = vec![
        Column::words("Measure"),
        Column::words("By"),
        Column::figures("Value"),
        Column::figures("95% interval"),
        Column::words("Evidence"),
        Column::figures("PCNs"),
    ];
    let ids: Vec<&str> = by_need.collect();
    let rows = needs.iter().flat_map(|need| ids.iter().filter_map(|id| row(scope, *need, id)));
    let plain = ids.iter().filter_map(|id| measure::plain(id));
    Measures {
        by_need: Table::new("measures-by-need", "How provision follows need", columns)
            .rows(rows)
            .notes(plain.map(|plain| text!("{}: {}.", plain.name, plain.says)).collect()),
        spread: spread.filter_map(|id| sentence(scope, id)).collect(),
    }
}

/// A measure of spread with its value, or why it is not shown.
fn sentence(scope: Scope<'_>, id: &str) -> Option<Text> {
    let plain = measure::plain(id)?;
    Some(match scope.primary(id) {
        Ok(shown) => text!("{} {}: {}.", plain.name, plain.value(shown.value), plain.says),
        Err(why) => text!("{} not shown: {}.", plain.name, why),
    })
}

/// A measure by an indicator, or why it is not shown; none for a measure without plain words.
fn row(scope: Scope<'_>, need: Need, id: &str) -> Option<Vec<Cell>> {
    let plain = measure::plain(id)?;
    let name = [plain.name.into(), Text::from(need.indicator().name).capital().into()];
    let rest = match scope.finding(plain.id, need) {
        // A value without an end to its interval would be taken for more than it is.
        Ok(shown) if shown.measured.too_wide => why_not("not shown: its interval is too wide to tell".into()),
        Ok(shown) => figures(shown, plain, decimals(scope, need, plain.id)),
        Err(why) => why_not(text!("not shown: {}", why)),
    };
    Some(name.into_iter().chain(rest).collect())
}

fn why_not(why: Text) -> [Cell; 4] {
    [Cell::Withheld, Cell::Withheld, why.into(), Cell::Withheld]
}

/// The decimals of a gap are those with which the rates of its fifths add up to it.
fn decimals(scope: Scope<'_>, need: Need, id: &str) -> Option<usize> {
    let gap = gap::by(scope, need).ok().filter(|_| id == GAP)?;
    Some(gap.decimals())
}

fn figures(shown: scope::Shown<'_>, plain: &Plain, decimals: Option<usize>) -> [Cell; 4] {
    let interval = shown.interval();
    let value = decimals.map_or_else(|| plain.value(shown.value), |at| number::signed(shown.value, at));
    let decimals = decimals.unwrap_or_else(|| plain.decimals());
    // A pair and a line each have one verdict, which stands beside their first row.
    let evidence = if LEADS.contains(&plain.id) { verdict::short(shown.verdict()) } else { "as above" };
    [
        value.into(),
        interval.figures(decimals).unwrap_or("not given".into()).into(),
        evidence.into(),
        number::count(shown.measured.n).into(),
    ]
}
