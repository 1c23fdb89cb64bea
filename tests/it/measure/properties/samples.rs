//! Hundreds of made-up samples: seeded, so that every run has the same.

use briefings::measure::rank::{fifths, ranks};
use briefings::measure::{Observation, Sample, Scope};

use crate::measure::fixtures::{Need, RELIABILITY, observe, pcns};

/// How many seeded samples there are, beside the fixtures.
const SEEDED: u64 = 400;

/// PCNs of which every measure is taken, as an area and as England.
#[derive(Debug, Clone)]
pub struct Case {
    pub name: String,
    pub observations: Vec<Observation>,
    /// England's FTE per weighted patient.
    pub level: f64,
}

impl Case {
    pub fn sample(&self, scope: Scope) -> Sample<'_> {
        Sample {
            observations: &self.observations,
            scope,
            ten_points: 0.1,
            england_fte_per_weight: Some(self.level),
            reliability: Some(RELIABILITY),
        }
    }

    /// The same PCNs, each changed.
    pub fn each(&self, change: impl Fn(Observation) -> Observation) -> Case {
        Case { observations: self.observations.iter().copied().map(change).collect(), ..self.clone() }
    }
}

/// The fixtures by either indicator, and the seeded samples.
pub fn cases() -> Vec<Case> {
    let fixture = |(name, by)| Case {
        name: format!("{name} {by:?}"),
        observations: observe(&pcns(name), by),
        level: 1e-4,
    };
    let fixtures = [
        ("pcn24.csv", Need::Share),
        ("pcn24.csv", Need::Score),
        ("pcn300.csv", Need::Share),
        ("pcn300.csv", Need::Score),
    ];
    fixtures.into_iter().map(fixture).chain((0..SEEDED).map(seeded)).collect()
}

/// Steele, Lea and Flood's SplitMix64: a few lines, and the same on every machine.
pub struct Chance(u64);

impl Chance {
    pub fn seeded(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From zero to below `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.next() % u64::from(end)).unwrap()
    }

    /// From `low` to below `high`.
    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * f64::from(self.below(1 << 20)) / f64::from(1 << 20)
    }
}

/// 10 to 80 PCNs in 1 to 25 ICBs, many of them without a link worker, with the same need or the same rate.
fn seeded(seed: u64) -> Case {
    let mut chance = Chance::seeded(seed);
    let n = 10 + chance.below(71);
    let icbs = [1, 3, 12, 25][usize::try_from(seed % 4).unwrap()];
    let (zeros, steps) = (chance.below(5), [4.0, 20.0, 1e6][usize::try_from(seed % 3).unwrap()]);
    let alike = chance.below(3) == 0;
    let tilt = chance.between(-1.5, 1.5);
    let observations: Vec<Observation> = (0..n)
        .map(|_| {
            let need = (chance.between(0.05, 0.95) * steps).round() / steps;
            let patients = if alike { 4e4 } else { chance.between(2e4, 9e4).round() };
            // Half posts, as they come, so that rates are tied where list sizes are.
            let posts =
                (patients / 1e4 * chance.between(0.0, 1.6) * (1.0 + tilt * (need - 0.5))).round() / 2.0;
            let fte = if chance.below(10) < zeros { 0.0 } else { posts.max(0.0) };
            Observation {
                cluster: chance.below(icbs),
                patients,
                fte,
                need: Some(need),
                fifth: None,
                rank: None,
                share_weight: Some(need),
            }
        })
        .collect();
    Case {
        name: format!("seed {seed}"),
        observations: placed(observations),
        level: chance.between(2e-5, 3e-4),
    }
}

/// The PCNs with the ranks and fifths that they have among themselves.
pub fn placed(mut observations: Vec<Observation>) -> Vec<Observation> {
    let need: Vec<f64> = observations.iter().filter_map(|o| o.need).collect();
    let patients: Vec<f64> = observations.iter().map(|o| o.patients).collect();
    let fifths = fifths(&observations.iter().map(|o| o.need).collect::<Vec<_>>());
    for ((o, rank), fifth) in observations.iter_mut().zip(ranks(&need, &patients)).zip(fifths) {
        (o.rank, o.fifth) = (Some(rank), fifth);
    }
    observations
}
