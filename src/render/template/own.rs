//! Templates of the user's, in the place of the built-in ones: one file at a time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::built_in::{FRONT_SHEET, PLAIN_TYPST, README, TEMPLATES, WORDS_NAME, built_in, pages_and_theme};
use super::words;
use crate::subject::digest::{OwnFile, file_name, hex};
use crate::subject::error::{Error, Result};
use crate::subject::nearest::nearest;
use crate::subject::plain_file;

/// What systems leave in folders, beside files that begin with a full stop.
const LEFT_BEHIND: [&str; 2] = ["desktop.ini", "Thumbs.db"];

/// The longest built-in template has a hundredth of this.
const MOST_BYTES: u64 = 1024 * 1024;

/// How deep folders of templates lie in each other: the built-in ones have one below another.
const DEEPEST: usize = 4;

/// The files that pages are made with: the built-in ones, and those that the user puts in their place.
#[derive(Debug, Default)]
pub struct Templates {
    /// Where the user's are.
    folder: PathBuf,
    /// Those that differ from the built-in ones.
    own: BTreeMap<String, String>,
}

impl Templates {
    /// Reads the user's templates; a file that is the same as the built-in one counts as built-in.
    ///
    /// # Errors
    /// Where the folder cannot be read, a name is not of a template, or a file is not text.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut own = BTreeMap::new();
        for (name, path) in files(folder, "")? {
            if [FRONT_SHEET.0, README.0].contains(&name.as_str()) {
                continue;
            }
            let built_in = built_in(&name).ok_or_else(|| unknown(folder, &name))?;
            let bytes = plain_file::own(&path, MOST_BYTES)?;
            let text = String::from_utf8(bytes)
                .map_err(|_| refused(folder, format!("  `{name}` is not text in UTF-8; save it as UTF-8")))?;
            let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
            if let Some(fault) =
                Some(&text).filter(|_| name == WORDS_NAME).and_then(|text| words::fault(text))
            {
                return Err(refused(folder, format!("  {fault}")));
            }
            if text != built_in {
                own.insert(name, text);
            }
        }
        Ok(Self { folder: folder.to_owned(), own })
    }

    /// Whether any file differs from the built-in one.
    pub fn is_own(&self) -> bool {
        !self.own.is_empty()
    }

    /// The folder that the user's are in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The user's files, by name.
    pub fn files(&self) -> Vec<OwnFile> {
        let own = self.own.iter();
        own.map(|(name, text)| OwnFile { file: name.clone(), sha256: hex(text.as_bytes()) }).collect()
    }

    /// How pages look: plain Typst, file by file.
    pub fn plain_typst(&self) -> impl Iterator<Item = (&'static str, &str)> {
        PLAIN_TYPST.iter().map(|(name, text)| (*name, self.own.get(*name).map_or(*text, String::as_str)))
    }

    /// The standing words, the user's in the place of the built-in ones.
    pub fn words(&self) -> toml::Table {
        words::merged(self.own.get(WORDS_NAME).map(String::as_str))
    }

    /// The line of a template that a line of a filled page is, where it went through as it is.
    pub fn line_of(&self, name: &str, filled: &str) -> Option<usize> {
        let is = |line: &str| !filled.trim().is_empty() && line.trim() == filled.trim();
        Some(1 + self.text(name)?.lines().position(is)?)
    }

    /// The text of a template or the theme.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.own.get(name).map(String::as_str).or_else(|| built_in(name))
    }

    /// Every page template by name, the user's in the place of the built-in ones.
    pub(super) fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        TEMPLATES.iter().map(|(name, text)| (*name, self.own.get(*name).map_or(*text, String::as_str)))
    }

    /// The names of the user's page templates.
    pub(super) fn own_pages(&self) -> impl Iterator<Item = &str> {
        let pages = |name: &&str| TEMPLATES.iter().any(|(known, _)| known == name);
        self.own.keys().map(String::as_str).filter(pages)
    }
}

/// Every file below a folder, by its path with `/`, in order; what systems leave behind apart.
fn files(folder: &Path, above: &str) -> Result<BTreeMap<String, PathBuf>> {
    let fail = |source| Error::Read { path: folder.to_owned(), source };
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let name = file_name(&path);
        if name.starts_with('.') || LEFT_BEHIND.iter().any(|left| name.eq_ignore_ascii_case(left)) {
            continue;
        }
        let inside = format!("{above}{name}");
        if path.is_dir() {
            if above.matches('/').count() == DEEPEST {
                return Err(refused(&path, "  it lies far deeper than any template; take it out".to_owned()));
            }
            found.extend(files(&path, &format!("{inside}/"))?);
        } else {
            found.insert(inside, path);
        }
    }
    Ok(found)
}

/// The error for a file that stands in the place of none.
fn unknown(folder: &Path, name: &str) -> Error {
    let near = nearest(name, pages_and_theme().map(|(known, _)| known));
    refused(folder, format!("  `{name}` is not the name of a template{near}; rename it or take it out"))
}

fn refused(folder: &Path, faults: String) -> Error {
    Error::Templates { folder: folder.display().to_string(), faults }
}
