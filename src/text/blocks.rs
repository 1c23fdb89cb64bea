//! Content as a row of blocks, for formats that set one thing after another and have no template for each page.

use super::{Chart, Content, Table, Text};

/// One thing after another.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A field of the page begins; a format that has standing words of this name sets them as a heading.
    Field(&'static str),
    /// A heading that the page chose.
    Heading(Text),
    /// Sentences that belong together.
    Paragraph(Text),
    /// Things alike that are no sentences.
    Items(Vec<Text>),
    /// Figures, each with what it is.
    Facts(Vec<Fact>),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
}

/// A figure with its label; without a figure the note says why.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is.
    pub label: Text,
    /// The figure.
    pub value: Option<Text>,
    /// What else a reader must know.
    pub note: Text,
}

/// The fields that pages call a heading.
const HEADINGS: [&str; 2] = ["heading", "asked"];

/// The blocks of a page, in its order.
pub fn blocks(page: &Content) -> Vec<Block> {
    let mut found = Vec::new();
    match page {
        Content::Fields(fields) => {
            for (name, field) in fields {
                found.push(Block::Field(name));
                add(name, field, &mut found);
            }
        }
        other => add("", other, &mut found),
    }
    found
}

fn add(name: &str, content: &Content, found: &mut Vec<Block>) {
    match content {
        Content::Nothing | Content::Flag(_) => {}
        Content::Text(text) if text.is_empty() => {}
        Content::Text(text) if HEADINGS.contains(&name) => found.push(Block::Heading(text.clone())),
        Content::Text(text) => found.push(Block::Paragraph(text.clone())),
        Content::Table(table) => found.push(Block::Table((**table).clone())),
        Content::Chart(chart) => found.push(Block::Chart((**chart).clone())),
        Content::Fields(fields) => fields.iter().for_each(|(name, field)| add(name, field, found)),
        Content::List(items) => add_list(items, found),
    }
}

fn add_list(items: &[Content], found: &mut Vec<Block>) {
    if items.is_empty() {
        return;
    }
    if let Some(texts) = all(items, text) {
        let sentences = texts.iter().all(is_sentence);
        found.push(if sentences { Block::Paragraph(Text::join(texts, " ")) } else { Block::Items(texts) });
    } else if let Some(facts) = all(items, fact) {
        found.push(Block::Facts(facts));
    } else {
        items.iter().for_each(|item| add("", item, found));
    }
}

/// Each item as one kind of thing; none where one is not.
fn all<T>(items: &[Content], one: fn(&Content) -> Option<T>) -> Option<Vec<T>> {
    items.iter().map(one).collect()
}

fn text(item: &Content) -> Option<Text> {
    if let Content::Text(text) = item { Some(text.clone()) } else { None }
}

fn fact(item: &Content) -> Option<Fact> {
    let Content::Fields(fields) = item else { return None };
    let field = |wanted: &str| fields.iter().find(|(name, _)| *name == wanted).map(|(_, field)| field);
    Some(Fact { label: text(field("label")?)?, value: text(field("value")?), note: text(field("note")?)? })
}

/// Whether a text ends as a sentence does.
fn is_sentence(text: &Text) -> bool {
    text.plain().ends_with(['.', '?', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ToContent;

    crate::content! {
        struct Card { label: &'static str, value: Option<Text>, note: &'static str }
    }

    crate::content! {
        struct Page { heading: &'static str, sentences: Vec<Text>, key: Vec<Text>, cards: Vec<Card>, wide: bool }
    }

    #[test]
    fn sentences_become_a_paragraph_names_a_list_and_cards_facts() {
        let card = Card { label: "FTE", value: None, note: "not known" };
        let page = Page {
            heading: "Where",
            sentences: vec!["One.".into(), "Two.".into()],
            key: vec!["BC: Black Country".into(), "DV: Devon".into()],
            cards: vec![card],
            wide: true,
        };
        let found: Vec<Block> = blocks(&page.content());
        let said: Vec<&Block> = found.iter().filter(|block| !matches!(block, Block::Field(_))).collect();
        assert_eq!(said[0], &Block::Heading("Where".into()));
        assert_eq!(said[1], &Block::Paragraph("One. Two.".into()));
        assert!(matches!(said[2], Block::Items(names) if names.len() == 2));
        assert!(matches!(said[3], Block::Facts(facts) if facts[0].value.is_none()));
        assert_eq!(said.len(), 4);
    }
}
