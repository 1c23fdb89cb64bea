//! What `build` says of its input on standard error, and its exit code: no file of a publication is passed over unsaid.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::support::program;
use briefings::demo::{Demo, DemoFile};

static FILES: LazyLock<Vec<DemoFile>> =
    LazyLock::new(|| (Demo { scale: 0.02, ..Demo::default() }).files().unwrap());

const LATEST: &str = "27.Primary Care Networks - September 2026 Individual Level.csv";
const LISTS: &str = "gp-reg-pat-prac-all-sep-26.csv";

/// A data folder, in which `change` gives a file its name and bytes.
fn folder(change: impl Fn(&str, Vec<u8>) -> (String, Vec<u8>)) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in FILES.iter().cloned() {
        let (above, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        let (name, bytes) = change(name, file.bytes.clone());
        let above = folder.path().join("data").join(above);
        fs::create_dir_all(&above).unwrap();
        fs::write(above.join(name), bytes).unwrap();
    }
    folder
}

fn unchanged(name: &str, bytes: Vec<u8>) -> (String, Vec<u8>) {
    (name.to_owned(), bytes)
}

/// The exit code and what is said beside the results.
fn build(folder: &Path, options: &[&str]) -> (i32, String) {
    let output = program()
        .args(["build", "--area", "QJK", "--length", "summary", "--out"])
        .arg(folder.join("out"))
        .arg("--data")
        .arg(folder.join("data"))
        .args(options)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains('\u{1b}') && said.chars().count() < 10_000, "{said}");
    (output.status.code().unwrap(), said)
}

fn holds(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "`{part}` is not in: {said}");
    }
}

#[test]
fn a_run_says_its_edition_and_what_serves_it() {
    let folder = folder(unchanged);
    let (code, said) = build(folder.path(), &[]);
    assert_eq!(code, 0, "{said}");
    let serves =
        ["list sizes of 1 September 2026", "practice map of 1 August 2026", "GP Patient Survey 2026"];
    holds(&said, &["edition 2026-09, the latest of 27 censuses here"]);
    holds(&said, &serves);
    holds(&build(folder.path(), &["--edition", "2026-06"]).1, &["edition 2026-06, as asked for"]);
    assert_eq!(build(folder.path(), &["--quiet"]), (0, String::new()));
    // What it made lies below the data now, and is left alone.
    fs::rename(folder.path().join("out"), folder.path().join("data/reports")).unwrap();
    let (code, said) = build(folder.path(), &[]);
    assert_eq!(code, 0, "{said}");
    holds(&said, &["`2026-09`: a folder of briefings that this program made"]);
}

#[test]
fn the_newest_file_in_a_form_that_is_not_read_stops_a_run_unless_told_otherwise() {
    let other = LATEST.replace(".csv", ".ods");
    let folder = folder(|name, bytes| (if name == LATEST { other.clone() } else { name.to_owned() }, bytes));
    let (code, said) = build(folder.path(), &[]);
    assert_eq!(code, 2, "{said}");
    holds(&said, &[&other, "save its table as CSV", "--allow-unread"]);
    assert!(!folder.path().join("out").exists());
    let (code, said) = build(folder.path(), &["--allow-unread"]);
    assert_eq!(code, 0, "{said}");
    holds(&said, &["edition 2026-06, the latest of 26", &other]);
}

#[test]
fn the_newest_file_saved_as_text_is_read() {
    let other = LATEST.replace(".csv", ".txt");
    let folder = folder(|name, bytes| (if name == LATEST { other.clone() } else { name.to_owned() }, bytes));
    let (code, said) = build(folder.path(), &[]);
    assert_eq!(code, 0, "{said}");
    holds(&said, &["edition 2026-09"]);
}

#[test]
fn list_sizes_that_are_nothing_stop_a_run() {
    let empty_zip = briefings::demo::zip(&[]).unwrap();
    let page = b"<!DOCTYPE html><html><body>Sign in</body></html>".to_vec();
    for (name, bytes) in [(LISTS, Vec::new()), ("gp-reg-pat-prac-all-sep-26.zip", empty_zip), (LISTS, page)] {
        let folder = folder(|own, was| match own == LISTS {
            true => (name.to_owned(), bytes.clone()),
            false => (own.to_owned(), was),
        });
        let (code, said) = build(folder.path(), &[]);
        assert_eq!(code, 2, "{said}");
        holds(&said, &[name, "not read", "error:"]);
        let (code, said) = build(folder.path(), &["--allow-unread"]);
        assert_eq!(code, 0, "{said}");
        holds(&said, &[name, "list sizes of 1 April 2026"]);
    }
}

#[test]
fn list_sizes_that_no_practice_has_stop_a_run() {
    for size in ["13.122", "9007199254740993"] {
        let folder = folder(|name, bytes| {
            if name != LISTS {
                return unchanged(name, bytes);
            }
            let text = String::from_utf8(bytes).unwrap();
            let row = text.lines().nth(1).unwrap();
            let damaged = format!("{},{size}", row.rsplit_once(',').unwrap().0);
            (name.to_owned(), text.replace(row, &damaged).into_bytes())
        });
        let (code, said) = build(folder.path(), &[]);
        assert_eq!(code, 2, "{said}");
        holds(&said, &[LISTS, "row 2", size, "a whole number of patients, at most 300000"]);
    }
}

#[test]
fn a_name_that_turns_its_line_round_is_mended_and_said() {
    let map = "gp-reg-pat-prac-map-jan-26.csv";
    let folder = folder(|name, bytes| match name == map {
        true => (
            name.to_owned(),
            String::from_utf8(bytes).unwrap().replace(" PCN,", " \u{202e}PCN,").into_bytes(),
        ),
        false => unchanged(name, bytes),
    });
    let (code, said) = build(folder.path(), &[]);
    assert_eq!(code, 0, "{said}");
    holds(&said, &[map, "row 2", "in the name of U", "turn the line round"]);
}

#[test]
fn two_files_of_one_name_in_a_zip_stop_a_run() {
    let rows =
        ["1.csv", "2.csv"].map(|name| DemoFile { path: name.to_owned(), bytes: b"a,b\n1,2\n".to_vec() });
    let zip = briefings::demo::zip(&rows).unwrap();
    let twice: Vec<u8> = {
        let mut zip = zip;
        for at in 0..zip.len() - 5 {
            if zip[at..].starts_with(b"2.csv") {
                zip[at] = b'1';
            }
        }
        zip
    };
    let folder = folder(unchanged);
    fs::write(folder.path().join("data/gp-reg-pat-prac-all.zip"), twice).unwrap();
    let (code, said) = build(folder.path(), &[]);
    assert_eq!(code, 2, "{said}");
    holds(&said, &["gp-reg-pat-prac-all.zip", "two files of one name", "unpack it by hand"]);
}

#[test]
fn all_that_is_missing_is_said_at_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("data")).unwrap();
    fs::write(folder.path().join("data/Unconfirmed 1.crdownload"), "x").unwrap();
    let (code, said) = build(folder.path(), &[]);
    assert_eq!(code, 2, "{said}");
    holds(&said, &["no list sizes", "no practice map", "usually `gp-reg-pat-prac-map.csv`", "not finished"]);
    holds(&said, &["GPPS_2025_Practice_data", "Individual Level.csv", "digital.nhs.uk"]);
}
