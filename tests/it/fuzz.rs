//! The readers on damaged tables: what the fuzzer found before, and a short run of it.

mod damage;
mod engine;

use std::fs;
use std::path::Path;

use damage::mutated;
use engine::{Reader, seeds, trial};

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
fn a_short_run_finds_nothing() {
    let (seeds, folder) = (seeds().unwrap(), tempfile::tempdir().unwrap());
    let mut chance = fastrand::Rng::with_seed(20_260_930);
    for round in 0..40 {
        for seed in &seeds {
            let bytes = mutated(seed, &seeds, &mut chance);
            let found = trial(seed.reader, &seed.name, &bytes, folder.path());
            assert_eq!(found, Ok(()), "{} in round {round}", seed.name);
        }
    }
}
