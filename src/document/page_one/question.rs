//! The question for the board: neutral, and chosen by what was found.

use super::super::scope::Scope;
use crate::text::number::Direction;

/// One question.
pub fn compose(scope: Scope<'_>) -> String {
    let indicator = scope.indicator();
    if scope.rate().is_err() {
        return "What would help PCNs without a return to make one before the next edition?".to_owned();
    }
    match super::message_of_gap(scope).filter(|_| super::borne_out(scope)) {
        Some(Direction::More) => format!(
            "Is it intended that PCNs {} have more link worker time, and should it stay so?",
            indicator.most
        ),
        Some(Direction::Fewer) => format!(
            "Is it intended that PCNs {} have less link worker time, and if not, what would change it?",
            indicator.most
        ),
        Some(Direction::Same) | None => even(scope),
    }
}

/// The question where the indicator shows no clear difference.
fn even(scope: Scope<'_>) -> String {
    let indicator = scope.indicator();
    if scope.area.fair_share.iter().any(|share| share.beyond_chance) {
        return format!(
            "Should new link worker time go first to PCNs below their fair share by {}?",
            indicator.shared_by
        );
    }
    format!(
        "Should the next link worker posts follow list size, {}, or something else that matters here?",
        indicator.name
    )
}
