//! `doctor`: what a folder lets a run do, and what was left in it.

use crate::support::program;
use std::fs;
use std::path::Path;

/// The exit code of `doctor`, and what it prints.
fn doctor(out: &Path, data: Option<&Path>) -> (Option<i32>, String) {
    let mut command = program();
    command.arg("doctor").arg("--out").arg(out);
    if let Some(data) = data {
        command.arg("--data").arg(data);
    }
    let done = command.output().unwrap();
    (done.status.code(), String::from_utf8(done.stdout).unwrap())
}

#[test]
fn a_folder_that_will_do_is_left_as_it_was() {
    let home = tempfile::tempdir().unwrap();
    let (code, said) = doctor(&home.path().join("a/b/reports"), None);
    assert_eq!(code, Some(0), "{said}");
    for part in [
        "a file is written, renamed and synced",
        "takes the old one’s place",
        "MB are free",
        "areas at a time",
    ] {
        assert!(said.contains(part), "`{part}` is not in: {said}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn what_was_left_is_named() {
    let home = tempfile::tempdir().unwrap();
    let (out, data) = (home.path().join("OneDrive - NHS"), home.path().join("downloads"));
    fs::create_dir_all(out.join(".2026-09.new")).unwrap();
    fs::write(out.join(".2026-09.lock"), "").unwrap();
    fs::write(out.join(".other.lock"), "").unwrap();
    let held = fs::File::create(out.join(".2026-06.lock")).unwrap();
    held.try_lock().unwrap();
    fs::create_dir(&data).unwrap();
    fs::write(data.join("gp-reg-pat-prac-all.csv.crdownload"), "a").unwrap();
    let (code, said) = doctor(&out, Some(&data));
    assert_eq!(code, Some(1), "{said}");
    for part in [
        ".2026-09.new`: a run that died has left it",
        ".2026-09.lock`: a run that died has left it",
        ".2026-06.lock`: a run is writing this edition now",
        "it looks like a synced or a network folder",
        "`gp-reg-pat-prac-all.csv.crdownload` is a download that is not finished",
    ] {
        assert!(said.contains(part), "`{part}` is not in: {said}");
    }
    assert!(!said.contains(".other.lock"), "{said}");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("file"), "").unwrap();
    let (code, said) = doctor(&home.path().join("file/reports"), None);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("cannot write") && said.contains("file"), "{said}");
}
