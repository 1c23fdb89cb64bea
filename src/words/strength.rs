//! How strongly an interval speaks, in three tiers and the words for each.

use super::interval::Interval;
use crate::claim::Claimed;

/// How strongly a figure differs from no difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// The 99.8% interval excludes no difference.
    Clear,
    /// The 95% interval excludes it, the 99.8% interval does not.
    Some,
    /// Neither excludes it.
    Unclear,
    /// There is no interval.
    Unknown,
}

impl Strength {
    /// The tier of an interval; `null` is the value of no difference, zero or for a ratio one.
    pub fn of(interval: Interval, null: f64) -> Self {
        let excludes = |(lower, upper): (Claimed, Claimed)| lower > null || upper < null;
        match (interval.inner, interval.outer) {
            (_, Some(outer)) if excludes(outer) => Self::Clear,
            (Some(inner), _) if excludes(inner) => Self::Some,
            (Some(_), _) => Self::Unclear,
            (None, _) => Self::Unknown,
        }
    }

    /// In a sentence, about a `difference`, a `change` or an `association`.
    pub fn about(self, noun: &str) -> String {
        let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        match self {
            Self::Clear => format!("a clear {noun}"),
            Self::Some => format!("some evidence of {article} {noun}"),
            Self::Unclear => format!("no clear evidence of {article} {noun}"),
            Self::Unknown => "too few PCNs to tell".to_owned(),
        }
    }

    /// In a table's cell.
    pub fn short(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Some => "some evidence",
            Self::Unclear => "could be chance",
            Self::Unknown => "too few PCNs to tell",
        }
    }

    /// Whether the 95% interval excludes no difference.
    pub fn speaks(self) -> bool {
        matches!(self, Self::Clear | Self::Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(inner: (f64, f64), outer: (f64, f64)) -> Interval {
        let ends = |(lower, upper): (f64, f64)| Some((lower.into(), upper.into()));
        Interval { inner: ends(inner), outer: ends(outer) }
    }

    fn tier(inner: (f64, f64), outer: (f64, f64)) -> Strength {
        Strength::of(interval(inner, outer), 0.0)
    }

    #[test]
    fn the_intervals_decide_the_tier() {
        assert_eq!(tier((-0.3, -0.1), (-0.4, -0.05)), Strength::Clear);
        assert_eq!(tier((0.1, 0.3), (0.05, 0.4)), Strength::Clear);
        assert_eq!(tier((-0.3, -0.1), (-0.4, 0.05)), Strength::Some);
        assert_eq!(tier((-0.3, 0.1), (-0.4, 0.2)), Strength::Unclear);
        assert_eq!(tier((-0.3, 0.0), (-0.4, 0.2)), Strength::Unclear);
        assert_eq!(Strength::of(Interval { inner: None, outer: None }, 0.0), Strength::Unknown);
    }

    #[test]
    fn a_ratio_is_judged_against_one() {
        assert_eq!(Strength::of(interval((0.7, 0.9), (0.6, 1.1)), 1.0), Strength::Some);
    }

    #[test]
    fn the_words_never_claim_more_than_the_tier() {
        assert_eq!(Strength::Clear.about("change"), "a clear change");
        assert_eq!(Strength::Some.about("association"), "some evidence of an association");
        assert_eq!(Strength::Unclear.about("difference"), "no clear evidence of a difference");
        assert_eq!(Strength::Unknown.about("difference"), "too few PCNs to tell");
    }
}
