//! FTE now against the fair share: a row per PCN of an area, or per ICB of England.

mod drawing;
mod names;
mod rows;
mod words;

use crate::subject::Census;
use crate::text::{Claimed, Text};

/// Rows of FTE now and the fair share, furthest below it first.
#[derive(Clone, Debug, PartialEq)]
pub struct FairShareDots {
    /// The area's name.
    pub area: Text,
    /// The census.
    pub census: Census,
    /// What a row is.
    pub unit: Unit,
    /// Rows with FTE, furthest below the fair share first.
    pub rows: Vec<Row>,
    /// Rows nearest their fair share that there was no room for; they are between the two halves.
    pub left_out: usize,
    /// Where every row is listed, in words.
    pub listed: &'static str,
    /// Names without a return.
    pub no_return: Vec<Text>,
    /// ICBs whose rate must not be shown for want of returns.
    pub too_few: Vec<Text>,
    /// What fair shares follow, as words in a sentence.
    pub shared_by: &'static str,
    /// The end of the axis of FTE; a row beyond it is drawn at the edge, with its figure.
    pub end: f64,
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A PCN of an ICB.
    Pcn,
    /// An ICB of England.
    Icb,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The name in full.
    pub name: Text,
    /// What is drawn.
    pub standing: Standing,
}

/// How a row's FTE stands against its fair share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// FTE now, and FTE if it were shared out by need and list size.
    Share {
        /// FTE now.
        fte: Claimed,
        /// The fair share.
        target: Claimed,
    },
    /// It reported no link worker.
    ReportedNone {
        /// The fair share.
        target: Claimed,
    },
    /// It filed, but has no need value or no patients, and so no fair share.
    NoShare {
        /// FTE now.
        fte: Claimed,
    },
}

/// How the FTE of a PCN that reported none comes about.
const NO_FTE: &str = "it filed a return without a link worker";
/// What leads to the names of ICBs whose rate must not be shown.
const TOO_FEW: &str = "Not drawn, too few returns for a rate";
const STEPS: f64 = 4.0;
/// The rows whose room the words take that say how many are left out.
const NOTE_ROWS: usize = 2;

impl Standing {
    /// FTE less the fair share, where there is one.
    pub fn gap(self) -> Option<Claimed> {
        match self {
            Self::Share { fte, target } => Some(fte.minus(target)),
            Self::ReportedNone { target } => Some(Claimed::derived(0.0, NO_FTE).minus(target)),
            Self::NoShare { .. } => None,
        }
    }

    /// FTE now.
    pub fn fte(self) -> Claimed {
        match self {
            Self::Share { fte, .. } | Self::NoShare { fte } => fte,
            Self::ReportedNone { .. } => Claimed::derived(0.0, NO_FTE),
        }
    }

    /// The fair share, where there is one.
    pub fn target(self) -> Option<Claimed> {
        match self {
            Self::Share { target, .. } | Self::ReportedNone { target } => Some(target),
            Self::NoShare { .. } => None,
        }
    }
}
