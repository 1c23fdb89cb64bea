//! Every measure of an area, and its rates by need, with how each is computed.

use super::super::gap;
use super::super::scope::Scope;
use super::file::{Attachment, figure};
use crate::analysis::{FifthRate, Half, HalfRate, Measured};
use crate::text::csv::{CsvTable, LineEnd};
use crate::text::words::verdict;

const HEADER: [&str; 11] = [
    "measure",
    "indicator",
    "group",
    "value",
    "lower_95",
    "upper_95",
    "verdict",
    "pcns",
    "unit",
    "method",
    "why_not_shown",
];
const UNIT: &str = "FTE per 10,000 patients";

/// The measures; values only where they may be shown.
pub fn of(scope: Scope<'_>) -> Attachment {
    let mut table = CsvTable::new(LineEnd::Windows);
    table.row(HEADER.map(str::to_owned).to_vec());
    let own = &scope.area.own.need;
    if !scope.is_withheld() {
        own.fifths.values().flatten().for_each(|fifth| table.row(of_fifth(fifth)));
        for (indicator, halves) in &own.halves {
            halves.iter().for_each(|half| table.row(of_half(indicator, half)));
        }
    }
    scope.area.measures.iter().for_each(|measured| table.row(of_measure(scope, measured)));
    Attachment {
        name: "measures.csv".to_owned(),
        description: format!("Every measure of {} in {}, as CSV", scope.name(), scope.census()),
        text: table.into_text(),
    }
}

fn of_fifth(fifth: &FifthRate) -> Vec<String> {
    let shown = fifth.is_shown();
    rate(
        ["rate-by-fifth", fifth.need.id(), gap::fifth_words(fifth.fifth)],
        [fifth.rate, fifth.lower, fifth.upper].map(|value| figure(value.filter(|_| shown))),
        fifth.pcns.get(),
    )
}

fn of_half(indicator: &str, half: &HalfRate) -> Vec<String> {
    let shown = half.is_shown();
    let group =
        if half.half == Half::MoreNeed { "More need, of its own PCNs" } else { "Less need, of its own PCNs" };
    rate(
        ["rate-by-half", indicator, group],
        [half.rate, half.lower, half.upper].map(|value| figure(value.filter(|_| shown))),
        half.pcns.get(),
    )
}

fn rate(what: [&str; 3], values: [String; 3], pcns: usize) -> Vec<String> {
    let why = if values[0].is_empty() { "fewer than three PCNs with a return" } else { "" };
    let rest = ["", &pcns.to_string(), UNIT, "10,000 times FTE over patients of PCNs with a return", why]
        .map(str::to_owned);
    what.map(str::to_owned).into_iter().chain(values).chain(rest).collect()
}

fn of_measure(scope: Scope<'_>, measured: &Measured) -> Vec<String> {
    let why = scope.rate().err().or_else(|| measured.why_not_shown.as_ref().map(|why| why.words()));
    let shown = measured.shown && why.is_none();
    let value = |value| if shown { figure(value) } else { String::new() };
    let spoken = measured.verdict.filter(|_| shown).map_or("", verdict::short);
    vec![
        measured.id.to_owned(),
        measured.indicator.unwrap_or("").to_owned(),
        String::new(),
        value(measured.value),
        value(measured.lower),
        value(measured.upper),
        spoken.to_owned(),
        if shown { measured.n.get().to_string() } else { String::new() },
        measured.unit.to_owned(),
        measured.method.to_string(),
        why.map_or(String::new(), |why| why.plain()),
    ]
}
