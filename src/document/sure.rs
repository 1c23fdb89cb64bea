//! How sure we are: what other choices would change, and the paragraph on the equality duty.

use super::local;
use super::scope::Scope;
use super::statement;
use crate::analysis::{Alternative, Otherwise};
use crate::content;
use crate::text;
use crate::text::Text;
use crate::text::number;

content! {
    /// The page.
    #[derive(Debug)]
    pub struct Sure {
        choices: Vec<Text>,
        /// What the verdicts rest on.
        statement: statement::Statement,
        /// Link workers outside the publication, where the user gives some.
        local: Option<local::Outside>,
    }
}

/// The choices that may matter, in words.
const TOLD: [(Otherwise, &str); 3] = [
    (Otherwise::NoReturnAsNone, "If PCNs without a return had none"),
    (Otherwise::BothRoles, "If both link worker roles were counted"),
    (Otherwise::OtherIcb, "If PCNs across two ICBs counted in the other"),
];

/// Composes it.
pub fn compose(scope: Scope<'_>) -> Sure {
    Sure { choices: choices(scope), statement: statement::compose(scope), local: local::compose(scope) }
}

/// What another choice would make of the rate, a line for each that matters here.
fn choices(scope: Scope<'_>) -> Vec<Text> {
    let Ok(rate) = scope.rate() else { return Vec::new() };
    let now = number::rate(rate);
    let told = TOLD.into_iter().filter_map(|(choice, words)| {
        let is = |other: &&Alternative| other.choice == choice && other.measured.id == "rate";
        let value = scope.area.own.sensitivities.iter().find(is)?.measured.value?;
        let otherwise = number::rate(value);
        Some(if otherwise.print == now.print {
            text!("{}, the rate would still print as {}.", words, otherwise)
        } else {
            text!(
                "{}, the rate would be {} for every 10,000 patients, not {}.",
                words,
                otherwise,
                now.clone()
            )
        })
    });
    let told: Vec<Text> = told.collect();
    match told.is_empty() {
        true => vec!["No other choice that the published tables allow would change the rate.".into()],
        false => told,
    }
}
