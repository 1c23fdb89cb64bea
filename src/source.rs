//! Published files become typed records; polars and calamine live here only.
//!
//! In: folders, files and zips as published. Out: [`Publications`] by census, day or year,
//! and an [`Input`] per file for the data log and the manifest.
//! A file is recognised by its header and never by its name.

mod archive;
mod deprivation;
mod digits;
mod epcn;
mod file;
mod header_notes;
pub mod kind;
mod list_size;
mod listing;
pub mod local;
pub mod lookup;
mod oddities;
pub mod own;
pub mod own_areas;
mod practice_map;
mod published;
mod recognise;
mod select;
mod shape;
mod survey;
mod table;
pub mod tiles;
mod whole;
mod workbook;
mod workforce;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

pub use deprivation::Deprivation;
pub use epcn::{Derived, Epcn};
pub use kind::{Kind, SOURCES};
pub use list_size::ListSizes;
pub use listing::Origin;
pub use practice_map::{Member, PracticeMap};
pub use published::{PublishedTotal, TOLERANCE};
pub use survey::Survey;
pub use table::Account;
pub use workforce::{FiledRow, Filing, Workforce};

use crate::subject::Mark;
use crate::subject::error::{Error, Result};
use crate::subject::problem::{Found, Problem, Problems, faults};
use crate::subject::{Census, IcbCode, PcnCode, PracticeCode, SubIcbCode};
use crate::workers;
use file::Handle;
use recognise::{Parsed, parse};
use select::select;
use table::{Column, Fate};

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
    /// Published totals of link-worker FTE by census and area.
    pub published: BTreeMap<(Census, String), PublishedTotal>,
    /// Every file that was opened, in the order read.
    pub inputs: Vec<Input>,
    /// Files that may hold no table, by name; they were not opened.
    pub others: Vec<String>,
    /// What is wrong or odd.
    pub problems: Problems,
    /// Names of files that serve where another describes the same period.
    preferred: BTreeSet<String>,
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
    pub note: Option<String>,
}

/// What a file was recognised as.
#[derive(Debug)]
pub struct Recognised {
    /// Its kind.
    pub kind: &'static Kind,
    /// By which columns.
    pub why: String,
    /// What was read from it.
    pub read: Read,
}

/// What was read from a file.
#[derive(Debug)]
pub struct Read {
    /// The period it describes, in words.
    pub period: String,
    /// What became of its rows.
    pub account: Account,
}

/// Reads every table below the given places.
///
/// # Errors
/// Where a place cannot be read, a file of a known kind is broken, two files describe one period,
/// or there is no workforce file at all.
pub fn load(origins: &[Origin], jobs: usize) -> Result<Publications> {
    load_preferring(origins, &[], jobs)
}

/// The same; a file of one of these names serves where another describes the same period.
///
/// # Errors
/// As [`load`], and where there is no file of such a name.
pub fn load_preferring(origins: &[Origin], preferred: &[String], jobs: usize) -> Result<Publications> {
    let publications = survey_of(origins, preferred, jobs)?;
    if publications.problems.first_stop().is_some() {
        return Err(Error::of_problems(&publications.problems));
    }
    if publications.workforce.is_empty() {
        return Err(workforce::none(publications.inputs.len()));
    }
    Ok(publications)
}

/// How many files are opened at once for each thread, and how many bytes by all threads; one file may hold as many.
///
/// A national folder is larger than memory should hold, and a table takes about three times its bytes while it is read.
const AT_ONCE: (usize, u64) = (4, file::FILE_LIMIT);

/// How many files at the start of some are opened at once.
fn at_once(handles: &[Handle], jobs: usize) -> usize {
    let mut bytes = 0_u64;
    let fits = handles.iter().take(jobs.max(1) * AT_ONCE.0).take_while(|handle| {
        bytes = bytes.saturating_add(handle.size);
        bytes <= AT_ONCE.1
    });
    fits.count().max(1)
}

