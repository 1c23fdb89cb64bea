//! The strongest finding of a page, chosen by its verdict and then by what matters most.

use super::super::gradient;
use super::super::scope::Scope;
use crate::analysis::{Change, Contrast};
use crate::measure::Verdict;
use crate::subject::Need;
use crate::text;
use crate::text::number::{self, Direction};
use crate::text::words::list;
use crate::text::{Claimed, Text};

/// What a page leads with after the level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Headline {
    /// PCNs reporting none, where far more patients live in such than across England.
    ReportedNone(Verdict),
    /// How provision follows an indicator.
    Gradient(Need, Direction, Verdict),
    /// A change over the year.
    Change(Direction, Verdict),
    /// Nothing has evidence.
    Nothing,
}

/// PCNs reporting none stand out from this many times England's share on, or from this share on.
const TIMES: f64 = 1.5;
const OVER: f64 = 0.25;

/// Chooses it: clear before some evidence, then PCNs reporting none, deprivation, lack of support, the change.
pub fn choose(scope: Scope<'_>) -> Headline {
    let mut found: Vec<Headline> = reported_none(scope).into_iter().collect();
    found.extend(gradient::leading(scope).into_iter().filter_map(|need| {
        let gradient = gradient::by(scope, need).ok()?;
        Some(Headline::Gradient(need, gradient.way()?, gradient.verdict()))
    }));
    found.extend(change(scope));
    let is = |wanted: Verdict| move |headline: &Headline| headline.verdict() == Some(wanted);
    let clear = found.iter().copied().find(is(Verdict::Clear));
    clear.or_else(|| found.iter().copied().find(is(Verdict::SomeEvidence))).unwrap_or(Headline::Nothing)
}

/// PCNs reporting none, where more patients than across England live in such.
fn reported_none(scope: Scope<'_>) -> Option<Headline> {
    scope.rate().ok()?;
    let contrast = scope.area.compared.none_against_england.as_ref()?;
    let (own, england) = shares(scope)?;
    let stands_out = own >= TIMES * england.get() || own > OVER;
    let is_more = contrast.estimate.value > 0.0;
    (stands_out && is_more).then_some(Headline::ReportedNone(contrast.verdict))
}

/// The shares of patients whose PCN reported none, here and across England.
fn shares(scope: Scope<'_>) -> Option<(Claimed, Claimed)> {
    scope.area.own.level.none_share.zip(scope.england().area.own.level.none_share)
}

fn change(scope: Scope<'_>) -> Option<Headline> {
    scope.rate().ok()?;
    let Change { contrast: Contrast { estimate, verdict }, .. } = scope.area.own.series.change.as_ref()?;
    let way = number::direction(estimate.value, 2);
    (way != Direction::Same).then_some(Headline::Change(way, *verdict))
}

impl Headline {
    fn verdict(self) -> Option<Verdict> {
        match self {
            Self::ReportedNone(verdict) | Self::Gradient(.., verdict) | Self::Change(_, verdict) => {
                Some(verdict)
            }
            Self::Nothing => None,
        }
    }

    /// The finding in a sentence.
    pub fn sentence(self, scope: Scope<'_>) -> Text {
        let said = match self {
            Self::ReportedNone(verdict) => none_words(scope, verdict),
            Self::Gradient(need, ..) => {
                gradient::by(scope, need).ok().and_then(|gradient| gradient.sentence())
            }
            Self::Change(way, verdict) => change_words(scope, way, verdict),
            Self::Nothing => by_need(scope),
        };
        said.unwrap_or("Nothing else on this page differs by more than PCNs commonly do.".into())
    }
}

/// What England's and a region's page says where nothing has evidence: they go on to ICBs that are clearly low.
fn by_need(scope: Scope<'_>) -> Option<Text> {
    let leading = gradient::leading(scope).into_iter();
    let found: Vec<Verdict> =
        leading.filter_map(|need| gradient::by(scope, need).ok()).map(|by| by.verdict()).collect();
    let could_be_chance = !found.is_empty() && found.iter().all(|found| *found == Verdict::CouldBeChance);
    let words = "Differences between PCNs with more and less need could be chance.";
    (could_be_chance && !scope.is_icb()).then(|| words.into())
}

fn none_words(scope: Scope<'_>, verdict: Verdict) -> Option<Text> {
    let (own, england) = shares(scope)?;
    let returns = scope.area.own.level.returns;
    let how = if verdict == Verdict::Clear {
        "clearly more than"
    } else {
        "with some evidence that this is more than"
    };
    Some(text!(
        "{} of {} with a return reported no link worker; {} of patients live there, {} England’s {}.",
        number::count(returns.reported_none),
        list::counted(returns.filed, "PCN"),
        number::percent(own),
        how,
        number::percent(england)
    ))
}

fn change_words(scope: Scope<'_>, way: Direction, verdict: Verdict) -> Option<Text> {
    let change = scope.area.own.series.change.as_ref()?;
    let levels = text!(
        "from {} in {} to {} now, in the same {}",
        number::rate(change.rate_from),
        change.from,
        number::rate(change.rate_to),
        list::counted(change.pcns, "PCN")
    );
    let fell = way == Direction::Fewer;
    Some(match (verdict, fell) {
        (Verdict::Clear, true) => text!("The rate clearly fell over the year, {}.", levels),
        (Verdict::Clear, false) => text!("The rate clearly rose over the year, {}.", levels),
        (_, true) => text!("There is some evidence that the rate fell over the year, {}.", levels),
        (_, false) => text!("There is some evidence that the rate rose over the year, {}.", levels),
    })
}
