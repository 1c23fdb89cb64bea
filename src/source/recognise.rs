//! What a file is: by its header, never by its name.

use super::file::{Handle, Opened};
use super::header::{Header, missing};
use super::kind::SOURCES;
use super::publications::Kind;
use super::table::Table;
use super::workbook::SheetRow;
use super::{epcn, header_notes, shape, workbook};
use crate::subject::error::Result;
use crate::subject::problem::{Found, Problem, Problems, faults};

/// A file, once it is known what it is.
pub enum Parsed {
    /// A table of a known kind: by which columns, and what is odd in its header.
    Known(&'static Kind, String, Table, Problems),
    /// The rows of an ePCN workbook.
    Workbook(Vec<SheetRow>),
    /// One that is not read, and what there is to say of it.
    Unread(String),
    /// One that cannot be read, and why.
    Broken(String, Problems),
}

/// What is kept of an opened file's bytes.
#[derive(Debug, Default)]
pub struct Stamp {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its encoding.
    pub encoding: &'static str,
}

/// Opens a file, recognises it by its header and reads the columns that its kind needs.
pub fn parse(handle: &Handle) -> Result<(Option<Stamp>, Parsed)> {
    let opened = match handle.open()? {
        Ok(opened) => opened,
        Err(problem) => return Ok((None, broken(*problem))),
    };
    let is_text = opened.name.to_lowercase().ends_with(".csv");
    let is_workbook = opened.name.to_lowercase().ends_with(".xlsx");
    let encoding = match (is_text, is_workbook) {
        (true, _) => opened.encoding(),
        (_, true) => "Excel workbook",
        _ => "no CSV",
    };
    let stamp = Stamp { sha256: opened.sha256.clone(), encoding };
    Ok((Some(stamp), of(opened, encoding)))
}

fn of(file: Opened, encoding: &str) -> Parsed {
    let ending = file.name.to_lowercase();
    if ending.ends_with(".xlsx") {
        return match sheet(&file) {
            Ok(Some(rows)) => Parsed::Workbook(rows),
            Ok(None) => Parsed::Unread("a workbook of no known kind; it is not read".to_owned()),
            Err(problem) => broken(*problem),
        };
    }
    if ending.ends_with("json") {
        return Parsed::Unread(geography(&file).to_owned());
    }
    let name = file.name.clone();
    let looked = file.into_text().and_then(|text| shape::first_look(&name, &text).map(|()| text));
    let text = match looked {
        Ok(text) => text,
        Err(problem) => return broken(*problem),
    };
    let header = Header::of(&text);
    match recognise(&name, &header, &text) {
        Ok(kind) => {
            let notes = header_notes::as_text(&name, &text, encoding, kind);
            table(&name, &text, header, kind, notes)
        }
        Err(problem) if problem.fault == &faults::UNKNOWN => {
            let note = format!("a table of no known kind; {}", problem.expected);
            let mut problems = Problems::default();
            problems.push(*problem);
            Parsed::Broken(note, problems)
        }
        Err(problem) => broken(*problem),
    }
}

/// The rows of the one sheet of a workbook that is read, where it is there.
fn sheet(file: &Opened) -> Found<Option<Vec<SheetRow>>> {
    let is_epcn = workbook::has_sheet(&file.name, &file.bytes, epcn::SHEET)?;
    if is_epcn { workbook::rows(&file.name, &file.bytes, epcn::SHEET).map(Some) } else { Ok(None) }
}

fn broken(problem: Problem) -> Parsed {
    let note = format!("not read: {}", problem.fault.what.to_lowercase());
    let mut problems = Problems::default();
    problems.push(problem);
    Parsed::Broken(note, problems)
}

/// What a JSON file is: boundaries, or of no known kind.
fn geography(file: &Opened) -> &'static str {
    let contains = |word: &[u8]| file.bytes.windows(word.len()).any(|window| window == word);
    if contains(b"FeatureCollection") && contains(b"ICB") {
        "ICB boundaries (Open Geography, ONS); no briefing needs them, and they are not read"
    } else {
        "JSON of no known kind; it is not read"
    }
}

