//! How sure we are: who filed, how old the list sizes are, and what figures like these cannot show.

use super::super::completeness;
use super::super::scope::Scope;
use crate::analysis::NEAR_MONTHS;
use crate::content;
use crate::text;
use crate::text::number;
use crate::text::{Claimed, Text};

content! {
    /// How sure we are.
    #[derive(Debug)]
    pub struct Sureness {
        caution: Option<&'static str>,
        words: Vec<Text>,
    }
}

const MONTHS: &str = "months between the list sizes and the census, to the nearest";

/// Composes it.
pub fn compose(scope: Scope<'_>) -> Sureness {
    let caution = match scope.rate() {
        Err(_) => Some("Take care."),
        Ok(_) => scope.area.own.level.returns.is_amber().then_some("Amber: returns are missing."),
    };
    Sureness { caution, words: words(scope) }
}

fn words(scope: Scope<'_>) -> Vec<Text> {
    let mut words = vec![completeness::sentence(scope)];
    words.extend(old_lists(scope));
    words.push("Rates differ between PCNs for many reasons; these figures do not show why.".into());
    words
}

/// That the list sizes are of another time than the census.
fn old_lists(scope: Scope<'_>) -> Option<Text> {
    let (census, lists) = (scope.edition.edition, scope.edition.served.extracts.lists);
    census.is_over(NEAR_MONTHS, lists).then(|| {
        let months = Claimed::derived(f64::from(census.months_from(lists)), MONTHS);
        text!("List sizes are about {} months from this census.", number::fixed(months, 0))
    })
}
