//! What became of a table's rows.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A figure may use it.
    Used,
    /// No figure uses it, for this reason.
    Left(&'static str),
}

/// What became of all rows: those used and those left out by reason are all there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Data rows, the header apart.
    pub rows: usize,
    /// Rows that a figure may use.
    pub used: usize,
    /// Rows left out, by reason.
    pub left: BTreeMap<Cow<'static, str>, usize>,
}

/// Why a row is left out whose problem is reported.
pub const UNREADABLE: &str = "cannot be read";

/// Why a blank line is left out, or a line of commas.
pub const EMPTY: &str = "empty";

impl Account {
    /// Of rows that are all left out for one reason.
    pub fn unused(rows: usize, reason: &'static str) -> Self {
        Self { rows, used: 0, left: BTreeMap::from([(reason.into(), rows)]) }
    }

    /// Counts a row.
    pub fn count(&mut self, fate: Fate) {
        self.rows += 1;
        match fate {
            Fate::Used => self.used += 1,
            Fate::Left(reason) => *self.left.entry(reason.into()).or_default() += 1,
        }
    }
}
