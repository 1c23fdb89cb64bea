//! What a kind of problem is.

use serde::Serialize;

/// What a problem does to a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// No edition is made from it.
    Stops,
    /// Pages say so, and figures allow for it.
    PageSays,
    /// No figure depends on it, or it is read as it is meant.
    Note,
}

impl Severity {
    /// For a heading.
    pub fn words(self) -> &'static str {
        match self {
            Self::Stops => "stops a run",
            Self::PageSays => "a page says so",
            Self::Note => "note",
        }
    }
}

/// A kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its id, for scripts.
    pub id: &'static str,
    /// What it does to a run.
    pub severity: Severity,
    /// What it is, as the heading of a group.
    pub what: &'static str,
    /// What to do.
    pub remedy: &'static str,
}
