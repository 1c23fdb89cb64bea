//! The question for the board: neutral, and chosen by what was found.

use super::super::scope::Scope;
use crate::number::{self, Direction};

/// Below this gap in FTE a PCN counts as below its fair share.
const BELOW: f64 = -0.25;

/// One question.
pub fn compose(scope: Scope<'_>) -> String {
    let indicator = scope.indicator();
    if scope.rate().is_err() {
        return "What would help PCNs without a return to make one before the next edition?".to_owned();
    }
    match scope.primary("gap") {
        Ok(gap) if gap.strength().speaks() => match number::direction(gap.value, 2) {
            Direction::More => format!(
                "Is it intended that PCNs {} have more link worker time, and should it stay so?",
                indicator.most
            ),
            Direction::Fewer => format!(
                "Is it intended that PCNs {} have less link worker time, and if not, what would change it?",
                indicator.most
            ),
            Direction::Same => even(scope),
        },
        _ => even(scope),
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
