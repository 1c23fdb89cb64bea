//! Inequality: the concentration curve, the five fifths for each indicator, and every measure with its interval.

mod curve;
mod fifths;
mod measures;

use super::super::gap::{self, evidence, without_icb};
use super::super::scope::Scope;
use crate::chart::ChartError;
use crate::content;
use crate::text;
use crate::text::number;
use crate::text::words::difference::difference;
use crate::text::{Table, Text};

content! {
    /// The page.
    #[derive(Debug)]
    pub struct Inequality {
        lead: Vec<Vec<Text>>,
        curve: Option<curve::Beside>,
        fifths: Vec<Table>,
        /// None where the area's returns are too few for any.
        measures: Option<measures::Measures>,
    }
}

/// Composes the page.
pub fn compose(scope: Scope<'_>) -> Result<Inequality, ChartError> {
    let curve = curve::compose(scope, gap(scope))?;
    // The measures' table gives the slope index too, so that it is left to it where room is short.
    let lead = match scope.rate() {
        Err(why) => vec![vec![text!("No measure of inequality is shown: {}.", why)]],
        Ok(_) if curve.is_some() => Vec::new(),
        Ok(_) => vec![gap(scope), slope_index(scope)],
    };
    Ok(Inequality {
        lead: lead.into_iter().filter(|point| !point.is_empty()).collect(),
        curve,
        fifths: scope.needs().into_iter().filter_map(|need| fifths::compose(scope, need)).collect(),
        measures: (!scope.is_withheld()).then(|| measures::compose(scope)),
    })
}

/// The rates of both end fifths with the interval of their difference, or why it is not shown.
fn gap(scope: Scope<'_>) -> Vec<Text> {
    let indicator = scope.indicator();
    let gap = match gap::primary(scope) {
        Ok(found) => found,
        Err(why) => {
            return vec![text!("The gap by {} is not shown: {}.", indicator.name, why)];
        }
    };
    let place = if scope.is_england() { text!("In England") } else { text!("In {}", scope.name()) };
    let decimals = gap.decimals();
    let (most, least) = (number::fixed(gap.most, decimals), number::fixed(gap.least, decimals));
    let mut sentences = vec![
        text!("{}, PCNs {} had {} FTE per 10,000 patients.", place, indicator.most, most),
        text!("Those {} had {}.", indicator.least, least),
        evidence(gap.shown, "difference", decimals),
    ];
    sentences.extend(without_icb(scope, gap.shown.measured, "that difference", decimals));
    sentences
}

/// The slope index in a sentence.
fn slope_index(scope: Scope<'_>) -> Vec<Text> {
    let Ok(sii) = scope.primary("sii") else {
        return Vec::new();
    };
    let name = scope.indicator().name;
    if scope.primary("rii").is_err() {
        // The index is then read off a line that has left what provision can be.
        return vec![
            "A straight line through these PCNs falls to zero, so its slope is not put into words.".into(),
        ];
    }
    let Some(size) = difference(sii.value, 2) else {
        let level =
            text!("On a straight line from the lowest to the highest {}, provision is about level.", name);
        return vec![level, evidence(sii, "difference", 2)];
    };
    let mut sentences = vec![text!(
        "On a straight line, PCNs at England’s highest {} would have {} FTE per 10,000 than those at its lowest.",
        name,
        size
    )];
    sentences.push(evidence(sii, "difference", 2));
    sentences.extend(without_icb(scope, sii.measured, "it", 2));
    sentences
}
