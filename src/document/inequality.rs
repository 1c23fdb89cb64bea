//! Inequality: the five fifths for each indicator, and every measure with its interval.

mod fifths;
mod measures;

use serde::Serialize;

use super::page_one;
use super::scope::Scope;
use crate::number;
use crate::words::difference::{against, difference};

pub use fifths::fifth_words;

/// The page.
#[derive(Debug, Serialize)]
pub struct Inequality {
    lead: Vec<String>,
    fifths: Vec<fifths::Fifths>,
    beside_england: bool,
    measures: measures::Measures,
}

/// Composes the page.
pub fn compose(scope: Scope<'_>) -> Inequality {
    Inequality {
        lead: [gap(scope), slope_index(scope), half(scope)].concat(),
        fifths: scope.needs().into_iter().filter_map(|need| fifths::compose(scope, need)).collect(),
        beside_england: !scope.is_england(),
        measures: measures::compose(scope),
    }
}

/// The gap in a sentence, with both of its ends.
fn gap(scope: Scope<'_>) -> Vec<String> {
    let indicator = scope.indicator();
    let (gap, (most, least)) = match page_one::gap(scope) {
        Ok(found) => found,
        Err(why) => return vec![format!("The gap by {} is not shown: {why}.", indicator.name)],
    };
    let subject = if scope.is_england() { "PCNs" } else { "Its PCNs" };
    let rate = number::rate(most);
    let Some(size) = against(most, least, 2) else {
        return vec![format!(
            "{subject} {} had {rate} FTE per 10,000 patients, about the same as those {}.",
            indicator.most, indicator.least
        )];
    };
    vec![format!(
        "{subject} {} had {rate} FTE per 10,000 patients, {size} than those {} ({}): {}.",
        indicator.most,
        indicator.least,
        number::rate(least),
        gap.strength().about("difference")
    )]
}

/// The slope index in a sentence.
fn slope_index(scope: Scope<'_>) -> Vec<String> {
    let Ok(sii) = scope.primary("sii") else { return Vec::new() };
    let name = scope.indicator().name;
    let Some(size) = difference(sii.value, 2) else {
        return vec![format!("On a straight line from the lowest to the highest {name}, provision is about level.")];
    };
    let mut sentences = vec![format!(
        "On a straight line, PCNs at England’s highest {name} would have {size} FTE per 10,000 than those at its lowest."
    )];
    sentences.extend(sii.interval().words(2).map(|words| format!("The 95% interval is {words}.")));
    sentences
}

/// The share of time with the half of patients at the higher end, where an indicator orders enough PCNs.
fn half(scope: Scope<'_>) -> Vec<String> {
    let Some(share) = scope.area.most_need_half_share else { return Vec::new() };
    vec![format!(
        "With PCNs in order of {}, the half of patients at the higher end had {} of link worker time.",
        scope.indicator().name,
        number::percent(share)
    )]
}
