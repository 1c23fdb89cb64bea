//! What every document must be, said of its bytes.

use std::collections::BTreeSet;

use briefings::subject::Mark;

use super::element::{Element, root};
use super::reader::{Pdf, Value};

/// The most that a mailbox or a board's portal should have to take.
const BYTES: usize = 1_000_000;
/// The longest document that is still a paper: an overview; an ICB's has one less.
const PAGES: usize = 8;
/// The shortest text that can say what a chart shows.
const ALT: usize = 40;

/// What is wrong with a document of data with these marks; nothing where all is well.
pub fn faults(file: &[u8], marks: &[Mark]) -> Vec<String> {
    let pdf = Pdf::of(file);
    let root = root(&pdf);
    let all = root.all();
    let of = |tag: &str| all.iter().copied().filter(|e| e.tag == tag).collect::<Vec<_>>();
    let mut found = Vec::new();
    found.extend(headings(&all));
    found.extend(outline(&pdf, &all));
    found.extend(of("Table").into_iter().enumerate().flat_map(|(index, table)| rows(index + 1, table)));
    found.extend(figures(&of("Figure")));
    found.extend(catalog(&pdf));
    found.extend(metadata(&pdf, marks));
    found.extend(attachment(&pdf));
    found.extend(fault(of("Figure").is_empty(), "no figure"));
    found.extend(fault(of("Table").is_empty(), "no table"));
    found.extend(fault(file.len() > BYTES, "too many bytes"));
    found
}

/// The titles that more than one of these files has.
pub fn repeated_titles(files: &[&[u8]]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    files
        .iter()
        .filter_map(|file| title(&Pdf::of(file)))
        .filter(|title| !seen.insert(title.clone()))
        .collect()
}

fn fault(wrong: bool, words: impl Into<String>) -> Option<String> {
    wrong.then(|| words.into())
}

/// One H1, first; no level left out.
fn headings(all: &[&Element]) -> Vec<String> {
    let levels: Vec<u32> = all.iter().filter_map(|element| element.level()).collect();
    let skipped = levels.windows(2).any(|pair| pair[1] > pair[0] + 1);
    let first = fault(levels.first() != Some(&1), "the first heading is no H1");
    let one = fault(levels.iter().filter(|level| **level == 1).count() != 1, "not one H1");
    first.into_iter().chain(one).chain(fault(skipped, "a level of headings is left out")).collect()
}

/// A bookmark for each heading, in their order and with their words.
fn outline(pdf: &Pdf<'_>, all: &[&Element]) -> Option<String> {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let headings: Vec<String> =
        all.iter().filter(|e| e.level().is_some()).map(|e| words(e.title.as_deref().unwrap_or(""))).collect();
    let mut bookmarks = Vec::new();
    if let Some(outlines) = pdf.get(&pdf.trailer("Root")?, "Outlines") {
        below(pdf, &outlines, &mut bookmarks);
    }
    let bookmarks: Vec<String> = bookmarks.iter().map(|title| words(title)).collect();
    fault(bookmarks != headings, format!("bookmarks {bookmarks:?} are not the headings {headings:?}"))
}

fn below(pdf: &Pdf<'_>, parent: &Value, titles: &mut Vec<String>) {
    let mut next = pdf.get(parent, "First");
    while let Some(item) = next {
        titles.extend(pdf.get(&item, "Title").and_then(|title| Some(title.text()?.to_owned())));
        below(pdf, &item, titles);
        next = pdf.get(&item, "Next");
    }
}

/// A table's first rows are column headers only; every row after them has a header of its own.
fn rows(number: usize, table: &Element) -> Vec<String> {
    let rows: Vec<&Element> = table.all().into_iter().filter(|element| element.tag == "TR").collect();
    let heads = |cell: &Element, scope: &str| cell.tag == "TH" && cell.scope.as_deref() == Some(scope);
    let header =
        |row: &&&Element| !row.kids().is_empty() && row.kids().iter().all(|cell| heads(cell, "Column"));
    let headers = rows.iter().take_while(header).count();
    let body = rows.iter().skip(headers.max(1));
    let bare = body.filter(|row| !row.kids().iter().any(|cell| heads(cell, "Row"))).count();
    let none = fault(headers == 0, format!("table {number}: the first row is not of column headers"));
    let empty = fault(headers == rows.len(), format!("table {number}: no row below the headers"));
    let bare = fault(bare > 0, format!("table {number}: {bare} rows without a row header"));
    none.into_iter().chain(empty).chain(bare).collect()
}

