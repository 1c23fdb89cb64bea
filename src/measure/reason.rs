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
        let (before, after) = self.clause();
        f.write_str(&before)?;
        match (self.figure(), after) {
            (Some(found), Some(after)) => write!(f, "{}{after}", self.print(found)),
            _ => Ok(()),
        }
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

    /// The number that was found, in print.
    fn print(&self, found: f64) -> String {
        match self {
            Reason::NarrowSpan { .. } | Reason::Incomplete { .. } => percent_down(found, 0),
            _ => found.to_string(),
        }
    }

    /// The reason as a clause: what stands before the number that was found, and what after it.
    ///
    /// All of it stands before where it has no such number, or says “no PCNs” for it.
    pub fn clause(&self) -> (String, Option<String>) {
        let only = |n: usize, what: &str, rest: &str, needed: usize| {
            let needed = are_needed(needed);
            match n {
                0 => (format!("no {what}s{rest}; {needed}"), None),
                1 => ("only ".to_owned(), Some(format!(" {what}{rest}; {needed}"))),
                _ => ("only ".to_owned(), Some(format!(" {what}s{rest}; {needed}"))),
            }
        };
        match *self {
            Reason::TooFewPcns { n, needed } => only(n, "PCN", " with a return", needed),
            Reason::TooFewWithNeed { n, needed } => {
                only(n, "PCN", " with a return and a value of need", needed)
            }
            Reason::TooFewInFifth { fifth, n, needed } => {
                only(n, "PCN", &format!(" here in England’s {}", fifth.words()), needed)
            }
            Reason::NarrowSpan { needed, .. } => (
                "the PCNs here cover ".to_owned(),
                Some(format!(" of England’s range of need; {:.0}% is needed", 100.0 * needed)),
            ),
            Reason::TooFewIcbs { n, needed } => only(n, "ICB", " can be compared", needed),
            Reason::TooFewCensuses { needed, .. } => (
                "the series has ".to_owned(),
                Some(format!(" of the censuses that it needs; {}", are_needed(needed))),
            ),
            Reason::TooFewPairs { n, needed } => {
                let have = if n == 1 { "has" } else { "have" };
                only(n, "PCN", &format!(" {have} a return at both ends"), needed)
            }
            Reason::Incomplete { needed, .. } => (
                "PCNs with a return hold ".to_owned(),
                Some(format!(" of registered patients; {:.0}% are needed", 100.0 * needed)),
            ),
            Reason::NoColumn { lacks } => (lacks.to_owned(), None),
            Reason::SmallBase { needed } => (format!("fewer than {needed} survey answers"), None),
            _ => (self.sentence().to_owned(), None),
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
