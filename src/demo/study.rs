//! Censuses drawn from a superpopulation whose truth is known, to try intervals on: `docs/coverage.md`.
//!
//! ICBs, patients, returns, posts and how PCNs differ are those of the illustrative set, and so are needs and the levels
//! of ICBs unless others are asked for. Nothing is balanced, so that a right analysis finds the truth on average only.
//! Deprivation, mergers and the largest PCN's course have no part.

use jiff::civil::{Date, date};

use super::chance::{Chance, exp, mean};
use super::course::Course;
use super::england::{England, NEED_SPREAD, Network};
use super::provision::{FULL_TIME, in_posts};

/// The mean slope of the superpopulation of ICBs, in FTE per 10,000 patients for each 10 points of need: the slope that
/// the illustrative set has from October 2023 on.
pub const SLOPE: f64 = -0.035;

/// The standard deviation of the logarithm of ICBs' levels in the illustrative set.
pub const LEVELS: f64 = 0.173_925_271_309_261_27;

/// The share of the variance of needs that lies between the ICBs of the illustrative set.
pub const ALIKE: f64 = 0.09;

/// FTE per 10,000 patients and the share of returns, about those of the illustrative set from 2023 on.
const LEVEL: f64 = 0.425;
const RETURNS: f64 = 0.98;

/// The day of the census, while there were 42 ICBs.
const CENSUS: Date = date(2026, 3, 31);

/// The mean of [`Course::multiple`] for an average ICB where no PCN has chosen to have no link worker.
///
/// By quadrature over the density of the sum of twelve uniform numbers; a test compares it with draws.
const MULTIPLE: f64 = 1.140_289_703_7;

/// What a superpopulation of ICBs and PCNs is like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Superpopulation {
    /// The share of PCNs that choose to have no link worker, from 0 and below 1.
    pub without: f64,
    /// The standard deviation of the slopes of ICBs around [`SLOPE`], in its unit.
    pub deviation: f64,
    /// The standard deviation of the logarithm of ICBs' levels.
    pub levels: f64,
    /// The share of the variance of needs that lies between ICBs, from [`ALIKE`] to 1.
    pub alike: f64,
}

impl Superpopulation {
    /// The mean of ICBs' levels.
    ///
    /// A level is (1 + levels · z / 64)^64 times [`LEVEL`], z the sum of twelve uniform numbers less six, whose second,
    /// fourth and sixth moments are 1, 2.9 and 13.548; the eighth adds less than 0.00003 up to a deviation of 0.6.
    fn mean_level(self) -> f64 {
        let square = self.levels * self.levels;
        LEVEL * (1.0 + square * (0.492_188 + square * (0.109_827 + square * 0.014_781)))
    }
}

/// A PCN at one census.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Simulated {
    /// The index of its ICB, from 0.
    pub cluster: u32,
    /// Registered patients.
    pub patients: f64,
    /// The share of patients who lack support, without a survey's error.
    pub need: f64,
    /// Link-worker FTE as filed, in posts; none where it has no return.
    pub fte: Option<f64>,
    /// The mean of its FTE per 10,000 patients over all that chance could make it file, its need and its ICB given.
    ///
    /// A straight line on need within each ICB; never below zero, where few PCNs would be even if ICBs differ a lot.
    pub expected: f64,
    /// The mean of that over all ICBs that it could lie in, its need given, where none comes to zero.
    pub typical: f64,
}

/// One census of an England of 42 ICBs and 1,260 PCNs, of which about 2% have no return.
///
/// The seed decides everything but the ICBs' numbers of PCNs: patients and needs, the ICBs' levels and slopes, what is
/// filed. Equal seeds give equal draws, on every machine.
pub fn draw(seed: u64, from: Superpopulation) -> Vec<Simulated> {
    let mut chance = Chance::new(seed, 52);
    pcns(seed, from).iter().map(|pcn| pcn.file(from.without, &mut chance)).collect()
}

/// A PCN before chance decides what it files.
struct Pcn {
    cluster: u32,
    patients: f64,
    need: f64,
    expected: f64,
    typical: f64,
}

/// An ICB's line on need.
struct Line {
    /// FTE per 10,000 patients at England's mean need.
    level: f64,
    /// FTE per 10,000 patients for a need of one.
    slope: f64,
}

impl Line {
    /// A level, and a slope that does not depend on it.
    fn draw(from: Superpopulation, chance: &mut Chance) -> Self {
        Self {
            level: LEVEL * exp(from.levels * chance.normal()),
            slope: 10.0 * (SLOPE + from.deviation * chance.normal()),
        }
    }

