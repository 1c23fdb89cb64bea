//! An SVG of the user's own: what it may hold, and what drawing it costs.

use std::collections::BTreeMap;

use roxmltree::{Attribute, Document, Node, ParsingOptions};

/// Elements of a logo, each counted as often as it is drawn.
const MOST_DRAWN: u64 = 20_000;

/// Groups inside each other.
const DEEPEST: usize = 64;

/// Letters of a link that a message tells.
const TOLD: usize = 40;

/// Elements that bring in what is not a shape, or that take without end.
const REFUSED: [&str; 5] = ["foreignObject", "script", "filter", "animate", "image"];

/// What a drawing holds that is not taken; none where it may be drawn.
pub fn refused(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).unwrap_or_default(); // a drawing is text, or not taken for one
    if text.contains("<!ENTITY") {
        return Some("an SVG with entities".to_owned());
    }
    if deepest(text) > DEEPEST {
        return Some(format!("an SVG with over {DEEPEST} groups inside each other"));
    }
    let most = u32::try_from(MOST_DRAWN).unwrap_or(u32::MAX);
    let options = ParsingOptions { allow_dtd: true, nodes_limit: 4 * most, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => return Some(format!("an SVG that cannot be read ({error})")),
    };
    document.descendants().find_map(|node| element(&node)).or_else(|| {
        let mut costs = BTreeMap::new();
        let drawn = Drawing::of(&document).cost(document.root_element(), &mut costs, 0);
        (drawn > MOST_DRAWN).then(|| format!("an SVG that draws over {MOST_DRAWN} elements"))
    })
}

/// How deep elements lie in each other, before anything follows them down. Quotation marks and comments can only make it
/// more.
fn deepest(text: &str) -> usize {
    let (mut deep, mut most) = (0_usize, 0);
    for part in text.split('<').skip(1) {
        let tag = part.split('>').next().unwrap_or(part);
        if tag.starts_with('/') {
            deep = deep.saturating_sub(1);
        } else if !tag.ends_with('/') && !tag.starts_with(['!', '?']) {
            deep += 1;
            most = most.max(deep);
        }
    }
    most
}

/// What an element is or has that is not taken.
fn element(node: &Node<'_, '_>) -> Option<String> {
    let name = node.tag_name().name();
    if REFUSED.contains(&name) || (name == "style" && node.text().is_some_and(has_link)) {
        return Some(format!("an SVG with `{name}`"));
    }
    let outside = |attribute: &Attribute<'_, '_>| {
        let value = attribute.value().trim();
        let is_link = attribute.name() == "href" && name != "a";
        if is_link { !value.is_empty() && !value.starts_with('#') } else { has_link(value) }
    };
    let link = node.attributes().find(outside)?;
    let start: String = link.value().chars().take(TOLD).collect();
    Some(format!("an SVG that takes in `{start}`"))
}

/// Whether a text asks for something outside of the file.
fn has_link(text: &str) -> bool {
    let small = text.to_lowercase();
    let plain = |rest: &str| rest.trim_start_matches(['"', '\'', ' ']).starts_with('#');
    small.contains("@import") || small.split("url(").skip(1).any(|rest| !plain(rest))
}

/// Elements by their names, which others may draw again.
struct Drawing<'a, 'input> {
    named: BTreeMap<&'a str, Node<'a, 'input>>,
}

impl<'a, 'input> Drawing<'a, 'input> {
    fn of(document: &'a Document<'input>) -> Self {
        let named = document.descendants().filter_map(|node| Some((node.attribute("id")?, node)));
        Self { named: named.collect() }
    }

    /// How many elements are drawn where one is, with those that it draws again. Each is worked out once; one that draws
    /// itself counts as too many.
    fn cost(&self, node: Node<'a, 'input>, known: &mut BTreeMap<usize, u64>, deep: usize) -> u64 {
        let key = node.id().get_usize();
        if deep > 2 * DEEPEST {
            return MOST_DRAWN + 1;
        }
        if let Some(cost) = known.get(&key) {
            return *cost;
        }
        known.insert(key, MOST_DRAWN + 1);
        let href = node.attributes().find(|attribute| attribute.name() == "href");
        let again =
            href.and_then(|href| self.named.get(href.value().trim().trim_start_matches('#')).copied());
        let drawn = node.children().filter(Node::is_element).chain(again);
        let cost = drawn.fold(1_u64, |cost, node| cost.saturating_add(self.cost(node, known, deep + 1)));
        known.insert(key, cost);
        cost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> Option<String> {
        refused(format!("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}</svg>").as_bytes())
    }

    #[test]
    fn plain_drawings_are_taken() {
        for inside in [
            "<defs><linearGradient id=\"a\"/></defs><rect fill=\"url(#a)\"/><use href=\"#a\"/>",
            "<style>.a{fill:url('#b')}</style><path class=\"a\" d=\"M0 0\"/>",
        ] {
            assert_eq!(svg(inside), None, "{inside}");
        }
    }

    #[test]
    fn links_effects_and_what_doubles_is_refused() {
        let doubling: String = (0..40)
            .map(|k| format!("<g id=\"g{}\"><use href=\"#g{k}\"/><use xlink:href=\"#g{k}\"/></g>", k + 1))
            .collect();
        for (inside, part) in [
            ("<use href=\"file:///etc/passwd#a\"/>", "file:///etc/passwd"),
            ("<use xlink:href=\"http://a/b.svg#a\"/>", "http://a/b.svg"),
            ("<image href=\"data:image/png;base64,AA==\"/>", "`image`"),
            ("<rect style=\"fill:url(http://a/b)\"/>", "http://a/b"),
            ("<style>@import 'a.css';</style>", "`style`"),
            ("<filter><feTurbulence numOctaves=\"99999\"/></filter>", "`filter`"),
            ("<g id=\"a\"><use href=\"#a\"/></g>", "draws over"),
            (format!("<g id=\"g0\"><rect/></g>{doubling}").as_str(), "draws over"),
            (format!("{}{}", "<g>".repeat(60_000), "</g>".repeat(60_000)).as_str(), "inside each other"),
            (&"<rect/>".repeat(50_000), "draws over"),
        ] {
            let found = svg(inside).unwrap_or_else(|| panic!("{}", &inside[..inside.len().min(60)]));
            assert!(found.contains(part), "{part}: {found}");
        }
        assert!(refused(b"<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>").is_some());
    }
}
