//! The user's own logo: what it is by its first bytes, and what it says to those who do not see it.

use std::path::Path;

use super::drawing;
use crate::subject::digest::OwnFile;
use crate::subject::error::{Error, Result};
use crate::subject::plain_file;

/// A picture of the user's own.
#[derive(Clone, Debug)]
pub struct Logo {
    /// The file that it comes from.
    pub file: OwnFile,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it says to those who do not see it.
    pub alt: String,
    format: &'static str,
}

/// Words that an alternative text has at the least.
const ALT_WORDS: usize = 3;

/// More would make every briefing too large to send.
const MOST_BYTES: usize = 400_000;

/// More is not read, to say what a file is that is too large.
const READ: u64 = 64 * 1024 * 1024;

/// Letters that an alternative text has at the most.
const ALT_LETTERS: usize = 300;

/// Pixels of a picture, which take four bytes each once they are unpacked.
const MOST_PIXELS: usize = 16_000_000;

/// Bytes of a file of no known kind that a message tells.
const TOLD: usize = 24;

/// Beginnings of files that are taken for a logo by mistake.
const OTHERS: [(&[u8], &str); 6] = [
    (b"%PDF", "a PDF"),
    (b"GIF8", "a GIF"),
    (b"RIFF", "a WebP"),
    (b"BM", "a bitmap (BMP)"),
    (b"PK\x03\x04", "a zip or an Office file"),
    (b"\x01\x00\x00\x00", "a Windows metafile"),
];

impl Logo {
    /// Reads a logo.
    ///
    /// # Errors
    /// Where the file cannot be read, is no SVG, PNG or JPEG, is over 400 kB, or the text says too little.
    pub fn read(path: &Path, alt: &str) -> Result<Self> {
        let bytes = plain_file::own(path, READ)?;
        let file = OwnFile::of(path, &bytes);
        let fault = |found: String, expected: &str| Error::Logo {
            file: file.file.clone(),
            found,
            expected: expected.to_owned(),
        };
        if alt.split_whitespace().count() < ALT_WORDS {
            return Err(fault(
                format!("the text `{alt}`"),
                "--logo-alt of three words or more, such as \"Logo of NHS Devon\"",
            ));
        }
        if alt.chars().count() > ALT_LETTERS {
            let letters = alt.chars().count();
            return Err(fault(
                format!("a text of {letters} letters"),
                "--logo-alt of 300 letters at the most",
            ));
        }
        let Some(format) = format(&bytes) else {
            return Err(fault(found(&bytes), "an SVG, PNG or JPEG picture"));
        };
        if bytes.len() > MOST_BYTES {
            return Err(fault(format!("{} kB", bytes.len() / 1000), "a picture of 400 kB at the most"));
        }
        let found = if format == "svg" { drawing::refused(&bytes) } else { pixels(&bytes) };
        if let Some(found) = found {
            return Err(fault(
                found,
                "a plain picture: an SVG without links, entities and effects, a PNG or JPEG of 16 million pixels at the most",
            ));
        }
        Ok(Self { file, bytes, alt: alt.trim().to_owned(), format })
    }

    /// Where the document finds it.
    pub fn path(&self) -> String {
        format!("own/logo.{}", self.format)
    }
}

/// How many pixels a picture says that it has, where they are too many or it does not say.
fn pixels(bytes: &[u8]) -> Option<String> {
    let Ok(size) = imagesize::blob_size(bytes) else {
        return Some("a picture that does not say how large it is".to_owned());
    };
    let many = size.width.saturating_mul(size.height) > MOST_PIXELS;
    many.then(|| format!("a picture of {} by {} pixels", size.width, size.height))
}

/// The format that a file's bytes are of.
fn format(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some("png");
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some("jpg");
    }
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}').trim_start();
    let opens = text.starts_with("<svg") || text.starts_with("<?xml") || text.starts_with("<!");
    (opens && text.contains("<svg")).then_some("svg")
}

/// What a file that is no picture begins with.
fn found(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return "an empty file".to_owned();
    }
    if let Some((_, name)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return (*name).to_owned();
    }
    let start = &bytes[..bytes.len().min(TOLD)];
    let first = start.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or(start);
    match std::str::from_utf8(first) {
        Ok(text) if !text.contains(|c: char| c.is_control()) => format!("text that begins `{text}`"),
        _ => {
            let hex: Vec<String> = start.iter().take(4).map(|byte| format!("{byte:02X}")).collect();
            format!("a file that begins with the bytes {}", hex.join(" "))
        }
    }
}
