//! What poppler reads in a PDF: another program's view of it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use super::element::{Element, root};
use super::reader::Pdf;

/// Where something is on a page, in points from its top left corner.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// A word and its place.
#[derive(Debug)]
pub struct Word {
    pub text: String,
    pub place: Place,
}

/// An element as poppler prints it, or text, which has no tag.
#[derive(Debug, Default)]
pub struct Node {
    pub tag: String,
    pub text: String,
    pub kids: Vec<Node>,
}

/// The structure of page one, and its words in the order in which they are drawn; none where poppler is not there.
pub fn page_one(file: &[u8], test: &str) -> Option<(Node, Vec<Word>)> {
    let mut at = tempfile::NamedTempFile::new().unwrap();
    at.write_all(file).unwrap();
    let path = at.path().to_str().unwrap();
    let words = started("pdftotext", &["-f", "1", "-l", "1", "-raw", "-bbox", path, "-"], test)?;
    let words = words.wait_with_output().unwrap();
    assert!(words.status.success(), "{}", String::from_utf8_lossy(&words.stderr));
    let structure = started("pdfinfo", &["-struct-text", path], test)?;
    let lines = up_to(&page_two(file), structure);
    let words = String::from_utf8(words.stdout).unwrap();
    Some((tree(&lines), words.lines().filter_map(word).collect()))
}

fn started(tool: &str, arguments: &[&str], test: &str) -> Option<Child> {
    let child = Command::new(tool).args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    child.map_err(|error| println!("{test}: skipped, {tool} of poppler-utils: {error}")).ok()
}

/// The line of the first heading that is not on the first heading's page.
fn page_two(file: &[u8]) -> String {
    let pdf = Pdf::of(file);
    let root = root(&pdf);
    let page = |heading: &Element| heading.all().iter().find_map(|element| element.page.clone());
    let headings: Vec<_> = root.all().into_iter().filter(|element| element.level().is_some()).collect();
    let heading = headings.iter().find(|heading| page(heading) != page(headings[0])).unwrap();
    format!("{} \"{}\"", heading.tag, heading.title.as_ref().unwrap())
}

/// What is printed before a line; no more is waited for, since the structure of all pages takes a quarter of a minute.
fn up_to(end: &str, mut printing: Child) -> Vec<String> {
    let mut lines = Vec::new();
    for line in BufReader::new(printing.stdout.take().unwrap()).lines().map(Result::unwrap) {
        if line.trim().starts_with(end) {
            printing.kill().unwrap();
            printing.wait().unwrap();
            return lines;
        }
        lines.push(line);
    }
    panic!("`{end}` is not in the structure");
}

/// Indented lines as a tree; attributes, but for scope, are left out.
fn tree(lines: &[String]) -> Node {
    let mut open = vec![Node::default()];
    let close = |open: &mut Vec<Node>, depth: usize| {
        while open.len() > depth.max(1) {
            let done = open.pop().unwrap();
            open.last_mut().unwrap().kids.push(done);
        }
    };
    for line in lines {
        let (indent, line) = (line.len() - line.trim_start().len(), line.trim());
        if let Some(scope) = line.strip_prefix("/Scope /") {
            open.last_mut().unwrap().tag.push_str(&format!(" {scope}"));
        } else if !line.is_empty() && !line.starts_with('/') {
            close(&mut open, indent / 2 + 1);
            open.push(match line.strip_prefix('"') {
                Some(text) => Node { text: text.trim_end_matches('"').to_owned(), ..Node::default() },
                None => Node { tag: line.split([' ', ':']).next().unwrap().to_owned(), ..Node::default() },
            });
        }
    }
    close(&mut open, 1);
    open.pop().unwrap()
}

/// A word of `pdftotext -bbox`.
fn word(line: &str) -> Option<Word> {
    let line = line.trim().strip_prefix("<word ")?.strip_suffix("</word>")?;
    let (attributes, text) = line.split_once('>')?;
    let numbers: Vec<f64> = attributes.split('"').filter_map(|part| part.parse().ok()).collect();
    let [left, top, right, bottom] = numbers[..] else { panic!("{line}") };
    // Lines that are set close touch with their ascenders: the middle of a word is where it is.
    let margin = (bottom - top) / 4.0;
    let place = Place { left, top: top + margin, right, bottom: bottom - margin };
    let escapes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    let text = escapes.iter().fold(text.to_owned(), |text, (escape, mark)| text.replace(escape, mark));
    Some(Word { text, place })
}
