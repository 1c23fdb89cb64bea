//! Inequality: the concentration curve, the five fifths for each indicator, and every measure with its interval.

mod curve;
mod fifths;
mod measures;

use serde::Serialize;

use super::figure::Figures;
use super::page_one;
use super::scope::{Scope, Shown};
use crate::chart::ChartError;
use crate::number;
use crate::words::difference::{against, difference};

pub use fifths::fifth_words;

/// The page.
#[derive(Debug, Serialize)]
pub struct Inequality {
    lead: Vec<Vec<String>>,
    curve: Option<curve::Beside>,
    fifths: Vec<fifths::Fifths>,
    beside_england: bool,
    measures: measures::Measures,
}

/// Composes the page.
pub fn compose(scope: Scope<'_>, figures: &mut Figures) -> Result<Inequality, ChartError> {
    let curve = curve::compose(scope, figures, gap(scope))?;
    // The measures' table gives the slope index too, so that it is left to it where room is short.
    let lead = if curve.is_some() { Vec::new() } else { vec![gap(scope), slope_index(scope)] };
    Ok(Inequality {
        lead: lead.into_iter().filter(|point| !point.is_empty()).collect(),
        curve,
        fifths: scope.needs().into_iter().filter_map(|need| fifths::compose(scope, need)).collect(),
        beside_england: !scope.is_england(),
        measures: measures::compose(scope),
    })
}

/// The gap with both of its ends and its interval, or why it is not shown.
fn gap(scope: Scope<'_>) -> Vec<String> {
    let indicator = scope.indicator();
    let (gap, ends) = match page_one::gap(scope) {
        Ok(found) => found,
        Err(why) => {
            return vec![format!("The gap by {} is not shown: {why}.", indicator.name)];
        }
    };
    let place = if scope.is_england() { "In England".to_owned() } else { format!("In {}", scope.name()) };
    let (most, least) = (number::rate(ends.0), number::rate(ends.1));
    let compared = match against(ends.0, ends.1, 2) {
        Some(size) => format!("{size} than PCNs {} ({least})", indicator.least),
        None => format!("about the same as PCNs {}", indicator.least),
    };
    let level = format!("{place}, PCNs {} had {most} FTE per 10,000 patients.", indicator.most);
    [level, format!("That is {compared}.")].into_iter().chain(evidence(gap)).collect()
}

/// A difference's interval and what it amounts to.
fn evidence(found: Shown<'_>) -> Option<String> {
    let words = found.interval().words(2)?;
    Some(format!("The 95% interval is {words}: {}.", found.strength().about("difference")))
}

/// The slope index in a sentence.
fn slope_index(scope: Scope<'_>) -> Vec<String> {
    let Ok(sii) = scope.primary("sii") else {
        return Vec::new();
    };
    let name = scope.indicator().name;
    if scope.primary("rii").is_err() {
        // The index is then read off a line that has left what provision can be.
        return vec![
            "A straight line through these PCNs falls to zero, so its slope is not put into words."
                .to_owned(),
        ];
    }
    let Some(size) = difference(sii.value, 2) else {
        let level =
            format!("On a straight line from the lowest to the highest {name}, provision is about level.");
        return std::iter::once(level).chain(evidence(sii)).collect();
    };
    let mut sentences = vec![format!(
        "On a straight line, PCNs at England’s highest {name} would have {size} FTE per 10,000 than those at its lowest."
    )];
    sentences.extend(evidence(sii));
    sentences
}
