//! Documents: what is said about an area, on which pages.
//!
//! In: an [`Edition`](crate::analysis::Edition) and one area's [`Area`](crate::analysis::Area). Out: a [`Manuscript`], whose content is exactly what will be printed.
//! Words are chosen here and in [`words`](crate::text::words); nothing here formats a page, and no figure is worked out here.

mod annex;
mod areas;
mod attachment;
mod boundaries;
mod briefing;
mod cell;
mod change;
mod compared;
mod completeness;
mod front;
mod front_sheet;
mod gap;
mod glyphs;
mod gradient;
mod index;
mod local;
mod manuscript;
mod methods;
mod need;
mod over_time;
mod overview;
mod page_one;
mod pcns;
mod places;
pub mod reconfiguration;
mod record;
mod said;
mod scope;
mod since;
mod since_edition;
mod slopes;
mod statement;
mod study;
mod summary;
mod sure;

use crate::analysis::{Area, Edition, Kind};
use crate::branding::{Branding, Length};
use crate::chart::ChartError;
use crate::text::{Content, DataTable};

pub use front::stamped;
pub use front_sheet::FrontSheet;
pub use glyphs::Lacking;
pub use manuscript::{Document, Manuscript};
pub use said::{NotAClaim, Said, Spoken, said_in};

/// Every kind of document.
pub const DOCUMENTS: &[&Document] =
    &[&briefing::BRIEFING, &overview::REGION, &overview::ENGLAND, &summary::SUMMARY];

impl Document {
    /// What is made for an area of a kind, at a length.
    pub fn of(kind: Kind, length: Length) -> &'static Self {
        let is_it = |document: &&&Self| document.length == length && document.kinds.contains(&kind);
        DOCUMENTS.iter().find(is_it).unwrap_or(&&briefing::BRIEFING)
    }
}

/// Composes an area's document.
///
/// # Errors
/// Where a chart cannot be drawn.
pub fn compose(edition: &Edition, area: &Area, branding: &Branding) -> Result<Manuscript, ChartError> {
    let scope = scope::Scope { edition, area };
    let kind = Document::of(area.place.kind, branding.length);
    let attachments = attachment::all(scope);
    let frame = front::Frame { branding, attachments: &attachments };
    let content = (kind.pages)(scope, &frame)?;
    let sheet = frame.sheet(scope, &page_one::answer(scope)).filter(|_| branding.front_sheet_as.docx);
    let (title, date) = (areas::title(scope).plain(), edition.edition.date());
    Ok(Manuscript { kind, title, date, content, sheet, attachments })
}

/// Composes an area's record: what stands behind its paper.
///
/// # Errors
/// Where a chart cannot be drawn.
pub fn record(edition: &Edition, area: &Area) -> Result<Content, ChartError> {
    record::compose(scope::Scope { edition, area })
}

/// Composes the index of an edition: these areas at a glance.
///
/// # Errors
/// Where a chart cannot be drawn.
pub fn index(edition: &Edition, areas: &[&Area], branding: &Branding) -> Result<Content, ChartError> {
    index::compose(edition, areas, branding)
}

/// The open data of an edition.
pub fn open_data(edition: &Edition) -> Vec<DataTable> {
    attachment::open(edition)
}
