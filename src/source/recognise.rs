//! What a file is: by its header, never by its name.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::account::Account;
use super::file::{Handle, Opened};
use super::file_name::ends_with;
use super::header::{Header, missing, shortened};
use super::kind::SOURCES;
use super::layout::{Located, locate};
use super::publications::Kind;
use super::says::Reading;
use super::table::Table;
use super::{epcn, header_notes, shape, workbook};
use crate::cache::{Cache, Key, Thing};
use crate::subject::error::Result;
use crate::subject::problem::{Found, Problem, Problems, faults};

/// A file, once it is known what it is and says.
#[derive(Debug, Serialize, Deserialize)]
pub enum Parsed {
    /// A table of a known kind.
    Known(Box<Known>),
    /// One that is not read, and what there is to say of it.
    Unread(String),
    /// One that cannot be read.
    Broken {
        /// What there is to say of it.
        note: String,
        /// Why.
        problems: Problems,
        /// Whether its header is of a known kind.
        known: bool,
    },
}

/// A table of a known kind, and all that it says.
#[derive(Debug, Serialize, Deserialize)]
pub struct Known {
    /// Its kind.
    #[serde(serialize_with = "kind_id", deserialize_with = "kind_by_id")]
    pub kind: &'static Kind,
    /// By which columns.
    pub why: String,
    /// What was read.
    pub reading: Reading,
    /// What is wrong or odd in it.
    pub problems: Problems,
}

fn kind_id<S: Serializer>(kind: &&'static Kind, to: S) -> std::result::Result<S::Ok, S::Error> {
    kind.id.serialize(to)
}

fn kind_by_id<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<&'static Kind, D::Error> {
    let id = String::deserialize(from)?;
    let kind = SOURCES.iter().find(|kind| kind.id == id);
    kind.ok_or_else(|| serde::de::Error::custom("no kind of table is called so"))
}

impl Known {
    /// What was read of a table; one that cannot be read is a problem, and all its rows are left out.
    fn of(
        kind: &'static Kind,
        why: String,
        height: usize,
        mut problems: Problems,
        read: impl FnOnce(&mut Problems) -> Found<Reading>,
    ) -> Parsed {
        let reading = read(&mut problems).unwrap_or_else(|problem| {
            problems.push(*problem);
            Reading::nothing("not known", Account::unused(height, "the file cannot be read"))
        });
        Parsed::Known(Box::new(Self { kind, why, reading, problems }))
    }
}

/// What is kept of an opened file's bytes.
#[derive(Debug, Default)]
pub struct Stamp {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its encoding.
    pub encoding: &'static str,
}

/// Opens a file, recognises it by its header and reads what it says; a file that is known by its hash is not read again.
///
/// # Errors
/// Where the file can no longer be read.
pub fn parse(handle: &Handle, cache: &Cache) -> Result<(Option<Stamp>, Parsed)> {
    let opened = match handle.open()? {
        Ok(opened) => opened,
        Err(problem) => {
            // A file that no briefing needs may be as large as it likes.
            let known = problem.fault == &faults::TOO_LARGE && handle.start().is_some_and(is_known);
            return Ok((None, if known { broken_known(*problem) } else { broken(*problem) }));
        }
    };
    let is_workbook = workbook::is_one(&opened.name, &opened.bytes);
    let encoding = match (is_workbook, ends_with(&opened.name, "json")) {
        (true, _) => "Excel workbook",
        (_, true) => "no CSV",
        _ => opened.encoding(),
    };
    let stamp = Stamp { sha256: opened.sha256.clone(), encoding };
    let key = Key::new("a file of the input").and(&opened.name).and(&opened.sha256);
    let parsed = cache.or_make(Thing::Table, &key, || {
        Ok(if is_workbook {
            workbook(&opened, encoding).unwrap_or_else(|problem| broken(*problem))
        } else {
            of(opened, encoding)
        })
    });
    parsed.map(|parsed| (Some(stamp), parsed))
}

fn of(file: Opened, encoding: &str) -> Parsed {
    if ends_with(&file.name, "json") {
        return Parsed::Unread(geography(&file).to_owned());
    }
    let name = file.name.clone();
    match file.into_text().and_then(|text| shape::first_look(&name, &text).map(|()| text)) {
        Ok(text) => of_text(&name, text, encoding),
        Err(problem) => broken(*problem),
    }
}

/// What a text is, and its table.
fn of_text(name: &str, text: String, encoding: &str) -> Parsed {
    let Located { header, kind, text, mut notes } = locate(name, text);
    let Some(kind) = kind else {
        let problem = unknown(name, &header);
        let note = format!("a table of no known kind; {}", problem.expected);
        return if problem.fault == &faults::UNKNOWN { unread(note, problem) } else { broken_known(problem) };
    };
    notes.append(header_notes::as_text(name, &text, &header, encoding, kind));
    table(name, text, header, kind, notes)
}

