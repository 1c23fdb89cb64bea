//! How often intervals hold the truth: `cargo run --release --example coverage`, with `-- 2000` on 2,000 data sets.
//!
//! Prints the tables of `docs/coverage.md`, the same ones on any number of threads.

mod data_set;
#[path = "../../tests/it/coverage/superpopulation.rs"]
mod superpopulation;
mod table;

use std::num::ParseIntError;

use briefings::workers;

use data_set::{DataSet, Trial};
use superpopulation::{ALIKE, LEVELS, Superpopulation};

/// How many data sets are drawn unless another number is asked for.
const DATA_SETS: u64 = 200;

/// England has one interval of a kind in each data set, so its contrasts have so many times more.
const MORE_FOR_ENGLAND: u64 = 10;

/// What the data sets are drawn from, a table each.
const SUPERPOPULATIONS: [Superpopulation; 3] = [
    AS_ILLUSTRATED,
    Superpopulation { without: 0.20, ..AS_ILLUSTRATED },
    Superpopulation { deviation: 0.06, ..AS_ILLUSTRATED },
];

/// What those of England's contrasts are drawn from: as illustrated, as published (needs as alike within ICBs as
/// deprivation scores are, then with end fifths in as few ICBs as theirs), and far beyond what was published.
const LIKENESSES: [Superpopulation; 4] = [
    AS_ILLUSTRATED,
    AS_PUBLISHED,
    Superpopulation { alike: 0.60, ..AS_PUBLISHED },
    Superpopulation { alike: 0.60, levels: 0.60, ..AS_PUBLISHED },
];

const AS_ILLUSTRATED: Superpopulation =
    Superpopulation { without: 0.07, deviation: 0.03, levels: LEVELS, alike: ALIKE };
const AS_PUBLISHED: Superpopulation =
    Superpopulation { without: 0.20, deviation: 0.03, levels: 0.30, alike: 0.33 };

fn main() -> Result<(), ParseIntError> {
    let data_sets = std::env::args().nth(1).map_or(Ok(DATA_SETS), |number| number.parse())?;
    println!("## {data_sets} data sets of each kind\n");
    for from in SUPERPOPULATIONS {
        let none = 100.0 * from.without;
        println!(
            "### {none:.0}% of PCNs without a link worker, standard deviation {:.2} of ICBs' slopes\n",
            from.deviation
        );
        table::print(&each(data_sets, |seed| DataSet::draw(seed, from).trials(from.deviation)));
    }
    let data_sets = MORE_FOR_ENGLAND * data_sets;
    println!(
        "## England's contrasts, before and after clustering by ICB: {data_sets} data sets of each kind\n"
    );
    for from in LIKENESSES {
        let [without, levels, alike] = [from.without, from.levels, from.alike].map(|share| 100.0 * share);
        println!(
            "### {without:.0}% of PCNs without a link worker, standard deviation {levels:.0}% of ICBs' levels, {alike:.0}% of the variance of needs between ICBs\n"
        );
        table::print_contrasts(&each(data_sets, |seed| DataSet::draw(seed, from).contrasts()));
    }
    Ok(())
}

/// The trials of so many data sets, in order of their seeds.
fn each(data_sets: u64, trials: impl Fn(u64) -> Vec<Trial> + Sync) -> Vec<Vec<Trial>> {
    let seeds: Vec<u64> = (1..=data_sets).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    workers::map(&seeds, threads, |seed| trials(*seed))
}