/// Reads every table, without asking whether an edition can be made from them: for `check`.
///
/// # Errors
/// Where a place cannot be read, or there is no file of a preferred name.
pub fn survey_of(origins: &[Origin], preferred: &[String], jobs: usize) -> Result<Publications> {
    let listing = listing::list(origins)?;
    let mut publications = Publications {
        others: listing.others,
        problems: listing.problems,
        preferred: preferred.iter().cloned().collect(),
        ..Publications::default()
    };
    publications.knows_preferred(&listing.handles)?;
    let mut handles = listing.handles.as_slice();
    while !handles.is_empty() {
        let (now, later) = handles.split_at(at_once(handles, jobs));
        for (handle, parsed) in now.iter().zip(workers::map(now, jobs, parse)) {
            publications.take(handle, parsed?);
        }
        handles = later;
    }
    publications.drop_half_lists();
    whole::look(&mut publications);
    Ok(publications)
}

/// The name and the SHA-256 of every table below the given places, none of which is read.
///
/// # Errors
/// Where a place cannot be read, or a file is damaged or too large.
pub fn hashes(origins: &[Origin]) -> Result<Vec<(String, String)>> {
    let listing = listing::list(origins)?;
    if listing.problems.first_stop().is_some() {
        return Err(Error::of_problems(&listing.problems));
    }
    listing
        .handles
        .iter()
        .map(|handle| Ok(handle.open()??))
        .map(|file| file.map(|f| (f.name, f.sha256)))
        .collect()
}

impl Publications {
    /// A file's mark, by its name.
    pub fn mark_of(&self, file: &str) -> Option<Mark> {
        self.inputs.iter().find(|input| input.name == file).and_then(|input| input.mark)
    }

    /// Refuses a preferred name that no file has.
    fn knows_preferred(&self, handles: &[Handle]) -> Result<()> {
        let unknown = |name: &&String| !handles.iter().any(|handle| handle.name == **name);
        match self.preferred.iter().find(unknown) {
            None => Ok(()),
            Some(name) => Err(Error::Unknown {
                asked: format!("there is no file `{name}` to prefer"),
                available: "`briefings check` lists the files by name".to_owned(),
            }),
        }
    }

    /// Reads a parsed file into its place; what cannot be read is a problem and not the end.
    fn take(&mut self, handle: &Handle, (opened, parsed): (Option<recognise::Stamp>, Parsed)) {
        let stamp = opened.unwrap_or_default();
        let mut input = Input {
            name: handle.name.clone(),
            sha256: stamp.sha256,
            encoding: stamp.encoding,
            mark: handle.mark,
            recognised: None,
            note: None,
        };
        let is_same = |first: &&Input| !first.sha256.is_empty() && first.sha256 == input.sha256;
        if let Some(first) = self.inputs.iter().find(is_same) {
            let found = format!("the same bytes as `{}`", first.name);
            let remedy = format!("remove `{}` from the data folder", input.name);
            let problem = Problem::new(&faults::SAME_FILE, &input.name, found, "each file once");
            self.problems.push(problem.remedy(remedy));
            input.note = Some(format!("the same file as {}; it is not read", first.name));
            self.inputs.push(input);
            return;
        }
        match parsed {
            Parsed::Known(kind, why, table, notes) => {
                self.problems.append(notes);
                let read = (kind.read)(&table, kind, self);
                input.recognised = Some(self.recognised(kind, why, (read, table.height())));
            }
            Parsed::Workbook(rows) => {
                let (why, height) =
                    (format!("it has the sheet {}", epcn::SHEET), rows.len().saturating_sub(1));
                let read = epcn::read(&handle.name, rows, self);
                input.recognised = Some(self.recognised(&epcn::KIND, why, (read, height)));
            }
            Parsed::Unread(note) => input.note = Some(note),
            Parsed::Broken(note, problems) => {
                self.problems.append(problems);
                input.note = Some(note);
            }
        }
        self.inputs.push(input);
    }

    /// What a file was recognised as; one that cannot be read is a problem, and all its rows are left out.
    fn recognised(&mut self, kind: &'static Kind, why: String, read: (Found<Read>, usize)) -> Recognised {
        let (found, height) = read;
        let read = found.unwrap_or_else(|problem| {
            self.problems.push(*problem);
            let account = Account::unused(height, "the file cannot be read");
            Read { period: "not known".to_owned(), account }
        });
        Recognised { kind, why, read }
    }

