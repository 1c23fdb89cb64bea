//! A paragraph for the statement on information on health inequalities, ready to paste.
//!
//! Under section 13SA of the NHS Act 2006 NHS England says how NHS bodies should use such information; boards answer
//! with what they hold, by deprivation among others, and with what they do not.

use serde::Serialize;

use super::inequality;
use super::page_one;
use super::scope::Scope;
use crate::subject::Need;
use crate::text::number;
use crate::text::words::list;

/// The paragraph, sentence by sentence.
#[derive(Debug, Serialize)]
pub struct Statement {
    sentences: Vec<String>,
}

/// Composes the paragraph.
pub fn compose(scope: Scope<'_>) -> Statement {
    let mut sentences = level(scope);
    sentences.extend(scope.needs().into_iter().flat_map(|need| by(scope, need)));
    sentences.push("The figures describe PCNs and their patients as a whole, not persons.".to_owned());
    sentences.push(
        "The published tables do not divide link workers by the ethnicity, age or sex of the patients they see."
            .to_owned(),
    );
    sentences
        .push(format!("An association between PCNs does not show why they differ. {}", scope.source_line()));
    Statement { sentences }
}

/// How many link workers there are, and how much of the area that covers; or why that is not given.
fn level(scope: Scope<'_>) -> Vec<String> {
    match scope.rate() {
        Ok(rate) => vec![
            format!(
                "In {}, {} had {} full-time equivalent (FTE) social prescribing link workers per 10,000 registered patients.",
                scope.census(),
                scope.name(),
                number::rate(rate)
            ),
            page_one::completeness(scope),
        ],
        Err(why) => vec![
            format!(
                "No rate of social prescribing link workers is given for {} in {}.",
                scope.name(),
                scope.census()
            ),
            format!("{}.", list::capital(&why)),
        ],
    }
}

/// The two end fifths of an indicator with their difference, or why it is not given.
fn by(scope: Scope<'_>, need: Need) -> Vec<String> {
    let indicator = need.indicator();
    if scope.rate().is_err() {
        return Vec::new();
    }
    let (gap, (most, least)) = match page_one::gap_by(scope, need) {
        Ok(found) => found,
        Err(why) => return vec![format!("The gap by {} is not given: {why}.", indicator.name)],
    };
    let decimals = number::decimals_that_add_up(most, least);
    let mut sentences = vec![format!(
        "By {}, the rate was {} in PCNs {} and {} in PCNs {}.",
        indicator.name,
        number::fixed(most, decimals),
        indicator.most,
        number::fixed(least, decimals),
        indicator.least
    )];
    sentences.push(inequality::evidence(gap, "difference", decimals));
    sentences
}
