//! The record as a web page.

use std::collections::BTreeSet;

use briefings::render;
use briefings::text::Content;

use super::{MADE, ending, text};
use crate::support::SMALL;

/// A page as a tree; what is no XML would not be read.
pub fn tree(page: &'static str) -> roxmltree::Document<'static> {
    let void = ["<meta ", "<input "];
    assert!(page.starts_with("<!doctype html>"));
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    // Elements that HTML does not close are closed, and nothing else is changed.
    let (before, after) = page.split_once("<script>").unwrap_or((page, ""));
    let after = after.split_once("</script>").map_or("", |(_, after)| after);
    let closed: String = before
        .lines()
        .chain(after.lines())
        .map(|line| match void.iter().any(|start| line.contains(start)) {
            true => closed(line),
            false => line.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("\n")
        .replacen("<!doctype html>", "", 1)
        .replace(" hidden>", " hidden=\"\">");
    roxmltree::Document::parse_with_options(Box::leak(closed.into_boxed_str()), options).unwrap()
}

fn closed(line: &str) -> String {
    let mut rest = line;
    let mut whole = String::new();
    while let Some(at) = rest.find("<meta ").or_else(|| rest.find("<input ")) {
        let end = at + rest[at..].find('>').unwrap();
        whole.push_str(&rest[..end]);
        whole.push_str("/>");
        rest = &rest[end + 1..];
    }
    whole + rest
}

pub fn pages() -> Vec<&'static str> {
    ending(".html")
}

#[test]
fn a_page_asks_for_nothing_and_every_link_on_it_leads_somewhere() {
    assert_eq!(pages().len(), 7, "{:?}", pages());
    for name in pages() {
        let page = tree(text(name));
        let nodes = || page.descendants().filter(roxmltree::Node::is_element);
        for node in nodes() {
            assert!(node.attribute("src").is_none(), "{name}: {node:?}");
            assert!(!node.has_tag_name("link"), "{name}: {node:?}");
        }
        let ids: Vec<&str> = nodes().filter_map(|node| node.attribute("id")).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(known.len(), ids.len(), "{name}: an id stands twice");
        for node in nodes() {
            for named in ["aria-labelledby", "for"].into_iter().filter_map(|name| node.attribute(name)) {
                assert!(named.split(' ').all(|id| known.contains(id)), "{name}: {named}");
            }
            let Some(href) = node.attribute("href") else { continue };
            match href.strip_prefix('#') {
                Some(id) => assert!(known.contains(id), "{name}: {href}"),
                None => assert!(href.starts_with("https://") || MADE.contains_key(href), "{name}: {href}"),
            }
        }
    }
}

#[test]
fn a_page_has_one_first_heading_and_skips_no_level() {
    for name in pages() {
        let page = tree(text(name));
        let level = |node: roxmltree::Node<'_, '_>| node.tag_name().name().strip_prefix('h')?.parse().ok();
        let levels: Vec<usize> = page.descendants().filter_map(level).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
        assert_eq!(page.root_element().attribute("lang"), Some("en-GB"));
    }
}

#[test]
fn every_text_table_and_chart_of_the_paper_and_the_record_is_on_the_page() {
    for area in SMALL.edition.icbs().take(4).chain([&SMALL.edition.england]) {
        let code = if area.place.code == "ENG" { "england" } else { &area.place.code };
        let name = pages().into_iter().find(|name| name.starts_with(code)).unwrap();
        let page = tree(text(name));
        let texts = page.descendants().filter(roxmltree::Node::is_text);
        let said: String = texts.filter_map(|node| node.text()).collect();
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let said = squeezed(&said);
        let renderer = crate::support::renderer(&SMALL.edition);
        let paper = renderer.compose(area).unwrap().content;
        let record = render::record(&SMALL.edition, area).unwrap();
        let Content::Fields(fields) = paper else { panic!("{code}") };
        let pages = fields.iter().filter(|(name, _)| !["front", "front_sheet"].contains(name));
        for content in pages.map(|(_, page)| page).chain([&record]) {
            for (place, text) in content.texts() {
                // Names that templates know pages and pictures by are not printed.
                let is_name = ["slug", "side", "path", ".heading"].iter().any(|end| place.ends_with(end));
                if !is_name && place != "heading" {
                    let text = text.plain();
                    // On the page the figures of a chart stand under it.
                    let text = text.split(" The values are in ").next().unwrap();
                    assert!(said.contains(&squeezed(text)), "{code}: {place}: {text}");
                }
            }
        }
    }
}

#[test]
fn a_picture_has_a_title_words_and_its_figures() {
    let mut pictures = 0;
    for name in pages() {
        let page = tree(text(name));
        for figure in page.descendants().filter(|node| node.has_tag_name("figure")) {
            pictures += 1;
            let of = |tag: &str| {
                let is = |node: &roxmltree::Node<'_, '_>| node.tag_name().name() == tag;
                figure.descendants().find(is).and_then(|node| node.text()).unwrap_or("").to_owned()
            };
            assert!(!of("title").is_empty() && of("desc").len() > 40, "{name}: {}", of("title"));
            let has_figures = figure.descendants().any(|node| {
                node.has_tag_name("table") || node.attribute("href").is_some_and(|href| href.starts_with('#'))
            });
            assert!(has_figures || name == "index.html", "{name}: {}", of("title"));
        }
    }
    assert!(pictures > 50, "{pictures}");
}

#[test]
fn a_figure_of_a_sentence_leads_to_its_value_and_formula() {
    let name = pages().into_iter().find(|name| name.starts_with("england")).unwrap();
    let page = tree(text(name));
    let linked = page.descendants().filter(|node| node.attribute("class") == Some("figure"));
    let mut checked = 0;
    for link in linked {
        let id = link.attribute("href").unwrap().strip_prefix('#').unwrap();
        let claim = page.descendants().find(|node| node.attribute("id") == Some(id)).unwrap();
        let said: Vec<&str> = claim.descendants().filter_map(|node| node.text()).collect();
        assert!(said.len() > 1, "{id}: {said:?}");
        checked += 1;
    }
    assert!(checked > 30, "{checked}");
}
