//! A publication as sections: the paper's pages, then those of the record, each with its heading and its blocks.

use toml::{Table, Value};

use super::template::Templates;
use crate::document::Manuscript;
use crate::text::{Block, Content, Text, blocks};

/// A page of the paper or of the record.
#[derive(Debug)]
pub struct Section {
    /// Its anchor, which does not change between editions.
    pub anchor: String,
    /// The page's name in the content and in the standing words.
    pub slug: &'static str,
    /// Its heading.
    pub heading: Text,
    /// Whether it is of the record.
    pub is_record: bool,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// What stands around the pages and is no section.
const FRAME: [&str; 2] = ["front", "front_sheet"];

/// The sections of a paper and of its record.
pub fn sections(manuscript: &Manuscript, record: &Content, templates: &Templates) -> Vec<Section> {
    let words = templates.words();
    let of_record = words.get("record").and_then(Value::as_table).cloned();
    let of_record = of_record.unwrap_or_default(); // the built-in words have it
    let paper = pages(&manuscript.content).filter(|(slug, _)| !FRAME.contains(slug));
    let paper = paper.map(|(slug, page)| section(slug, page, &words, false));
    let record = pages(record).map(|(slug, page)| section(slug, page, &of_record, true));
    paper.chain(record).filter(|section| !section.blocks.is_empty()).collect()
}

fn pages(content: &Content) -> impl Iterator<Item = (&'static str, &Content)> {
    let fields = if let Content::Fields(fields) = content { &fields[..] } else { &[] };
    fields.iter().map(|(slug, page)| (*slug, page))
}

fn section(slug: &'static str, page: &Content, words: &Table, is_record: bool) -> Section {
    let own = words.get(slug).and_then(Value::as_table);
    let said = |key: &str| own.and_then(|own| own.get(key)).and_then(Value::as_str).map(Text::name);
    let mut found = blocks(page);
    // The page's own heading, where it begins with one; the standing words may have a better.
    let own_heading = match &found[..] {
        [Block::Field(_), Block::Heading(heading), ..] => Some(heading.clone()),
        _ => None,
    };
    if own_heading.is_some() {
        found.drain(..2);
    }
    let heading = said("heading").or(own_heading);
    let mut kept = Vec::new();
    for (at, block) in found.iter().enumerate() {
        match block {
            // A field without anything in it has no heading either.
            Block::Field(_) if matches!(found.get(at + 1), None | Some(Block::Field(_))) => {}
            Block::Field(name) => kept.extend(said(name).map(Block::Heading)),
            block => kept.push(block.clone()),
        }
    }
    Section {
        anchor: format!("{}{}", if is_record { "record-" } else { "" }, slug.replace('_', "-")),
        slug,
        heading: heading.unwrap_or_else(|| Text::name(slug.replace('_', " "))),
        is_record,
        blocks: kept,
    }
}
