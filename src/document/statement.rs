//! A paragraph for the statement on information on health inequalities, ready to paste.
//!
//! Under section 13SA of the NHS Act 2006 NHS England says how NHS bodies should use such information; boards answer
//! with what they hold, by deprivation among others, and with what they do not.

use super::completeness;
use super::gradient;
use super::scope::Scope;
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

/// Composes it.
pub fn compose(scope: Scope<'_>) -> Statement {
    let mut sentences = level(scope);
    let needs = scope.needs();
    let order = [Need::Deprivation, Need::SupportGap].into_iter().filter(|need| needs.contains(need));
    sentences.extend(order.filter_map(|need| by(scope, need)));
    sentences.push("The figures describe PCNs and their patients as a whole, not persons.".into());
    sentences.push(
        "The published tables do not divide link workers by the ethnicity, age or sex of the patients they see.".into(),
    );
    sentences.push("An association between PCNs does not show why they differ.".into());
    sentences.push(scope.source_line());
    Statement { sentences }
}

fn level(scope: Scope<'_>) -> Vec<Text> {
    match scope.rate() {
        Ok(rate) => vec![
            text!(
                "In {}, {} had {} full-time equivalent (FTE) social prescribing link workers, {} for every 10,000 registered patients.",
                scope.census(),
                scope.name(),
                number::fte(scope.area.own.level.fte),
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

/// The gradient by one indicator, in levels.
fn by(scope: Scope<'_>, need: Need) -> Option<Text> {
    scope.rate().ok()?;
    let name = need.indicator().name;
    Some(match gradient::by(scope, need) {
        Ok(found) => found.in_levels(&text!("By {}", name)),
        Err(why) => text!("How the rate follows {} is not given: {}.", name, why),
    })
}
