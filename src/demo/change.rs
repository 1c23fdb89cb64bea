//! How PCNs change: two mergers, and one new code that the workforce file takes up a census later than the map.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::chance::Chance;
use super::network::{Identity, Network};
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
    pub(super) networks: Vec<usize>,
    pub(super) identity: Identity,
    /// When the practice map takes it up, and when the workforce file does.
    pub(super) mapped_from: Date,
    pub(super) filed_from: Date,
}

impl Change {
    /// Every change, in a part of England each.
    ///
    /// The dates fall where the nearest map changes hands between two censuses, so that a merger never looks like a
    /// missing PCN.
    pub(super) fn all(networks: &[Network], places: &Places, codes: &mut Codes) -> Vec<Self> {
        let first_in = |icb: &str| {
            let sub = places.first_sub(icb)?;
            networks.iter().position(|network| network.sub == sub)
        };
        let mut changes = Vec::new();
        if let Some(one) = first_in("QNX") {
            let name = format!("{} ALLIANCE PCN", networks[one].identity.name.trim_end_matches(" PCN"));
            let merged = Identity { code: codes.next(), name };
            changes.push(Self::merger(one, merged, date(2022, 4, 1)));
        }
        if let Some(one) = first_in("QWO") {
            let kept = networks[one + 1].identity.clone();
            changes.push(Self::merger(one, kept, date(2023, 10, 1)));
        }
        if let Some(one) = first_in("QT1") {
            changes.push(Self {
                networks: vec![one],
                identity: Identity { code: codes.next(), name: networks[one].identity.name.clone() },
                mapped_from: date(2024, 10, 1),
                filed_from: date(2025, 1, 1),
            });
        }
        changes
    }

    /// The merger of two PCNs, the second of which follows the first.
    fn merger(one: usize, identity: Identity, from: Date) -> Self {
        Self { networks: vec![one, one + 1], identity, mapped_from: from, filed_from: from }
    }
}
