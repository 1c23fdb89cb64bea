//! Broken input: one clear error that names the place and the remedy, and nothing written.

use std::fs;
use std::path::Path;

use briefings::demo::Demo;
use briefings::source::Origin;

use crate::support::{build, request};

/// A small data folder with one file changed by `change`, which is given its text.
fn folder(change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in (Demo { scale: 0.02, ..Demo::default() }).files().unwrap() {
        if let Some(bytes) = change(&file.path, file.bytes) {
            let path = folder.path().join("data").join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    folder
}

/// The message of a build that must fail, having written nothing.
fn message(folder: &Path) -> String {
    let out = folder.join("out");
    let error = build(&request(Origin::Path(folder.join("data")), &out)).unwrap_err();
    assert!(!out.exists(), "something was written");
    error.chain()
}

fn assert_says(message: &str, parts: &[&str]) {
    for part in parts {
        assert!(message.contains(part), "`{part}` is not in: {message}");
    }
}

const LATEST: &str = "27.Primary Care Networks - September 2026 Individual Level.csv";

fn in_latest(path: &str, bytes: Vec<u8>, from: &str, to: &str) -> Option<Vec<u8>> {
    if !path.ends_with(LATEST) {
        return Some(bytes);
    }
    Some(String::from_utf8(bytes).unwrap().replacen(from, to, 1).into_bytes())
}

#[test]
fn a_folder_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    assert_says(&message(folder.path()), &["cannot read", "data", "check that it exists"]);
}

#[test]
fn an_empty_folder() {
    let folder = folder(|_, _| None);
    fs::create_dir(folder.path().join("data")).unwrap();
    assert_says(
        &message(folder.path()),
        &["no PCN workforce file", "download", "Primary Care Network Workforce"],
    );
}

#[test]
fn a_kind_of_file_that_is_missing() {
    let folder = folder(|path, bytes| (!path.starts_with("practice-map")).then_some(bytes));
    assert_says(&message(folder.path()), &["no practice map", "download", "gp-reg-pat-prac-map"]);
}

#[test]
fn no_indicator_at_all() {
    let keep = |path: &str| !path.starts_with("survey") && !path.starts_with("deprivation");
    let folder = folder(|path, bytes| keep(path).then_some(bytes));
    assert_says(&message(folder.path()), &["no deprivation score", "download"]);
}

#[test]
fn a_truncated_zip() {
    let folder = folder(|path, mut bytes| {
        if path.ends_with(".zip") {
            bytes.truncate(bytes.len() / 2);
        }
        Some(bytes)
    });
    assert_says(&message(folder.path()), &[".zip", "damaged or cut short", "download it again"]);
}

#[test]
fn a_renamed_column() {
    let folder = folder(|path, bytes| in_latest(path, bytes, "DETAILED_STAFF_ROLE", "DETAILED_ROLE"));
    let parts =
        [LATEST, "row 1", "no column `DETAILED_STAFF_ROLE`", "`DETAILED_ROLE`", "download the file again"];
    assert_says(&message(folder.path()), &parts);
}

#[test]
fn letters_where_fte_should_be() {
    let folder = folder(|path, bytes| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let fte = text.lines().nth(1).and_then(|row| row.rsplit(',').nth(1)).unwrap_or("1").to_owned();
        in_latest(path, bytes, &format!(",{fte},"), ",full time,")
    });
    assert_says(&message(folder.path()), &[LATEST, "row 2", "`FTE`", "`full time`", "a number"]);
}

#[test]
fn two_files_for_one_census() {
    let folder = folder(|_, bytes| Some(bytes));
    let workforce = folder.path().join("data/workforce");
    let shorter = fs::read_to_string(workforce.join(LATEST)).unwrap();
    fs::write(workforce.join("again.csv"), shorter.trim_end().rsplit_once('\n').unwrap().0).unwrap();
    assert_says(&message(folder.path()), &[LATEST, "again.csv", "September 2026", "remove one of them"]);
}

#[test]
fn a_survey_without_its_year() {
    let folder = folder(|path, bytes| (!path.contains("GPPS_2026")).then_some(bytes));
    let survey = folder.path().join("data/survey");
    fs::rename(survey.join("GPPS_2019_Practice_data_(weighted)_(csv).csv"), survey.join("practices.csv"))
        .unwrap();
    assert_says(&message(folder.path()), &["practices.csv", "year", "GPPS_2025_Practice_data"]);
}

#[test]
fn an_extract_over_eighteen_months_away() {
    let folder = folder(|path, bytes| {
        let recent = ["24", "25", "26"].iter().any(|year| path.contains(&format!("-{year}.")))
            || path.contains("quin")
            || path.contains("sing");
        (!path.starts_with("list-sizes") || !recent).then_some(bytes)
    });
    assert_says(&message(folder.path()), &["list sizes", "September 2026", "18 months", "--allow-stale"]);
}
