//! What makes one PCN differ from others and is in no file, and how it changes from census to census.

use super::chance::{Chance, exp};

/// How unlike each other PCNs are: the spread of the logarithm of the rate, and the part of it that is the ICB's.
pub(super) const SPREAD: f64 = 0.55;
pub(super) const SPREAD_OF_ICBS: f64 = 0.1;

/// The share of PCNs that change between two censuses.
const CHANGE: f64 = 0.2;

/// The share of returns that are missed by chance.
const LAPSE: f64 = 0.02;

/// A PCN's latent state.
pub(super) struct Latent {
    /// Below the share of returns, it files.
    lateness: f64,
    /// Where the rest of a post is rounded up.
    pub(super) rounding: f64,
    /// Below the share without link workers, it has none.
    interest: f64,
    /// How far above others it is, as a logarithm.
    effect: f64,
    /// How far above others its ICB is.
    icb: f64,
    /// Deprivation in standard deviations.
    pub(super) deprivation: f64,
}

impl Latent {
    /// Where a PCN starts.
    pub(super) fn new(icb: f64, deprivation: f64, chance: &mut Chance) -> Self {
        let [lateness, rounding, interest] = [chance.unit(), chance.unit(), chance.unit()];
        Self { lateness, rounding, interest, effect: chance.normal(), icb, deprivation }
    }

    /// Stays far above others for good.
    pub(super) fn keep_high(&mut self) {
        self.interest = f64::INFINITY;
        self.effect = 2.0;
    }

    /// Whether it files; now and then one that could does not.
    pub(super) fn files(&self, returns: f64, chance: &mut Chance) -> bool {
        !chance.happens(LAPSE) && self.lateness < returns / (1.0 - LAPSE)
    }

    /// Most stay as they are; the same chances are used up for every PCN.
    pub(super) fn go_on(&mut self, chance: &mut Chance) {
        let (turns, step) = (chance.happens(CHANGE), chance.normal());
        let (turns_to_or_from_none, interest) = (chance.happens(0.04), chance.unit());
        if self.interest == f64::INFINITY {
            return;
        }
        if turns {
            self.effect = 0.5 * self.effect + 0.866 * step;
        }
        if turns_to_or_from_none {
            self.interest = interest;
        }
    }

    /// The rate as a multiple of what is expected.
    pub(super) fn multiple(&self, without: f64) -> f64 {
        if self.interest < without {
            return 0.0;
        }
        let place = SPREAD_OF_ICBS.sqrt() * self.icb + (1.0 - SPREAD_OF_ICBS).sqrt() * self.effect;
        exp(SPREAD * place.clamp(-2.5, 2.5))
    }
}
