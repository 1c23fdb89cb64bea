//! The area's figures as data, to travel inside the PDF: PCNs, censuses, areas and measures.

mod areas;
mod censuses;
mod file;
mod measures;
mod pcns;

use super::scope::Scope;

pub use file::Attachment;

/// All of them, in the order in which the pages speak of them.
pub fn all(scope: Scope<'_>) -> Vec<Attachment> {
    vec![measures::of(scope), pcns::of(scope), censuses::of(scope), areas::of(scope)]
}

/// The PCN table of an area.
pub fn pcns(scope: Scope<'_>) -> Attachment {
    pcns::of(scope)
}
