//! How sure we are: who filed, what the indicator is, and what an association is not.

use super::super::scope::Scope;
use crate::number;
use crate::words::list;

/// Below this share of patients in PCNs with a return, a rate is read with care.
const CARE: f64 = 0.95;

/// Two or three sentences.
pub fn compose(scope: Scope<'_>) -> Vec<String> {
    let mut sentences = completeness(scope);
    sentences.push(scope.indicator().caution.to_owned());
    sentences.push("Associations do not show why provision differs.".to_owned());
    sentences
}

/// What missing returns could change; a missing return is never a zero.
fn completeness(scope: Scope<'_>) -> Vec<String> {
    let returns = scope.area.returns;
    let pcns = list::counted(returns.pcns, "PCN");
    if returns.no_return == 0 {
        return vec![format!("All {pcns} made a return.")];
    }
    let missing = list::counted(returns.no_return, "PCN");
    let covered = returns.completeness.map_or_else(|| "an unknown share".to_owned(), number::percent);
    match scope.rate() {
        Err(why) => withheld(scope, why),
        Ok(_) => {
            let care = if returns.completeness.is_some_and(|c| c < CARE) { "Take care: returns" } else { "Returns" };
            let mut sentences = vec![format!("{care} cover {covered} of patients; {missing} made none.")];
            sentences.extend(scope.area.rate_low.map(|low| format!("If they had no link workers, the rate would be {}.", number::rate(low))));
            sentences
        }
    }
}

/// Why there is no rate, and between what it lies.
fn withheld(scope: Scope<'_>, why: &str) -> Vec<String> {
    let mut sentences = vec![format!("The rate is not shown: {why}.")];
    if let Some((low, high)) = scope.area.rate_low.zip(scope.area.rate_high) {
        sentences.push(format!(
            "It would be {} per 10,000 patients if PCNs without a return had none, and {} if they were well staffed.",
            number::rate(low),
            number::rate(high)
        ));
    }
    sentences
}
