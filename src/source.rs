//! Published files become typed records; polars and calamine live here only.
//!
//! In: folders, files and zips as published. Out: [`Publications`] by census, day or year,
//! and an [`Input`] per file for the data log and the manifest.
//! A file is recognised by its header and never by its name.

mod deprivation;
mod epcn;
mod file;
mod list_size;
pub mod local;
pub mod lookup;
pub mod own;
mod practice_map;
mod survey;
mod table;
pub mod tiles;
mod workbook;
mod workforce;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use deprivation::Deprivation;
pub use epcn::{Derived, Epcn};
pub use file::{Origin, hex};
pub use list_size::ListSizes;
pub use practice_map::{Member, PracticeMap};
pub use survey::Survey;
pub use workforce::{FiledRow, Filing, Workforce};

use crate::analysis::Mark;
use crate::error::{Error, Result};
use crate::subject::Census;
use crate::workers;
use file::Opened;
use table::{Header, Table};

/// A kind of published table.
#[derive(Debug)]
pub struct Kind {
    /// Its id, for scripts.
    pub id: &'static str,
    /// As part of a sentence: `a PCN workforce file`.
    pub name: &'static str,
    /// Title and publisher of the publication.
    pub publication: &'static str,
    /// The columns without which it is not of this kind, each by its spellings.
    required: &'static [&'static [&'static str]],
    /// Columns that are read where they are there.
    optional: &'static [&'static [&'static str]],
    read: fn(&Table, &Kind, &mut Publications) -> Result<Read>,
}

/// Every kind of table that can be read.
pub const SOURCES: &[Kind] = &[
    Kind {
        id: "workforce",
        name: "a PCN workforce file (individual level)",
        publication: "Primary Care Network Workforce, individual level (NHS England)",
        required: workforce::COLUMNS,
        optional: workforce::OPTIONAL,
        read: workforce::read,
    },
    Kind {
        id: "list-size",
        name: "a list-size file",
        publication: "Patients Registered at a GP Practice (NHS England)",
        required: list_size::REQUIRED,
        optional: list_size::OPTIONAL,
        read: list_size::read,
    },
    Kind {
        id: "practice-map",
        name: "a practice map",
        publication: "Patients Registered at a GP Practice, practice map (NHS England)",
        required: practice_map::REQUIRED,
        optional: practice_map::OPTIONAL,
        read: practice_map::read,
    },
    Kind {
        id: "deprivation",
        name: "a deprivation score by practice (Fingertips export)",
        publication: "Public health profiles, deprivation score (Office for Health Improvement and Disparities)",
        required: deprivation::EXPORT,
        optional: &[],
        read: deprivation::read_export,
    },
    Kind {
        id: "deprivation-extract",
        name: "a deprivation score by practice (four columns)",
        publication: "Public health profiles, deprivation score (Office for Health Improvement and Disparities)",
        required: deprivation::EXTRACT,
        optional: &[],
        read: deprivation::read_extract,
    },
    Kind {
        id: "survey-to-2023",
        name: "a GP Patient Survey practice file (2018 to 2023)",
        publication: "GP Patient Survey, practice data, weighted (NHS England)",
        required: survey::TO_2023,
        optional: &[],
        read: survey::read_to_2023,
    },
    Kind {
        id: "survey-from-2024",
        name: "a GP Patient Survey practice file (2024 on)",
        publication: "GP Patient Survey, practice data, weighted (NHS England)",
        required: survey::FROM_2024,
        optional: &[],
        read: survey::read_from_2024,
    },
    epcn::KIND,
];

/// What all recognised files say.
#[derive(Debug, Default)]
pub struct Publications {
    /// Workforce by census.
    pub workforce: BTreeMap<Census, Workforce>,
    /// List sizes by day.
    pub lists: BTreeMap<Date, ListSizes>,
    /// Practice maps by day.
    pub maps: BTreeMap<Date, PracticeMap>,
    /// Dated memberships by the day of their workbook.
    pub epcn: BTreeMap<Date, Epcn>,
    /// Deprivation by the index's year.
    pub deprivation: BTreeMap<i16, Deprivation>,
    /// Surveys by year.
    pub survey: BTreeMap<i16, Survey>,
    /// Every file that was opened, in the order read.
    pub inputs: Vec<Input>,
}

/// A file that was opened.
#[derive(Debug)]
pub struct Input {
    /// Its name, within its zip where it was in one.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its encoding.
    pub encoding: &'static str,
    /// Whether it is no finding.
    pub mark: Option<Mark>,
    /// What it was recognised as; none where it is of no known kind.
    pub recognised: Option<Recognised>,
    /// What there is to say of a file that is not read.
    pub note: Option<&'static str>,
}

/// What a file was recognised as.
#[derive(Debug)]
pub struct Recognised {
    /// Its kind.
    pub kind: &'static Kind,
    /// What was read from it.
    pub read: Read,
}

/// What was read from a file.
#[derive(Debug)]
pub struct Read {
    /// The period it describes, in words.
    pub period: String,
    /// Data rows, the header apart.
    pub rows: usize,
    /// Rows that a figure may use.
    pub used: usize,
}

/// Reads every table below the given places.
///
/// # Errors
/// Where a place cannot be read, a file of a known kind is broken, two files describe one period,
/// or there is no workforce file at all.
pub fn load(origins: &[Origin], jobs: usize) -> Result<Publications> {
    let mut publications = survey_of(origins, jobs)?;
    if publications.workforce.is_empty() {
        return Err(workforce::none(publications.inputs.len()));
    }
    publications.drop_half_lists()?;
    Ok(publications)
}

/// Reads every table, without asking whether an edition can be made from them: for `check`.
///
/// # Errors
/// As [`load`], but for the last.
pub fn survey_of(origins: &[Origin], jobs: usize) -> Result<Publications> {
    let opened = file::open_all(origins)?;
    let parsed = workers::map(&opened, jobs, parse);
    let mut publications = Publications::default();
    for (file, parsed) in opened.iter().zip(parsed) {
        let mut input = Input::of(file);
        match parsed? {
            Parsed::Known(kind, table) => {
                if table.height() == 0 {
                    return Err(Error::Empty { file: file.name.clone(), kind: kind.name });
                }
                let read = (kind.read)(&table, kind, &mut publications)?;
                input.recognised = Some(Recognised { kind, read });
            }
            Parsed::Workbook => {
                let read = epcn::read(&file.name, &file.bytes, &mut publications)?;
                input.recognised = Some(Recognised { kind: &epcn::KIND, read });
            }
            Parsed::Unread(note) => input.note = Some(note),
        }
        publications.inputs.push(input);
    }
    Ok(publications)
}

/// The name and the SHA-256 of every table below the given places, none of which is read.
///
/// # Errors
/// Where a place cannot be read or a zip cannot be unpacked.
pub fn hashes(origins: &[Origin]) -> Result<Vec<(String, String)>> {
    Ok(file::open_all(origins)?.into_iter().map(|file| (file.name, file.sha256)).collect())
}

/// A file, once it is known what it is.
enum Parsed {
    Known(&'static Kind, Table),
    Workbook,
    Unread(&'static str),
}

/// Recognises a file by its header and reads the columns that its kind needs.
fn parse(file: &Opened) -> Result<Parsed> {
    if file.name.to_lowercase().ends_with(".xlsx") {
        let is_epcn = workbook::has_sheet(&file.name, &file.bytes, epcn::SHEET)?;
        let other = Parsed::Unread("a workbook of no known kind; it is not read");
        return Ok(if is_epcn { Parsed::Workbook } else { other });
    }
    let text = file.text();
    let header = Header::of(&text);
    let Some(kind) = recognise(&file.name, &header)? else {
        return Ok(Parsed::Unread("a table of no known kind; it is not read"));
    };
    let wanted: Vec<&[&str]> = kind.required.iter().chain(kind.optional).copied().collect();
    Table::read(&file.name, text, header, &wanted).map(|table| Parsed::Known(kind, table))
}

/// The kind whose required columns are all there; an error where nearly all of a kind's are.
fn recognise(file: &str, header: &Header) -> Result<Option<&'static Kind>> {
    let present = |kind: &Kind| kind.required.iter().filter(|names| header.has(names)).count();
    if let Some(kind) = SOURCES.iter().find(|kind| present(kind) == kind.required.len()) {
        return Ok(Some(kind));
    }
    let near = SOURCES
        .iter()
        .filter(|kind| present(kind) >= 3 && present(kind) * 10 >= kind.required.len() * 7)
        .max_by_key(|kind| present(kind) * 100 / kind.required.len());
    match near {
        None => Ok(None),
        Some(kind) => {
            let lost = kind.required.iter().find(|names| !header.has(names));
            let column = lost.map_or("", |names| names[0]);
            Err(table::missing(file, header, column, kind.name))
        }
    }
}

impl Input {
    fn of(file: &Opened) -> Self {
        Self {
            name: file.name.clone(),
            sha256: file.sha256.clone(),
            encoding: file.encoding(),
            mark: file.mark,
            recognised: None,
            note: None,
        }
    }
}

impl Publications {
    /// A file's mark, by its name.
    pub fn mark_of(&self, file: &str) -> Option<Mark> {
        self.inputs.iter().find(|input| input.name == file).and_then(|input| input.mark)
    }

    /// Leaves out list sizes of one sex where the other's file is not there, unless no others are.
    fn drop_half_lists(&mut self) -> Result<()> {
        let whole = self.lists.values().any(|list| list.missing_sex().is_none());
        if let Some((_, half)) = self.lists.iter().find(|(_, list)| list.missing_sex().is_some())
            && !whole
        {
            return Err(Error::Missing {
                missing: format!("`{}` holds list sizes of one sex only", half.files[0]),
                remedy: format!(
                    "add the {} file of the same publication and month",
                    half.missing_sex().unwrap_or("other")
                ),
            });
        }
        self.lists.retain(|_, list| list.missing_sex().is_none());
        Ok(())
    }
}

/// The error for two files of one kind and period.
fn twice(first: &str, second: &str, kind: &Kind, period: String) -> Error {
    Error::Twice { first: first.to_owned(), second: second.to_owned(), kind: kind.name, period }
}

/// A day as the publications write it: `01JAN2021`, `01-Sep-20`, `01Jan2022`, `2026-07-01`.
fn day(text: &str) -> std::result::Result<Date, &'static str> {
    ["%d%b%Y", "%d-%b-%y", "%d-%b-%Y", "%Y-%m-%d", "%d/%m/%Y"]
        .iter()
        .find_map(|format| Date::strptime(format, text).ok())
        .ok_or("a day, like 01JAN2021, 01-Sep-20 or 2026-07-01")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_published_form() {
        for text in ["01SEP2020", "01-Sep-20", "01Sep2020", "2020-09-01", "01/09/2020"] {
            assert_eq!(day(text), Ok(jiff::civil::date(2020, 9, 1)), "{text}");
        }
        assert!(day("September").is_err());
    }
}
