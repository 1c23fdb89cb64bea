//! The answer: how many link workers there are and whether that is many; then the strongest finding.

use super::super::scope::Scope;
use super::headline::Headline;
use crate::content;
use crate::text;
use crate::text::number;
use crate::text::words::difference::against;
use crate::text::words::{list, verdict};
use crate::text::{Claimed, Text};

content! {
    /// The answer.
    #[derive(Debug)]
    pub struct Answer {
        sentence: Text,
        more: Vec<Text>,
    }
}

impl Answer {
    /// All that it says.
    pub fn words(&self) -> Text {
        Text::join(std::iter::once(self.sentence.clone()).chain(self.more.iter().cloned()), " ")
    }
}

/// Composes it.
pub fn compose(scope: Scope<'_>, headline: Headline) -> Answer {
    match scope.rate() {
        Ok(rate) => Answer { sentence: level(scope, rate), more: more(scope, headline) },
        Err(_) => Answer { sentence: too_few(scope), more: range(scope).into_iter().collect() },
    }
}

fn level(scope: Scope<'_>, rate: Claimed) -> Text {
    let compared = if scope.is_england() { Text::default() } else { beside_england(scope, rate) };
    text!(
        "{} had {} full-time equivalent (FTE) link workers in {}: {} for every 10,000 patients{}.",
        scope.name(),
        number::fte(scope.area.own.level.fte),
        scope.census(),
        number::rate(rate),
        compared
    )
}

/// The direction and England's level, with no difference beside the two levels.
fn beside_england(scope: Scope<'_>, rate: Claimed) -> Text {
    let Ok(england) = scope.england().rate() else {
        return Text::default();
    };
    let printed = number::rate(england);
    let way = if rate.get() > england.get() { "above" } else { "below" };
    match against(rate, england, 2) {
        Some(_) => text!(", {} England’s {}", way, printed),
        None => text!("; England had {} too", printed),
    }
}

/// What the difference from England amounts to, and the strongest finding.
fn more(scope: Scope<'_>, headline: Headline) -> Vec<Text> {
    let against = scope.area.compared.against_england.as_ref();
    let level = against.map(|against| verdict::sentence(against.contrast.verdict, "difference"));
    level.into_iter().chain([headline.sentence(scope)]).collect()
}

fn too_few(scope: Scope<'_>) -> Text {
    let returns = scope.area.own.level.returns;
    if returns.filed == 0 {
        return text!(
            "No PCN in {} made a return in {}, so its full-time equivalent (FTE) link workers are not known.",
            scope.name(),
            scope.census()
        );
    }
    text!(
        "{} with a return in {} reported {} full-time equivalent (FTE) link workers in {}. These are too few returns for a rate.",
        list::counted_as(returns.filed, "PCN", "PCNs"),
        scope.name(),
        number::fte(scope.area.own.level.fte),
        scope.census()
    )
}

/// What the missing returns could make of the rate.
fn range(scope: Scope<'_>) -> Option<Text> {
    let (low, high) = scope.area.own.level.rate_low.zip(scope.area.own.level.rate_high)?;
    Some(text!(
        "The rate would be {} for every 10,000 patients if the missing PCNs had none, and {} if they were well above average.",
        number::rate(low),
        number::rate(high)
    ))
}
