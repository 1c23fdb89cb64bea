//! The documents as files: their structure, reading order, standards and looks.

mod doctored;
mod element;
mod images;
mod made;
mod order;
mod poppler;
mod reader;
mod rules;
mod standards;

use made::MADE;
use rules::{faults, repeated_titles};

#[test]
fn every_kind_of_document_is_structured_as_it_should_be() {
    for document in MADE.iter() {
        let found = faults(&document.bytes, document.marks);
        assert!(found.is_empty(), "{}:\n  {}", document.name, found.join("\n  "));
    }
}

#[test]
fn no_two_documents_have_one_title() {
    let files: Vec<&[u8]> = MADE.iter().map(|document| document.bytes.as_slice()).collect();
    assert_eq!(repeated_titles(&files), [] as [String; 0]);
    assert_eq!(repeated_titles(&[files[0], files[1], files[0]]).len(), 1);
}
