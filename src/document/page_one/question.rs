//! The question for the board: neutral, and chosen by what was found.

use super::super::scope::Scope;
use crate::number::Direction;

/// Below this gap in FTE a PCN counts as below its fair share.
const BELOW: f64 = -0.25;

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
    let name = scope.indicator().name;
    if scope.area.fair_share.iter().any(|s| s.gap <= BELOW) {
        return format!(
            "Should new link worker time go first to places below their fair share by {name}, or follow list size?"
        );
    }
    format!(
        "Should the next link worker posts follow {name}, list size, or something else that matters here?"
    )
}
