//! What commands give back: exit codes, and results on stdout.

use std::io::Write;
use std::path::PathBuf;

use crate::publish::json;
use crate::subject::error::{Error, Result};

/// Some areas failed, or a check fell short.
pub const SOME_FAILED: u8 = 1;

/// Wrong usage, or input that cannot be used.
pub const UNUSABLE: u8 = 2;

/// Prints a result as JSON.
pub fn print_json(what: &'static str, value: &impl serde::Serialize) -> Result<()> {
    print(&String::from_utf8_lossy(&json(what, value)?))
}

/// Prints results; a reader that went away (`| head`) is no error.
pub fn print(text: &str) -> Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::Write { path: PathBuf::from("standard output"), source: error })
        }
        _ => Ok(()),
    }
}
