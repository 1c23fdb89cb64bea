//! The briefing of one Integrated Care Board.

use super::scope::Scope;
use super::{Document, Manuscript, pcns};
use crate::analysis::{Analysis, Edition};
use crate::chart::ChartError;

/// The briefing: the shared pages, and a row for each PCN.
pub const BRIEFING: Document = Document { slug: "briefing", main: "briefing/main.typ.j2", compose };

fn compose(edition: &Edition, area: &Analysis) -> Result<Manuscript, ChartError> {
    let scope = Scope { edition, area };
    let mut manuscript = super::compose(scope)?;
    manuscript.context.pcns = Some(pcns::compose(scope));
    Ok(manuscript)
}
