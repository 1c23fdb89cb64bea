//! Damages tables by chance and reads them: `cargo run --release --example fuzz -- SECONDS [SEED] [READER]`, where a
//! reader is one of the names of `Reader`.
//!
//! A finding is kept in `tests/fixtures/fuzz`, which a test reads again.

#[path = "../tests/it/fuzz/damage.rs"]
mod damage;
#[path = "../tests/it/fuzz/engine.rs"]
mod engine;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::Duration;

use damage::mutated;
use engine::{Seed, now, seeds, trial};

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).filter_map(|text| text.parse::<u64>().ok());
    let (seconds, seed) = (numbers.next().unwrap_or(60), numbers.next().unwrap_or(1));
    // A panic is counted, and need not be printed each time.
    std::panic::set_hook(Box::new(|_| ()));
    let wanted = std::env::args().nth(3);
    let is_wanted = |seed: &Seed| wanted.as_ref().is_none_or(|name| *name == format!("{:?}", seed.reader));
    let (mut seeds, folder) = (seeds()?, tempfile::tempdir()?);
    seeds.retain(is_wanted);
    let mut chance = fastrand::Rng::with_seed(seed);
    let (start, mut tried, mut found) = (now(), 0_u64, BTreeMap::new());
    while start.elapsed() < Duration::from_secs(seconds) {
        for seed in &seeds {
            let bytes = mutated(seed, &seeds, &mut chance);
            if let Err(what) = trial(seed.reader, &seed.name, &bytes, folder.path()) {
                let count = found.entry((seed.name.clone(), what)).or_insert(0_u32);
                *count += 1;
                if *count <= 3 {
                    keep(seed, &bytes)?;
                }
            }
            tried += 1;
        }
    }
    println!(
        "{tried} files of {} seeds in {seconds} s, from seed {seed}: {} findings",
        seeds.len(),
        found.len()
    );
    for ((name, what), count) in found {
        println!("  {name}: {what} ({count})");
    }
    Ok(())
}

/// Keeps a finding under the seed's name and its own hash.
fn keep(seed: &Seed, bytes: &[u8]) -> io::Result<()> {
    let hash = briefings::subject::digest::hex(bytes);
    let (stem, ending) = seed.name.rsplit_once('.').unwrap_or((&seed.name, "csv"));
    let name = format!("{stem}-{}.{ending}", &hash[..8]);
    std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fuzz").join(name), bytes)
}
