//! What patients of each practice answer, before it is written in a layout.

use jiff::civil::{Date, date};

use super::chance::{Chance, whole};
use super::england::England;
use super::table::decimals;

/// The error of a PCN's share, and how much practices of one PCN differ.
const ERROR: f64 = 0.007;
const WITHIN: f64 = 0.03;

/// Decimals of weights and of shares.
const WEIGHT: usize = 2;
const SHARE: usize = 3;

/// What stands for an answer that is withheld, and for a practice where nobody answered.
const WITHHELD: &str = "-97.0";
const NO_ANSWER: &str = "-99.0";

/// The two questionnaires.
#[derive(Clone, Copy)]
pub(super) enum Questionnaire {
    To2023,
    From2024,
}

impl Questionnaire {
    /// How much more need it finds than the earlier one.
    fn shift(self) -> f64 {
        match self {
            Self::To2023 => 0.0,
            Self::From2024 => 0.1,
        }
    }

    /// When its results came out.
    pub(super) fn published(self) -> Date {
        match self {
            Self::To2023 => date(2019, 7, 1),
            Self::From2024 => date(2026, 7, 1),
        }
    }
}

/// One practice's answers, weighted.
pub(super) struct Answers {
    /// The weight of yes definitely, yes to some extent, no, not needed, not known.
    weights: [f64; 5],
    /// What is written in place of the answers.
    reason: Option<&'static str>,
}

impl Answers {
    /// Answers with this base, of whom this share say no.
    fn new(base: f64, no: f64) -> Self {
        let yes = base * (1.0 - no);
        let reason = (base < 10.0).then_some(WITHHELD);
        Self { weights: [0.55 * yes, 0.45 * yes, base * no, 0.36 * base, 0.05 * base], reason }
    }

    /// The weight of those who gave an opinion.
    pub(super) fn base(&self) -> f64 {
        self.weights[..3].iter().sum()
    }

    /// The base as it is written.
    pub(super) fn opinions(&self) -> String {
        self.shown(self.base(), WEIGHT)
    }

    /// The weight of all who answered, which is never withheld.
    pub(super) fn everyone(&self) -> String {
        decimals(self.total(), WEIGHT)
    }

    fn total(&self) -> f64 {
        self.weights.iter().sum()
    }

    /// A number, or the reason why it is not there.
    fn shown(&self, x: f64, places: usize) -> String {
        self.reason.map_or_else(|| decimals(x, places), str::to_owned)
    }

    /// Forms sent out and received, and the rate.
    pub(super) fn response(&self) -> [String; 3] {
        let received = match self.reason {
            Some(NO_ANSWER) => 0,
            _ => whole(1.9 * self.total()),
        };
        let sent = 60 + 3 * whole(1.9 * self.total());
        let rate = f64::from(received) / f64::from(sent);
        [sent.to_string(), received.to_string(), decimals(rate, SHARE)]
    }

    /// The weight of each answer.
    pub(super) fn counts(&self) -> [String; 5] {
        self.weights.map(|weight| self.shown(weight, WEIGHT))
    }

    /// Opinions as shares of opinions, the rest as shares of all.
    pub(super) fn shares(&self) -> [String; 5] {
        let (base, total) = (self.base(), self.total());
        let [one, two, three, four, five] = self.weights;
        [one / base, two / base, three / base, four / total, five / total]
            .map(|share| self.shown(share, SHARE))
    }

    /// Those who say yes, their share, and its Wilson interval.
    pub(super) fn yes(&self) -> [String; 4] {
        let (yes, base) = (self.weights[0] + self.weights[1], self.base());
        let (share, z2) = (yes / base, 1.96 * 1.96 / base);
        let centre = (share + z2 / 2.0) / (1.0 + z2);
        let half = (z2 * (share * (1.0 - share) + z2 / 4.0)).sqrt() / (1.0 + z2);
        let [share, lower, upper] = [share, centre - half, centre + half].map(|x| self.shown(x, SHARE));
        [self.shown(yes, WEIGHT), share, lower, upper]
    }
}

/// Answers of every practice, in order.
pub(super) fn answers(england: &England, questionnaire: Questionnaire) -> Vec<Answers> {
    let (on, shift) = (questionnaire.published(), questionnaire.shift());
    let mut chance = Chance::of(england.seed, 41, usize::from(shift > 0.0));
    let mut bases = |patients: f64| 0.0045 * patients * chance.between(0.7, 1.3);
    let bases: Vec<f64> = england.practices.iter().map(|practice| bases(practice.patients(on))).collect();
    let outside = |base: &f64| Answers::new(*base, 0.22 + shift);
    let mut answers: Vec<Answers> = bases.iter().map(outside).collect();
    for (number, network) in england.networks.iter().enumerate() {
        let here = network.practices.clone();
        let shares = shares(&bases[here.clone()], network.need + shift, &mut chance);
        for ((answers, base), share) in answers[here.clone()].iter_mut().zip(&bases[here.clone()]).zip(shares)
        {
            *answers = Answers::new(*base, share);
        }
        if number % 400 == 50 {
            answers[here].iter_mut().for_each(|answers| answers.reason = Some(WITHHELD));
        }
    }
    answers.iter_mut().skip(17).step_by(2_503).for_each(|answers| answers.reason = Some(NO_ANSWER));
    answers
}

/// What share says no in each practice of a PCN: different ones, whose mean by base is the PCN's with a little error.
fn shares(bases: &[f64], need: f64, chance: &mut Chance) -> Vec<f64> {
    let mean = need + ERROR * chance.normal();
    let apart: Vec<f64> = bases.iter().map(|_| WITHIN * chance.normal()).collect();
    let drift = apart.iter().zip(bases).map(|(x, base)| x * base).sum::<f64>() / bases.iter().sum::<f64>();
    apart.iter().map(|x| (mean + x - drift).clamp(0.01, 0.9)).collect()
}
