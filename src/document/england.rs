//! The national overview.

use super::scope::Scope;
use super::{Document, Manuscript, icbs};
use crate::analysis::{Analysis, Edition};
use crate::chart::ChartError;

/// The England overview: the shared pages, and a row for each ICB.
pub const ENGLAND: Document = Document { slug: "england", main: "england/main.typ.j2", compose };

fn compose(edition: &Edition, area: &Analysis) -> Result<Manuscript, ChartError> {
    let scope = Scope { edition, area };
    let mut manuscript = super::compose(scope)?;
    manuscript.context.icbs = Some(icbs::compose(scope));
    Ok(manuscript)
}
