//! A page of the record, filled.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use super::super::making::Making;
use super::super::sections::Section;
use super::super::template::TemplateError;
use super::claims::{Claims, Spoken};
use super::markup::{self, HtmlChart, HtmlTable};
use crate::document::Manuscript;
use crate::text::{Block, Content, DataTable, Fact};

/// The templates of web pages, with the style that all carry inside them.
const TEMPLATES: [(&str, &str); 5] = [
    ("record.html", include_str!("../../../templates/html/record.html.j2")),
    ("blocks.html", include_str!("../../../templates/html/blocks.html.j2")),
    ("index.html", include_str!("../../../templates/html/index.html.j2")),
    ("index.js", include_str!("../../../templates/html/index.js")),
    ("style.css", include_str!("../../../templates/html/style.css")),
];

#[derive(Serialize)]
struct Page<'a> {
    front: Option<&'a Content>,
    annex: Option<&'a Content>,
    words: toml::Table,
    sections: Vec<HtmlSection>,
    files: Vec<HtmlTable>,
    claims: Vec<Spoken>,
    beside: &'a [(String, &'static str)],
}

#[derive(Serialize)]
struct HtmlSection {
    anchor: String,
    slug: &'static str,
    heading: String,
    is_record: bool,
    blocks: Vec<HtmlBlock>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum HtmlBlock {
    Heading { text: String },
    Paragraph { text: Value },
    Items { items: Vec<Value> },
    Facts { facts: Vec<HtmlFact> },
    Table { table: HtmlTable },
    Chart { chart: HtmlChart },
}

#[derive(Serialize)]
struct HtmlFact {
    label: String,
    value: Option<Value>,
    note: Value,
}

/// An area's paper and record as one web page.
///
/// # Errors
/// Where a template asks for what the page does not have: a defect of the program.
pub fn record(making: &Making<'_>) -> Result<String, TemplateError> {
    let manuscript = &making.manuscript;
    let sections = making.sections();
    let claims = Claims::new(&making.renderer.edition.claims);
    let tables = tables(&sections, manuscript, &claims);
    let mut filling = Filling { claims, set: BTreeSet::new(), tables };
    let sections = sections.iter().map(|section| filling.section(section)).collect();
    let page = Page {
        front: manuscript.content.field("front"),
        annex: manuscript.content.field("annex"),
        words: making.renderer.templates.words(),
        sections,
        files: manuscript.attachments.iter().map(file).collect(),
        claims: filling.claims.into_spoken(),
        beside: &making.files,
    };
    fill("record.html", &page)
}

/// Every table of the publication by what charts call it.
fn tables(sections: &[Section], manuscript: &Manuscript, claims: &Claims<'_>) -> BTreeMap<String, HtmlTable> {
    let blocks = sections.iter().flat_map(|section| &section.blocks);
    let own = blocks.filter_map(|block| match block {
        Block::Table(table) => Some((table.slug.to_owned(), markup::table(table, claims))),
        _ => None,
    });
    let files = manuscript.attachments.iter().map(|attachment| (attachment.file(), file(attachment)));
    own.chain(files).collect()
}

fn file(attachment: &DataTable) -> HtmlTable {
    markup::attached(attachment)
}

/// Fills one of the templates of web pages.
pub fn fill(name: &str, page: &impl Serialize) -> Result<String, TemplateError> {
    let filled = environment().and_then(|pages| pages.get_template(name)?.render(Serde(page)));
    filled.map_err(|error| TemplateError::of(name, error))
}

/// The web templates, with strict fields; what ends in `.html` is escaped.
fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut pages = Environment::new();
    pages.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    pages.set_undefined_behavior(UndefinedBehavior::Strict);
    TEMPLATES.iter().try_for_each(|(name, text)| pages.add_template(name, text))?;
    Ok(pages)
}

/// Fills sections, and remembers which claims they speak of and what has been set.
struct Filling<'a> {
    claims: Claims<'a>,
    set: BTreeSet<String>,
    tables: BTreeMap<String, HtmlTable>,
}

impl Filling<'_> {
    fn section(&mut self, section: &Section) -> HtmlSection {
        HtmlSection {
            anchor: section.anchor.clone(),
            slug: section.slug,
            heading: section.heading.plain(),
            is_record: section.is_record,
            blocks: section.blocks.iter().filter_map(|block| self.block(block)).collect(),
        }
    }

    /// A block; none for a chart or a table that an earlier section has.
    fn block(&mut self, block: &Block) -> Option<HtmlBlock> {
        Some(match block {
            Block::Field(_) => return None,
            Block::Heading(text) => HtmlBlock::Heading { text: text.plain() },
            Block::Paragraph(text) => HtmlBlock::Paragraph { text: markup::linked(text, &mut self.claims) },
            Block::Items(items) => HtmlBlock::Items {
                items: items.iter().map(|item| markup::linked(item, &mut self.claims)).collect(),
            },
            Block::Facts(facts) => {
                HtmlBlock::Facts { facts: facts.iter().map(|fact| self.fact(fact)).collect() }
            }
            Block::Table(table) => {
                self.is_new("table", table.slug)?;
                HtmlBlock::Table { table: markup::table(table, &self.claims) }
            }
            Block::Chart(chart) => {
                self.is_new("chart", chart.slug)?;
                HtmlBlock::Chart { chart: markup::chart(chart, self.tables.get(chart.table)) }
            }
        })
    }

    fn is_new(&mut self, kind: &str, slug: &str) -> Option<()> {
        self.set.insert(format!("{kind}-{slug}")).then_some(())
    }

    fn fact(&mut self, fact: &Fact) -> HtmlFact {
        HtmlFact {
            label: fact.label.plain(),
            value: fact.value.as_ref().map(|value| markup::linked(value, &mut self.claims)),
            note: markup::linked(&fact.note, &mut self.claims),
        }
    }
}
