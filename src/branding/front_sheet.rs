//! The front sheet: an ICB's own fields, in the order of its file.
//!
//! In: TOML, a `[[field]]` each. Out: names, and values cut into words and slots.

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::subject::digest::OwnFile;
use crate::subject::error::{Error, Result};
use crate::subject::plain_file;

/// The page before page one.
#[derive(Debug)]
pub struct FrontSheet {
    /// The file that it comes from.
    pub file: OwnFile,
    /// Its heading.
    pub title: String,
    /// Its fields, in the order of the file.
    pub fields: Vec<SheetField>,
}

/// A field: its value, or room to write one.
#[derive(Debug)]
pub struct SheetField {
    /// What it is called.
    pub name: String,
    /// The paragraphs of its value; none where it is left to be completed.
    pub paragraphs: Vec<Vec<Piece>>,
    /// Lines of room where there is no value.
    pub lines: u8,
    /// The line of the file that its value starts on.
    line: usize,
}

/// A part of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The user's words.
    Words(String),
    /// Words that the program has composed.
    Slot(Slot),
}

/// What the program can fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The area's name.
    Area,
    /// The edition's month.
    Edition,
    /// Page one's answer.
    Answer,
    /// The contact line.
    Contact,
}

/// Every slot by its name.
const SLOTS: [(&str, Slot); 4] =
    [("area", Slot::Area), ("edition", Slot::Edition), ("answer", Slot::Answer), ("contact", Slot::Contact)];

/// The heading where the file gives none.
const TITLE: &str = "Front sheet";

/// Lines of room where the file does not say.
const LINES: u8 = 1;

/// More lines than this leave no page for the other fields.
const MOST_LINES: u8 = 20;

/// A page has room for a fraction of these.
const MOST_BYTES: u64 = 1024 * 1024;
const MOST_FIELDS: usize = 100;
const MOST_LETTERS: usize = 10_000;

/// The file as TOML has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SheetGiven {
    title: Option<Spanned<String>>,
    field: Option<Vec<Spanned<FieldGiven>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldGiven {
    name: Spanned<String>,
    value: Option<Spanned<String>>,
    lines: Option<Spanned<u8>>,
}

impl FrontSheet {
    /// Reads a front sheet.
    ///
    /// # Errors
    /// Where the file cannot be read, is not TOML, has an unknown key or slot, or has no field.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = plain_file::own(path, MOST_BYTES)?;
        let file = OwnFile::of(path, &bytes);
        Self::parse(file, &bytes)
    }

    /// The line of the first field that has a slot.
    pub fn asks_for(&self, slot: Slot) -> Option<usize> {
        let asks = |field: &&SheetField| field.paragraphs.iter().flatten().any(|p| *p == Piece::Slot(slot));
        self.fields.iter().find(asks).map(|field| field.line)
    }

    fn parse(file: OwnFile, bytes: &[u8]) -> Result<Self> {
        let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
        // Where it is no text, nothing but the fault is made of it.
        let reader = SheetReader { file, text: text.unwrap_or_default() };
        if text.is_err() {
            return Err(reader.fault(0, "it is not text in UTF-8", "save it as UTF-8 text"));
        }
        let sheet: SheetGiven = toml::from_str(reader.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            reader.fault(at, &error.message().replace('\n', ", "), START)
        })?;
        let fields = sheet.field.unwrap_or_default(); // none is refused below
        if fields.is_empty() {
            return Err(reader.fault(0, "there is no `[[field]]`", START));
        }
        if let Some(over) = fields.get(MOST_FIELDS) {
            let found = format!("there are {} fields", fields.len());
            return Err(reader.fault(over.span().start, &found, "give at most 100"));
        }
        let title = sheet.title.map(|title| reader.short(title)).transpose()?;
        let fields = fields.into_iter().map(|field| reader.field(field)).collect::<Result<_>>()?;
        Ok(Self { title: title.unwrap_or_else(|| TITLE.to_owned()), fields, file: reader.file })
    }
}

/// What to do about most mistakes.
const START: &str = "correct the line (a field is `[[field]]`, then name = \"…\" and, where it is known, \
                     value = \"…\"; text stands in quotes), or start from the example that \
                     `briefings eject-templates DIR` writes";

