//! Each rule refuses a file that breaks it: a real PDF, doctored without moving a byte.

use briefings::subject::Mark;

use super::made::{SMALLEST_ICB, find};
use super::rules::faults;

/// Puts words in the place of others that are at least as long, the nth time that those are there.
pub fn doctored(file: &[u8], nth: usize, old: &str, new: &str) -> Vec<u8> {
    let at: Vec<usize> =
        (0..file.len() - old.len()).filter(|at| file[*at..].starts_with(old.as_bytes())).collect();
    let padded = format!("{new:<width$}", width = old.len());
    assert_eq!(padded.len(), old.len(), "`{new}` is longer than `{old}`");
    let start = *at.get(nth).unwrap_or_else(|| {
        panic!("the document has `{old}` {} times: its words, parts or pages are others now, and this test doctors what was there", at.len())
    });
    let mut doctored = file.to_vec();
    doctored[start..start + old.len()].copy_from_slice(padded.as_bytes());
    doctored
}

/// The file is refused for one reason, which holds these words.
fn refused(file: &[u8], words: &str) {
    let found = faults(file, &[Mark::Illustrative]);
    assert!(found.len() == 1 && found[0].contains(words), "{words}: {found:?}");
}

#[test]
fn a_table_without_its_headers_is_refused() {
    let file = &find(SMALLEST_ICB).bytes;
    refused(&doctored(file, 0, "/S/TH/P", "/S/TD/P"), "table 1: the first row is not of column headers");
    refused(&doctored(file, 0, "/Scope/Column", ""), "table 1: the first row is not of column headers");
    refused(&doctored(file, 0, "/Scope/Row", ""), "table 1: 1 rows without a row header");
}

#[test]
fn a_figure_that_says_too_little_is_refused() {
    let file = &find(SMALLEST_ICB).bytes;
    // The first whose words are plain letters in the file.
    let first = "/Alt(Of 8 PCNs drawn in NHS Shropshire, Telford and Wrekin, 3";
    let silent = faults(&doctored(file, 0, "/Alt(", "/Alx("), &[Mark::Illustrative]);
    assert_eq!(silent.len(), 2, "too little, and no sentence: {silent:?}");
    refused(&doctored(file, 0, first, "/Alt(A dot chart.)/X("), "figure 2: too little said");
    refused(
        &doctored(file, 0, first, "/Alt(Dots of link workers by PCN now and by share)/X("),
        "figure 2: no sentence",
    );
}

#[test]
fn headings_out_of_order_are_refused() {
    let file = &find(SMALLEST_ICB).bytes;
    refused(&doctored(file, 1, "/S/H2/", "/S/H1/"), "not one H1");
    refused(&doctored(file, 0, "/S/H2/", "/S/H3/"), "a level of headings is left out");
    let without = faults(&doctored(file, 0, "/S/H1/", "/S/H2/"), &[Mark::Illustrative]);
    assert_eq!(without, ["the first heading is no H1", "not one H1"]);
    refused(&doctored(file, 0, "/Title(How sure we are)", "/Title(How sure)"), "bookmarks");
    refused(&doctored(file, 0, "/Outlines ", "/Outlinex "), "bookmarks []");
}

#[test]
fn a_file_that_does_not_say_what_it_is_is_refused() {
    let file = &find(SMALLEST_ICB).bytes;
    for (old, new, words) in [
        ("/Lang(en-GB)", "/Lang(en-US)", "en-US"),
        ("/Marked true", "/Marked null", "tagged"),
        ("/DisplayDocTitle true", "", "the title is not shown"),
        ("<dc:title>", "<dc:other>", "no title"),
        ("<pdfuaid:part>1", "<pdfuaid:part>2", "pdfuaid:part"),
        ("<pdfaid:part>3", "<pdfaid:part>2", "pdfaid:part"),
        ("<pdfaid:conformance>A", "<pdfaid:conformance>B", "pdfaid:conformance"),
        ("<pdf:Keywords>Illustrative data", "<pdf:Keywords>Published", "Illustrative data"),
        ("/AFRelationship/Data", "", "CSV"),
        ("/Subtype/text#2Fcsv", "/Subtype/text#2Ftxt", "CSV"),
        ("/AF[", "/AX[", "CSV"),
    ] {
        refused(&doctored(file, 0, old, new), words);
    }
    let published = faults(file, &[]);
    assert!(published.len() == 1 && published[0].contains("Illustrative data"), "{published:?}");
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let mut file = find(SMALLEST_ICB).bytes.clone();
    let count = |pages: usize| format!("/Type/Pages/Count {pages}");
    let has = |text: &String| file.windows(text.len()).any(|part| part == text.as_bytes());
    let now = (1..=8).map(count).find(has).expect("a document has up to eight pages");
    refused(&doctored(&file, 0, &now, &count(9)), " pages");
    file.resize(1_000_001, b' ');
    refused(&file, "too many bytes");
}
