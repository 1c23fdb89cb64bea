//! The answer in one sentence: a number, a direction and a comparison.

use serde::Serialize;

use super::super::scope::Scope;
use crate::analysis::Analysis;
use crate::claim::Claimed;
use crate::number;
use crate::words::difference::against;
use crate::words::interval::Interval;
use crate::words::strength::Strength;

/// The answer, with how sure the comparison is, or the range of the rate where there is no rate.
#[derive(Debug, Serialize)]
pub struct Answer {
    sentence: String,
    more: Option<String>,
}

impl Answer {
    /// All of it, as one text.
    pub fn words(&self) -> String {
        let more = self.more.iter().map(|more| format!(" {more}"));
        std::iter::once(self.sentence.clone()).chain(more).collect()
    }
}

/// The answer, or how much is known where there are too few returns for one.
pub fn compose(scope: Scope<'_>) -> Answer {
    match scope.rate() {
        Ok(rate) => Answer { sentence: answer(scope, rate), more: evidence(scope, rate) },
        Err(_) => Answer { sentence: too_few(scope), more: range(scope) },
    }
}

fn answer(scope: Scope<'_>, rate: Claimed) -> String {
    let compared = if scope.is_england() { among_areas(scope) } else { beside_england(scope, rate) };
    format!(
        "{} had {} full-time equivalent (FTE) link workers per 10,000 registered patients in {}{compared}.",
        scope.name(),
        number::rate(rate),
        scope.census()
    )
}

/// How the area's rate compares with England's; nothing where England has none.
fn beside_england(scope: Scope<'_>, rate: Claimed) -> String {
    let Ok(england) = scope.england().rate() else {
        return String::new();
    };
    let printed = number::rate(england);
    match against(rate, england, 2) {
        Some(size) => format!(", {size} than England ({printed})"),
        None => format!(", about the same as England ({printed})"),
    }
}

/// What the difference from England amounts to; nothing for England, and where the two print alike.
fn evidence(scope: Scope<'_>, rate: Claimed) -> Option<String> {
    let england = scope.england().rate().ok().filter(|_| !scope.is_england())?;
    against(rate, england, 2)?;
    let interval = scope.area.rate_between_pcns.as_ref().map_or(Interval::NONE, Interval::from);
    Some(match Strength::of(interval, england.get()) {
        Strength::Clear => "The difference is clear.".to_owned(),
        Strength::Some => "There is some evidence of a difference.".to_owned(),
        Strength::Unclear => "The difference could be chance.".to_owned(),
        Strength::Unknown => "There are too few PCNs to tell whether the difference is chance.".to_owned(),
    })
}

/// How far the rates of ICBs lie apart; nothing with fewer than two.
fn among_areas(scope: Scope<'_>) -> String {
    let areas: Vec<&Analysis> = scope.edition.icbs().collect();
    let rates: Vec<Claimed> =
        areas.iter().copied().filter_map(|area| Scope { area, ..scope }.rate().ok()).collect();
    let which = if rates.len() == areas.len() {
        "ICBs".to_owned()
    } else {
        format!(
            "the {} ICBs that have a rate",
            number::count(Claimed::derived(rates.len(), "ICBs with a rate"))
        )
    };
    let order = |a: &Claimed, b: &Claimed| a.get().total_cmp(&b.get());
    let (low, high) = (rates.iter().copied().min_by(order), rates.iter().copied().max_by(order));
    match low.zip(high) {
        Some((low, high)) if against(high, low, 2).is_some() => {
            format!(", with {which} from {} to {}", number::rate(low), number::rate(high))
        }
        _ => String::new(),
    }
}

/// The answer where returns are too few: how many there are, and what they add up to.
fn too_few(scope: Scope<'_>) -> String {
    let returns = scope.area.returns;
    match returns.completeness.filter(|_| returns.filed > 0) {
        Some(share) => format!(
            "Returns for {} cover {} of patients in {}: too few for a rate. They report {} full-time equivalent (FTE) link workers.",
            scope.census(),
            number::coverage(share),
            scope.name(),
            number::fte(scope.area.fte)
        ),
        None => format!(
            "No PCN in {} made a return in {}, so its full-time equivalent (FTE) link workers are not known.",
            scope.name(),
            scope.census()
        ),
    }
}

/// Between what the rate lies, where there are too few returns for one.
fn range(scope: Scope<'_>) -> Option<String> {
    let (low, high) = scope.area.rate_low.zip(scope.area.rate_high)?;
    Some(format!(
        "It would be {} per 10,000 if PCNs without a return had none, and {} if they had the rate that nine in ten stay under.",
        number::rate(low),
        number::rate(high)
    ))
}
