//! The answer in one sentence: a number, a direction and a comparison.

use serde::Serialize;

use super::super::scope::Scope;
use crate::analysis::Analysis;
use crate::text::claim::Claimed;
use crate::text::number;
use crate::text::words::difference::against;
use crate::text::words::{list, verdict};

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
        Ok(rate) if scope.is_england() => Answer { sentence: answer(scope, rate), more: among_areas(scope) },
        Ok(rate) => Answer { sentence: answer(scope, rate), more: evidence(scope) },
        Err(_) => Answer { sentence: too_few(scope), more: range(scope) },
    }
}

fn answer(scope: Scope<'_>, rate: Claimed) -> String {
    let compared = if scope.is_england() { String::new() } else { beside_england(scope, rate) };
    format!(
        "{} had {} full-time equivalent (FTE) link workers per 10,000 registered patients in {}{compared}.",
        scope.name(),
        number::rate(rate),
        scope.census()
    )
}

/// England's rate beside the area's; nothing where England has none.
fn beside_england(scope: Scope<'_>, rate: Claimed) -> String {
    let Ok(england) = scope.england().rate() else {
        return String::new();
    };
    let printed = number::rate(england);
    let way = if rate.get() > england.get() { "above" } else { "below" };
    match against(rate, england, 2) {
        Some(_) => format!(", {way} England’s {printed}"),
        None => format!("; England had {printed} too"),
    }
}

/// What the difference from England amounts to; nothing for England.
fn evidence(scope: Scope<'_>) -> Option<String> {
    let against = scope.area.against_england.as_ref()?;
    Some(verdict::sentence(against.verdict, "difference"))
}

/// How far the rates of ICBs lie apart; nothing with fewer than two.
fn among_areas(scope: Scope<'_>) -> Option<String> {
    let shown = |area| Scope { area, ..scope }.rate().ok().map(|rate| (rate, area));
    let rates: Vec<(Claimed, &Analysis)> = scope.edition.icbs().filter_map(shown).collect();
    let order = |a: &(Claimed, &Analysis), b: &(Claimed, &Analysis)| a.0.get().total_cmp(&b.0.get());
    let (low, high) = (rates.iter().copied().min_by(order)?, rates.iter().copied().max_by(order)?);
    against(high.0, low.0, 2)?;
    let which = Claimed::derived(rates.len(), "ICBs with a rate");
    let end =
        |(rate, area): (Claimed, &Analysis)| format!("{} ({})", number::rate(rate), area.printed_name());
    Some(format!(
        "Across {} with a rate, it ran from {} to {}.",
        list::counted(which, "ICB"),
        end(low),
        end(high)
    ))
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
        "The rate would be {} per 10,000 if PCNs without a return had none, and {} if they were well above average.",
        number::rate(low),
        number::rate(high)
    ))
}
