//! A file inside the PDF, and its figures as cells.

use crate::text::Claimed;

/// A file inside the PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// What it is, for the list of attachments.
    pub description: String,
    /// Its text: CSV with a header row, figures unrounded.
    pub text: String,
}

/// A figure as a cell; nothing where it is not known or not shown.
pub fn figure(value: Option<Claimed>) -> String {
    value.map_or_else(String::new, |value| value.get().to_string())
}
