//! Inequality: the concentration curve, the five fifths for each indicator, and every measure with its interval.

mod curve;
mod fifths;
mod measures;

use serde::Serialize;

use super::figure::Figures;
use super::page_one;
use super::scope::{Scope, Shown};
use crate::analysis::Measured;
use crate::chart::ChartError;
use crate::text::claim::quoted;
use crate::text::number;
use crate::text::words::difference::{difference, limit};
use crate::text::words::verdict;

pub use fifths::fifth_words;

/// The page.
#[derive(Debug, Serialize)]
pub struct Inequality {
    lead: Vec<Vec<String>>,
    curve: Option<curve::Beside>,
    fifths: Vec<fifths::Fifths>,
    beside_england: bool,
    /// None where the area's returns are too few for any.
    measures: Option<measures::Measures>,
}

/// Composes the page.
pub fn compose(scope: Scope<'_>, figures: &mut Figures) -> Result<Inequality, ChartError> {
    let curve = curve::compose(scope, figures, gap(scope))?;
    // The measures' table gives the slope index too, so that it is left to it where room is short.
    let lead = match scope.rate() {
        Err(why) => vec![vec![format!("No measure of inequality is shown: {why}.")]],
        Ok(_) if curve.is_some() => Vec::new(),
        Ok(_) => vec![gap(scope), slope_index(scope)],
    };
    Ok(Inequality {
        lead: lead.into_iter().filter(|point| !point.is_empty()).collect(),
        curve,
        fifths: scope.needs().into_iter().filter_map(|need| fifths::compose(scope, need)).collect(),
        beside_england: !scope.is_england(),
        measures: (!scope.is_withheld()).then(|| measures::compose(scope)),
    })
}

/// The rates of both end fifths with the interval of their difference, or why it is not shown.
fn gap(scope: Scope<'_>) -> Vec<String> {
    let indicator = scope.indicator();
    let (gap, ends) = match page_one::gap(scope) {
        Ok(found) => found,
        Err(why) => {
            return vec![format!("The gap by {} is not shown: {why}.", indicator.name)];
        }
    };
    let place = if scope.is_england() { "In England".to_owned() } else { format!("In {}", scope.name()) };
    let decimals = number::decimals_that_add_up(ends.0, ends.1);
    let (most, least) = (number::fixed(ends.0, decimals), number::fixed(ends.1, decimals));
    let mut sentences = vec![
        format!("{place}, PCNs {} had {most} FTE per 10,000 patients.", indicator.most),
        format!("Those {} had {least}.", indicator.least),
        evidence(gap, "difference", decimals),
    ];
    sentences.extend(without_icb(scope, gap.measured, "that difference", decimals));
    sentences
}

/// The interval of a difference, a change or an association, and what it amounts to.
pub fn evidence(found: Shown<'_>, noun: &str, decimals: usize) -> String {
    verdict::evidence(found.interval(), found.verdict(), noun, decimals)
}

/// The ICB without which a figure of England would read otherwise, where it prints so; none with too few returns, since
/// what its PCNs filed could be told from it.
pub fn without_icb(scope: Scope<'_>, measured: &Measured, figure: &str, decimals: usize) -> Option<String> {
    let shown =
        |code: &str| scope.edition.icbs().any(|icb| icb.code == code && icb.rate_why_not_shown.is_none());
    let (without, value) =
        (measured.without_icb.iter().find(|without| shown(&without.code))?, measured.value?);
    let alike = number::text(without.value.get(), decimals) == number::text(value.get(), decimals);
    let turns = Some(without.verdict) != measured.verdict;
    // What only moves a figure is for the overview; what turns its verdict is for whoever quotes it.
    (turns || (scope.is_england() && !alike)).then(|| {
        let would_be = limit(without.value, decimals);
        let what = if turns { format!(" ({})", verdict::short(without.verdict)) } else { String::new() };
        format!("Without {}, {figure} would be {would_be}{what}.", quoted(&without.name))
    })
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
        return vec![level, evidence(sii, "difference", 2)];
    };
    let mut sentences = vec![format!(
        "On a straight line, PCNs at England’s highest {name} would have {size} FTE per 10,000 than those at its lowest."
    )];
    sentences.push(evidence(sii, "difference", 2));
    sentences.extend(without_icb(scope, sii.measured, "it", 2));
    sentences
}
