//! The made-up England: networks, practices, their patients, and what their patients need.

use jiff::civil::Date;

use super::chance::{Chance, exp, standardise, whole};
use super::change::{Change, Codes};
use super::name;
use super::network::{Identity, Network, Practice};
use super::place::Places;

/// The mean share of patients without enough support.
const NEED: f64 = 0.22;

/// The spread of that share between PCNs.
pub(super) const NEED_SPREAD: f64 = 0.07;

/// How closely deprivation goes with that share.
pub(super) const NEED_WITH_DEPRIVATION: f64 = 0.3;

/// PCNs with a practice in a second ICB: the last PCN of the first ICB, and the ICB of that practice.
const STRADDLES: [(&str, &str); 3] = [("QHL", "QUA"), ("QOX", "QUY"), ("QOP", "QE1")];

/// The PCN whose code is `U00000`, by place.
const ALL_ZEROS: usize = 43;

/// The PCN with most patients, by place: it contracts all its link workers in one row, the largest of all.
pub(super) const LARGEST: usize = 40;

/// Everything that does not change from one census to the next.
pub(super) struct England {
    pub(super) seed: u64,
    pub(super) places: Places,
    pub(super) networks: Vec<Network>,
    pub(super) practices: Vec<Practice>,
    /// Mergers and a new code.
    pub(super) changes: Vec<Change>,
    /// Codes that no PCN of the map has.
    pub(super) spare_codes: Vec<String>,
}

impl England {
    /// Makes England; a `scale` of 1 is 1,260 PCNs.
    pub(super) fn new(seed: u64, scale: f64) -> Self {
        let places = Places::new(scale);
        let mut growing = Growing::new(seed);
        for (sub, place) in places.subs.iter().enumerate() {
            (0..place.pcns).for_each(|_| growing.add_network(sub));
            growing.add_practices_in_no_network(sub, place.pcns);
        }
        let Growing { mut networks, mut practices, mut codes, .. } = growing;
        set_needs(&mut networks, &places, seed);
        straddle(&mut networks, &mut practices, &places);
        let changes = Change::all(&networks, &places, &mut codes);
        let spare_codes = (0..3).map(|_| codes.next()).collect();
        Self { seed, places, networks, practices, changes, spare_codes }
    }

    /// A PCN's patients on a day.
    pub(super) fn patients(&self, network: usize, on: Date) -> f64 {
        self.practices[self.networks[network].practices.clone()]
            .iter()
            .map(|practice| practice.patients(on))
            .sum()
    }

    /// A PCN's code and name in a practice map.
    pub(super) fn mapped_as(&self, network: usize, on: Date) -> &Identity {
        self.identity(network, |change| change.mapped_from <= on)
    }

    /// A PCN's code and name in a workforce file.
    pub(super) fn files_as(&self, network: usize, on: Date) -> &Identity {
        self.identity(network, |change| change.filed_from <= on)
    }

    /// The PCN whose return this one is part of: its own, but for the second of two that merged.
    pub(super) fn files_with(&self, network: usize, on: Date) -> usize {
        let change =
            self.changes.iter().find(|change| change.filed_from <= on && change.networks.contains(&network));
        change.map_or(network, |change| change.networks[0])
    }

    fn identity(&self, network: usize, in_force: impl Fn(&Change) -> bool) -> &Identity {
        let mut changes = self.changes.iter();
        let change = changes.find(|change| change.networks.contains(&network) && in_force(change));
        change.map_or(&self.networks[network].identity, |change| &change.identity)
    }
}

/// England while it is being made.
struct Growing {
    chance: Chance,
    codes: Codes,
    networks: Vec<Network>,
    practices: Vec<Practice>,
    practice_code: usize,
}

impl Growing {
    fn new(seed: u64) -> Self {
        let chance = Chance::new(seed, 1);
        Self { chance, codes: Codes::new(seed), networks: vec![], practices: vec![], practice_code: 10_000 }
    }

