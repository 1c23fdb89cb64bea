//! Why a figure must not be shown, in words for a board reader.

use std::fmt;

use super::rank::Fifth;
use super::rounding::ROUNDING;

/// Why a figure must not be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// Fewer PCNs with a return than the measure needs.
    TooFewPcns {
        /// How many there are.
        n: usize,
        /// How many are needed.
        needed: usize,
    },
    /// Fewer PCNs with a return and a value of need than the measure needs.
    TooFewWithNeed {
        /// How many there are.
        n: usize,
        /// How many are needed.
        needed: usize,
    },
    /// Fewer PCNs with a return in one of England's end fifths than a gap needs.
    TooFewInFifth {
        /// Which end.
        fifth: Fifth,
        /// How many there are.
        n: usize,
        /// How many are needed.
        needed: usize,
    },
    /// The PCNs cover too little of England's range of need.
    NarrowSpan {
        /// The share of England's patients, in order of need, between the first and the last of them.
        span: f64,
        /// The share that is needed.
        needed: f64,
    },
    /// No PCN reported a link worker.
    NoFte,
    /// No PCN of the least-need fifth reported a link worker.
    NoFteInLeastNeed,
    /// Every PCN has the same need.
    EqualNeed,
    /// No PCN has any need.
    NoNeed,
    /// The straight line falls to zero, so that the ratio of its ends has no meaning.
    LineBelowZero,
    /// The figure compares ICBs, and only England has several.
    EnglandOnly,
    /// All PCNs are in one ICB.
    OneIcb,
    /// Fewer ICBs that can be set beside each other than the figure needs.
    TooFewIcbs {
        /// How many there are.
        n: usize,
        /// How many are needed.
        needed: usize,
    },
    /// Fewer censuses than the figure needs.
    TooFewCensuses {
        /// How many there are.
        n: usize,
        /// How many are needed.
        needed: usize,
    },
    /// Fewer survey answers than may be shown.
    SmallBase {
        /// The least number of answers that may be shown.
        needed: u32,
    },
    /// England's level is not known.
    NoEnglandLevel,
    /// The indicator is not from a survey, or from one whose answers do not tell its error.
    NotFromSurvey,
    /// PCNs with a return hold too few of the registered patients.
    Incomplete {
        /// The share that they hold.
        share: f64,
        /// The share that is needed.
        needed: f64,
    },
    /// No PCN filed a return.
    NoReturn,
    /// No PCN with a return has patients.
    NoPatients,
    /// Fewer PCNs with a return at both ends of a change than it needs.
    TooFewPairs {
        /// How many there are.
        n: usize,
        /// How many are needed.
        needed: usize,
    },
    /// There is no census from four quarters before.
    NoEarlierCensus,
    /// A series break lies between the two ends of a change.
    AcrossBreak,
    /// The area has too few PCNs, or all with the same need, for a slope of its own to be drawn towards the others.
    NoSlope,
    /// A table of the user's own lacks columns.
    NoColumn {
        /// Which, as a clause.
        lacks: &'static str,
    },
    /// The data leave the figure without a value.
    NotDefined,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.say(&|found| match self {
            Reason::NarrowSpan { .. } => percent_down(found, 0),
            Reason::Incomplete { .. } => percent_down(found, 0),
            _ => format!("{found}"),
        }))
    }
}

impl Reason {
    /// The number that was found, where the reason has one: a count, or a share from 0 to 1.
    ///
    /// `NarrowSpan` and `Incomplete` found a share, all others a count.
    pub fn figure(&self) -> Option<f64> {
        match *self {
            Reason::TooFewPcns { n, .. }
            | Reason::TooFewWithNeed { n, .. }
            | Reason::TooFewInFifth { n, .. }
            | Reason::TooFewIcbs { n, .. }
            | Reason::TooFewCensuses { n, .. }
            | Reason::TooFewPairs { n, .. } => Some(n as f64),
            Reason::NarrowSpan { span, .. } => Some(span),
            Reason::Incomplete { share, .. } => Some(share),
            _ => None,
        }
    }

