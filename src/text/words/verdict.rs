//! The words of a verdict, the same wherever a comparison is printed.

use super::interval::Interval;
use super::list;
use crate::measure::Verdict;

/// In a sentence, about a `difference`, a `change` or an `association`.
pub fn about(verdict: Verdict, noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    match verdict {
        Verdict::Clear => format!("a clear {noun}"),
        Verdict::SomeEvidence => format!("some evidence of {article} {noun}"),
        Verdict::CouldBeChance => format!("the {noun} could be chance"),
        Verdict::TooFewPcns => "too few PCNs to tell".to_owned(),
    }
}

/// As a sentence of its own, about a `difference` or a `change`.
pub fn sentence(verdict: Verdict, noun: &str) -> String {
    match verdict {
        Verdict::Clear => format!("The {noun} is clear."),
        Verdict::SomeEvidence => format!("There is some evidence of a {noun}."),
        Verdict::CouldBeChance => format!("The {noun} could be chance."),
        Verdict::TooFewPcns => format!("There are too few PCNs to tell whether the {noun} is chance."),
    }
}

/// The interval of a `difference` or a `change`, and what it amounts to.
pub fn evidence(interval: Interval, verdict: Verdict, noun: &str, decimals: usize) -> String {
    let what = about(verdict, noun);
    match interval.words(decimals) {
        Some(words) => format!("The 95% interval of the {noun} is {words}: {what}."),
        None => format!("{}.", list::capital(&what)),
    }
}

/// As a chart's title, of what the figures point to.
pub fn headline(verdict: Verdict, what: &str) -> String {
    match verdict {
        Verdict::Clear => list::capital(what),
        _ => format!("Some evidence of {what}"),
    }
}

/// In a table's cell.
pub fn short(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Clear => "clear",
        Verdict::SomeEvidence => "some evidence",
        Verdict::CouldBeChance => "could be chance",
        Verdict::TooFewPcns => "too few PCNs to tell",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_never_claim_more_than_the_verdict() {
        assert_eq!(about(Verdict::Clear, "change"), "a clear change");
        assert_eq!(about(Verdict::SomeEvidence, "association"), "some evidence of an association");
        assert_eq!(about(Verdict::CouldBeChance, "difference"), "the difference could be chance");
        assert_eq!(about(Verdict::TooFewPcns, "difference"), "too few PCNs to tell");
        assert_eq!(sentence(Verdict::CouldBeChance, "difference"), "The difference could be chance.");
    }
}