    /// A network of about 50,000 patients, 20,000 to 150,000, in practices of about 10,000.
    fn add_network(&mut self, sub: usize) {
        let number = self.networks.len();
        let size = self.chance.normal();
        let size = if number == LARGEST { 3.0 } else { size.min(2.9) };
        let patients = (45_100.0 * exp(0.4 * size)).max(20_000.0);
        let count = whole(patients / 10_000.0 * self.chance.between(0.7, 1.28)).clamp(1, 15) as usize;
        let shares: Vec<f64> = (0..count).map(|_| exp(0.4 * self.chance.normal())).collect();
        let total: f64 = shares.iter().sum();
        let start = self.practices.len();
        for share in shares {
            self.add_practice(sub, patients * share / total);
        }
        let practices = start..self.practices.len();
        self.practices[practices.clone()].iter_mut().for_each(|practice| practice.network = Some(number));
        let name = name::network(number, &mut self.chance);
        let code = if number == ALL_ZEROS { "U00000".to_owned() } else { self.codes.next() };
        self.networks.push(Network {
            identity: Identity { code, name },
            sub,
            need: 0.0,
            deprivation: 0.0,
            practices,
        });
    }

    /// About one practice in 80.
    fn add_practices_in_no_network(&mut self, sub: usize, pcns: usize) {
        for _ in 0..pcns {
            if self.chance.happens(0.058) {
                let patients = self.chance.between(300.0, 7_000.0);
                self.add_practice(sub, patients);
            }
        }
    }

    fn add_practice(&mut self, sub: usize, patients: f64) {
        self.practice_code += 1 + self.chance.below(3);
        let name = name::practice(self.practices.len(), &mut self.chance);
        let letters = ["AB", "DE", "FG", "HJ", "LN", "PQ", "RS", "TU", "WX", "YZ"];
        let street = self.chance.below(90);
        self.practices.push(Practice {
            code: practice_code(self.practice_code),
            name,
            postcode: format!("ZZ{} {}{}", sub + 1, street % 9 + 1, letters[street / 9]),
            sub,
            network: None,
            patients_2026: patients,
            growth: 0.008 * self.chance.normal(),
        });
    }
}

/// Gives every PCN its need and its deprivation, alike within an ICB to some degree.
fn set_needs(networks: &mut [Network], places: &Places, seed: u64) {
    let mut chance = Chance::new(seed, 2);
    let icbs: Vec<[f64; 2]> = places.subs.iter().map(|_| [chance.normal(), chance.normal()]).collect();
    let mut alike = |network: &Network, which: usize| {
        let icb = icbs[places.icb_2022(network.sub)][which];
        0.3 * icb + 0.954 * chance.normal()
    };
    let mut needs: Vec<f64> = networks.iter().map(|network| alike(network, 0)).collect();
    let mut others: Vec<f64> = networks.iter().map(|network| alike(network, 1)).collect();
    standardise(&mut needs);
    standardise(&mut others);
    let rest = (1.0 - NEED_WITH_DEPRIVATION * NEED_WITH_DEPRIVATION).sqrt();
    for (network, (need, other)) in networks.iter_mut().zip(needs.iter().zip(&others)) {
        network.need = (NEED + NEED_SPREAD * need).clamp(0.04, 0.5);
        network.deprivation =
            (20.0 * exp(0.4 * (NEED_WITH_DEPRIVATION * need + rest * other))).clamp(4.0, 70.0);
    }
}

/// Moves one practice of a few PCNs over the border; the first PCN is filed on the far side too.
fn straddle(networks: &mut [Network], practices: &mut [Practice], places: &Places) {
    for (number, (home, beyond)) in STRADDLES.into_iter().enumerate() {
        let (Some(home), Some(beyond)) = (places.first_sub(home), places.first_sub(beyond)) else {
            continue;
        };
        let icb = places.icb_2022(home);
        let here =
            |network: &&mut Network| places.icb_2022(network.sub) == icb && network.practices.len() > 2;
        if let Some(network) = networks.iter_mut().rfind(here) {
            practices[network.practices.start].sub = beyond;
            if number == 0 {
                network.sub = beyond;
            }
        }
    }
}

/// A practice's code: `Z` and five digits, then `Y` and five; the largest England has under 200,000 numbers.
fn practice_code(number: usize) -> String {
    let letter = if number < 100_000 { 'Z' } else { 'Y' };
    format!("{letter}{:05}", number % 100_000)
}
