//! The question for the board: neutral, and chosen by what was found.

use super::super::gap;
use super::super::scope::Scope;
use crate::text;
use crate::text::Text;
use crate::text::number::Direction;

/// One question.
pub fn compose(scope: Scope<'_>) -> Text {
    let indicator = scope.indicator();
    if scope.rate().is_err() {
        return "What would help PCNs without a return to make one before the next edition?".into();
    }
    match gap::way(scope).filter(|_| gap::borne_out(scope)) {
        Some(Direction::More) => text!(
            "Is it intended that PCNs {} have more link worker time, and should it stay so?",
            indicator.most
        ),
        Some(Direction::Fewer) => text!(
            "Is it intended that PCNs {} have less link worker time, and if not, what would change it?",
            indicator.most
        ),
        Some(Direction::Same) | None => even(scope),
    }
}

/// The question where the indicator shows no clear difference.
fn even(scope: Scope<'_>) -> Text {
    let indicator = scope.indicator();
    if scope.area.own.shares.fair_share.iter().any(|share| share.beyond_chance) {
        return text!(
            "Should new link worker time go first to PCNs below their fair share by {}?",
            indicator.shared_by
        );
    }
    text!(
        "Should the next link worker posts follow list size, {}, or something else that matters here?",
        indicator.name
    )
}