/// Every figure is described in sentences of its own.
fn figures(figures: &[&Element]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (index, figure) in figures.iter().enumerate() {
        let alt = figure.alt.as_deref().unwrap_or("");
        let sentence = alt.starts_with(char::is_uppercase) && alt.ends_with('.') && alt.contains(' ');
        let say = |what: &str| format!("figure {}: {what}: {alt:?}", index + 1);
        found.extend(fault(alt.chars().count() < ALT, say("too little said in its place")));
        found.extend(fault(!sentence, say("no sentence")));
        found.extend(fault(!seen.insert(alt), say("the words of another figure")));
    }
    found
}

/// Language, tagging, and that the title is what a reader's window shows.
fn catalog(pdf: &Pdf<'_>) -> Vec<String> {
    let root = pdf.trailer("Root").unwrap();
    let at = |path: [&str; 2]| Some(pdf.get(&pdf.get(&root, path[0])?, path[1])?.text()?.to_owned());
    let language = pdf.get(&root, "Lang").and_then(|lang| Some(lang.text()?.to_owned()));
    let pages: usize = at(["Pages", "Count"]).unwrap().parse().unwrap();
    [
        fault(language.as_deref() != Some("en-GB"), format!("the language is {language:?}")),
        fault(at(["MarkInfo", "Marked"]).as_deref() != Some("true"), "not marked as tagged"),
        fault(
            at(["ViewerPreferences", "DisplayDocTitle"]).as_deref() != Some("true"),
            "the title is not shown",
        ),
        fault(pages > PAGES, format!("{pages} pages")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the file says about itself: its title, its standards, and that its data is made up where it is.
fn metadata(pdf: &Pdf<'_>, marks: &[Mark]) -> Vec<String> {
    let mut found = Vec::new();
    found.extend(fault(title(pdf).is_none_or(|title| title.trim().is_empty()), "no title"));
    for (tag, value) in [("pdfuaid:part", "1"), ("pdfaid:part", "3"), ("pdfaid:conformance", "A")] {
        let said = between(&xmp(pdf), &format!("<{tag}>"), "<");
        found.extend(fault(said.as_deref() != Some(value), format!("{tag} is {said:?}")));
    }
    let keywords = between(&xmp(pdf), "<pdf:Keywords>", "<").unwrap_or_default();
    for (mark, words) in [(Mark::Illustrative, "Illustrative data"), (Mark::Synthetic, "Synthetic data")] {
        let said = keywords.contains(words);
        found.extend(fault(said != marks.contains(&mark), format!("{words:?} in the keywords: {said}")));
    }
    found
}

fn title(pdf: &Pdf<'_>) -> Option<String> {
    let title = between(&xmp(pdf), "<dc:title>", "</dc:title>")?;
    between(&title, "\"x-default\">", "<")
}

fn xmp(pdf: &Pdf<'_>) -> String {
    let root = pdf.trailer("Root").unwrap();
    root.raw("Metadata").map(|at| String::from_utf8(pdf.stream(at).to_vec()).unwrap()).unwrap_or_default()
}

fn between(text: &str, start: &str, end: &str) -> Option<String> {
    let from = text.find(start)? + start.len();
    Some(text[from..from + text[from..].find(end)?].to_owned())
}

/// Four files as CSV, each said to be the data behind the document.
fn attachment(pdf: &Pdf<'_>) -> Option<String> {
    let root = pdf.trailer("Root").unwrap();
    let files = pdf.get(&root, "AF").map(|files| files.items().to_vec()).unwrap_or_default();
    let data = |file: &Value| {
        let text = |key: &str| Some(pdf.get(file, key)?.text()?.to_owned());
        let embedded = pdf.get(&pdf.get(file, "EF")?, "F")?;
        let csv = pdf.get(&embedded, "Subtype")?.text()? == "text#2Fcsv" && text("UF")?.ends_with(".csv");
        Some(csv && text("AFRelationship")? == "Data" && text("Desc")?.len() > 10)
    };
    let there = files.iter().filter(|file| data(&pdf.follow(file)) == Some(true)).count();
    fault(there != 4, format!("{there} of 4 CSV files are attached as the data behind the document"))
}
