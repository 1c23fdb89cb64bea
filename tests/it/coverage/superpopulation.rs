//! Censuses drawn from a superpopulation whose truth is known, to try intervals on: `docs/coverage.md`.
//!
//! ICBs, patients and needs are those of the illustrative set, unless needs more alike are asked for; returns, posts and
//! how PCNs differ are as there. Nothing is balanced, so that a right analysis finds the truth on average only.
//! Deprivation, mergers and the largest PCN's own rate have no part.

use briefings::demo::chance::{Chance, exp, mean};
use briefings::demo::{Demo, Truth};
use jiff::civil::{Date, date};

/// ICBs at the census.
const ICBS: usize = 42;

/// The mean slope of the superpopulation of ICBs, in FTE per 10,000 patients for each 10 points of need: the slope that
/// the illustrative set has from October 2023 on.
pub const SLOPE: f64 = -0.035;

/// The standard deviation of the logarithm of ICBs' levels in the illustrative set.
pub const LEVELS: f64 = 0.173_925_271_309_261_27;

/// The standard deviation of the logarithm of a PCN's rate around its ICB's: with that of the levels it makes the
/// illustrative set's 0.55, of whose square a tenth is the ICB's.
const SPREAD: f64 = 0.55;
const SPREAD_WITHIN: f64 = 0.9;

/// The standard deviation of needs.
pub const NEED_SPREAD: f64 = 0.07;

/// The share of the variance of needs that lies between the ICBs of the illustrative set.
pub const ALIKE: f64 = 0.09;

/// FTE per 10,000 patients, about that of the illustrative set from 2023 on.
pub const LEVEL: f64 = 0.425;

/// The share of PCNs that file, as in the illustrative set, and of returns that are missed by chance.
const RETURNS: f64 = 0.98;
const LAPSE: f64 = 0.02;

/// The day of the census, while there were 42 ICBs.
const CENSUS: Date = date(2026, 3, 31);

/// The mean of [`multiple`] over PCNs.
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
    pub fn mean_level(self) -> f64 {
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
pub struct Pcn {
    pub cluster: u32,
    pub patients: f64,
    pub need: f64,
    pub expected: f64,
    pub typical: f64,
}

/// An ICB's line on need.
pub struct Line {
    /// FTE per 10,000 patients at England's mean need.
    pub level: f64,
    /// FTE per 10,000 patients for a need of one.
    pub slope: f64,
}

impl Line {
    /// A level, and a slope that does not depend on it.
    pub fn draw(from: Superpopulation, chance: &mut Chance) -> Self {
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

/// Every PCN of the England of a seed.
pub fn pcns(seed: u64, from: Superpopulation) -> Vec<Pcn> {
    let england = Demo { seed, scale: 1.0 }.truth(CENSUS);
    let mut chance = Chance::new(seed, 51);
    let lines: Vec<Line> = (0..ICBS).map(|_| Line::draw(from, &mut chance)).collect();
    let over_icbs = Line { level: from.mean_level(), slope: 10.0 * SLOPE };
    let needs = needs(seed, &england, from.alike);
    let centre = mean(needs.iter().copied());
    let pcn = |(pcn, need): (&Truth, f64)| Pcn {
        cluster: u32::try_from(pcn.icb).unwrap_or(u32::MAX),
        patients: pcn.patients,
        need,
        expected: lines[pcn.icb].at(need - centre).max(0.0),
        typical: over_icbs.at(need - centre),
    };
    england.iter().zip(needs.iter().copied()).map(pcn).collect()
}

/// Needs drawn together within each ICB until so much of their variance lies between ICBs; the spread over all stays.
fn needs(seed: u64, england: &[Truth], alike: f64) -> Vec<f64> {
    let mut chance = Chance::new(seed, 53);
    let icbs: Vec<f64> = (0..ICBS).map(|_| chance.normal()).collect();
    let shared = (alike - ALIKE) / (1.0 - ALIKE);
    let centre = mean(england.iter().map(|pcn| pcn.need));
    let need = |pcn: &Truth| {
        let apart = shared.sqrt() * NEED_SPREAD * icbs[pcn.icb];
        // No need leaves the range of those of the illustrative set.
        (centre + (1.0 - shared).sqrt() * (pcn.need - centre) + apart).clamp(0.04, 0.5)
    };
    england.iter().map(need).collect()
}

impl Pcn {
    /// What it files, if it does.
    pub fn file(&self, without: f64, chance: &mut Chance) -> Simulated {
        let [lateness, rounding, interest] = [chance.unit(), chance.unit(), chance.unit()];
        let multiple = multiple(chance);
        let files = !chance.happens(LAPSE) && lateness < RETURNS / (1.0 - LAPSE);
        let multiple = if interest < without { 0.0 } else { multiple };
        let rate = self.expected * multiple / (MULTIPLE * (1.0 - without));
        let fte = in_posts(rate * self.patients / 10_000.0, rounding);
        Simulated {
            cluster: self.cluster,
            patients: self.patients,
            need: self.need,
            fte: files.then_some(fte),
            expected: self.expected,
            typical: self.typical,
        }
    }
}

/// How many times what is expected a PCN with a link worker has.
fn multiple(chance: &mut Chance) -> f64 {
    exp(SPREAD * (SPREAD_WITHIN.sqrt() * chance.normal()).clamp(-2.5, 2.5))
}

/// FTE in posts: nothing, or 0.4 and more in fifths, right on average.
fn in_posts(fte: f64, rounding: f64) -> f64 {
    if fte < 0.4 {
        return if rounding < fte / 0.4 { 0.4 } else { 0.0 };
    }
    (fte / 0.2 + rounding).floor() / 5.0
}
