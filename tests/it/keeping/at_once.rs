//! Runs into one folder at the same time.

use std::process::Child;

use super::{House, holds, said};

/// Starts so many runs of different options at once, with what each is to do about the others.
fn start(house: &House, count: usize, option: &str) -> Vec<Child> {
    let run = |number: usize| {
        let contact = format!("Team {number}");
        let mut options = vec!["--contact", &contact];
        options.extend(Some(option).filter(|option| !option.is_empty()));
        house.build(&options).spawn().unwrap()
    };
    (0..count).map(run).collect()
}

/// Runs so many at once: each has the folder or says why not, and the folder is one run's.
fn at_once(house: &House, count: usize) {
    let runs = start(house, count, "");
    let done: Vec<_> = runs.into_iter().map(|run| run.wait_with_output().unwrap()).collect();
    assert!(done.iter().any(|run| run.status.success()));
    for run in done.iter().filter(|run| !run.status.success()) {
        assert_eq!(run.status.code(), Some(2));
        holds(&said(run), &["another run writes", "2026-09", "process ", "--wait"]);
    }
    house.fingerprint();
    assert_eq!(house.beside(), [""; 0]);
}

#[test]
fn of_runs_at_once_the_folder_is_wholly_ones() {
    let house = House::empty();
    at_once(&house, 2);
    at_once(&house, 2);
    at_once(&house, 5);
}

#[test]
#[ignore = "takes some minutes: cargo test --release --test it at_once -- --ignored --nocapture"]
fn fifty_pairs_and_twenty_fives_at_once() {
    let house = House::empty();
    (0..50).for_each(|_| at_once(&house, 2));
    (0..20).for_each(|_| at_once(&house, 5));
}

#[test]
fn runs_that_wait_all_have_their_turn() {
    let house = House::new();
    for run in start(&house, 3, "--wait") {
        let done = run.wait_with_output().unwrap();
        assert!(done.status.success(), "{}", said(&done));
    }
    house.fingerprint();
    assert_eq!(house.beside(), [""; 0]);
}
