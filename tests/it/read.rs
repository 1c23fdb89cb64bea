//! What a reader reads: the one place where tests take the program's texts apart.

use briefings::document::Manuscript;
use briefings::text::claim;
use serde_json::Value;

/// A text as it is read.
pub fn plain(text: &str) -> String {
    claim::plain(text)
}

/// What the pages of a document print, as it is read.
pub fn context(manuscript: &Manuscript) -> Value {
    briefings::document::plain(&manuscript.context)
}