    /// The rate that it expects so far from England's mean need.
    fn at(&self, apart: f64) -> f64 {
        self.level + self.slope * apart
    }
}

fn pcns(seed: u64, from: Superpopulation) -> Vec<Pcn> {
    let england = England::new(seed, 1.0);
    let mut chance = Chance::new(seed, 51);
    let lines: Vec<Line> = england.places.subs.iter().map(|_| Line::draw(from, &mut chance)).collect();
    let over_icbs = Line { level: from.mean_level(), slope: 10.0 * SLOPE };
    let needs = needs(&england, from.alike);
    let centre = mean(needs.iter().copied());
    let pcn = |(number, (network, need)): (usize, (&Network, &f64))| {
        let board = england.places.board(network);
        Pcn {
            cluster: u32::try_from(board).unwrap_or(u32::MAX),
            patients: england.patients(number, CENSUS),
            need: *need,
            expected: lines[board].at(need - centre).max(0.0),
            typical: over_icbs.at(need - centre),
        }
    };
    england.networks.iter().zip(&needs).enumerate().map(pcn).collect()
}

/// Needs drawn together within each ICB until so much of their variance lies between ICBs; the spread over all stays.
fn needs(england: &England, alike: f64) -> Vec<f64> {
    let mut chance = Chance::new(england.seed, 53);
    let boards: Vec<f64> = england.places.subs.iter().map(|_| chance.normal()).collect();
    let shared = (alike - ALIKE) / (1.0 - ALIKE);
    let centre = mean(england.networks.iter().map(|network| network.need));
    let need = |network: &Network| {
        let apart = shared.sqrt() * NEED_SPREAD * boards[england.places.board(network)];
        // No need leaves the range of those of the illustrative set.
        (centre + (1.0 - shared).sqrt() * (network.need - centre) + apart).clamp(0.04, 0.5)
    };
    england.networks.iter().map(need).collect()
}

