//! Censuses drawn from a superpopulation whose truth is known, to try intervals on: `docs/coverage.md`.
//!
//! ICBs, patients, needs, returns, posts and how PCNs differ are those of the illustrative set. Nothing is balanced, so
//! that a right analysis finds the truth on average only. Deprivation, mergers and the largest PCN's course have no part.

use jiff::civil::{Date, date};

use super::chance::{Chance, exp, mean};
use super::course::{Course, SPREAD, SPREAD_OF_BOARDS};
use super::england::{England, Network};
use super::provision::{FULL_TIME, in_posts};

/// The mean slope of the superpopulation of ICBs, in FTE per 10,000 patients for each 10 points of need: the slope that
/// the illustrative set has from October 2023 on.
pub const SLOPE: f64 = -0.035;

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
}

/// A PCN with a return, at one census.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Simulated {
    /// The index of its ICB, from 0.
    pub cluster: u32,
    /// Registered patients.
    pub patients: f64,
    /// The share of patients who lack support, without a survey's error.
    pub need: f64,
    /// Link-worker FTE as filed, in posts.
    pub fte: f64,
    /// The mean of its FTE per 10,000 patients over all that chance could make it file, its need and its ICB given.
    ///
    /// A straight line on need within each ICB; never below zero, where few PCNs would be even if ICBs differ a lot.
    pub expected: f64,
}

/// One census of an England of 42 ICBs and 1,260 PCNs, of which about 2% have no return and are left out.
///
/// The seed decides everything but the ICBs' numbers of PCNs: patients and needs, the ICBs' levels and slopes, what is
/// filed. Equal seeds give equal draws, on every machine.
pub fn draw(seed: u64, from: Superpopulation) -> Vec<Simulated> {
    let mut chance = Chance::new(seed, 52);
    pcns(seed, from.deviation).iter().filter_map(|pcn| pcn.file(from.without, &mut chance)).collect()
}

/// A PCN before chance decides what it files.
struct Pcn {
    cluster: u32,
    patients: f64,
    need: f64,
    expected: f64,
}

/// An ICB's line on need.
struct Line {
    /// FTE per 10,000 patients at England's mean need.
    level: f64,
    /// FTE per 10,000 patients for a need of one.
    slope: f64,
}

impl Line {
    /// A level as the boards of the illustrative set have it, and a slope that does not depend on it.
    fn draw(deviation: f64, chance: &mut Chance) -> Self {
        Self {
            level: LEVEL * exp(SPREAD * SPREAD_OF_BOARDS.sqrt() * chance.normal()),
            slope: 10.0 * (SLOPE + deviation * chance.normal()),
        }
    }
}

fn pcns(seed: u64, deviation: f64) -> Vec<Pcn> {
    let england = England::new(seed, 1.0);
    let mut chance = Chance::new(seed, 51);
    let lines: Vec<Line> = england.places.subs.iter().map(|_| Line::draw(deviation, &mut chance)).collect();
    let centre = mean(england.networks.iter().map(|network| network.need));
    let pcn = |(number, network): (usize, &Network)| {
        let board = england.places.board(network);
        let line = &lines[board];
        Pcn {
            cluster: u32::try_from(board).unwrap_or(u32::MAX),
            patients: england.patients(number, CENSUS),
            need: network.need,
            expected: (line.level + line.slope * (network.need - centre)).max(0.0),
        }
    };
    england.networks.iter().enumerate().map(pcn).collect()
}

impl Pcn {
    /// What it files, if it does. Its course is that of an average ICB, whose level `expected` has already.
    fn file(&self, without: f64, chance: &mut Chance) -> Option<Simulated> {
        let course = Course::new(0.0, 0.0, chance);
        let files = course.files(RETURNS, chance);
        let rate = self.expected * course.multiple(without) / (MULTIPLE * (1.0 - without));
        let half_hours = in_posts(rate * self.patients / 10_000.0, course.rounding);
        files.then(|| Simulated {
            cluster: self.cluster,
            patients: self.patients,
            need: self.need,
            fte: f64::from(half_hours) / f64::from(FULL_TIME),
            expected: self.expected,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::planted_slope;
    use super::*;

    const FROM: Superpopulation = Superpopulation { without: 0.07, deviation: 0.03 };

    fn rate(filed: &Simulated) -> f64 {
        1e4 * filed.fte / filed.patients
    }

    /// Total of filed over total of expected rates of some PCNs, over many censuses, less one.
    fn beyond_expected(pcns: &[&Pcn], without: f64) -> f64 {
        let mut chance = Chance::new(1, 99);
        let (mut filed, mut expected) = (0.0, 0.0);
        for simulated in (0..4_000).flat_map(|_| pcns.iter()).filter_map(|pcn| pcn.file(without, &mut chance))
        {
            filed += rate(&simulated);
            expected += simulated.expected;
        }
        filed / expected - 1.0
    }

    #[test]
    fn what_is_filed_is_what_is_expected_on_average() {
        let all = pcns(1, FROM.deviation);
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
        let none = |seed| draw(seed, FROM).iter().map(|filed| filed.fte == 0.0).collect::<Vec<_>>();
        let both = none(3).iter().zip(none(4)).filter(|(one, other)| **one && *other).count();
        assert!(2 * both < none(3).iter().filter(|none| **none).count(), "{both} PCNs have none in both");
        let slope = |seed| {
            let [one, two] = [0, 1].map(|place| pcns(seed, FROM.deviation).swap_remove(place));
            (one.expected - two.expected) / (one.need - two.need)
        };
        assert!((slope(3) - slope(3)).abs() < 1e-9 && (slope(3) - slope(4)).abs() > 1e-6);
    }

    #[test]
    fn slopes_of_icbs_are_around_the_planted_one() {
        assert_eq!(SLOPE, planted_slope(2026, 3));
        let mut chance = Chance::new(1, 51);
        let slopes: Vec<f64> = (0..40_000).map(|_| Line::draw(0.03, &mut chance).slope / 10.0).collect();
        let centre = mean(slopes.iter().copied());
        let deviation = mean(slopes.iter().map(|slope| (slope - centre) * (slope - centre))).sqrt();
        assert!((centre - SLOPE).abs() < 4.5 * 0.03 / 200.0, "{centre}");
        assert!((deviation - 0.03).abs() < 4.5 * 0.03 / 283.0, "{deviation}");
    }

    #[test]
    fn pcns_differ_and_some_have_none() {
        let filed = draw(1, FROM);
        let share = |which: &dyn Fn(&Simulated) -> bool| {
            mean(filed.iter().map(|simulated| f64::from(u8::from(which(simulated)))))
        };
        assert!((0.97..0.99).contains(&(mean([filed.len() as f64 / 1260.0].into_iter()))));
        assert!((0.05..0.10).contains(&share(&|simulated| simulated.fte == 0.0)));
        let far = share(&|simulated| rate(simulated) > 2.5 * simulated.expected);
        let level = mean(filed.iter().map(rate));
        assert!((0.005..0.05).contains(&far), "skewed to the right: {far}");
        assert!((level - LEVEL).abs() < 0.05, "{level}");
    }
}
