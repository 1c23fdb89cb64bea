//! The briefing of one Integrated Care Board.

use super::scope::Scope;
use super::{Document, Manuscript, pcns, statement};
use crate::analysis::{Analysis, Edition, Kind};
use crate::chart::ChartError;

/// The briefing: the shared pages, a row for each PCN, and a paragraph for the ICB's own report.
pub const BRIEFING: Document =
    Document { slug: "briefing", kinds: &[Kind::Icb, Kind::SubIcb], main: "briefing/main.typ.j2", compose };

fn compose(edition: &Edition, area: &Analysis) -> Result<Manuscript, ChartError> {
    let scope = Scope { edition, area };
    let mut manuscript = super::compose(&BRIEFING, scope)?;
    manuscript.context.pcns = Some(pcns::compose(scope));
    manuscript.context.statement = Some(statement::compose(scope));
    Ok(manuscript)
}
