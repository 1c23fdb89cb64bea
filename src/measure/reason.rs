//! Why a figure must not be shown, in words for a board reader.

use std::fmt;

use super::Fifth;

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
    /// Fewer ICBs with a slope of their own than the figure needs.
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
    /// The data leave the figure without a value.
    NotDefined,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match *self {
            Reason::TooFewPcns { n, needed } => {
                write!(f, "{} with a return; {}", only(n), are_needed(needed))
            }
            Reason::TooFewWithNeed { n, needed } => {
                write!(f, "{} with a return and a value of need; {}", only(n), are_needed(needed))
            }
            Reason::TooFewInFifth { fifth, n, needed } => {
                write!(f, "{} in England's {}; {}", only(n), fifth.words(), are_needed(needed))
            }
            Reason::NarrowSpan { span, needed } => write!(
                f,
                "the PCNs here cover {:.0}% of England's range of need; {:.0}% is needed",
                (100.0 * span).floor(),
                100.0 * needed
            ),
            Reason::TooFewIcbs { n, needed } => {
                write!(f, "{n} of the ICBs have a slope of their own; {}", are_needed(needed))
            }
            Reason::TooFewCensuses { n, needed } => {
                write!(f, "the series has {n} of the censuses that it needs; {}", are_needed(needed))
            }
            Reason::SmallBase { needed } => {
                write!(f, "fewer than {needed} survey answers")
            }
            _ => f.write_str(self.sentence()),
        }
    }
}

impl Reason {
    fn sentence(&self) -> &'static str {
        match self {
            Reason::NoFte => "the PCNs here reported no link workers",
            Reason::NoFteInLeastNeed => {
                "the PCNs in England's least-need fifth reported no link workers, so there is nothing to compare with"
            }
            Reason::EqualNeed => "every PCN here has the same need",
            Reason::NoNeed => "no PCN here has a need above zero",
            Reason::LineBelowZero => {
                "the fitted line falls to zero, so that a ratio of its ends has no meaning"
            }
            Reason::EnglandOnly => "this figure compares ICBs, so it is given for England only",
            Reason::OneIcb => "all PCNs are in one ICB; two are needed",
            Reason::NoEnglandLevel => "England's level of provision for its need is not known",
            _ => "the returns do not give this figure a value",
        }
    }
}

fn only(n: usize) -> String {
    match n {
        0 => "no PCNs".to_owned(),
        1 => "only 1 PCN".to_owned(),
        _ => format!("only {n} PCNs"),
    }
}

fn are_needed(needed: usize) -> String {
    match needed {
        1 => "1 is needed".to_owned(),
        _ => format!("{needed} are needed"),
    }
}
