//! A data set as files that can be changed: whole, as text, or cell by cell.

use std::io::{self, Cursor, Read};

use briefings::demo::{self, DemoFile};
use briefings::subject::role::TITLE;

/// The latest workforce file, September 2026.
pub const WORKFORCE: &str = "workforce/27.Primary Care Networks - September 2026 Individual Level.csv";
/// The latest list sizes.
pub const LISTS: &str = "list-sizes/gp-reg-pat-prac-all-sep-26.csv";
/// The latest practice map, in its zip.
pub const MAP: &str = "practice-map/gp-reg-pat-prac-map-aug-26.zip";
/// The practice map before it, which is no zip.
pub const EARLIER_MAP: &str = "practice-map/gp-reg-pat-prac-map-jan-26.csv";
/// The latest survey.
pub const SURVEY: &str = "survey/GPPS_2026_Practice_data_(weighted)_(csv).csv";
/// The latest deprivation scores.
pub const SCORES: &str = "deprivation/fingertips-imd-2025-gp-practice.csv";
/// The deprivation scores before, as Fingertips exports them.
pub const EXPORT: &str = "deprivation/indicator-data-93553-imd-2019-practice.csv";

/// The files of a data set, while faults are planted.
#[derive(Debug)]
pub struct Set {
    files: Vec<DemoFile>,
}

/// Where a fault was planted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planted {
    /// The name that messages call the file by, or the edition where it is of no one file.
    pub file: String,
    /// The row as a spreadsheet counts, the header being row 1.
    pub row: Option<usize>,
    /// The column, in the form that messages have it.
    pub column: Option<String>,
    /// What the message must hold besides, for example a code.
    pub about: String,
    /// The file that `--prefer` is to name.
    pub prefer: Option<String>,
}

impl Planted {
    /// In a file or an edition.
    pub fn of(file: &str) -> Self {
        Self { file: file.to_owned(), row: None, column: None, about: String::new(), prefer: None }
    }

    pub fn row(mut self, row: usize) -> Self {
        self.row = Some(row);
        self
    }

    pub fn column(mut self, column: &str) -> Self {
        self.column = Some(column.to_uppercase());
        self
    }

    pub fn about(mut self, about: impl Into<String>) -> Self {
        self.about = about.into();
        self
    }

    pub fn prefer(mut self, file: &str) -> Self {
        self.prefer = Some(file.to_owned());
        self
    }
}

impl Set {
    /// A data set as it was made.
    pub fn new(files: Vec<DemoFile>) -> Self {
        Self { files }
    }

    /// Its files.
    pub fn into_files(self) -> Vec<DemoFile> {
        self.files
    }

    /// A file's bytes.
    pub fn file(&mut self, path: &str) -> io::Result<&mut Vec<u8>> {
        let file = self.files.iter_mut().find(|file| file.path == path);
        file.map(|file| &mut file.bytes).ok_or_else(|| io::Error::other(format!("there is no {path}")))
    }

    /// Puts a file beside the others.
    pub fn add(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.push(DemoFile { path: path.to_owned(), bytes: bytes.into() });
    }

    /// Takes out every file whose path holds one of some words.
    pub fn remove(&mut self, words: &[&str]) {
        self.files.retain(|file| !words.iter().any(|word| file.path.contains(word)));
    }

