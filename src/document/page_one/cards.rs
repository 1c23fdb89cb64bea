//! Four figures: the rate, the rates of the end fifths, the FTE away from fair shares, and who made a return.

use super::super::gap;
use super::super::scope::Scope;
use crate::content;
use crate::text;
use crate::text::Text;
use crate::text::number;
use crate::text::words::verdict;

content! {
    /// One big number.
    #[derive(Debug)]
    pub struct Card {
        value: Text,
        label: Text,
        note: Text,
    }
}

/// The value of a card whose figure must not be printed.
const NOT_SHOWN: &str = "Not shown";

/// The four cards.
pub fn compose(scope: Scope<'_>) -> Vec<Card> {
    vec![rate(scope), end_fifths(scope), fair_share(scope), returns(scope)]
}

fn rate(scope: Scope<'_>) -> Card {
    let label = text!("FTE per 10,000 patients");
    match scope.rate() {
        Ok(rate) => Card { value: number::rate(rate).into(), label, note: rate_note(scope) },
        Err(why) => {
            let range = scope.area.own.level.rate_low.zip(scope.area.own.level.rate_high);
            let note = range.map_or_else(
                || why.clone().capital(),
                |(low, high)| {
                    text!(
                        "{} if the rest had none, {} if well above average",
                        number::rate(low),
                        number::rate(high)
                    )
                },
            );
            Card { value: NOT_SHOWN.into(), label, note }
        }
    }
}

fn rate_note(scope: Scope<'_>) -> Text {
    if scope.is_england() {
        return text!("{} FTE in all", number::fte(scope.area.own.level.fte));
    }
    match (scope.england().rate(), &scope.area.compared.against_england) {
        (Ok(england), Some(against)) => {
            text!(
                "England {}: {}",
                number::rate(england),
                verdict::about(against.contrast.verdict, "difference")
            )
        }
        _ => "England’s rate is not shown".into(),
    }
}

/// The rates of the two end fifths, and what their difference amounts to.
fn end_fifths(scope: Scope<'_>) -> Card {
    let label = text!("Most and least {}", scope.indicator().name);
    if scope.is_withheld() {
        return too_few(label);
    }
    match gap::primary(scope) {
        Ok(gap) => Card {
            value: text!("{}, {}", number::rate(gap.most), number::rate(gap.least)),
            label,
            note: text!("FTE per 10,000: {}", verdict::about(gap.shown.verdict(), "difference")),
        },
        Err(_) => Card { value: NOT_SHOWN.into(), label, note: "Too few PCNs in an end fifth".into() },
    }
}

fn fair_share(scope: Scope<'_>) -> Card {
    let label = text!("Away from fair share");
    if scope.is_withheld() {
        return too_few(label);
    }
    match (
        scope.primary("fair-share-moved"),
        scope.primary("hoover-need"),
        scope.area.own.shares.fair_share_chance,
    ) {
        (Ok(moved), Ok(share), Some(chance)) => Card {
            value: text!("{} FTE", number::fte(moved.value)),
            label,
            note: text!(
                "{} of FTE; chance alone would leave {}",
                number::percent(share.value),
                number::percent(chance.away)
            ),
        },
        (Err(why), ..) | (_, Err(why), _) => Card { value: NOT_SHOWN.into(), label, note: why.capital() },
        _ => Card { value: NOT_SHOWN.into(), label, note: "The posts are not known".into() },
    }
}

/// A figure that rests on fewer PCNs than a rate needs.
fn too_few(label: Text) -> Card {
    Card { value: NOT_SHOWN.into(), label, note: "Too few returns".into() }
}

fn returns(scope: Scope<'_>) -> Card {
    let returns = scope.area.own.level.returns;
    let covered = match returns.completeness {
        Some(share) => text!("{} of patients", number::coverage(share)),
        None => text!("Patients not known"),
    };
    let (filed, pcns) = (number::count(returns.filed), number::count(returns.pcns));
    // England's two figures are too long for one line of large type.
    let (value, label) = if scope.is_england() {
        (filed.into(), text!("of {} PCNs made a return", pcns))
    } else {
        (text!("{} of {}", filed, pcns), "PCNs made a return".into())
    };
    Card { value, label, note: text!("{}; {} reported none", covered, number::count(returns.reported_none)) }
}
