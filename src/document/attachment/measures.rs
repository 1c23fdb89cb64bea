//! Every measure of an area, and its rates by need, with how each is computed.

use super::super::gap;
use super::super::scope::Scope;
use super::shared::{columns, of_every_area};
use crate::analysis::{FifthRate, Half, HalfRate, Measured};
use crate::text::words::verdict;
use crate::text::{Claimed, DataTable, Datum};

const COLUMNS: [[&str; 3]; 11] = [
    ["measure", "", "The measure's id"],
    ["indicator", "", "The need indicator that it goes by"],
    ["group", "", "The group of PCNs, for rates by need"],
    ["value", "as unit says", "The figure; nothing where it must not be shown"],
    ["lower_95", "as unit says", "Lower end of its 95% interval"],
    ["upper_95", "as unit says", "Upper end of it"],
    ["verdict", "", "What a difference amounts to"],
    ["pcns", "PCNs", "PCNs that it is made from"],
    ["unit", "", "What the figure is counted in"],
    ["method", "", "How it is computed"],
    ["why_not_shown", "", "Why there is no figure"],
];
const UNIT: &str = "FTE per 10,000 patients";

/// The measures; values only where they may be shown.
pub fn of(scope: Scope<'_>) -> DataTable {
    let mut rows = Vec::new();
    let own = &scope.area.own.need;
    if !scope.is_withheld() {
        rows.extend(own.fifths.values().flatten().map(of_fifth));
        for (indicator, halves) in &own.halves {
            rows.extend(halves.iter().map(|half| of_half(indicator, half)));
        }
    }
    rows.extend(scope.area.measures.iter().map(|measured| of_measure(scope, measured)));
    DataTable {
        name: "measures",
        about: format!("Every measure of {} in {}", scope.name(), scope.census()),
        columns: columns(COLUMNS),
        rows,
    }
}

/// The measures of every area.
pub fn of_all(england: Scope<'_>) -> DataTable {
    let about = format!("Every measure of every area in {}", england.census());
    DataTable { about, ..of_every_area(england, "measures", of) }
}

fn of_fifth(fifth: &FifthRate) -> Vec<Datum> {
    let shown = fifth.is_shown();
    rate(
        ["rate-by-fifth", fifth.need.id(), gap::fifth_words(fifth.fifth)],
        [fifth.rate, fifth.lower, fifth.upper].map(|value| value.filter(|_| shown)),
        fifth.pcns.get(),
    )
}

fn of_half(indicator: &str, half: &HalfRate) -> Vec<Datum> {
    let shown = half.is_shown();
    let group =
        if half.half == Half::MoreNeed { "More need, of its own PCNs" } else { "Less need, of its own PCNs" };
    rate(
        ["rate-by-half", indicator, group],
        [half.rate, half.lower, half.upper].map(|value| value.filter(|_| shown)),
        half.pcns.get(),
    )
}

fn rate(what: [&str; 3], values: [Option<Claimed>; 3], pcns: usize) -> Vec<Datum> {
    let why = if values[0].is_none() { "fewer than three PCNs with a return" } else { "" };
    let method = "10,000 times FTE over patients of PCNs with a return";
    let rest = [Datum::Nothing, pcns.into(), UNIT.into(), method.into(), why.to_owned().into()];
    what.map(|word| word.to_owned().into()).into_iter().chain(values.map(Datum::from)).chain(rest).collect()
}

fn of_measure(scope: Scope<'_>, measured: &Measured) -> Vec<Datum> {
    let why = scope.rate().err().or_else(|| measured.why_not_shown.as_ref().map(|why| why.words()));
    let shown = measured.shown && why.is_none();
    let value = |value: Option<Claimed>| -> Datum { value.filter(|_| shown).into() };
    let spoken = measured.verdict.filter(|_| shown).map(verdict::short);
    vec![
        measured.id.into(),
        measured.indicator.into(),
        Datum::Nothing,
        value(measured.value),
        value(measured.lower),
        value(measured.upper),
        spoken.into(),
        Some(measured.n.get()).filter(|_| shown).into(),
        measured.unit.into(),
        measured.method.to_string().into(),
        why.map(|why| why.plain()).into(),
    ]
}
