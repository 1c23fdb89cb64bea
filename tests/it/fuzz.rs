//! The readers on damaged tables: what the fuzzer found before, and a short run of it.

mod damage;
mod engine;

use std::fs;
use std::path::Path;

use briefings::source::{Choice, Input, Origin, survey_of};
use damage::mutated;
use engine::{Reader, seeds, trial};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// The reader of a finding that was kept, by the start of its name, which is its seed's.
fn reader_of(name: &str) -> Reader {
    let known = [
        ("measure", Reader::Measure),
        ("similar", Reader::Similar),
        ("areas", Reader::Areas),
        ("local", Reader::Local),
    ];
    known.iter().find(|(start, _)| name.starts_with(start)).map_or(Reader::Folder, |(_, reader)| *reader)
}

#[test]
fn what_was_found_stays_mended() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fuzz");
    let folder = tempfile::tempdir().unwrap();
    let mut count = 0;
    for entry in fs::read_dir(kept).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let found = trial(reader_of(name), name, &fs::read(&path).unwrap(), folder.path());
        assert_eq!(found, Ok(()), "{name}");
        count += 1;
    }
    assert!(count > 0, "findings are kept in tests/fixtures/fuzz");
}

#[test]
fn a_seed_as_it_is_is_read() {
    for seed in seeds().unwrap().into_iter().filter(|seed| seed.reader == Reader::Folder) {
        let origin = Origin::Memory { name: seed.name.clone(), bytes: seed.bytes.into() };
        let read = survey_of(&[origin], Choice::default(), 1).unwrap();
        let used = |input: &Input| input.recognised.as_ref().is_some_and(|known| known.read.account.used > 0);
        let is_read = read.inputs.iter().any(used) || seed.name.ends_with("json");
        assert!(is_read, "{}: {:?}", seed.name, read.problems);
    }
}

#[test]
fn a_short_run_finds_nothing() {
    let (seeds, folder) = (seeds().unwrap(), tempfile::tempdir().unwrap());
    let config = Config { cases: 40, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let run = runner.run(&any::<u64>().no_shrink(), |number| {
        let mut chance = fastrand::Rng::with_seed(number);
        for seed in &seeds {
            let bytes = mutated(seed, &seeds, &mut chance);
            let found = trial(seed.reader, &seed.name, &bytes, folder.path());
            assert_eq!(found, Ok(()), "{} damaged by chance from {number}", seed.name);
        }
        Ok(())
    });
    run.unwrap_or_else(|found| panic!("{found}"));
}