    /// The reason as a clause, with the number that was found as `figure` prints it, a share with its percent sign.
    ///
    /// No PCNs or ICBs at all are said in words, which leave out what `figure` gives.
    pub fn say(&self, figure: &dyn Fn(f64) -> String) -> String {
        // The words of a reason without a figure do not use it.
        let found = self.figure().map(figure).unwrap_or_default();
        let only = |n: usize, what: &str| match n {
            0 => format!("no {what}s"),
            1 => format!("only {found} {what}"),
            _ => format!("only {found} {what}s"),
        };
        let pcns = |n| only(n, "PCN");
        match *self {
            Reason::TooFewPcns { n, needed } => format!("{} with a return; {}", pcns(n), are_needed(needed)),
            Reason::TooFewWithNeed { n, needed } => {
                format!("{} with a return and a value of need; {}", pcns(n), are_needed(needed))
            }
            Reason::TooFewInFifth { fifth, n, needed } => {
                format!("{} here in England’s {}; {}", pcns(n), fifth.words(), are_needed(needed))
            }
            Reason::NarrowSpan { needed, .. } => format!(
                "the PCNs here cover {found} of England’s range of need; {:.0}% is needed",
                100.0 * needed
            ),
            Reason::TooFewIcbs { n, needed } => {
                format!("{} can be compared; {}", only(n, "ICB"), are_needed(needed))
            }
            Reason::TooFewCensuses { needed, .. } => {
                format!("the series has {found} of the censuses that it needs; {}", are_needed(needed))
            }
            Reason::TooFewPairs { n, needed } => {
                let have = if n == 1 { "has" } else { "have" };
                format!("{} {have} a return at both ends; {}", pcns(n), are_needed(needed))
            }
            Reason::Incomplete { needed, .. } => format!(
                "PCNs with a return hold {found} of registered patients; {:.0}% are needed",
                100.0 * needed
            ),
            Reason::NoColumn { lacks } => lacks.to_owned(),
            Reason::SmallBase { needed } => format!("fewer than {needed} survey answers"),
            _ => self.sentence().to_owned(),
        }
    }

    fn sentence(&self) -> &'static str {
        match self {
            Reason::NoFte => "the PCNs here reported no link workers",
            Reason::NoFteInLeastNeed => {
                "the PCNs in England’s least-need fifth reported no link workers, so there is nothing to compare with"
            }
            Reason::EqualNeed => "every PCN here has the same need",
            Reason::NoNeed => "no PCN here has a need above zero",
            Reason::LineBelowZero => {
                "the fitted line falls to zero, so that a ratio of its ends has no meaning"
            }
            Reason::EnglandOnly => "this figure compares ICBs, so it is given for England only",
            Reason::OneIcb => "all PCNs are in one ICB; two are needed",
            Reason::NoEnglandLevel => "England’s level of provision is not known",
            Reason::NotFromSurvey => "the indicator is not from a survey, so that its error is not known",
            Reason::NoReturn => "no PCN filed a return",
            Reason::NoPatients => "no PCN with a return has registered patients",
            Reason::NoEarlierCensus => "the data holds no workforce file from a year before",
            Reason::AcrossBreak => "the series breaks in between, so that the two ends are not alike",
            Reason::NoSlope => "fewer than 3 PCNs with a return have a value, or all have the same",
            _ => "the returns do not give this figure a value",
        }
    }
}

/// A share in percent, rounded down, so that what falls short never reads as what is needed.
pub(crate) fn percent_down(share: f64, decimals: usize) -> String {
    let scale = if decimals == 0 { 100.0 } else { 1000.0 };
    // Within a rounding of the next step is that step: 0.29 is 28.999… percent in binary.
    let down = (share * scale * (1.0 + ROUNDING)).floor();
    format!("{:.decimals$}%", 100.0 * down / scale)
}

fn are_needed(needed: usize) -> String {
    match needed {
        1 => "1 is needed".to_owned(),
        _ => format!("{needed} are needed"),
    }
}
