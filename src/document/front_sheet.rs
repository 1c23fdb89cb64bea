//! The front sheet: an ICB's own fields, its slots filled with words that the pages have.

use serde::Serialize;

use crate::branding::{self, Piece, SheetField, Slot};
use crate::text::claim::quoted;

/// The page before page one.
#[derive(Debug, Serialize)]
pub struct FrontSheet {
    title: String,
    fields: Vec<Field>,
}

/// A field; without a paragraph it is to be completed.
#[derive(Debug, Serialize)]
struct Field {
    name: String,
    paragraphs: Vec<String>,
    lines: String,
}

/// What slots stand for.
pub struct Filling<'a> {
    /// The area's name.
    pub area: &'a str,
    /// The edition's month.
    pub edition: &'a str,
    /// Page one's answer.
    pub answer: &'a str,
    /// The contact line.
    pub contact: &'a str,
}

/// Composes the front sheet.
pub fn compose(sheet: &branding::FrontSheet, filling: &Filling<'_>) -> FrontSheet {
    let field = |field: &SheetField| Field {
        name: quoted(&field.name),
        paragraphs: field.paragraphs.iter().map(|pieces| paragraph(pieces, filling)).collect(),
        lines: quoted(&field.lines.to_string()),
    };
    FrontSheet { title: quoted(&sheet.title), fields: sheet.fields.iter().map(field).collect() }
}

fn paragraph(pieces: &[Piece], filling: &Filling<'_>) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Words(words) => quoted(words),
        Piece::Slot(Slot::Area) => filling.area.to_owned(),
        Piece::Slot(Slot::Edition) => filling.edition.to_owned(),
        Piece::Slot(Slot::Answer) => filling.answer.to_owned(),
        Piece::Slot(Slot::Contact) => filling.contact.to_owned(),
    };
    pieces.iter().map(text).collect()
}