fn table(name: &str, text: &str, header: Header, kind: &'static Kind, mut notes: Problems) -> Parsed {
    let wanted: Vec<&[&str]> = kind.required.iter().chain(kind.optional).copied().collect();
    notes.append(header_notes::of_header(name, &header, kind));
    let by: Vec<&str> = kind
        .required
        .iter()
        .filter_map(|names| names.iter().find(|n| header.has(&[n])))
        .map(|name| if name.is_empty() { &"the first" } else { name })
        .copied()
        .collect();
    match Table::read(name, text, header, &wanted) {
        Ok(table) if table.height() == 0 => broken(Problem::new(
            &faults::EMPTY,
            name,
            "a header and no rows",
            format!("rows of {}", kind.name),
        )),
        Ok(table) => {
            table.spaces().into_iter().for_each(|note| notes.push(note));
            Parsed::Known(kind, format!("it has the columns {}", by.join(", ")), table, notes)
        }
        Err(problems) => {
            notes.append(problems);
            Parsed::Broken(format!("{}, which cannot be read", kind.name), notes)
        }
    }
}

/// The kind whose required columns are all there; a problem where nearly all of a kind's are, or none's.
fn recognise(file: &str, header: &Header, text: &str) -> std::result::Result<&'static Kind, Box<Problem>> {
    let present =
        |kind: &Kind, header: &Header| kind.required.iter().filter(|names| header.has(names)).count();
    let whole = |header: &Header| SOURCES.iter().find(|kind| present(kind, header) == kind.required.len());
    let blank = text.len() - text.trim_start_matches(['\n', '\r']).len();
    if let Some(kind) = whole(header).filter(|_| blank == 0) {
        return Ok(kind);
    }
    let below_blank = || whole(header).map(|_| text[..blank].lines().count() + 1);
    let late = shape::late_header(text, |header| whole(header).is_some());
    if let Some(line) = late.or_else(below_blank) {
        let found = format!("the header in line {line}");
        return Err(Box::new(
            Problem::new(&faults::LATE_HEADER, file, found, "the header in the first line").row(line),
        ));
    }
    if let Some(problem) = shape::other_separator(file, header) {
        return Err(Box::new(problem));
    }
    if header.raw.iter().all(|name| name.trim().is_empty()) {
        let problem = Problem::new(&faults::UNKNOWN, file, "nothing in the first line", "a header");
        return Err(Box::new(problem.row(1)));
    }
    let share = |kind: &&Kind| present(kind, header) * 100 / kind.required.len();
    let near = SOURCES.iter().filter(|kind| present(kind, header) >= 2).max_by_key(share);
    let lacks = |kind: &Kind| {
        kind.required.iter().filter(|names| !header.has(names)).map(|n| n[0]).collect::<Vec<_>>()
    };
    Err(Box::new(match near {
        Some(kind) if is_near(kind.required.len(), present(kind, header)) => {
            missing(file, header, lacks(kind)[0], kind.name)
        }
        Some(kind) => {
            let lacking = lacks(kind).join("`, `");
            let expected = format!("the nearest is {}, which has `{lacking}` too", kind.name);
            Problem::new(&faults::UNKNOWN, file, columns(header), expected).row(1)
        }
        None => {
            let expected = "none of the known kinds is near";
            Problem::new(&faults::UNKNOWN, file, columns(header), expected).row(1)
        }
    }))
}

/// Whether so few of a kind's columns are missing that it must be meant: seven in ten are there, or all but one of three.
fn is_near(required: usize, present: usize) -> bool {
    present * 10 >= required * 7 || (required == 3 && present == 2)
}

/// The first few columns of a header, for a message.
fn columns(header: &Header) -> String {
    let first: Vec<String> = header.raw.iter().take(4).map(|name| format!("`{}`", name.trim())).collect();
    let more = if header.raw.len() > first.len() { " and others" } else { "" };
    format!("the columns {}{more}", first.join(", "))
}
