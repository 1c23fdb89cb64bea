//! The table of five fifths for one indicator.

use super::super::super::gap;
use super::super::super::scope::Scope;
use crate::analysis::FifthRate;
use crate::subject::Need;
use crate::text;
use crate::text::number;
use crate::text::{Cell, Column, Table, Text};

/// What is said of an interval that ends where no rate can be.
const AT_ZERO: &str = " A limit of zero is where the interval was cut off, since no rate is below it.";
const TOO_FEW: &str = " [x]: not shown, with fewer than three PCNs.";

/// The table of an indicator, where the area has values of it and enough returns.
pub fn compose(scope: Scope<'_>, need: Need) -> Option<Table> {
    scope.rate().ok()?;
    let indicator = need.indicator();
    let own = scope.area.own.need.fifths.get(indicator.id)?;
    let england = scope.edition.england.own.need.fifths.get(indicator.id).map_or(&[][..], Vec::as_slice);
    let hidden = own.iter().any(|fifth| fifth.pcns.get() > 0 && !fifth.is_shown());
    let why = if hidden { TOO_FEW } else { "" };
    let is_cut = |fifth: &FifthRate| fifth.is_shown() && fifth.lower.is_some_and(|lower| lower.get() <= 0.0);
    let cut = if own.iter().any(is_cut) { AT_ZERO } else { "" };
    let decimals = gap::by(scope, need).map_or(2, |gap| gap.decimals());
    let figures = ["PCNs", "FTE", "Patients", "FTE per 10,000", "95% interval"].map(Column::figures);
    let beside = (!scope.is_england()).then(|| Column::figures("England"));
    let row = |own: &FifthRate| {
        let other = england.iter().find(|other| other.fifth == own.fifth).and_then(|other| other.rate);
        let other = other.map_or(text!("not known"), |rate| number::fixed(rate, decimals).into());
        let beside = beside.iter().map(|_| other.clone().into());
        cells(own, decimals).into_iter().chain(beside).collect()
    };
    Some(Table {
        slug: match need {
            Need::SupportGap => "fifths-support-gap",
            Need::Deprivation => "fifths-deprivation",
        },
        title: Some(text!("Provision by fifth of England’s PCNs by {}", indicator.name)),
        subtitle: None,
        rows: own.iter().map(row).collect(),
        columns: [Column::words("Fifth")].into_iter().chain(figures).chain(beside.clone()).collect(),
        notes: vec![text!(
            "Most need: PCNs {}. Least need: PCNs {}.{}{}",
            indicator.most,
            indicator.least,
            why,
            cut
        )],
    })
}

fn cells(own: &FifthRate, decimals: usize) -> Vec<Cell> {
    let shown = |text: Text| match own.pcns.get() {
        0 => text!("no PCN").into(),
        _ if own.is_shown() => text.into(),
        _ => Cell::Withheld,
    };
    let rate = |rate| number::fixed(rate, decimals);
    let ends = own.lower.zip(own.upper).map(|(lower, upper)| text!("{} to {}", rate(lower), rate(upper)));
    let own_rate = own.rate.map_or(Text::default(), |own| rate(own).into()); // shown only where there is one
    vec![
        gap::fifth_words(own.fifth).into(),
        number::count(own.pcns).into(),
        shown(number::fte(own.fte).into()),
        shown(number::people(own.patients).into()),
        shown(own_rate),
        shown(ends.unwrap_or("all alike".into())),
    ]
}
