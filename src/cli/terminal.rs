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

/// The most that is said at once: a screen or two.
const MOST: usize = 4_000;

/// Says something beside the results, without what would move a terminal's cursor, and no longer than a screen or two.
///
/// What cannot be said, as into a log on a full disk, ends no run.
pub fn say(text: &str) {
    let _ = std::io::stderr().lock().write_all(plain(text).as_bytes());
}

/// A text that a terminal prints as it is.
fn plain(text: &str) -> String {
    let printed = |letter: char| if letter.is_control() && letter != '\n' { '\u{fffd}' } else { letter };
    let mut short: String = text.chars().take(MOST).map(printed).collect();
    if text.chars().nth(MOST).is_some() {
        short.push_str(" … (`briefings check` lists all)\n");
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_moves_no_cursor_and_fits_a_screen() {
        assert_eq!(plain("a\u{1b}[2Jb\nc"), "a\u{fffd}[2Jb\nc");
        let long = plain(&"x".repeat(100_000));
        assert!(long.len() < 2 * MOST && long.ends_with("lists all)\n"));
    }
}