    /// Gives a file another path.
    pub fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        let file = self.files.iter_mut().find(|file| file.path == from);
        file.map(|file| to.clone_into(&mut file.path))
            .ok_or_else(|| io::Error::other(format!("there is no {from}")))
    }

    /// The name that messages call a file by.
    pub fn name(path: &str) -> String {
        let name = path.rsplit('/').next().unwrap_or(path);
        if path == MAP { format!("{name}/gp-reg-pat-prac-map.csv") } else { name.to_owned() }
    }

    /// Changes the text of a table, which may be the only one of a zip.
    pub fn text(&mut self, path: &str, change: impl FnOnce(String) -> String) -> io::Result<()> {
        let bytes = self.file(path)?;
        if !path.ends_with(".zip") {
            let text = String::from_utf8(std::mem::take(bytes)).map_err(io::Error::other)?;
            *bytes = change(text).into_bytes();
            return Ok(());
        }
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes.as_slice()))?;
        let mut only = archive.by_index(0)?;
        let mut text = String::new();
        only.read_to_string(&mut text)?;
        let path = only.name()?.into_owned();
        drop(only);
        *bytes = demo::zip(&[DemoFile { path, bytes: change(text).into_bytes() }])?;
        Ok(())
    }

    /// Changes a table cell by cell.
    pub fn table<T>(
        &mut self,
        path: &str,
        change: impl FnOnce(&mut Sheet) -> io::Result<T>,
    ) -> io::Result<T> {
        let mut done = Err(io::Error::other("nothing was changed"));
        self.text(path, |text| {
            let mut sheet = match Sheet::of(&text) {
                Ok(sheet) => sheet,
                Err(error) => {
                    done = Err(error);
                    return text;
                }
            };
            done = change(&mut sheet);
            sheet.text()
        })?;
        done
    }

    /// Writes over one cell: that of the first row, or of the first link worker, that has something in the column.
    pub fn cell(&mut self, path: &str, column: &str, to: &str) -> io::Result<Planted> {
        let row = self.table(path, |sheet| {
            let row = if path == WORKFORCE { sheet.link_worker()? } else { sheet.filled(column)? };
            to.clone_into(sheet.cell(row, column)?);
            Ok(row)
        })?;
        Ok(Planted::of(&Self::name(path)).row(row + 2).column(column))
    }

    /// Replaces the first of some words in a table's text.
    pub fn replace(&mut self, path: &str, from: &str, to: &str) -> io::Result<()> {
        let mut found = false;
        self.text(path, |text| {
            found = text.contains(from);
            text.replacen(from, to, 1)
        })?;
        if found { Ok(()) } else { Err(io::Error::other(format!("{path} does not hold {from}"))) }
    }
}

/// A column, and whether what is in it is wanted.
type Wanted<'a> = (&'a str, &'a dyn Fn(&str) -> bool);

/// A table as rows of cells.
pub struct Sheet {
    mark: bool,
    line_end: &'static str,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    fn of(text: &str) -> io::Result<Self> {
        let plain = text.trim_start_matches('\u{feff}');
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(plain.as_bytes());
        let mut rows =
            reader.deserialize().collect::<csv::Result<Vec<Vec<String>>>>().map_err(io::Error::other)?;
        if rows.is_empty() {
            return Err(io::Error::other("a table without a header"));
        }
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Ok(Self { mark: plain.len() < text.len(), line_end, header: rows.remove(0), rows })
    }

    fn text(&self) -> String {
        let quoted = |cell: &String| match cell.contains([',', '"', '\n', '\r']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell.clone(),
        };
        let line =
            |cells: &Vec<String>| cells.iter().map(quoted).collect::<Vec<_>>().join(",") + self.line_end;
        let rows: String = std::iter::once(&self.header).chain(&self.rows).map(line).collect();
        format!("{}{rows}", if self.mark { "\u{feff}" } else { "" })
    }

    /// Where a column is.
    pub fn at(&self, column: &str) -> io::Result<usize> {
        let at = self.header.iter().position(|name| name == column);
        at.ok_or_else(|| io::Error::other(format!("there is no column {column}")))
    }

    /// A cell, by its row from zero.
    pub fn cell(&mut self, row: usize, column: &str) -> io::Result<&mut String> {
        let at = self.at(column)?;
        let cell = self.rows.get_mut(row).and_then(|cells| cells.get_mut(at));
        cell.ok_or_else(|| io::Error::other(format!("there is no row {}", row + 2)))
    }

    /// A cell's text.
    pub fn get(&self, row: usize, column: &str) -> io::Result<&str> {
        let cell = self.rows.get(row).zip(self.at(column).ok()).and_then(|(cells, at)| cells.get(at));
        cell.map(String::as_str).ok_or_else(|| io::Error::other(format!("there is no row {}", row + 2)))
    }

    /// The first row whose cells in some columns are as wanted.
    pub fn find(&self, wanted: &[Wanted<'_>]) -> io::Result<usize> {
        let at =
            wanted.iter().map(|(column, is)| Ok((self.at(column)?, is))).collect::<io::Result<Vec<_>>>()?;
        let is = |cells: &Vec<String>| at.iter().all(|(at, is)| cells.get(*at).is_some_and(|cell| is(cell)));
        self.rows.iter().position(is).ok_or_else(|| io::Error::other("there is no such row"))
    }

    /// The first row with a code or a number in a column.
    pub fn filled(&self, column: &str) -> io::Result<usize> {
        self.find(&[(column, &|text| {
            text.bytes().any(|byte| byte.is_ascii_digit()) && !text.starts_with('E')
        })])
    }

    /// The first link worker that is a person, in a PCN that has an earlier row.
    pub fn link_worker(&self) -> io::Result<usize> {
        self.find(&[
            ("DETAILED_STAFF_ROLE", &|role| role == TITLE),
            ("Data_source", &|source| source == "NWRS Staff"),
        ])
    }
}
