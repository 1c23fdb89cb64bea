//! The words of the subject as types: codes, censuses, indicators, roles.
//!
//! In: text as published. Out: values that cannot be confused with one another.

mod cannot_write;
mod census;
mod code;
pub mod digest;
pub mod error;
pub mod nearest;
mod need;
pub mod plain_file;
pub mod problem;
pub mod role;
pub mod series;

use serde::{Deserialize, Serialize};

pub use census::{Census, EIGHTEEN_MONTHS, MONTHS, QUARTER, YEAR, day_in_words, month_in_words};
pub use code::{ENGLAND_CODE, IcbCode, PcnCode, PracticeCode, SubIcbCode};
pub use need::{INDICATORS, Indicator, Need, Needs};

/// Input that is not a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Made by `demo-data`.
    Illustrative,
    /// Real codes, made-up answers.
    Synthetic,
}

impl Mark {
    /// In one word, as file names and manifests have it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Illustrative => "illustrative",
            Self::Synthetic => "synthetic",
        }
    }
}
