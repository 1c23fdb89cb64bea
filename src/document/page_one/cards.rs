//! Four figures: the rate, the gap, the FTE to match the need indicator, and who made a return.

use serde::Serialize;

use super::super::scope::Scope;
use crate::claim::{Claimed, plain};
use crate::number;
use crate::words::difference::against;
use crate::words::interval::Interval;
use crate::words::list;
use crate::words::strength::Strength;

/// One big number.
#[derive(Debug, Serialize)]
pub struct Card {
    value: String,
    label: String,
    note: String,
}

/// The value of a card whose figure must not be printed.
const NOT_SHOWN: &str = "Not shown";

/// The four cards.
pub fn compose(scope: Scope<'_>) -> Vec<Card> {
    vec![rate(scope), gap(scope), fair_share(scope), returns(scope)]
}

fn rate(scope: Scope<'_>) -> Card {
    let label = "FTE per 10,000 patients".to_owned();
    match scope.rate() {
        Ok(rate) => Card { value: number::rate(rate), label, note: rate_note(scope, rate) },
        Err(why) => {
            let range = scope.area.rate_low.zip(scope.area.rate_high);
            let note = range.map_or_else(
                || list::capital(&why),
                |(low, high)| {
                    format!(
                        "{} if the rest had none, {} if well staffed",
                        number::rate(low),
                        number::rate(high)
                    )
                },
            );
            Card { value: NOT_SHOWN.to_owned(), label, note }
        }
    }
}

fn rate_note(scope: Scope<'_>, rate: Claimed) -> String {
    if scope.is_england() {
        return format!("{} FTE in all", number::fte(scope.area.fte));
    }
    match scope.england().rate() {
        Ok(england) => {
            let size = against(rate, england, 2).unwrap_or_else(|| "about the same".to_owned());
            let interval = scope.area.rate_between_pcns.as_ref().map(Interval::from);
            let strength =
                interval.map_or(Strength::Unknown, |interval| Strength::of(interval, england.get()));
            format!("England {}: {size}, {}", number::rate(england), strength.short())
        }
        Err(_) => "England’s rate is not shown".to_owned(),
    }
}

fn gap(scope: Scope<'_>) -> Card {
    let label = format!("Gap by {}", scope.indicator().name);
    if scope.rate().is_err() {
        return too_few(label);
    }
    let Ok((gap, (most, least))) = super::gap(scope) else {
        return Card { value: NOT_SHOWN.to_owned(), label, note: "Too few PCNs in an end fifth".to_owned() };
    };
    let (from, to) = (number::rate(most), number::rate(least));
    let strength = gap.strength().short();
    let ends = if plain(&from) == plain(&to) {
        format!("{from} at both ends: {strength}")
    } else {
        format!("Most need {from}, least {to}: {strength}")
    };
    let size = against(most, least, 2).unwrap_or_else(|| gap.value.marked("Under 0.01"));
    Card { value: size, label, note: ends }
}

fn fair_share(scope: Scope<'_>) -> Card {
    let label = format!("To match {}", scope.indicator().name);
    if scope.rate().is_err() {
        return too_few(label);
    }
    match (scope.primary("fair-share-moved"), scope.primary("hoover-need")) {
        (Ok(moved), Ok(share)) => Card {
            value: format!("{} FTE", number::fte(moved.value)),
            label,
            note: format!("{} of FTE would sit in other PCNs", number::percent(share.value)),
        },
        (Err(why), _) | (_, Err(why)) => {
            Card { value: NOT_SHOWN.to_owned(), label, note: list::capital(&why) }
        }
    }
}

/// A figure that rests on fewer PCNs than a rate needs.
fn too_few(label: String) -> Card {
    Card { value: NOT_SHOWN.to_owned(), label, note: "Too few returns".to_owned() }
}

fn returns(scope: Scope<'_>) -> Card {
    let returns = scope.area.returns;
    let covered = match returns.completeness {
        Some(share) => format!("{} of patients", number::coverage(share)),
        None => "Patients not known".to_owned(),
    };
    let (filed, pcns) = (number::count(returns.filed), number::count(returns.pcns));
    // England's two figures are too long for one line of large type.
    let (value, label) = if scope.is_england() {
        (filed, format!("of {pcns} PCNs made a return"))
    } else {
        (format!("{filed} of {pcns}"), "PCNs made a return".to_owned())
    };
    Card { value, label, note: format!("{covered}; {} reported none", number::count(returns.reported_none)) }
}
