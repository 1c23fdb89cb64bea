//! Four figures, each with what it is: FTE, the rate, PCNs reporting none, the change over a year.

use super::super::scope::Scope;
use crate::content;
use crate::text;
use crate::text::Text;
use crate::text::number;
use crate::text::number::Direction;
use crate::text::words::{list, verdict};

content! {
    /// A figure with its label, or a sentence where there is none to show.
    #[derive(Debug)]
    pub struct Card {
        label: Text,
        value: Option<Text>,
        note: Text,
    }
}

/// Composes the four.
pub fn compose(scope: Scope<'_>) -> Vec<Card> {
    vec![link_workers(scope), rate(scope), none(scope), change(scope)]
}

fn figure(label: &'static str, value: impl Into<Text>, note: Text) -> Card {
    Card { label: label.into(), value: Some(value.into()), note }
}

fn words(label: &'static str, note: Text) -> Card {
    Card { label: label.into(), value: None, note }
}

fn link_workers(scope: Scope<'_>) -> Card {
    const LABEL: &str = "Link workers (FTE)";
    let level = &scope.area.own.level;
    if level.returns.filed == 0 {
        return words(LABEL, "Not known: no PCN made a return.".into());
    }
    let contracted = number::fte(level.contracted_fte);
    let note = match number::direction(level.contracted_fte, 1) {
        Direction::Same => "none of it contracted services".into(),
        _ => text!("of which {} contracted services", contracted),
    };
    let note = if scope.is_withheld() {
        text!("reported by {}", list::counted(level.returns.filed, "PCN"))
    } else {
        note
    };
    figure(LABEL, number::fte(level.fte), note)
}

fn rate(scope: Scope<'_>) -> Card {
    const LABEL: &str = "For every 10,000 patients";
    let rate = match scope.rate() {
        Ok(rate) => number::rate(rate),
        Err(_) => return words(LABEL, range(scope)),
    };
    if scope.is_england() {
        return figure(LABEL, rate, text!("in PCNs with a return"));
    }
    let note = match (scope.england().rate(), &scope.area.compared.against_england) {
        (Ok(england), Some(against)) => text!(
            "England {}: {}",
            number::rate(england),
            verdict::about(against.contrast.verdict, "difference")
        ),
        _ => "England’s rate is not shown".into(),
    };
    figure(LABEL, rate, note)
}

/// What keeps the rate from being shown, and between which two it lies.
fn range(scope: Scope<'_>) -> Text {
    let level = &scope.area.own.level;
    match level.rate_low.zip(level.rate_high).filter(|_| level.returns.filed > 0) {
        Some((low, high)) => text!(
            "Too few returns for a rate: it lies between {} and about {}.",
            number::rate(low),
            number::rate(high)
        ),
        None => "Not known without returns.".into(),
    }
}

fn none(scope: Scope<'_>) -> Card {
    const LABEL: &str = "PCNs reporting none";
    let level = &scope.area.own.level;
    let returns = level.returns;
    if returns.filed == 0 {
        return words(LABEL, "Not known: no PCN made a return.".into());
    }
    let value = text!("{} of {}", number::count(returns.reported_none), number::count(returns.filed));
    let Some(share) = level.none_share.filter(|_| !scope.is_withheld()) else {
        return figure(LABEL, value, "of those with a return".into());
    };
    let live = text!("{} of patients live there", number::percent(share));
    if !scope.is_icb() {
        // The two counts are too long for one line of large type.
        let of = text!("of {} with a return; {}", number::count(returns.filed), live);
        return figure(LABEL, number::count(returns.reported_none), beside(scope, of));
    }
    figure(LABEL, value, beside(scope, live))
}

/// England's share after an area's.
fn beside(scope: Scope<'_>, live: Text) -> Text {
    let england = scope.england().area.own.level.none_share.filter(|_| !scope.is_england());
    match england {
        Some(england) => text!("{}; England {}", live, number::percent(england)),
        None => live,
    }
}

fn change(scope: Scope<'_>) -> Card {
    const LABEL: &str = "Change in rate over a year";
    if scope.is_withheld() {
        return words(LABEL, "Not shown: too few returns.".into());
    }
    let series = &scope.area.own.series;
    let Some(change) = &series.change else {
        let why = series.change_why_not_shown.map_or("no earlier census".into(), |why| why.words());
        return words(LABEL, text!("Not known: {}.", why));
    };
    let contrast = &change.contrast;
    let noun = match number::direction(contrast.estimate.value, 2) {
        Direction::Fewer => "fall",
        Direction::More => "rise",
        Direction::Same => "change",
    };
    // Both ends and their difference stand on one card, so that they add up in print.
    let decimals = number::decimals_that_add_up(change.rate_to, change.rate_from);
    let note = text!(
        "from {} to {} in the same {}: {}",
        number::fixed(change.rate_from, decimals),
        number::fixed(change.rate_to, decimals),
        list::counted(change.pcns, "PCN"),
        verdict::about(contrast.verdict, noun)
    );
    figure(LABEL, number::signed(contrast.estimate.value, decimals), note)
}
