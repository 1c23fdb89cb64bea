//! A paragraph for the statement on information on health inequalities, ready to paste.
//!
//! Under section 13SA of the NHS Act 2006 NHS England says how NHS bodies should use such information; boards answer
//! with what they hold, by deprivation among others, and with what they do not.

use super::scope::Scope;
use super::{completeness, gap};
use crate::content;
use crate::subject::Need;
use crate::text;
use crate::text::Text;
use crate::text::number;

content! {
    /// The paragraph, sentence by sentence.
    #[derive(Debug)]
    pub struct Statement {
        sentences: Vec<Text>,
    }
}

/// Composes the paragraph.
pub fn compose(scope: Scope<'_>) -> Statement {
    let mut sentences = level(scope);
    sentences.extend(scope.needs().into_iter().flat_map(|need| by(scope, need)));
    sentences.push("The figures describe PCNs and their patients as a whole, not persons.".into());
    sentences.push(
        "The published tables do not divide link workers by the ethnicity, age or sex of the patients they see.".into(),
    );
    sentences
        .push(text!("An association between PCNs does not show why they differ. {}", scope.source_line()));
    Statement { sentences }
}

/// How many link workers there are, and how much of the area that covers; or why that is not given.
fn level(scope: Scope<'_>) -> Vec<Text> {
    match scope.rate() {
        Ok(rate) => vec![
            text!(
                "In {}, {} had {} full-time equivalent (FTE) social prescribing link workers per 10,000 registered patients.",
                scope.census(),
                scope.name(),
                number::rate(rate)
            ),
            completeness::sentence(scope),
        ],
        Err(why) => vec![
            text!(
                "No rate of social prescribing link workers is given for {} in {}.",
                scope.name(),
                scope.census()
            ),
            text!("{}.", why.capital()),
        ],
    }
}

/// The two end fifths of an indicator with their difference, or why it is not given.
fn by(scope: Scope<'_>, need: Need) -> Vec<Text> {
    let indicator = need.indicator();
    if scope.rate().is_err() {
        return Vec::new();
    }
    let gap = match gap::by(scope, need) {
        Ok(found) => found,
        Err(why) => return vec![text!("The gap by {} is not given: {}.", indicator.name, why)],
    };
    let decimals = gap.decimals();
    let mut sentences = vec![text!(
        "By {}, the rate was {} in PCNs {} and {} in PCNs {}.",
        indicator.name,
        number::fixed(gap.most, decimals),
        indicator.most,
        number::fixed(gap.least, decimals),
        indicator.least
    )];
    sentences.push(gap::evidence(gap.shown, "difference", decimals));
    sentences
}
