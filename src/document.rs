//! Documents: what is said about an area, on which pages.
//!
//! In: an [`Edition`](crate::analysis::Edition) and one area's [`Area`](crate::analysis::Area). Out: a [`Manuscript`], whose content is exactly what will be printed.
//! Words are chosen here and in [`words`](crate::text::words); nothing here formats a page, and no figure is worked out here.

mod areas;
mod attachment;
mod boundaries;
mod briefing;
mod cell;
mod censuses;
mod change;
mod completeness;
mod data_log;
mod england;
mod fair_share;
mod front;
mod front_sheet;
mod gap;
mod glyphs;
mod icbs;
mod inequality;
mod local;
mod manuscript;
mod methods;
mod need;
mod others;
mod page_one;
mod pcn_series;
mod pcns;
pub mod reconfiguration;
mod region;
mod said;
mod scope;
mod since;
mod statement;
mod trend;

use crate::analysis::{Area, Edition, Kind};
use crate::chart::ChartError;

pub use attachment::Attachment;
pub use front::Brand;
pub use glyphs::Lacking;
pub use manuscript::{Document, Manuscript};
pub use said::{NotAClaim, Said, Spoken};

/// Every kind of document.
pub const DOCUMENTS: &[&Document] = &[&briefing::BRIEFING, &region::REGION, &england::ENGLAND];

impl Document {
    /// The kind of document that an area has.
    pub fn of(kind: Kind) -> &'static Self {
        DOCUMENTS.iter().find(|document| document.kinds.contains(&kind)).unwrap_or(&&briefing::BRIEFING)
    }
}

/// The document of an area, in words.
///
/// # Errors
/// Where a chart cannot be drawn.
pub fn compose(edition: &Edition, area: &Area, brand: &Brand<'_>) -> Result<Manuscript, ChartError> {
    let scope = scope::Scope { edition, area };
    let kind = Document::of(area.place.kind);
    let attachment = attachment::of(scope);
    let frame = front::Frame { brand, attachment: &attachment };
    let content = (kind.pages)(scope, &frame)?;
    let (title, date) = (areas::title(scope).plain(), edition.edition.date());
    Ok(Manuscript { kind, title, date, content, attachment })
}

/// Every PCN of an area as CSV, figures unrounded: what travels inside its PDF.
pub fn pcn_table(edition: &Edition, area: &Area) -> Attachment {
    attachment::of(scope::Scope { edition, area })
}
