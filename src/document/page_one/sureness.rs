//! How sure we are: who filed, what the indicator is, and what an association is not.

use serde::Serialize;

use super::super::scope::Scope;
use crate::analysis::NEAR_MONTHS;
use crate::text::claim::{Claimed, plain};
use crate::text::number;
use crate::text::words::list;

/// Two or three sentences, and a caution where returns are not complete enough.
#[derive(Debug, Serialize)]
pub struct Sureness {
    caution: Option<&'static str>,
    words: Vec<String>,
}

/// What the months are.
const MONTHS: &str = "months between the list sizes and the census, to the nearest";

/// How sure we are of an area's figures.
pub fn compose(scope: Scope<'_>) -> Sureness {
    let caution = match scope.rate() {
        Err(_) => Some("Take care."),
        Ok(_) => scope.area.returns.is_amber().then_some("Amber: take care."),
    };
    Sureness { caution, words: words(scope) }
}

fn words(scope: Scope<'_>) -> Vec<String> {
    let mut words = vec![completeness(scope)];
    words.extend(old_lists(scope));
    words.extend(disagree(scope));
    words.push(scope.indicator().caution.to_owned());
    words.push("Associations do not show why provision differs.".to_owned());
    words
}

/// That list sizes are far from the census.
fn old_lists(scope: Scope<'_>) -> Option<String> {
    let (census, lists) = (scope.edition.edition, scope.edition.extracts.lists);
    census.is_over(NEAR_MONTHS, lists).then(|| {
        let months = Claimed::derived(f64::from(census.months_from(lists)), MONTHS);
        format!("List sizes are about {} months from this census.", number::fixed(months, 0))
    })
}

/// That the gap between the end fifths is not borne out across all PCNs.
fn disagree(scope: Scope<'_>) -> Option<String> {
    (super::message_of_gap(scope).is_some() && !super::borne_out(scope))
        .then(|| format!("A line through all PCNs shows no clear difference by {}.", scope.indicator().name))
}

/// What missing returns could change; a missing return is never a zero.
pub fn completeness(scope: Scope<'_>) -> String {
    let returns = scope.area.returns;
    if let Err(why) = scope.rate() {
        return format!("The rate is not shown: {why}.");
    }
    if returns.no_return == 0 {
        return format!("All {} made a return.", list::counted(returns.pcns, "PCN"));
    }
    let covered = returns.completeness.map_or_else(|| "an unknown share".to_owned(), number::coverage);
    let missing = list::counted(returns.no_return, "PCN");
    match if_none(scope) {
        Some(rate) => {
            format!(
                "Returns cover {covered} of patients; if the {missing} without one had none, the rate would {rate}{}.",
                if_many(scope)
            )
        }
        None => format!("Returns cover {covered} of patients; {missing} made none."),
    }
}

/// The rate at the other end: if PCNs without a return had the rate that nine in ten stay under.
fn if_many(scope: Scope<'_>) -> String {
    let high = scope.area.rate_high.map(|high| format!(", and {} if well above average", number::rate(high)));
    high.unwrap_or_default()
}

/// The rate if PCNs without a return had no link workers: `still 0.40` where that prints as the rate does.
fn if_none(scope: Scope<'_>) -> Option<String> {
    let low = scope.area.rate_low?;
    let printed = number::rate(low);
    let same = scope.rate().is_ok_and(|rate| plain(&number::rate(rate)) == plain(&printed));
    Some(if same { format!("still be {printed}") } else { format!("be {printed}") })
}
