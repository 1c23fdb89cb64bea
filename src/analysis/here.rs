//! One area's PCNs at the edition's census, as its figures take them.

use super::england::England;
use super::within::Within;
use crate::measure::{Observation, Sample, Scope};
use crate::panel::Row;

/// The rows of an area, and its observations by the primary indicator.
pub struct Here<'a> {
    pub england: &'a England<'a>,
    pub within: &'a Within,
    pub rows: &'a [&'a Row],
    pub primary: &'a [Observation],
    pub scope: Scope,
}

impl Here<'_> {
    /// Its PCNs with what they stand for by the primary indicator.
    pub fn sample(&self) -> Sample<'_> {
        self.england.sample(self.primary, self.scope, self.england.panel.resolved.need)
    }
}
