//! The front sheet: an ICB's own fields, its slots filled with words that the pages have.

use crate::branding::{self, Piece, SheetField, Slot};
use crate::content;
use crate::text::Text;

content! {
    /// The page before page one.
    #[derive(Debug)]
    pub struct FrontSheet {
        /// Its heading.
        pub title: Text,
        /// How blank fields are filled in, where there are any.
        pub to_fill: Option<&'static str>,
        /// The fields, in the order of their file.
        pub fields: Vec<Field>,
    }
}

content! {
    /// A field; without a paragraph it is to be completed.
    #[derive(Debug)]
    pub struct Field {
        /// What it is called.
        pub name: Text,
        /// Its value; none where it is blank.
        pub paragraphs: Vec<Text>,
        /// Lines of room where it is blank.
        pub lines: Text,
    }
}

/// What slots stand for.
pub struct Slots {
    /// The area's name.
    pub area: Text,
    /// The edition's month.
    pub edition: Text,
    /// Page one's answer.
    pub answer: Text,
    /// The contact line.
    pub contact: Text,
}

/// Composes the front sheet.
pub fn compose(sheet: &branding::FrontSheet, slots: &Slots) -> FrontSheet {
    let field = |field: &SheetField| Field {
        name: Text::name(&field.name),
        paragraphs: field.paragraphs.iter().map(|pieces| paragraph(pieces, slots)).collect(),
        lines: Text::name(field.lines.to_string()),
    };
    let blank = sheet.fields.iter().any(|field| field.paragraphs.is_empty());
    FrontSheet {
        title: Text::name(&sheet.title),
        to_fill: blank.then_some(TO_FILL),
        fields: sheet.fields.iter().map(field).collect(),
    }
}

/// Said once, since a PDF's blank fields cannot be typed into.
const TO_FILL: &str = "Blank fields are to be completed before the paper goes out.";

fn paragraph(pieces: &[Piece], slots: &Slots) -> Text {
    let text = |piece: &Piece| match piece {
        Piece::Words(words) => Text::name(words),
        Piece::Slot(Slot::Area) => slots.area.clone(),
        Piece::Slot(Slot::Edition) => slots.edition.clone(),
        Piece::Slot(Slot::Answer) => slots.answer.clone(),
        Piece::Slot(Slot::Contact) => slots.contact.clone(),
    };
    Text::join(pieces.iter().map(text), "")
}
