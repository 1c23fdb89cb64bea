//! How sure we are: who filed, what the indicator is, and what an association is not.

use super::super::scope::Scope;
use super::super::{completeness, gap};
use crate::analysis::NEAR_MONTHS;
use crate::content;
use crate::text;
use crate::text::number;
use crate::text::{Claimed, Text};

content! {
    /// Two or three sentences, and a caution where returns are not complete enough.
    #[derive(Debug)]
    pub struct Sureness {
        caution: Option<&'static str>,
        words: Vec<Text>,
    }
}

/// What the months are.
const MONTHS: &str = "months between the list sizes and the census, to the nearest";

/// How sure we are of an area's figures.
pub fn compose(scope: Scope<'_>) -> Sureness {
    let caution = match scope.rate() {
        Err(_) => Some("Take care."),
        Ok(_) => scope.area.own.level.returns.is_amber().then_some("Amber: take care."),
    };
    Sureness { caution, words: words(scope) }
}

fn words(scope: Scope<'_>) -> Vec<Text> {
    let mut words = vec![completeness::sentence(scope)];
    words.extend(old_lists(scope));
    words.extend(disagree(scope));
    words.push(scope.indicator().caution.into());
    words.push("Associations do not show why provision differs.".into());
    words
}

/// That list sizes are far from the census.
fn old_lists(scope: Scope<'_>) -> Option<Text> {
    let (census, lists) = (scope.edition.edition, scope.edition.served.extracts.lists);
    census.is_over(NEAR_MONTHS, lists).then(|| {
        let months = Claimed::derived(f64::from(census.months_from(lists)), MONTHS);
        text!("List sizes are about {} months from this census.", number::fixed(months, 0))
    })
}

/// That the gap between the end fifths is not borne out across all PCNs.
fn disagree(scope: Scope<'_>) -> Option<Text> {
    (gap::way(scope).is_some() && !gap::borne_out(scope))
        .then(|| text!("A line through all PCNs shows no clear difference by {}.", scope.indicator().name))
}
