//! How complete the returns are, and what those that are missing could change.

use super::scope::Scope;
use crate::text;
use crate::text::Text;
use crate::text::number;
use crate::text::words::list;

/// What missing returns could change; a missing return is never a zero.
pub fn sentence(scope: Scope<'_>) -> Text {
    let returns = scope.area.own.level.returns;
    if let Err(why) = scope.rate() {
        return text!("The rate is not shown: {}.", why);
    }
    if returns.no_return == 0 {
        return text!("All {} made a return.", list::counted(returns.pcns, "PCN"));
    }
    let covered =
        returns.completeness.map_or("an unknown share".into(), |share| Text::from(number::coverage(share)));
    let missing = if returns.no_return == 1 { "PCN".into() } else { list::counted(returns.no_return, "PCN") };
    match if_none(scope) {
        Some(rate) => {
            text!(
                "Returns cover {} of patients; if the {} with no return had no link worker, the rate would {}{}.",
                covered,
                missing,
                rate,
                if_many(scope, returns.no_return.get())
            )
        }
        None => text!(
            "Returns cover {} of patients; {} made none.",
            covered,
            list::counted(returns.no_return, "PCN")
        ),
    }
}

/// The rate at the other end: if PCNs without a return had the rate that nine in ten stay under.
fn if_many(scope: Scope<'_>, missing: usize) -> Text {
    let high = scope.area.own.level.rate_high.map(|high| {
        text!(
            ", and {} if {} well above average",
            number::rate(high),
            if missing == 1 { "it was" } else { "they were" }
        )
    });
    high.unwrap_or_default() // no upper end, and no words of one
}

/// The rate if PCNs without a return had no link workers: `still 0.40` where that prints as the rate does.
fn if_none(scope: Scope<'_>) -> Option<Text> {
    let low = scope.area.own.level.rate_low?;
    let printed = number::rate(low);
    let same = scope.rate().is_ok_and(|rate| number::rate(rate).print == printed.print);
    Some(if same { text!("still be {}", printed) } else { text!("be {}", printed) })
}
