//! The change over four quarters, as page one and the trend speak of it.

use super::scope::Scope;
use crate::analysis::Change;
use crate::text;
use crate::text::Text;
use crate::text::number;
use crate::text::words::interval::Interval;
use crate::text::words::{list, verdict};

/// What changed over four quarters, or why that is not known.
pub fn sentences(scope: Scope<'_>) -> Vec<Text> {
    if let Err(why) = scope.rate() {
        return vec![text!("The change over four quarters is not shown: {}.", why)];
    }
    match (&scope.area.own.series.change, &scope.area.own.series.change_why_not_shown) {
        (Some(change), _) => changed(change),
        (None, Some(why)) => {
            vec![text!("The change over four quarters is not known: {}.", why.words())]
        }
        (None, None) => vec!["The change over four quarters is not known.".into()],
    }
}

/// The two levels of a change, its interval and its verdict; never the difference of two levels beside them.
fn changed(change: &Change) -> Vec<Text> {
    let levels = text!(
        "In {} with a return at both dates, the rate was {} in {} and {} in {}.",
        list::counted(change.pcns, "PCN"),
        number::rate(change.rate_from),
        change.from,
        number::rate(change.rate_to),
        change.to
    );
    let interval = Interval::from(&change.contrast);
    vec![levels, verdict::evidence(interval, change.contrast.verdict, "change", 2)]
}
