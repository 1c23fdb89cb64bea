//! The answer in one sentence: a number, a direction and a comparison.

use super::super::scope::Scope;
use crate::analysis::Area;
use crate::content;
use crate::text;
use crate::text::number;
use crate::text::words::difference::against;
use crate::text::words::{list, verdict};
use crate::text::{Claimed, Text};

content! {
    /// The answer, with how sure the comparison is, or the range of the rate where there is no rate.
    #[derive(Debug)]
    pub struct Answer {
        sentence: Text,
        more: Option<Text>,
    }
}

impl Answer {
    /// All of it, as one text.
    pub fn words(&self) -> Text {
        Text::join([Some(self.sentence.clone()), self.more.clone()].into_iter().flatten(), " ")
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

fn answer(scope: Scope<'_>, rate: Claimed) -> Text {
    let compared = if scope.is_england() { Text::default() } else { beside_england(scope, rate) };
    text!(
        "{} had {} full-time equivalent (FTE) link workers per 10,000 registered patients in {}{}.",
        scope.name(),
        number::rate(rate),
        scope.census(),
        compared
    )
}

/// England's rate beside the area's; nothing where England has none.
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

/// What the difference from England amounts to; nothing for England.
fn evidence(scope: Scope<'_>) -> Option<Text> {
    let against = scope.area.compared.against_england.as_ref()?;
    Some(verdict::sentence(against.contrast.verdict, "difference"))
}

/// How far the rates of ICBs lie apart; nothing with fewer than two.
fn among_areas(scope: Scope<'_>) -> Option<Text> {
    let shown = |area| Scope { area, ..scope }.rate().ok().map(|rate| (rate, area));
    let rates: Vec<(Claimed, &Area)> = scope.edition.icbs().filter_map(shown).collect();
    let order = |a: &(Claimed, &Area), b: &(Claimed, &Area)| a.0.get().total_cmp(&b.0.get());
    let (low, high) = (rates.iter().copied().min_by(order)?, rates.iter().copied().max_by(order)?);
    against(high.0, low.0, 2)?;
    let which = Claimed::derived(rates.len(), "ICBs with a rate");
    let end = |(rate, area): (Claimed, &Area)| text!("{} ({})", number::rate(rate), area.printed_name());
    Some(text!(
        "Across {} with a rate, it ran from {} to {}.",
        list::counted(which, "ICB"),
        end(low),
        end(high)
    ))
}

/// The answer where returns are too few: how many there are, and what they add up to.
fn too_few(scope: Scope<'_>) -> Text {
    let returns = scope.area.own.level.returns;
    match returns.completeness.filter(|_| returns.filed > 0) {
        Some(share) => text!(
            "Returns for {} cover {} of patients in {}: too few for a rate. They report {} full-time equivalent (FTE) link workers.",
            scope.census(),
            number::coverage(share),
            scope.name(),
            number::fte(scope.area.own.level.fte)
        ),
        None => text!(
            "No PCN in {} made a return in {}, so its full-time equivalent (FTE) link workers are not known.",
            scope.name(),
            scope.census()
        ),
    }
}

/// Between what the rate lies, where there are too few returns for one.
fn range(scope: Scope<'_>) -> Option<Text> {
    let (low, high) = scope.area.own.level.rate_low.zip(scope.area.own.level.rate_high)?;
    Some(text!(
        "The rate would be {} per 10,000 if PCNs without a return had none, and {} if they were well above average.",
        number::rate(low),
        number::rate(high)
    ))
}