    /// Leaves out list sizes of one sex where the other's file is not there; where no others are, a run stops.
    fn drop_half_lists(&mut self) {
        let whole = self.lists.values().any(|list| list.missing_sex().is_none());
        let fault = if whole { &faults::ONE_SEX_LEFT } else { &faults::ONE_SEX };
        for half in self.lists.values() {
            let Some(sex) = half.missing_sex() else { continue };
            let expected = "both, or list sizes of all patients";
            let problem = Problem::new(fault, &half.files[0], "one sex", expected);
            let remedy = format!("add the {sex} file of the same publication and month");
            self.problems.push(problem.remedy(remedy));
        }
        self.lists.retain(|_, list| list.missing_sex().is_none());
    }
}

/// Why a row of a practice or of staff in no PCN is left out.
const IN_NO_PCN: &str = "in no PCN";

/// What the publications write for no PCN.
const NO_PCN: [&str; 6] = ["", "U", "UNALLOCATED", "UNKNOWN OR NO PCN", "UNKNOWN", "NULL"];

/// A PCN's code; none where the cell says that there is no PCN, and an error where it says neither.
fn pcn(text: &str) -> std::result::Result<Option<PcnCode>, &'static str> {
    match text.parse() {
        Ok(code) => Ok(Some(code)),
        Err(_) if NO_PCN.contains(&text.to_uppercase().as_str()) => Ok(None),
        Err(expected) => Err(expected),
    }
}

/// An ICB's code: ODS, or ONS where that is known.
fn icb(text: &str) -> std::result::Result<IcbCode, &'static str> {
    lookup::ods_of(text)
}

/// A sub-ICB's code; none where the cell is empty.
fn sub_icb(column: &Column<'_>, row: usize) -> Found<Option<SubIcbCode>> {
    if column.text(row).is_empty() { Ok(None) } else { column.parse(row, str::parse).map(Some) }
}

/// What became of a row whose code is no practice's: one of another area is left out, a damaged code is a problem.
fn no_practice(code: &Column<'_>, row: usize) -> Found<Fate> {
    let text = code.text(row);
    let is_code = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    // Areas have nine characters at ONS, and three to five at ODS; a letter and digits are what is left of a practice's.
    let cut = text.len() < 6 && text.bytes().skip(1).all(|byte| byte.is_ascii_digit());
    let is_area =
        text.is_empty() || text == "England" || is_code && (text.len() == 9 || text.len() < 6 && !cut);
    if is_area {
        return Ok(Fate::Left("of no practice"));
    }
    code.parse(row, str::parse::<PracticeCode>).map(|_| Fate::Used)
}

/// Notes a file whose name says another month than its rows.
fn name_agrees(file: &str, census: Census, problems: &mut Problems) {
    let Some(named) = recognise::month_in(file).filter(|named| *named != census) else { return };
    let found = format!("{} in the name", named.words());
    problems.push(Problem::new(
        &faults::NAME_DIFFERS,
        file,
        found,
        format!("{}, as in its rows", census.words()),
    ));
}

/// A day as the publications write it: `01JAN2021`, `01-Sep-20`, `01Jan2022`, `2026-07-01`.
fn day(text: &str) -> std::result::Result<Date, &'static str> {
    ["%d%b%Y", "%d-%b-%y", "%d-%b-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"]
        .iter()
        .find_map(|format| Date::strptime(format, text).ok())
        .ok_or("a day, like 01JAN2021, 01-Sep-20 or 2026-07-01")
}

/// The day of an extract.
fn day_of_extract(text: &str) -> std::result::Result<Date, &'static str> {
    let day = day(text)?;
    if Census::new(day.year(), day.month()).is_none() {
        return Err("a day since 2000");
    }
    // Extracts are of the first of a month: 09/01/2026 is September where a spreadsheet put the month first.
    if text.contains('/') && day.day() != 1 {
        return Err("the first of a month, like 01/09/2026, with the day before the month");
    }
    Ok(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_published_form() {
        for text in ["01SEP2020", "01-Sep-20", "01Sep2020", "2020-09-01", "01/09/2020", "1 September 2020"] {
            assert_eq!(day(text), Ok(jiff::civil::date(2020, 9, 1)), "{text}");
        }
        for text in ["September", "31/02/2020", "44197", "2020-13-01"] {
            assert!(day(text).is_err(), "{text}");
        }
        for text in ["09/01/2020", "01SEP1920", "01SEP2120"] {
            assert!(day(text).is_ok() && day_of_extract(text).is_err(), "{text}");
        }
    }
}
