//! The briefing of an NHS region: the shared pages; its PCNs travel in the attached table.

use super::scope::Scope;
use super::{Document, Manuscript};
use crate::analysis::{Analysis, Edition, Kind};
use crate::chart::ChartError;

/// The region briefing.
pub const REGION: Document =
    Document { slug: "region", kinds: &[Kind::Region], main: "region/main.typ.j2", compose };

fn compose(edition: &Edition, area: &Analysis) -> Result<Manuscript, ChartError> {
    super::compose(&REGION, Scope { edition, area })
}
