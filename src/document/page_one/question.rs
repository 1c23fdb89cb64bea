//! The question for the board: neutral, and chosen by what the page found.

use super::super::scope::Scope;
use super::headline::Headline;
use crate::text;
use crate::text::Text;
use crate::text::number::Direction;

/// Composes it.
pub fn compose(scope: Scope<'_>, headline: Headline) -> Text {
    if scope.rate().is_err() {
        return "What would help PCNs without a return to make one before the next edition?".into();
    }
    match headline {
        Headline::ReportedNone(_) => {
            "What do patients of the PCNs that reported none have instead, and is that what is wanted?".into()
        }
        Headline::Gradient(need, way, _) => text!(
            "Is it intended that PCNs {} have {} link worker time, and what, if anything, should change?",
            need.indicator().most,
            super::super::gradient::more(way)
        ),
        Headline::Change(Direction::Fewer, _) => {
            "Is it known where link worker time fell over the year, and is it to be made up?".into()
        }
        Headline::Change(..) => {
            "Is it known where link worker time rose over the year, and is it to last?".into()
        }
        Headline::Nothing => even(scope),
    }
}

fn even(scope: Scope<'_>) -> Text {
    let against = scope.area.compared.against_england.as_ref();
    if let Some(against) = against.filter(|against| against.contrast.verdict.speaks()) {
        let way = if against.contrast.estimate.value > 0.0 { "above" } else { "below" };
        return text!("Is a level of link worker time {} England’s what is intended here?", way);
    }
    if scope.area.own.shares.fair_share.iter().any(|share| share.beyond_chance) {
        return "Should new link worker time go first to PCNs that have least for their patients’ need?"
            .into();
    }
    text!(
        "Should the next link worker posts follow list size, {}, or something else that matters here?",
        scope.indicator().name
    )
}
