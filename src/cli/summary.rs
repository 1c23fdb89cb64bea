//! What `build` prints when it is done. Scripts read the first line.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::cache::Made;
use crate::publish::{Outcome, Told};
use crate::text::number;
use crate::text::words::list;

/// Areas that a line names.
const NAMED: usize = 6;

/// What was made, in how many seconds, what of it anew, and what a reader should know.
pub fn summary(outcome: &Outcome, seconds: f64, anew: &str) -> String {
    let failed = outcome.failed.len();
    let but = if failed == 0 { String::new() } else { format!(", {failed} not made (see exceptions.csv)") };
    let pdfs = if outcome.pdfs == 1 { "PDF" } else { "PDFs" };
    let folder = outcome.folder.display();
    let mut text = format!("{} {pdfs} in {folder}{but}\nmanifest {}\n", outcome.pdfs, outcome.manifest);
    let Told { files, withheld, exceptions, marks } = &outcome.told;
    let bytes = files.values().map(|(_, bytes)| bytes).sum();
    let (all, seconds) = (size(bytes), number::text(seconds, 1));
    let kinds: Vec<String> =
        files.iter().map(|(ending, (files, bytes))| format!("{files} {ending} {}", size(*bytes))).collect();
    let _ = writeln!(text, "  {all} in {seconds} s: {}", kinds.join(", "));
    if !anew.is_empty() {
        let _ = writeln!(text, "  {anew}");
    }
    if !marks.is_empty() {
        let marks: Vec<&str> = marks.iter().map(|mark| mark.word()).collect();
        let _ = writeln!(text, "  no finding: every page says that data is {}", marks.join(" and "));
    }
    if !withheld.is_empty() {
        let _ = writeln!(
            text,
            "  no rate is printed of {}; the pages say why",
            list::first(withheld.iter().cloned(), NAMED)
        );
    }
    if !exceptions.is_empty() {
        let _ = writeln!(text, "  exceptions.csv says what is left out: {}", counted(exceptions));
    }
    text
}

/// What is said of a run that found everything as an earlier one had made it.
pub const UNCHANGED: &str = "nothing has changed since: every file is as that run made it";

/// What no earlier run had made.
pub fn anew(made: Made) -> String {
    let some =
        |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    let Made { tables, panels, documents } = made;
    let parts = [
        some(tables, "table read", "tables read"),
        some(panels, "panel made", "panels made"),
        some(documents, "document typeset", "documents typeset"),
    ];
    format!("anew: {}", parts.join(", "))
}

fn size(bytes: usize) -> String {
    let (unit, by) = if bytes < 1_000_000 { ("kB", 1e3) } else { ("MB", 1e6) };
    format!("{} {unit}", number::text(bytes as f64 / by, 1))
}

fn counted(exceptions: &BTreeMap<String, usize>) -> String {
    exceptions.iter().map(|(what, lines)| format!("{what} ({lines})")).collect::<Vec<_>>().join(", ")
}