/// What a workbook is: an ePCN by its sheet, or the sheet of a published table as text.
fn workbook(file: &Opened, encoding: &str) -> Found<Parsed> {
    let is_plain = !file.bytes.starts_with(workbook::OLE);
    if is_plain && workbook::has_sheet(&file.name, &file.bytes, epcn::SHEET)? {
        let rows = workbook::rows(&file.name, &file.bytes, epcn::SHEET)?;
        let (why, height) = (format!("it has the sheet {}", epcn::SHEET), rows.len().saturating_sub(1));
        let read = |problems: &mut Problems| epcn::read(&file.name, rows, problems);
        return Ok(Known::of(&epcn::KIND, why, height, Problems::default(), read));
    }
    Ok(match workbook::table(&file.name, &file.bytes, &|text| is_known(text))? {
        Some(text) => of_text(&file.name, text, encoding),
        None => {
            let problem = Problem::new(
                &faults::UNKNOWN,
                &file.name,
                "no sheet with a published header",
                "a published table in one of its sheets",
            );
            unread("a workbook of no known kind; it is not read".to_owned(), problem)
        }
    })
}

/// Whether the first lines of a sheet hold a published header.
fn is_known(text: String) -> bool {
    locate("", text).kind.is_some()
}

/// A file that cannot be read, whatever it holds.
fn broken(problem: Problem) -> Parsed {
    unread(format!("not read: {}", problem.fault.what.to_lowercase()), problem)
}

fn unread(note: String, problem: Problem) -> Parsed {
    let mut problems = Problems::default();
    problems.push(problem);
    Parsed::Broken { note, problems, known: false }
}

/// The same of a file whose header is a publication's.
fn broken_known(problem: Problem) -> Parsed {
    let note = format!("not read: {}", problem.fault.what.to_lowercase());
    let mut problems = Problems::default();
    problems.push(problem);
    Parsed::Broken { note, problems, known: true }
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

fn table(name: &str, text: String, header: Header, kind: &'static Kind, mut notes: Problems) -> Parsed {
    let wanted: Vec<&[&str]> = kind.required.iter().chain(kind.optional).copied().collect();
    notes.append(header_notes::of_header(name, &header, kind));
    let by: Vec<&str> = kind
        .required
        .iter()
        .filter_map(|names| names.iter().find(|name| header.has(&[name])))
        .map(|name| if name.is_empty() { &"the first" } else { name })
        .copied()
        .collect();
    let read = Table::read(name, &text, header, &wanted);
    // It may be as large as a file may be, and the table holds its own.
    drop(text);
    match read {
        Ok(table) if table.rows().next().is_none() => broken_known(Problem::new(
            &faults::EMPTY,
            name,
            "a header and no rows",
            format!("rows of {}", kind.name),
        )),
        Ok(table) => {
            table.spaces().into_iter().chain(table.below()).for_each(|note| notes.push(note));
            let why = format!("it has the columns {}", by.join(", "));
            Known::of(kind, why, table.height(), notes, |problems| (kind.read)(&table, kind, problems))
        }
        Err(problems) => {
            notes.append(problems);
            let note = format!("{}, which cannot be read", kind.name);
            Parsed::Broken { note, problems: notes, known: true }
        }
    }
}

/// The problem of a header of no known kind: a column is missing where nearly all of a kind's are there.
fn unknown(file: &str, header: &Header) -> Problem {
    let present = |kind: &Kind| kind.required.iter().filter(|names| header.has(names)).count();
    if header.raw.iter().all(|name| name.trim().is_empty()) {
        return Problem::new(&faults::UNKNOWN, file, "nothing in the first line", "a header").row(1);
    }
    if let Some((what, _)) = OTHERS.iter().find(|(_, column)| header.has(&[column])) {
        return Problem::new(&faults::UNKNOWN, file, columns(header), format!("it is {what}")).row(1);
    }
    let share = |kind: &&Kind| present(kind) * 100 / kind.required.len();
    let near = SOURCES.iter().filter(|kind| present(kind) >= 2).max_by_key(share);
    let lacks = |kind: &Kind| {
        kind.required.iter().filter(|names| !header.has(names)).map(|n| n[0]).collect::<Vec<_>>()
    };
    match near {
        Some(kind) if is_near(kind.required.len(), present(kind)) => {
            missing(file, header, lacks(kind).first().unwrap_or(&""), kind.name)
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
    }
}

/// Tables of the same publisher that no briefing needs, each by a column that no table has which one needs.
const OTHERS: [(&str, &str); 6] = [
    ("a table of appointments, which no briefing needs", "COUNT_OF_APPOINTMENTS"),
    ("a table of appointments, which no briefing needs", "APPT_STATUS"),
    ("list sizes by small area (LSOA), which no briefing needs", "LSOA_CODE"),
    ("list sizes by small area (LSOA), which no briefing needs", "LSOA11"),
    ("a table of the general practice workforce, which no briefing needs", "PRAC_CODE"),
    ("a table of the general practice workforce, which no briefing needs", "TOTAL_GP_HC"),
];

/// Whether so few of a kind's columns are missing that it must be meant: seven in ten are there, or all but one of three.
fn is_near(required: usize, present: usize) -> bool {
    present * 10 >= required * 7 || (required == 3 && present == 2)
}

/// The first few columns of a header, for a message.
fn columns(header: &Header) -> String {
    let first: Vec<String> =
        header.raw.iter().take(4).map(|name| format!("`{}`", shortened(name.trim()))).collect();
    let more = if header.raw.len() > first.len() { " and others" } else { "" };
    format!("the columns {}{more}", first.join(", "))
}
