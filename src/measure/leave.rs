//! What is left out in turn, one PCN or one ICB, and sums over what is left.

use super::regression::{is_clustered, numbered};
use super::{ErrorOf, Observation, Scope};

/// What is left out in turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// One PCN.
    Pcn,
    /// All PCNs of one ICB.
    Icb,
}

impl Leave {
    /// One ICB at a time for England, as provision is alike in an ICB; else one PCN.
    pub(super) fn of(scope: Scope, observations: &[Observation]) -> Leave {
        let clusters: Vec<u32> = observations.iter().map(|o| o.cluster).collect();
        if is_clustered(scope, &clusters) { Leave::Icb } else { Leave::Pcn }
    }

    pub(super) fn error(self) -> ErrorOf {
        match self {
            Leave::Pcn => ErrorOf::WithoutPcn,
            Leave::Icb => ErrorOf::WithoutIcb,
        }
    }

    /// The number of the part that each PCN is left out with: its own, or its ICB's in order of cluster.
    pub(super) fn parts(self, observations: &[Observation]) -> Vec<usize> {
        match self {
            Leave::Pcn => (0..observations.len()).collect(),
            Leave::Icb => {
                let icbs: Vec<u32> = observations.iter().map(|o| o.cluster).collect();
                numbered(&icbs).0
            }
        }
    }

    /// What the sums are without each PCN, or ICB, in turn: those before it and those after it put together, so that
    /// nothing is added up again, and nothing is taken from a sum.
    ///
    /// `of` is what one PCN adds; one that adds nothing is left out for nothing.
    pub(super) fn sums<T: Copy>(
        self,
        observations: &[Observation],
        of: impl Fn(&Observation) -> Option<T>,
        both: impl Fn(T, T) -> T,
    ) -> Vec<Option<T>> {
        let merged = |one: Option<T>, other: Option<T>| match (one, other) {
            (Some(one), Some(other)) => Some(both(one, other)),
            (one, other) => one.or(other),
        };
        let numbers = self.parts(observations);
        let mut parts = vec![None; numbers.iter().max().map_or(0, |last| last + 1)];
        for (o, part) in observations.iter().zip(numbers) {
            parts[part] = merged(parts[part], of(o));
        }
        let mut after = vec![None; parts.len()];
        for i in (1..parts.len()).rev() {
            after[i - 1] = merged(parts[i], after[i]);
        }
        let mut before = None;
        let without = parts.iter().zip(after).map(|(part, after)| {
            let without = merged(before, after);
            before = merged(before, *part);
            without
        });
        without.collect()
    }
}
