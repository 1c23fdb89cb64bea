//! Wrong usage is refused in the words of a user, and what was not done as asked is said.

use std::process::{Command, Output};

use crate::support::{program, small};

fn briefings(words: &[&str]) -> Output {
    program().args(words).output().unwrap()
}

fn said(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

#[test]
fn no_word_of_a_programmer_is_said() {
    let reason = "r".repeat(40_000);
    for (words, part) in [
        (&["build", "--jobs", "999"][..], "expected a whole number from 1 to 256"),
        (&["build", "--jobs", "x"], "expected a whole number from 1 to 256"),
        (&["build", "--survey", "abc"], "expected a year from 2000 to 2100"),
        (&["build", "--imd", "99999999999"], "expected a year from 2000 to 2100"),
        (&["build", "--time-limit", "1s"], "expected a whole number of seconds"),
        (
            &["demo-data", "--out", "x", "--seed", "99999999999999999999999"],
            "expected a whole number from 0 to",
        ),
        (&["build", "--allow-stale", ""], "expected a reason"),
        (&["build", "--allow-stale", &reason], "at most 300 letters, found 40000"),
        (&["build", "--contact", &reason], "at most 200 letters, found 40000"),
        (&["verify", "x", "--expect", "y"], "expected a SHA-256"),
    ] {
        let done = briefings(words);
        let said = said(&done);
        assert_eq!(done.status.code(), Some(2), "{said}");
        assert!(said.contains(part), "`{part}` is not in: {}", &said[said.len().saturating_sub(400)..]);
        for word in ["u8", "u16", "u64", "i16", "target type", "invalid digit", "panicked"] {
            assert!(!said.contains(word), "{word}: {said}");
        }
    }
}

#[test]
fn an_edition_that_is_not_there_is_not_checked_in_full() {
    let home = tempfile::tempdir().unwrap();
    small(home.path());
    let data = home.path().join("small-illustrative.zip").display().to_string();
    let done = briefings(&["check", &data, "--edition", "2099-01"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(done.stdout.is_empty());
    assert!(said(&done).contains("no workforce file of 2099-01") && said(&done).contains("2026-09"));
    assert_eq!(briefings(&["check", &data, "--edition", "2026-09"]).status.code(), Some(0));
}

#[test]
fn more_areas_at_a_time_than_the_machine_has_cores_are_not_made_and_it_is_said() {
    let home = tempfile::tempdir().unwrap();
    small(home.path());
    let data = home.path().join("small-illustrative.zip").display().to_string();
    let out = home.path().join("out").display().to_string();
    let done = briefings(&["build", "--data", &data, "--out", &out, "--area", "QJK", "--jobs", "256"]);
    assert!(done.status.success(), "{}", said(&done));
    let cores = std::thread::available_parallelism().unwrap().get();
    if cores < 256 {
        assert!(
            said(&done).contains(&format!("note: {cores} areas at a time and not 256")),
            "{}",
            said(&done)
        );
    }
}

#[test]
fn the_version_says_the_commit_and_the_built_in_data() {
    let said = String::from_utf8(briefings(&["--version"]).stdout).unwrap();
    assert!(said.starts_with(&format!("briefings {} (", env!("CARGO_PKG_VERSION"))), "{said}");
    assert!(said.contains("commit") && said.contains("built-in illustrative data to "), "{said}");
}

#[cfg(unix)]
#[test]
fn threads_that_cannot_be_started_end_in_a_message() {
    use std::os::unix::fs::PermissionsExt;
    // Another user, who may start no process, must be able to reach the program.
    let home = tempfile::tempdir().unwrap();
    std::fs::set_permissions(home.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let program = home.path().join("briefings");
    std::fs::copy(env!("CARGO_BIN_EXE_briefings"), &program).unwrap();
    let mut user = Command::new("setpriv");
    user.args(["--reuid", "65533", "--regid", "65533", "--clear-groups", "prlimit", "--nproc=1"]);
    let done = user.arg(&program).arg("check").output();
    let Some(done) = done.ok().filter(|done| !said(done).contains("setpriv:")) else {
        println!("threads_that_cannot_be_started: skipped, no other user can be had");
        return;
    };
    assert_eq!(done.status.code(), Some(2), "{}", said(&done));
    assert!(
        said(&done).contains("the system starts no") && !said(&done).contains("panicked"),
        "{}",
        said(&done)
    );
}
