//! `briefings sources`: what to download for the next edition, and what of it is there.

use std::fs;
use std::path::Path;

use briefings::demo::Demo;
use serde_json::Value;

use crate::support::{self, program};

/// What is printed, and what is said beside it.
fn sources(folder: &Path, words: &[&str]) -> (String, String) {
    let mut command = program();
    let output = command.current_dir(folder).arg("sources").args(words).output().unwrap();
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    let (printed, said) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{said}");
    (printed, said)
}

/// The editions that are looked into: census, why, and each table as `time: state file`.
fn looked(folder: &Path, words: &[&str]) -> Vec<(String, String, Vec<String>)> {
    let (printed, _) = sources(folder, &[&["--json"], words].concat());
    let wanted: Vec<Value> = serde_json::from_str(&printed).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or("–").to_owned();
    let table = |table: &Value| {
        assert!(table["place"].as_str().unwrap().contains('.') && !table["publication"].is_null());
        format!("{}: {} {}", text(&table["of"]), text(&table["state"]), text(&table["file"]))
    };
    let edition = |edition: &Value| {
        let tables = edition["tables"].as_array().unwrap().iter().map(table).collect();
        (text(&edition["edition"]), text(&edition["is"]), tables)
    };
    wanted.iter().map(edition).collect()
}

/// A small made-up England in a folder, without the files whose names hold any of these.
fn folder(without: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in (Demo { scale: 0.02, ..Demo::default() }).files().unwrap() {
        let name = file.path.rsplit('/').next().unwrap();
        if !without.iter().any(|part| name.contains(part)) {
            fs::write(folder.path().join(name), file.bytes).unwrap();
        }
    }
    folder
}

#[test]
fn the_next_edition_is_a_quarter_after_the_latest_file() {
    let folder = folder(&[]);
    let [latest, next] = looked(folder.path(), &["."]).try_into().unwrap();
    assert_eq!((latest.0.as_str(), latest.1.as_str()), ("2026-09", "latest"));
    assert_eq!(
        latest.2,
        [
            "September 2026: there 27.Primary Care Networks - September 2026 Individual Level.csv",
            "September 2025, for the change over a year: there \
             23.Primary Care Networks - September 2025 Individual Level.csv",
            "1 October 2026, or 1 September 2026: there gp-reg-pat-prac-all-sep-26.csv",
            "1 October 2026, or 1 September 2026: nearest gp-reg-pat-prac-map-aug-26.zip/gp-reg-pat-prac-map.csv",
            "2026, published in July 2026: there GPPS_2026_Practice_data_(weighted)_(csv).csv",
            "IMD 2025, indicator 94240: there fingertips-imd-2025-gp-practice.csv",
        ]
    );
    assert_eq!((next.0.as_str(), next.1.as_str()), ("2026-12", "next"));
    assert_eq!(next.2[0], "December 2026: missing –");
    assert_eq!(next.2[2], "1 January 2027, or 1 December 2026: nearest gp-reg-pat-prac-all-sep-26.csv");
    assert!(next.2[4].starts_with("2026, published in July 2026: there"));
    let (words, _) = sources(folder.path(), &["."]);
    for part in [
        "edition 2026-09, the latest whose workforce file is here: 1 of 6 tables to download\n",
        "edition 2026-12, the next quarter (files come monthly: October 2026 and November 2026 can be editions too): 3 of 6",
        "usually `Primary Care Networks - December 2026 Individual Level.csv`",
        "digital.nhs.uk/data-and-information/publications",
    ] {
        assert!(words.contains(part), "`{part}` is not in {words}");
    }
}

#[test]
fn an_edition_that_lacks_nothing_gives_way_to_the_next() {
    let folder = folder(&[]);
    let map = fs::read_to_string(folder.path().join("gp-reg-pat-prac-map-jan-26.csv")).unwrap();
    let day = map.lines().nth(1).unwrap().split(',').nth(1).unwrap().to_owned();
    fs::write(folder.path().join("gp-reg-pat-prac-map-oct-26.csv"), map.replace(&day, "01OCT2026")).unwrap();
    let looked = looked(folder.path(), &["."]);
    assert_eq!(looked.iter().map(|edition| edition.0.as_str()).collect::<Vec<_>>(), ["2026-12"]);
}

#[test]
fn an_edition_that_is_asked_for_takes_the_survey_and_the_index_of_its_time() {
    let folder = folder(&["GPPS_2026", "gp-reg-pat-prac-map"]);
    let [asked] = looked(folder.path(), &["--edition", "2022-03", "."]).try_into().unwrap();
    assert_eq!((asked.0.as_str(), asked.1.as_str()), ("2022-03", "asked-for"));
    assert_eq!(asked.2[0], "March 2022: there 9.Primary Care Networks - March 2022 Individual Level.csv");
    assert_eq!(asked.2[3], "1 April 2022, or 1 March 2022: missing –");
    assert_eq!(
        asked.2[4],
        "2021, published in July 2021: nearest GPPS_2019_Practice_data_(weighted)_(csv).csv"
    );
    assert!(asked.2[5].starts_with("IMD 2019, indicator 93553: there "), "{}", asked.2[5]);
    let [july] = looked(folder.path(), &["--edition", "2026-07", "."]).try_into().unwrap();
    assert!(july.2[4].starts_with("2026, published in July 2026: nearest GPPS_2019"), "{}", july.2[4]);
}

#[test]
fn without_a_workforce_file_the_tables_of_any_edition_are_named() {
    let empty = tempfile::tempdir().unwrap();
    let [nothing] = looked(empty.path(), &[]).try_into().unwrap();
    assert_eq!((nothing.1.as_str(), nothing.2.len()), ("not-known", 5));
    assert!(nothing.2.iter().all(|table| table.ends_with(": missing –")), "{:?}", nothing.2);
    let (words, _) = sources(empty.path(), &["."]);
    assert!(
        words.contains("5 of 5 tables to download") && words.contains("usually `gp-reg-pat-prac-map.csv`")
    );
    let folder = folder(&["Individual Level"]);
    let [lists] = looked(folder.path(), &["."]).try_into().unwrap();
    assert!(lists.2[1].ends_with("the month nearest to the census: nearest gp-reg-pat-prac-all-sep-26.csv"));
}

#[test]
fn the_folder_of_the_settings_is_looked_into_and_what_cannot_be_read_is_said() {
    let folder = folder(&[]);
    let desk = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("Unconfirmed 1.crdownload"), "x").unwrap();
    fs::write(desk.path().join("briefings.toml"), format!("data = '{}'\n", folder.path().display())).unwrap();
    let (words, said) = sources(desk.path(), &[]);
    assert!(words.starts_with("edition 2026-09"), "{words}");
    assert!(said.starts_with("settings of `briefings.toml`: data\n"), "{said}");
    assert!(said.contains("not read: `Unconfirmed 1.crdownload`: a download that is not finished"), "{said}");
}

#[test]
fn the_real_tables_are_found() {
    let Some(real) = support::real("the_real_tables_are_found") else { return };
    let [latest, next] = looked(&real, &["."]).try_into().unwrap();
    assert_eq!((latest.0.as_str(), next.0.as_str()), ("2025-11", "2026-02"));
    assert_eq!(latest.2.iter().filter(|table| table.contains(": there ")).count(), 5, "{:?}", latest.2);
    assert_eq!(latest.2[1], "November 2024, for the change over a year: missing –");
}
