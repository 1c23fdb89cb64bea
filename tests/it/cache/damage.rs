//! A cache that was damaged in any way, or that two runs write at once, changes no byte of what a run writes.

use std::fs;
use std::path::{Path, PathBuf};

use briefings::Request;
use briefings::cache::Cache;
use briefings::publish::{Asked, Rerun};

use super::House;
use crate::support::{build, files};

/// Every file of the cache; another thread may change it meanwhile.
fn entries(cache: &Path) -> Vec<PathBuf> {
    let inside = |folder: &Path| fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    inside(cache)
        .flat_map(|folder| inside(&folder.path()).collect::<Vec<_>>())
        .map(|file| file.path())
        .collect()
}

/// Damages one file of the cache in one of six ways.
fn damage(chance: &mut fastrand::Rng, cache: &Path) {
    let entries = entries(cache);
    let path = &entries[chance.usize(..entries.len())];
    let mut bytes = fs::read(path).unwrap();
    match chance.u8(..6) {
        0 => bytes.truncate(chance.usize(..=bytes.len())),
        1 => {
            let at = chance.usize(..=bytes.len());
            bytes.get_mut(at).into_iter().for_each(|byte| *byte ^= 1 << chance.u8(..8));
        }
        2 => return fs::remove_file(path).unwrap(),
        3 => bytes = fs::read(&entries[chance.usize(..entries.len())]).unwrap(),
        4 => bytes.extend_from_slice(b"more"),
        _ => bytes.clear(),
    }
    fs::write(path, bytes).unwrap();
}

/// One area's request, as the program would run it.
fn one(house: &House, out: &str) -> Request {
    let asked = Asked { areas: vec!["QJK".to_owned()], regions: Vec::new() };
    Request { asked, jobs: 1, ..house.request(out, Cache::at(house.cache())) }
}

fn run(request: &Request) {
    let rerun = Rerun::of(request).unwrap();
    if rerun.unchanged(request).is_none() {
        let outcome = build(request).unwrap();
        rerun.remember(request, &outcome, "");
    }
}

/// Damages a cache so many times, and runs after each.
fn damaged(rounds: u64, seed: u64) {
    let house = House::new();
    let mut chance = fastrand::Rng::with_seed(seed);
    let request = one(&house, "out");
    run(&Request { cache: Cache::none(), ..one(&house, "without") });
    let wanted = files(&house.home.path().join("without/2026-09"));
    for round in 0..=rounds {
        if round > 0 {
            (0..chance.usize(1..8)).for_each(|_| damage(&mut chance, &house.cache()));
        }
        // Else a run would find that nothing has changed.
        let _ = fs::remove_dir_all(house.home.path().join("out"));
        run(&request);
        assert!(files(&house.home.path().join("out/2026-09")) == wanted, "round {round}");
    }
}

#[test]
fn a_damaged_cache_changes_no_byte() {
    damaged(25, 17);
}

#[test]
#[ignore = "a minute: cargo test --release --test it cache -- --ignored"]
fn a_cache_damaged_two_hundred_times_changes_no_byte() {
    damaged(200, 18);
}

#[test]
fn two_runs_at_once_and_one_that_removes_the_cache_write_what_one_alone_does() {
    let house = House::new();
    run(&Request { cache: Cache::none(), ..one(&house, "without") });
    let wanted = files(&house.home.path().join("without/2026-09"));
    for round in 0..4 {
        let outs = [format!("a{round}"), format!("b{round}")];
        std::thread::scope(|scope| {
            for out in &outs {
                scope.spawn(|| run(&one(&house, out)));
            }
            let house = &house;
            scope.spawn(move || {
                for _ in 0..round * 20 {
                    entries(&house.cache()).iter().for_each(|path| drop(fs::remove_file(path)));
                    std::thread::sleep(std::time::Duration::from_millis(3));
                }
            });
        });
        for out in &outs {
            assert!(files(&house.home.path().join(out).join("2026-09")) == wanted, "round {round}, {out}");
        }
    }
}
