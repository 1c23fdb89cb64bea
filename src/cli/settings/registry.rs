//! What may be settled for all editions: options of `build`, by their names.

use std::ffi::{OsStr, OsString};

/// An option of `build` that stays from one edition to the next.
#[derive(Debug)]
pub struct Setting {
    /// The option without its dashes.
    pub key: &'static str,
    /// What its value is.
    pub takes: Takes,
    /// A value, for the file that `init` writes.
    pub example: &'static str,
}

/// What a setting's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Text in quotes.
    Text,
    /// Text in quotes, or a list of it.
    Texts,
    /// A path, from the file's folder.
    Path,
    /// A path from the file's folder, or a list of them.
    Paths,
    /// A whole number.
    Number,
    /// `true` or `false`.
    YesOrNo,
    /// A word, a year, or the path of a table.
    Geography,
}

impl Takes {
    /// As a message says it, with an example.
    pub fn words(self) -> &'static str {
        match self {
            Self::Text => "text in quotes",
            Self::Texts => "text in quotes, or a list of texts",
            Self::Path => "a path in quotes",
            Self::Paths => "a path in quotes, or a list of paths",
            Self::Number => "a whole number, without quotes",
            Self::YesOrNo => "true or false, without quotes",
            Self::Geography => "a word or a path in quotes, or a year",
        }
    }
}

impl Setting {
    /// `--key=value`.
    pub fn option(&self, value: &OsStr) -> OsString {
        let mut option = OsString::from(format!("--{}=", self.key));
        option.push(value);
        option
    }
}

/// Every setting, in the order of the file that `init` writes.
pub const SETTINGS: &[Setting] = &[
    Setting { key: "data", takes: Takes::Paths, example: "[\"downloads\"]" },
    Setting { key: "out", takes: Takes::Path, example: "\"reports\"" },
    Setting { key: "area", takes: Takes::Texts, example: "[\"NHS Devon\", \"QE1\", \"ENG\"]" },
    Setting { key: "region", takes: Takes::Texts, example: "[\"Y58\"]" },
    Setting { key: "format", takes: Takes::Texts, example: "[\"pdf\", \"html\", \"xlsx\", \"data\"]" },
    Setting { key: "length", takes: Takes::Text, example: "\"paper\"" },
    Setting { key: "need", takes: Takes::Text, example: "\"support-gap\"" },
    Setting { key: "survey", takes: Takes::Number, example: "2026" },
    Setting { key: "imd", takes: Takes::Number, example: "2025" },
    Setting { key: "geography", takes: Takes::Geography, example: "\"edition\"" },
    Setting { key: "practice-map", takes: Takes::Text, example: "\"auto\"" },
    Setting { key: "similar", takes: Takes::Path, example: "\"similar.csv\"" },
    Setting { key: "local", takes: Takes::Path, example: "\"local.csv\"" },
    Setting { key: "prefer", takes: Takes::Texts, example: "[\"gp-reg-pat-prac-all-revised.csv\"]" },
    Setting { key: "allow-unread", takes: Takes::YesOrNo, example: "true" },
    Setting { key: "draft", takes: Takes::YesOrNo, example: "true" },
    Setting { key: "front-sheet", takes: Takes::Path, example: "\"front-sheet.toml\"" },
    Setting { key: "front-sheet-format", takes: Takes::Texts, example: "[\"pdf\", \"docx\"]" },
    Setting { key: "logo", takes: Takes::Path, example: "\"logo.svg\"" },
    Setting { key: "logo-alt", takes: Takes::Text, example: "\"Logo of NHS Devon\"" },
    Setting { key: "contact", takes: Takes::Text, example: "\"analytics@example.nhs.uk\"" },
    Setting { key: "templates", takes: Takes::Path, example: "\"our-templates\"" },
    Setting { key: "jobs", takes: Takes::Number, example: "2" },
    Setting { key: "time-limit", takes: Takes::Number, example: "900" },
    Setting { key: "memory-limit", takes: Takes::Number, example: "4000" },
    Setting { key: "sign", takes: Takes::Path, example: "\"key.pem\"" },
];
