//! The structure tree of a document: what a screen reader walks through.

use super::reader::{Pdf, Value};

/// An element and what is inside it, in reading order.
pub struct Element {
    /// Its kind, like `Table`.
    pub tag: String,
    /// What is said in its place.
    pub alt: Option<String>,
    /// The words of a heading.
    pub title: Option<String>,
    /// What a header cell heads: `Row` or `Column`.
    pub scope: Option<String>,
    /// The object of the page that its content is on, where it has content of its own.
    pub page: Option<Value>,
    kids: Vec<Element>,
}

/// Every element of a document, each before what is inside it.
pub fn root(pdf: &Pdf<'_>) -> Element {
    let catalog = pdf.trailer("Root").unwrap();
    element(pdf, &pdf.get(&catalog, "StructTreeRoot").unwrap())
}

fn element(pdf: &Pdf<'_>, value: &Value) -> Element {
    let text = |key: &str| Some(pdf.get(value, key)?.text()?.to_owned());
    let attributes = pdf.get(value, "A");
    let attributes = attributes.iter().flat_map(Value::items).map(|item| pdf.follow(item));
    let kids = pdf.get(value, "K");
    let kids = kids.iter().flat_map(Value::items).map(|item| pdf.follow(item));
    Element {
        tag: text("S").unwrap_or_default(),
        alt: text("Alt"),
        title: text("T"),
        scope: attributes.filter_map(|a| Some(pdf.get(&a, "Scope")?.text()?.to_owned())).next(),
        page: value.raw("Pg").cloned(),
        // What is no element is content of the page, or a link's annotation.
        kids: kids.filter(|kid| kid.raw("S").is_some()).map(|kid| element(pdf, &kid)).collect(),
    }
}

impl Element {
    /// Everything inside it with itself, in reading order.
    pub fn all(&self) -> Vec<&Element> {
        let inside = self.kids.iter().flat_map(Element::all);
        std::iter::once(self).chain(inside).collect()
    }

    /// What is directly inside it.
    pub fn kids(&self) -> &[Element] {
        &self.kids
    }

    /// The level of a heading.
    pub fn level(&self) -> Option<u32> {
        self.tag.strip_prefix('H')?.parse().ok()
    }
}
