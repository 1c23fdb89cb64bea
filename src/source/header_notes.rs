//! What is odd in a table and does not matter: its encoding, its last line, and how its header is written.

use super::header::{Header, key, shortened};
use super::publications::Kind;
use crate::subject::problem::{Problem, Problems, faults};

/// What is odd in the text as such: its encoding, and a last line that may be cut short.
///
/// `text` is from the header's line on.
pub fn as_text(file: &str, text: &str, header: &Header, encoding: &str, kind: &Kind) -> Problems {
    let mut notes = Problems::default();
    if encoding.starts_with("UTF-16") {
        notes.push(Problem::new(&faults::UTF_16, file, encoding, "UTF-8 or Windows-1252"));
    }
    // Fingertips' exports never end in one, and have no list of published columns either.
    if !kind.published.is_empty() && !text.ends_with(['\n', '\r']) {
        let last: String = text.lines().next_back().unwrap_or("").chars().rev().take(20).collect();
        let found = format!("`{}` at the end", last.chars().rev().collect::<String>());
        let problem = Problem::new(&faults::NO_LINE_END, file, found, "a line end after the last row");
        notes.push(problem.row(text.lines().count() + header.line.saturating_sub(1)));
    }
    notes
}

/// How a header differs from the published one in ways that do not matter.
pub fn of_header(file: &str, header: &Header, kind: &Kind) -> Problems {
    let mut notes = Problems::default();
    let known: Vec<String> = kind.published.iter().map(|name| key(name)).collect();
    if known.is_empty() {
        return notes;
    }
    let note = |fault, names: Vec<&str>, expected: &str| {
        (!names.is_empty()).then(|| Problem::new(fault, file, list(&names), expected).row(header.line.max(1)))
    };
    let raw = || header.raw.iter().map(|raw| (raw.as_str(), key(raw)));
    let recased =
        raw().filter(|(raw, name)| !kind.published.contains(raw) && known.contains(name)).map(|(raw, _)| raw);
    let new = raw()
        .filter(|(raw, name)| !raw.trim().is_empty() && !known.contains(name))
        .map(|(raw, _)| raw.trim());
    let found = [
        note(&faults::COLUMN_CASE, recased.collect(), "the published letters"),
        note(&faults::COLUMN_NEW, new.collect(), "the published columns alone"),
        note(&faults::COLUMN_ORDER, moved(header, &known), "the published order"),
    ];
    found.into_iter().flatten().for_each(|problem| notes.push(problem));
    notes
}

/// The columns that stand before one that is published before them.
fn moved<'a>(header: &'a Header, known: &[String]) -> Vec<&'a str> {
    let place = |name: &String| known.iter().position(|published| *published == key(name));
    let placed: Vec<(&str, usize)> =
        header.names.iter().filter_map(|name| Some((name.as_str(), place(name)?))).collect();
    placed.windows(2).filter(|pair| pair[0].1 > pair[1].1).map(|pair| pair[1].0).collect()
}

/// Columns in words, the first few of many.
fn list(names: &[&str]) -> String {
    const MOST: usize = 12;
    let first: Vec<String> = names.iter().take(MOST).map(|name| format!("`{}`", shortened(name))).collect();
    let more = names.len().saturating_sub(MOST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    first.join(", ") + &more
}
