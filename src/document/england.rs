//! The national overview.

use super::scope::Scope;
use super::{Document, Manuscript};
use crate::analysis::{Analysis, Edition, Kind};
use crate::chart::ChartError;

/// The England overview: the shared pages, with every ICB by the need indicator too.
pub const ENGLAND: Document =
    Document { slug: "england", kinds: &[Kind::England], main: "england/main.typ.j2", compose };

fn compose(edition: &Edition, area: &Analysis) -> Result<Manuscript, ChartError> {
    super::compose(&ENGLAND, Scope { edition, area })
}
