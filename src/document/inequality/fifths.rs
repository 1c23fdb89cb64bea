//! The table of five fifths for one indicator.

use serde::Serialize;

use super::super::page_one;
use super::super::scope::Scope;
use crate::analysis::FifthRate;
use crate::measure::Fifth;
use crate::subject::Need;
use crate::text::number;

/// Five rows, most need first.
#[derive(Debug, Serialize)]
pub struct Fifths {
    title: String,
    rows: Vec<Row>,
    note: String,
}

/// One fifth.
#[derive(Debug, Serialize)]
struct Row {
    fifth: &'static str,
    pcns: String,
    fte: String,
    patients: String,
    rate: String,
    interval: String,
    england: String,
}

/// What a cell says where no PCN with a return is in a fifth, and where fewer are than may be shown.
const NONE: &str = "no PCN";
const NOT_SHOWN: &str = "[x]";
/// What is said of an interval that ends where no rate can be.
const AT_ZERO: &str = " A limit of zero is where the interval was cut off, since no rate is below it.";
const TOO_FEW: &str = " [x]: not shown, with fewer than three PCNs.";

/// The table of an indicator, where the area has values of it and enough returns.
pub fn compose(scope: Scope<'_>, need: Need) -> Option<Fifths> {
    scope.rate().ok()?;
    let indicator = need.indicator();
    let own = scope.area.fifths.get(indicator.id)?;
    let england = scope.edition.england.fifths.get(indicator.id).map_or(&[][..], Vec::as_slice);
    let hidden = own.iter().any(|fifth| fifth.pcns.get() > 0 && !fifth.is_shown());
    let why = if hidden { TOO_FEW } else { "" };
    let is_cut = |fifth: &FifthRate| fifth.is_shown() && fifth.lower.is_some_and(|lower| lower.get() <= 0.0);
    let cut = if own.iter().any(is_cut) { AT_ZERO } else { "" };
    Some(Fifths {
        title: format!("Provision by fifth of England’s PCNs by {}", indicator.name),
        rows: own.iter().map(|fifth| row(fifth, england, decimals(scope, need))).collect(),
        note: format!("Most need: PCNs {}. Least need: PCNs {}.{why}{cut}", indicator.most, indicator.least),
    })
}

/// A fifth in words, never by a digit.
pub fn fifth_words(fifth: Fifth) -> &'static str {
    match fifth {
        Fifth::MostNeed => "Most need",
        Fifth::Second => "Second",
        Fifth::Middle => "Middle",
        Fifth::Fourth => "Fourth",
        Fifth::LeastNeed => "Least need",
    }
}

/// As many decimals as make the two ends and their gap add up.
fn decimals(scope: Scope<'_>, need: Need) -> usize {
    let ends = page_one::gap_by(scope, need).ok().map(|(_, ends)| ends);
    ends.map_or(2, |(most, least)| number::decimals_that_add_up(most, least))
}

fn row(own: &FifthRate, england: &[FifthRate], decimals: usize) -> Row {
    let shown = |text: String| match own.pcns.get() {
        0 => NONE.to_owned(),
        _ if own.is_shown() => text,
        _ => NOT_SHOWN.to_owned(),
    };
    let beside = england.iter().find(|other| other.fifth == own.fifth).and_then(|other| other.rate);
    let rate = |rate| number::fixed(rate, decimals);
    let ends = own.lower.zip(own.upper).map(|(lower, upper)| format!("{} to {}", rate(lower), rate(upper)));
    Row {
        fifth: fifth_words(own.fifth),
        pcns: number::count(own.pcns),
        fte: shown(number::fte(own.fte)),
        patients: shown(number::people(own.patients)),
        rate: shown(own.rate.map(rate).unwrap_or_default()),
        interval: shown(ends.unwrap_or_else(|| "all alike".to_owned())),
        england: beside.map_or_else(|| "not known".to_owned(), rate),
    }
}
