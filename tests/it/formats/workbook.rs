//! Workbooks after the Analysis Function's guidance, opened by another reader than what wrote them.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};

use super::{MADE, ending};

fn books() -> Vec<(&'static str, Xlsx<Cursor<&'static [u8]>>)> {
    let open = |name: &'static str| (name, Xlsx::new(Cursor::new(&MADE[name][..])).unwrap());
    ending(".xlsx").into_iter().map(open).collect()
}

/// The XML of one part of a workbook.
fn part(name: &str, path: &str) -> String {
    let mut packed = zip::ZipArchive::new(Cursor::new(&MADE[name][..])).unwrap();
    let mut text = String::new();
    packed.by_name(path).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_workbook_begins_with_cover_contents_and_notes_and_names_every_sheet() {
    for (name, mut book) in books() {
        let sheets = book.sheet_names();
        assert_eq!(sheets[..3], ["Cover", "Contents", "Notes"], "{name}");
        let contents = book.worksheet_range("Contents").unwrap();
        let listed: Vec<String> = contents.rows().skip(3).map(|row| row[0].to_string()).collect();
        assert_eq!(listed, sheets[3..], "{name}");
        let notes = book.worksheet_range("Notes").unwrap();
        let marks: BTreeSet<String> = notes.rows().map(|row| row[0].to_string()).collect();
        for mark in ["[x]", "[z]", "[c]", "[u]"] {
            assert!(marks.contains(mark), "{name}: {mark}");
        }
    }
}

#[test]
fn each_sheet_has_one_table_without_an_empty_cell_and_numbers_are_numbers() {
    let mut numbers = 0;
    for (name, mut book) in books() {
        book.load_tables().unwrap();
        let tables: Vec<String> = book.table_names().into_iter().cloned().collect();
        for sheet in book.sheet_names().into_iter().skip(1) {
            let own: Vec<&String> = book.table_names_in_sheet(&sheet);
            assert_eq!(own.len(), 1, "{name}: {sheet} has {own:?} of {tables:?}");
            let table = book.table_by_name(&own[0].clone()).unwrap();
            let headings: BTreeSet<String> = table.columns().iter().map(|c| c.to_lowercase()).collect();
            assert_eq!(headings.len(), table.columns().len(), "{name}: {sheet}");
            assert!(headings.iter().all(|heading| !heading.trim().is_empty()), "{name}: {sheet}");
            for cell in table.data().rows().flatten() {
                assert!(!matches!(cell, Data::Empty), "{name}: {sheet} has an empty cell");
                numbers += usize::from(matches!(cell, Data::Float(_)));
                if let Data::String(words) = cell {
                    assert!(words.parse::<f64>().is_err(), "{name}: {sheet}: {words} is no number");
                }
            }
        }
        assert!(!part(name, "xl/workbook.xml").contains("hidden"), "{name}");
        let core = part(name, "docProps/core.xml");
        assert!(core.contains("<dc:title>Social prescribing link workers in"), "{name}: {core}");
        let last = book.sheet_names().len();
        for sheet in 1..=last {
            let xml = part(name, &format!("xl/worksheets/sheet{sheet}.xml"));
            assert!(!xml.contains("<mergeCell"), "{name}: sheet {sheet} has merged cells");
            assert!(!xml.contains("<f>"), "{name}: sheet {sheet} has a formula");
            assert!(sheet == 1 || xml.contains("state=\"frozen\""), "{name}: sheet {sheet}");
        }
    }
    assert!(numbers > 1_000, "{numbers}");
}