impl Pcn {
    /// What it files, if it does. Its course is that of an average ICB, whose level `expected` has already.
    fn file(&self, without: f64, chance: &mut Chance) -> Simulated {
        let course = Course::new(0.0, 0.0, chance);
        let files = course.files(RETURNS, chance);
        let rate = self.expected * course.multiple(without) / (MULTIPLE * (1.0 - without));
        let half_hours = in_posts(rate * self.patients / 10_000.0, course.rounding);
        Simulated {
            cluster: self.cluster,
            patients: self.patients,
            need: self.need,
            fte: files.then(|| f64::from(half_hours) / f64::from(FULL_TIME)),
            expected: self.expected,
            typical: self.typical,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::course::{SPREAD, SPREAD_OF_BOARDS};
    use super::super::planted_slope;
    use super::*;

    const FROM: Superpopulation =
        Superpopulation { without: 0.07, deviation: 0.03, levels: LEVELS, alike: ALIKE };

    fn rate(filed: &Simulated) -> Option<f64> {
        Some(1e4 * filed.fte? / filed.patients)
    }

    /// Total of filed over total of expected rates of some PCNs, over many censuses, less one.
    fn beyond_expected(pcns: &[&Pcn], without: f64) -> f64 {
        let mut chance = Chance::new(1, 99);
        let (mut filed, mut expected) = (0.0, 0.0);
        for simulated in (0..4_000).flat_map(|_| pcns.iter()).map(|pcn| pcn.file(without, &mut chance)) {
            if let Some(rate) = rate(&simulated) {
                filed += rate;
                expected += simulated.expected;
            }
        }
        filed / expected - 1.0
    }

    #[test]
    fn what_is_filed_is_what_is_expected_on_average() {
        let all = pcns(1, FROM);
        let mut order: Vec<&Pcn> = all.iter().collect();
        for key in [|pcn: &Pcn| pcn.need, |pcn: &Pcn| pcn.patients, |pcn: &Pcn| pcn.expected] {
            order.sort_by(|a, b| key(a).total_cmp(&key(b)));
            for end in [&order[..126], &order[all.len() - 126..]] {
                // A rate has a standard deviation of about 0.65 of its mean: 4.5 standard errors over 500,000 rates.
                let beyond = beyond_expected(end, FROM.without);
                assert!(beyond.abs() < 4.5 * 0.65 / 500_000_f64.sqrt(), "{beyond}");
            }
        }
        let beyond = beyond_expected(&order, 0.2);
        assert!(beyond.abs() < 4.5 * 0.8 / 5_000_000_f64.sqrt(), "{beyond}");
    }

    #[test]
    fn equal_seeds_draw_equal_censuses_and_others_share_nothing() {
        assert_eq!(draw(3, FROM), draw(3, FROM));
        let none = |seed| draw(seed, FROM).iter().map(|filed| filed.fte == Some(0.0)).collect::<Vec<_>>();
        let both = none(3).iter().zip(none(4)).filter(|(one, other)| **one && *other).count();
        assert!(2 * both < none(3).iter().filter(|none| **none).count(), "{both} PCNs have none in both");
        let slope = |seed| {
            let [one, two] = [0, 1].map(|place| pcns(seed, FROM).swap_remove(place));
            (one.expected - two.expected) / (one.need - two.need)
        };
        assert!((slope(3) - slope(3)).abs() < 1e-9 && (slope(3) - slope(4)).abs() > 1e-6);
    }

    #[test]
    fn slopes_of_icbs_are_around_the_planted_one() {
        assert_eq!(SLOPE, planted_slope(2026, 3));
        let mut chance = Chance::new(1, 51);
        let slopes: Vec<f64> = (0..40_000).map(|_| Line::draw(FROM, &mut chance).slope / 10.0).collect();
        let centre = mean(slopes.iter().copied());
        let deviation = mean(slopes.iter().map(|slope| (slope - centre) * (slope - centre))).sqrt();
        assert!((centre - SLOPE).abs() < 4.5 * 0.03 / 200.0, "{centre}");
        assert!((deviation - 0.03).abs() < 4.5 * 0.03 / 283.0, "{deviation}");
    }

    #[test]
    fn levels_of_icbs_are_around_their_mean() {
        assert!((LEVELS - SPREAD * SPREAD_OF_BOARDS.sqrt()).abs() < 1e-15);
        for levels in [LEVELS, 0.3, 0.6] {
            let from = Superpopulation { levels, ..FROM };
            let mut chance = Chance::new(1, 51);
            let beyond = mean((0..400_000).map(|_| Line::draw(from, &mut chance).level)) / from.mean_level();
            // Their standard deviation is a little more than that of their logarithm.
            assert!((beyond - 1.0).abs() < 4.5 * 1.1 * levels / 400_000_f64.sqrt(), "{levels}: {beyond}");
        }
    }

    /// The share of the variance of needs that lies between ICBs, on average over censuses, and the deviation of needs.
    fn likeness(alike: f64) -> [f64; 2] {
        let censuses: Vec<[f64; 2]> = (1..=100).map(|seed| moments(seed, alike)).collect();
        let [between, all] = [0, 1].map(|which| mean(censuses.iter().map(|census| census[which])));
        [between / all, all.sqrt()]
    }

    /// The mean product of the needs of two PCNs of one ICB, and the variance of needs, both around the set's mean.
    fn moments(seed: u64, alike: f64) -> [f64; 2] {
        let all = pcns(seed, Superpopulation { alike, ..FROM });
        let apart = |pcn: &Pcn| pcn.need - 0.22;
        let icbs = (0..42).map(|icb| {
            let here: Vec<f64> = all.iter().filter(|pcn| pcn.cluster == icb).map(apart).collect();
            let (sum, squares) = (here.iter().sum::<f64>(), here.iter().map(|x| x * x).sum::<f64>());
            (sum * sum - squares) / (here.len() * (here.len() - 1)) as f64
        });
        [mean(icbs), mean(all.iter().map(|pcn| apart(pcn) * apart(pcn)))]
    }

    #[test]
    fn needs_are_as_alike_within_icbs_as_asked_for_and_as_far_spread() {
        for alike in [ALIKE, 0.33, 0.6] {
            let [between, deviation] = likeness(alike);
            assert!((between - alike).abs() < 0.03, "{alike}: {between}");
            assert!((deviation - NEED_SPREAD).abs() < 0.003, "{alike}: {deviation}");
        }
    }

    #[test]
    fn pcns_differ_and_some_have_none() {
        let filed: Vec<Simulated> =
            draw(1, FROM).into_iter().filter(|simulated| simulated.fte.is_some()).collect();
        let share = |which: &dyn Fn(&Simulated) -> bool| {
            mean(filed.iter().map(|simulated| f64::from(u8::from(which(simulated)))))
        };
        assert!((0.97..0.99).contains(&(mean([filed.len() as f64 / 1260.0].into_iter()))));
        assert!((0.05..0.10).contains(&share(&|simulated| simulated.fte == Some(0.0))));
        let far = share(&|simulated| rate(simulated) > Some(2.5 * simulated.expected));
        let level = mean(filed.iter().filter_map(rate).collect::<Vec<_>>().into_iter());
        assert!((0.005..0.05).contains(&far), "skewed to the right: {far}");
        assert!((level - LEVEL).abs() < 0.05, "{level}");
    }
}
