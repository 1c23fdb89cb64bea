//! Hundreds of made-up samples, the same on every run; one that breaks a law is made as small as still breaks it.

use briefings::measure::rank::{fifths, ranks};
use briefings::measure::{Observation, Sample, Scope};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::measure::fixtures::{Need, RELIABILITY, observe, pcns};

/// How many samples are made up, beside the fixtures.
const MADE_UP: u32 = 400;

/// PCNs of which every measure is taken, as an area and as England.
#[derive(Debug, Clone)]
pub struct Case {
    pub name: String,
    pub observations: Vec<Observation>,
    /// England's FTE per weighted patient.
    pub level: f64,
    /// One of the PCNs.
    pub place: usize,
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

/// Looks at the fixtures by either indicator, and at the made-up samples.
pub fn every_case(look: impl Fn(&Case)) {
    for name in ["pcn24.csv", "pcn300.csv"] {
        for by in [Need::Share, Need::Score] {
            let observations = observe(&pcns(name), by);
            look(&Case { name: format!("{name} {by:?}"), observations, level: 1e-4, place: 7 });
        }
    }
    let config = Config { cases: MADE_UP, failure_persistence: None, ..Config::default() };
    let chance = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let looked = TestRunner::new_with_rng(config, chance).run(&case(), |case| {
        look(&case);
        Ok(())
    });
    looked.unwrap_or_else(|broken| panic!("{broken}"));
}

/// What the PCNs of a sample share.
#[derive(Debug, Clone, Copy)]
struct Shape {
    icbs: u32,
    /// PCNs in ten without a link worker.
    zeros: u32,
    /// Steps that need comes in, so that needs are tied where they are few.
    steps: f64,
    /// Whether all list sizes are alike.
    alike: bool,
    /// How FTE leans on need.
    tilt: f64,
}

/// 10 to 80 PCNs in 1 to 25 ICBs, many of them without a link worker, with the same need or the same rate.
fn case() -> impl Strategy<Value = Case> {
    let shape = (select(&[1, 3, 12, 25][..]), 0..5u32, select(&[4.0, 20.0, 1e6][..]), 0..3u8, -1.5..1.5f64)
        .prop_map(|(icbs, zeros, steps, alike, tilt)| Shape { icbs, zeros, steps, alike: alike == 0, tilt });
    let pcns = shape.prop_flat_map(|shape| vec(pcn(shape), 10..=80));
    (pcns, 2e-5..3e-4f64, any::<Index>()).prop_map(|(pcns, level, place)| Case {
        name: "a made-up sample".to_owned(),
        place: place.index(pcns.len()),
        observations: placed(pcns),
        level,
    })
}

fn pcn(shape: Shape) -> impl Strategy<Value = Observation> {
    let Shape { icbs, zeros, steps, alike, tilt } = shape;
    (0..icbs, 0.05..0.95f64, 2e4..9e4f64, 0.0..1.6f64, 0..10u32).prop_map(
        move |(cluster, need, patients, posts, tenth)| {
            let need = (need * steps).round() / steps;
            let patients = if alike { 4e4 } else { patients.round() };
            // Half posts, as they come, so that rates are tied where list sizes are.
            let posts = (patients / 1e4 * posts * (1.0 + tilt * (need - 0.5))).round() / 2.0;
            Observation {
                cluster,
                patients,
                fte: if tenth < zeros { 0.0 } else { posts.max(0.0) },
                need: Some(need),
                fifth: None,
                rank: None,
                share_weight: Some(need),
            }
        },
    )
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
