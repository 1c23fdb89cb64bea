//! Where a table begins in a text, and what parts its columns: however a spreadsheet or a program wrote it.

use super::header::Header;
use super::kind::SOURCES;
use super::publications::Kind;
use super::{epcn, shape};
use crate::subject::problem::{Problem, Problems, faults};

/// What may part columns, the published way first, and what messages call it.
const SEPARATORS: [(u8, &str); 4] = [(b',', "commas"), (b';', "semicolons"), (b'\t', "tabs"), (b'|', "bars")];

/// How many lines are looked at for a header that is not in the first.
const LINES_ABOVE: usize = 30;

/// A table within a text.
pub struct Located {
    /// Its header.
    pub header: Header,
    /// What it is; none where its header is of no known kind.
    pub kind: Option<&'static Kind>,
    /// Its text, from the header on.
    pub text: String,
    /// What is odd in how it lies there.
    pub notes: Problems,
}

/// Finds the table of a known kind in a text; where there is none, the first line is its header.
pub fn locate(file: &str, text: String) -> Located {
    let mut notes = Problems::default();
    let text = line_ends(file, text, &mut notes);
    let known = |header: &Header| {
        SOURCES.iter().find(|kind| kind.required.iter().all(|spellings| header.has(spellings)))
    };
    match header(&text, |header| known(header).is_some()) {
        Some((header, start)) => {
            note(file, &header, &mut notes);
            let kind = known(&header);
            let text = if start == 0 { text } else { text[start..].to_owned() };
            Located { kind, header, text, notes }
        }
        None if epcn::is_headless(&text) => {
            let problem = Problem::new(&faults::HEADLESS, file, "an ePCN table without a header", "a header");
            notes.push(problem);
            let text = format!("{}\n{text}", epcn::HEADER_OF_HEADLESS);
            let header = Header::parted(&text, b',', 0);
            Located { kind: Some(&epcn::KIND), header, text, notes }
        }
        None => {
            let header = first(&text);
            Located { kind: None, header, text, notes }
        }
    }
}

/// Finds the table of a header that `is` accepts, which is of no published kind; else the first line is its header.
pub fn locate_own(file: &str, text: String, is: impl Fn(&Header) -> bool) -> Located {
    let mut notes = Problems::default();
    let text = line_ends(file, text, &mut notes);
    let (header, start) = header(&text, is).unwrap_or_else(|| (first(&text), 0));
    let text = if start == 0 { text } else { text[start..].to_owned() };
    Located { header, kind: None, text, notes }
}

/// The header that `is` accepts among the first lines, by the first of the separators that makes it one.
fn header(text: &str, is: impl Fn(&Header) -> bool) -> Option<(Header, usize)> {
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').take(LINES_ABOVE).enumerate() {
        if !line.trim().is_empty() {
            let rest = &text[start..];
            // A name in quotes may be over two lines, before any separator.
            let parted =
                SEPARATORS.iter().filter(|(mark, _)| line.contains('"') || line.as_bytes().contains(mark));
            let mut headers = parted.map(|(mark, _)| Header::parted(rest, *mark, number + 1));
            if let Some(header) = headers.find(|header| is(header)) {
                return Some((header, start));
            }
        }
        start += line.len();
    }
    None
}

/// The first line as a header, by what parts it into the most columns.
fn first(text: &str) -> Header {
    let headers = SEPARATORS.iter().rev().map(|(mark, _)| Header::parted(text, *mark, 1));
    headers.max_by_key(|header| header.raw.len()).unwrap_or_else(|| Header::of(text))
}

/// Says where a header was not in the first line or not parted by commas.
fn note(file: &str, header: &Header, notes: &mut Problems) {
    if header.line > 1 {
        let found = format!("the header in line {}", header.line);
        notes.push(Problem::new(&faults::LATE_HEADER, file, found, "the first line").row(header.line));
    }
    if let Some((_, name)) = SEPARATORS.iter().skip(1).find(|(mark, _)| *mark == header.separator) {
        let found = format!("{name} between columns");
        notes.push(Problem::new(&faults::SEPARATOR, file, found, "commas").row(header.line));
    }
}

/// One line feed at the end of each line.
///
/// A lone carriage return ends lines of a CSV for the Macintosh; two before a feed come of a program that added one twice.
fn line_ends(file: &str, text: String, notes: &mut Problems) -> String {
    if !text.contains('\r') {
        return text;
    }
    let feeds = shape::feeds(text.as_bytes());
    let doubled = text.matches("\r\r\n").count();
    let lone = text.as_bytes().windows(2).filter(|pair| pair[0] == b'\r' && pair[1] != b'\n').count();
    let (found, text) = if doubled > 0 && doubled + 1 >= feeds {
        ("two carriage returns", text.replace("\r\r\n", "\n"))
    } else if lone + usize::from(text.ends_with('\r')) > feeds {
        ("carriage returns", text.replace('\r', "\n"))
    } else {
        return text;
    };
    notes.push(Problem::new(&faults::LINE_ENDS, file, format!("lines that end in {found}"), "line feeds"));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_alike_whoever_wrote_them() {
        let ends = |text: &str| line_ends("a.csv", text.to_owned(), &mut Problems::default());
        assert_eq!(ends("a,b\r1,2\r3,4"), "a,b\n1,2\n3,4");
        assert_eq!(ends("a,b\r\r\n1,2\r\r\n"), "a,b\n1,2\n");
        assert_eq!(ends("a,b\r\n1,2\r\n"), "a,b\r\n1,2\r\n");
        assert_eq!(ends("a,\"b\rc\"\n1,2\n"), "a,\"b\rc\"\n1,2\n");
    }

    #[test]
    fn a_header_is_found_below_a_title_and_by_its_separator() {
        let is = |header: &Header| header.has(&["AGE"]) && header.has(&["SEX"]);
        let found =
            |text: &str| header(text, is).map(|(header, start)| (header.line, header.separator, start));
        assert_eq!(found("age,sex\n1,2\n"), Some((1, b',', 0)));
        assert_eq!(found("sep=;\nage;sex\n"), Some((2, b';', 6)));
        assert_eq!(found("Title, with a comma\n\nage\tsex\n"), Some((3, b'\t', 21)));
        assert_eq!(found("age only\n"), None);
    }
}
