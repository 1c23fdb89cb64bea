//! Four figures: the rate, the rates of the end fifths, the FTE away from fair shares, and who made a return.

use serde::Serialize;

use super::super::scope::Scope;
use crate::text::number;
use crate::text::words::{list, verdict};

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
        Ok(rate) => Card { value: number::rate(rate), label, note: rate_note(scope) },
        Err(why) => {
            let range = scope.area.rate_low.zip(scope.area.rate_high);
            let note = range.map_or_else(
                || list::capital(&why),
                |(low, high)| {
                    format!(
                        "{} if the rest had none, {} if well above average",
                        number::rate(low),
                        number::rate(high)
                    )
                },
            );
            Card { value: NOT_SHOWN.to_owned(), label, note }
        }
    }
}

fn rate_note(scope: Scope<'_>) -> String {
    if scope.is_england() {
        return format!("{} FTE in all", number::fte(scope.area.fte));
    }
    match (scope.england().rate(), &scope.area.against_england) {
        (Ok(england), Some(against)) => {
            format!("England {}: {}", number::rate(england), verdict::about(against.verdict, "difference"))
        }
        _ => "England’s rate is not shown".to_owned(),
    }
}

/// The rates of the two end fifths, and what their difference amounts to.
fn gap(scope: Scope<'_>) -> Card {
    let label = format!("Most and least {}", scope.indicator().name);
    if scope.is_withheld() {
        return too_few(label);
    }
    match super::gap(scope) {
        Ok((gap, (most, least))) => Card {
            value: format!("{}, {}", number::rate(most), number::rate(least)),
            label,
            note: format!("FTE per 10,000: {}", verdict::about(gap.verdict(), "difference")),
        },
        Err(_) => {
            Card { value: NOT_SHOWN.to_owned(), label, note: "Too few PCNs in an end fifth".to_owned() }
        }
    }
}

fn fair_share(scope: Scope<'_>) -> Card {
    let label = "Away from fair share".to_owned();
    if scope.is_withheld() {
        return too_few(label);
    }
    match (scope.primary("fair-share-moved"), scope.primary("hoover-need"), scope.area.fair_share_chance) {
        (Ok(moved), Ok(share), Some(chance)) => Card {
            value: format!("{} FTE", number::fte(moved.value)),
            label,
            note: format!(
                "{} of FTE; chance alone would leave {}",
                number::percent(share.value),
                number::percent(chance.away)
            ),
        },
        (Err(why), ..) | (_, Err(why), _) => {
            Card { value: NOT_SHOWN.to_owned(), label, note: list::capital(&why) }
        }
        _ => Card { value: NOT_SHOWN.to_owned(), label, note: "The posts are not known".to_owned() },
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
