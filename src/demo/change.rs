//! How PCNs change: two mergers, and one new code that the workforce file takes up a census later than the map.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::chance::Chance;
use super::england::{England, Network};
use super::place::Places;

/// PCN codes, each given once.
pub(super) struct Codes {
    chance: Chance,
    given: BTreeSet<usize>,
}

impl Codes {
    /// An empty register, but for `U00000`, which is kept for one PCN.
    pub(super) fn new(seed: u64) -> Self {
        Self { chance: Chance::new(seed, 3), given: BTreeSet::from([0]) }
    }

    /// A code that was not given before.
    pub(super) fn next(&mut self) -> String {
        let mut code = 0;
        while !self.given.insert(code) {
            code = self.chance.below(100_000);
        }
        format!("U{code:05}")
    }
}

/// A new code for one PCN or two.
pub(super) struct Change {
    networks: Vec<usize>,
    code: String,
    name: String,
    mapped_from: Date,
    filed_from: Date,
}

impl Change {
    /// Every change, in a part of England each.
    ///
    /// The dates fall where the nearest map changes hands between two censuses, so that a merger never looks like a
    /// missing PCN.
    pub(super) fn all(networks: &[Network], places: &Places, codes: &mut Codes) -> Vec<Self> {
        let first_in = |board: &str| {
            let sub = places.first_sub(board)?;
            networks.iter().position(|network| network.sub == sub)
        };
        let mut changes = Vec::new();
        if let Some(one) = first_in("QNX") {
            let name = format!("{} ALLIANCE PCN", networks[one].name.trim_end_matches(" PCN"));
            changes.push(Self::merger([one, one + 1], (codes.next(), name), date(2022, 4, 1)));
        }
        if let Some(one) = first_in("QWO") {
            let kept = (networks[one + 1].code.clone(), networks[one + 1].name.clone());
            changes.push(Self::merger([one, one + 1], kept, date(2023, 10, 1)));
        }
        if let Some(one) = first_in("QT1") {
            changes.push(Self {
                networks: vec![one],
                code: codes.next(),
                name: networks[one].name.clone(),
                mapped_from: date(2024, 10, 1),
                filed_from: date(2025, 1, 1),
            });
        }
        changes
    }

    fn merger(networks: [usize; 2], (code, name): (String, String), from: Date) -> Self {
        Self { networks: networks.to_vec(), code, name, mapped_from: from, filed_from: from }
    }
}

/// What a PCN is called on some day.
#[derive(Clone, Copy)]
pub(super) struct Identity<'a> {
    pub(super) code: &'a str,
    pub(super) name: &'a str,
}

impl England {
    /// A PCN's code and name in a practice map.
    pub(super) fn mapped_as(&self, network: usize, on: Date) -> Identity<'_> {
        self.identity(network, |change| change.mapped_from <= on)
    }

    /// A PCN's code and name in a workforce file.
    pub(super) fn files_as(&self, network: usize, on: Date) -> Identity<'_> {
        self.identity(network, |change| change.filed_from <= on)
    }

    /// The PCN whose return this one is part of: its own, but for the second of two that merged.
    pub(super) fn files_with(&self, network: usize, on: Date) -> usize {
        let change =
            self.changes.iter().find(|change| change.filed_from <= on && change.networks.contains(&network));
        change.map_or(network, |change| change.networks[0])
    }

    fn identity(&self, network: usize, in_force: impl Fn(&Change) -> bool) -> Identity<'_> {
        let mut changes = self.changes.iter();
        match changes.find(|change| change.networks.contains(&network) && in_force(change)) {
            Some(change) => Identity { code: &change.code, name: &change.name },
            None => Identity { code: &self.networks[network].code, name: &self.networks[network].name },
        }
    }
}