/// A file that is being read.
struct SheetReader<'t> {
    file: OwnFile,
    text: &'t str,
}

impl SheetReader<'_> {
    fn field(&self, field: Spanned<FieldGiven>) -> Result<SheetField> {
        let start = field.span().start;
        let FieldGiven { name, value, lines } = field.into_inner();
        if name.get_ref().trim().is_empty() {
            return Err(self.fault(name.span().start, "`name` is empty", "give the field a name"));
        }
        let given = lines.as_ref().map_or(LINES, |lines| *lines.get_ref());
        if !(1..=MOST_LINES).contains(&given) {
            let at = lines.map_or(start, |lines| lines.span().start);
            return Err(self.fault(at, &format!("`lines` is {given}"), "give a number from 1 to 20"));
        }
        let name = self.short(name)?;
        let value = value.map(|value| self.bounded(value, MOST_LETTERS)).transpose()?;
        let line = self.line(value.as_ref().map_or(start, |value| value.span().start));
        let paragraphs = value.map(|value| self.paragraphs(&value)).transpose()?.unwrap_or_default(); // room to write in
        Ok(SheetField { name: name.trim().to_owned(), paragraphs, lines: given, line })
    }

    /// A heading or the name of a field.
    fn short(&self, text: Spanned<String>) -> Result<String> {
        Ok(self.bounded(text, MOST_LETTERS / 50)?.into_inner())
    }

    /// A text of at most so many letters.
    fn bounded(&self, text: Spanned<String>, most: usize) -> Result<Spanned<String>> {
        let letters = text.get_ref().chars().count();
        if letters <= most {
            return Ok(text);
        }
        let found = format!("there are {letters} letters");
        Err(self.fault(text.span().start, &found, &format!("give at most {most}")))
    }

    /// A value cut at its line ends.
    fn paragraphs(&self, value: &Spanned<String>) -> Result<Vec<Vec<Piece>>> {
        let lines = value.get_ref().lines().map(str::trim).filter(|line| !line.is_empty());
        let cut = |line| {
            pieces(line).map_err(|slot| {
                let known = SLOTS.map(|(name, _)| format!("`{{{name}}}`")).join(", ");
                let problem = format!("there is no `{{{slot}}}` to fill in");
                self.fault(self.place(&slot, value.span()), &problem, &format!("use one of {known}"))
            })
        };
        lines.map(cut).collect()
    }

    /// Where in the file a slot of a value is.
    fn place(&self, slot: &str, value: Range<usize>) -> usize {
        let within = self.text.get(value.clone()).and_then(|value| value.find(&format!("{{{slot}}}")));
        value.start + within.unwrap_or(0)
    }

    fn line(&self, at: usize) -> usize {
        1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count()
    }

    fn fault(&self, at: usize, problem: &str, remedy: &str) -> Error {
        Error::FrontSheet {
            file: self.file.file.clone(),
            line: self.line(at),
            problem: problem.to_owned(),
            remedy: remedy.to_owned(),
        }
    }
}

/// A line as words and slots; an unknown slot is given back. Braces around anything but small letters are words.
fn pieces(line: &str) -> std::result::Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut rest = line;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        words.push_str(before);
        let name = from[1..].split('}').next().filter(|name| from.len() > name.len() + 1 && is_name(name));
        let Some(name) = name else {
            words.push('{');
            rest = &from[1..];
            continue;
        };
        let slot = SLOTS.iter().find(|(known, _)| *known == name).ok_or_else(|| name.to_owned())?;
        if !words.is_empty() {
            pieces.push(Piece::Words(std::mem::take(&mut words)));
        }
        pieces.push(Piece::Slot(slot.1));
        rest = &from[name.len() + 2..];
    }
    words.push_str(rest);
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    Ok(pieces)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_into_words_and_slots() {
        let cut = pieces("{area}, {edition}: {1} and {").unwrap();
        let words = |text: &str| Piece::Words(text.to_owned());
        assert_eq!(
            cut,
            [Piece::Slot(Slot::Area), words(", "), Piece::Slot(Slot::Edition), words(": {1} and {")]
        );
        assert_eq!(pieces("{rate}"), Err("rate".to_owned()));
    }
}
