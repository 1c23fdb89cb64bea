//! The user's templates read before a run: every field they ask for, in every branch, against what pages are given.
//!
//! In: templates and the shape of each document's context. Out: faults, each with its template and line.

mod expression;
mod reader;
mod scope;
mod statement;

use std::collections::BTreeMap;

use super::own::Templates;
use super::shape::{Shape, json};
use reader::{TemplateReader, parsed};
use scope::NameScope;

pub use reader::TemplateFault;

/// Reads each document's templates from its main one on, then those of the user's that none of them includes.
///
/// `shapes` has the shape of a document's context by the name of its main template. A template that no document
/// includes is read for its syntax only, for nothing is known of its fields.
pub fn check(templates: &Templates, shapes: &BTreeMap<&str, Shape>) -> Vec<TemplateFault> {
    let mut reader = TemplateReader::new(templates);
    let words = Shape::of(&json(&templates.words()));
    for (main, shape) in shapes {
        let mut scope = NameScope::of(shape);
        scope.name("words", words.clone());
        reader.template(main, &mut scope);
    }
    for name in templates.own_pages().filter(|name| !reader.reached.iter().any(|reached| reached == name)) {
        if let Some(Err(fault)) = parsed(templates, name) {
            reader.faults.push(fault);
        }
    }
    reader.faults.sort();
    reader.faults.dedup();
    reader.faults
}
