//! How sure we are: who filed, what the indicator is, and what an association is not.

use serde::Serialize;

use super::super::scope::Scope;
use crate::number;
use crate::words::difference::against;
use crate::words::list;

/// Two or three sentences, and a caution where returns are not complete enough.
#[derive(Debug, Serialize)]
pub struct Sureness {
    caution: Option<&'static str>,
    words: Vec<String>,
}

/// Below this share of patients in PCNs with a return, a rate is read with care.
const CARE: f64 = 0.95;

/// How sure we are of an area's figures.
pub fn compose(scope: Scope<'_>) -> Sureness {
    let complete = scope.area.returns.completeness.is_some_and(|share| share >= CARE);
    Sureness {
        caution: (!complete || scope.rate().is_err()).then_some("Take care:"),
        words: vec![
            completeness(scope),
            scope.indicator().caution.to_owned(),
            "Associations do not show why provision differs.".to_owned(),
        ],
    }
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
                "Returns cover {covered} of patients; if the {missing} without one had none, the rate would be {rate}."
            )
        }
        None => format!("Returns cover {covered} of patients; {missing} made none."),
    }
}

/// The rate if PCNs without a return had no link workers: `still 0.40` where that prints as the rate does.
fn if_none(scope: Scope<'_>) -> Option<String> {
    let low = scope.area.rate_low?;
    let same = scope.rate().is_ok_and(|rate| against(rate, low, 2).is_none());
    let printed = number::rate(low);
    Some(if same { format!("still {printed}") } else { printed })
}
