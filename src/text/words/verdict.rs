//! The words of a verdict, the same wherever a comparison is printed.

use super::interval::Interval;
use crate::measure::Verdict;
use crate::text;
use crate::text::Text;

/// In a sentence, about a `difference`, a `change` or an `association`.
pub fn about(verdict: Verdict, noun: &'static str) -> Text {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    match verdict {
        Verdict::Clear => text!("a clear {}", noun),
        Verdict::SomeEvidence => text!("some evidence of {} {}", article, noun),
        Verdict::CouldBeChance => text!("the {} could be chance", noun),
        Verdict::TooFewPcns => text!("too few PCNs to tell"),
    }
}

/// As a sentence of its own, about a `difference` or a `change`.
pub fn sentence(verdict: Verdict, noun: &'static str) -> Text {
    match verdict {
        Verdict::Clear => text!("The {} is clear.", noun),
        Verdict::SomeEvidence => text!("There is some evidence of a {}.", noun),
        Verdict::CouldBeChance => text!("The {} could be chance.", noun),
        Verdict::TooFewPcns => text!("There are too few PCNs to tell whether the {} is chance.", noun),
    }
}

/// The interval of a `difference` or a `change`, and what it amounts to.
pub fn evidence(interval: Interval, verdict: Verdict, noun: &'static str, decimals: usize) -> Text {
    let what = about(verdict, noun);
    match interval.words(decimals) {
        Some(words) => text!("The 95% interval of the {} is {}: {}.", noun, words, what),
        None => text!("{}.", what.capital()),
    }
}

/// As a chart's title, of what the figures point to.
pub fn headline(verdict: Verdict, what: Text) -> Text {
    match verdict {
        Verdict::Clear => what.capital(),
        _ => text!("Some evidence of {}", what),
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
        assert_eq!(about(Verdict::Clear, "change").plain(), "a clear change");
        assert_eq!(about(Verdict::SomeEvidence, "association").plain(), "some evidence of an association");
        assert_eq!(about(Verdict::CouldBeChance, "difference").plain(), "the difference could be chance");
        assert_eq!(about(Verdict::TooFewPcns, "difference").plain(), "too few PCNs to tell");
        assert_eq!(sentence(Verdict::CouldBeChance, "difference").plain(), "The difference could be chance.");
    }
}
