//! Indices of spread without each PCN or ICB in turn, from sums that are made once.

use super::Observation;
use super::leave::Leave;
use super::rounding::{at_least_zero, beyond_rounding};

/// A PCN in an order: where it stands, what it has, and for how much.
#[derive(Clone, Copy)]
struct Standing {
    /// The part of the sample that it is left out with.
    part: usize,
    /// Where it stands in the order.
    at: f64,
    /// Its FTE.
    fte: f64,
    /// Its patients, or another weight.
    weight: f64,
}

/// What some PCNs have together.
#[derive(Clone, Copy)]
struct Sums {
    pcns: usize,
    fte: f64,
    weight: f64,
    /// FTE of PCNs that have any above zero, and that times the logarithm of FTE over weight.
    above_zero: f64,
    logarithms: f64,
    /// The first and the last place in the order.
    ends: [f64; 2],
}

/// PCNs as an index takes them, and what is left of them without each part.
struct Parts {
    standing: Vec<Standing>,
    left: Vec<Sums>,
}

impl Parts {
    /// Of the PCNs that `stand` gives a place and a weight; none where a sample left over has too few, or no FTE.
    fn of(
        observations: &[Observation],
        leave: Leave,
        needed: usize,
        stand: impl Fn(&Observation) -> Option<(f64, f64)>,
    ) -> Option<Self> {
        let part = leave.parts(observations);
        let standing = observations.iter().zip(&part).filter_map(|(o, part)| {
            let (at, weight) = stand(o)?;
            Some(Standing { part: *part, at, fte: o.fte, weight })
        });
        let sums = |o: &Observation| {
            let (at, weight) = stand(o)?;
            let above_zero = o.fte.max(0.0);
            let logarithms = if o.fte > 0.0 { o.fte * (o.fte / weight).ln() } else { 0.0 };
            Some(Sums { pcns: 1, fte: o.fte, weight, above_zero, logarithms, ends: [at, at] })
        };
        let standing = standing.collect();
        let enough = |left: Option<Sums>| left.filter(|left| left.pcns >= needed && left.fte > 0.0);
        let left = leave.sums(observations, sums, Sums::and).into_iter().map(enough);
        Some(Self { standing, left: left.collect::<Option<_>>()? })
    }

    /// The PCNs of each part, in their order, with what is left without them.
    fn by_part(&self) -> impl Iterator<Item = (Vec<Standing>, &Sums)> {
        let mut parts = vec![Vec::new(); self.left.len()];
        for one in &self.standing {
            parts[one.part].push(*one);
        }
        parts.into_iter().zip(&self.left)
    }

    /// All but one part.
    fn others(&self, part: &[Standing]) -> Vec<Standing> {
        let out = part.first().map(|one| one.part);
        self.standing.iter().filter(|one| Some(one.part) != out).copied().collect()
    }
}

/// FTE and weight of some PCNs.
fn total(some: &[Standing]) -> (f64, f64) {
    some.iter().fold((0.0, 0.0), |sum, one| (sum.0 + one.fte, sum.1 + one.weight))
}

/// Whether so much is left out that what is left must be added up anew: taken from a sum, it would be rounding.
fn is_most(part: &[Standing], left: &Sums) -> bool {
    let (fte, weight) = total(part);
    fte > left.fte || weight > left.weight
}

impl Sums {
    fn and(self, other: Self) -> Self {
        let ends = [self.ends[0].min(other.ends[0]), self.ends[1].max(other.ends[1])];
        Self {
            pcns: self.pcns + other.pcns,
            fte: self.fte + other.fte,
            weight: self.weight + other.weight,
            above_zero: self.above_zero + other.above_zero,
            logarithms: self.logarithms + other.logarithms,
            ends,
        }
    }
}

/// Where a PCN stands by its rate, with its patients.
pub(super) fn by_rate(o: &Observation) -> Option<(f64, f64)> {
    Some((o.fte / o.patients, o.patients))
}

/// Twice the covariance of FTE and rank (`concentration::index`) without each part; none where one has no value.
///
/// It is 2W / (FTE · patients) − 1. W adds up, over every two PCNs, the FTE of the one that stands further up times the
/// patients of the other, half of both products where they stand alike, and half of the product of each PCN's own. What
/// is left out takes away the terms that it is in.
pub(super) fn indices(
    observations: &[Observation],
    leave: Leave,
    needed: usize,
    stand: impl Fn(&Observation) -> Option<(f64, f64)>,
) -> Option<Vec<f64>> {
    let mut parts = Parts::of(observations, leave, needed, stand)?;
    parts.standing.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut taken = vec![0.0; parts.left.len()];
    for (one, pairs) in parts.standing.iter().zip(pairs(&parts.standing)) {
        taken[one.part] += own(one) + pairs;
    }
    let all = terms(&parts.standing);
    let index = |(number, (part, left)): (usize, (Vec<Standing>, &Sums))| {
        let terms = if is_most(&part, left) {
            terms(&parts.others(&part))
        } else {
            // The pairs within the part were taken for both of their PCNs.
            all - taken[number] + pairs(&part).into_iter().sum::<f64>() / 2.0
        };
        beyond_rounding(2.0 * terms / (left.fte * left.weight) - 1.0, 1.0)
    };
    Some(parts.by_part().enumerate().map(index).collect())
}

/// All terms of W.
fn terms(order: &[Standing]) -> f64 {
    // Each pair is counted at both of its PCNs.
    order.iter().map(own).sum::<f64>() + pairs(order).into_iter().sum::<f64>() / 2.0
}

/// The term of W that a PCN has with itself.
fn own(one: &Standing) -> f64 {
    one.fte * one.weight / 2.0
}

/// For each PCN of an order, the terms of W that it has with all others.
fn pairs(order: &[Standing]) -> Vec<f64> {
    let (mut above, mut below) = (total(order).0, 0.0);
    let mut made = Vec::with_capacity(order.len());
    for alike in order.chunk_by(|a, b| a.at == b.at) {
        let (fte, weight) = total(alike);
        above -= fte;
        made.extend(alike.iter().map(|one| {
            one.fte * (below + (weight - one.weight) / 2.0) + one.weight * (above + (fte - one.fte) / 2.0)
        }));
        below += weight;
    }
    made
}

/// Whether the places differ in every sample left over.
pub(super) fn vary(
    observations: &[Observation],
    leave: Leave,
    stand: impl Fn(&Observation) -> Option<(f64, f64)>,
) -> bool {
    let parts = Parts::of(observations, leave, 0, stand);
    parts.is_some_and(|parts| parts.left.iter().all(|left| left.ends[0] < left.ends[1]))
}

/// Half of what shares of FTE and of a weight differ by, without each part; none where one has no value.
///
/// That is how much the share of FTE is above that of the weight over the PCNs that have more FTE for it than all that
/// are left together.
pub(super) fn apart(
    observations: &[Observation],
    leave: Leave,
    needed: usize,
    weight: impl Fn(&Observation) -> Option<f64>,
) -> Option<Vec<f64>> {
    // One without FTE stands last, whatever its weight.
    let stand = |o: &Observation| {
        let weight = weight(o)?;
        Some((if o.fte > 0.0 { o.fte / weight } else { 0.0 }, weight))
    };
    let mut parts = Parts::of(observations, leave, needed, stand)?;
    parts.standing.sort_by(|a, b| b.at.total_cmp(&a.at));
    let mut sums = vec![(0.0, 0.0)];
    sums.extend(parts.standing.iter().scan((0.0, 0.0), |sum, one| {
        *sum = (sum.0 + one.fte, sum.1 + one.weight);
        Some(*sum)
    }));
    let without = |(part, left): (Vec<Standing>, &Sums)| {
        let above = |one: &Standing| one.at > left.fte / left.weight;
        let top = |some: &[Standing]| some.iter().filter(|one| above(one)).copied().collect::<Vec<_>>();
        let (fte, weight) = if is_most(&part, left) {
            total(&top(&parts.others(&part)))
        } else {
            let (all, out) = (sums[parts.standing.partition_point(above)], total(&top(&part)));
            (all.0 - out.0, all.1 - out.1)
        };
        beyond_rounding(fte / left.fte - weight / left.weight, 1.0)
    };
    Some(parts.by_part().map(without).collect())
}

/// The Theil index without each part; none where one has no value.
pub(super) fn theil(observations: &[Observation], leave: Leave, needed: usize) -> Option<Vec<f64>> {
    let parts = Parts::of(observations, leave, needed, by_rate)?;
    let index = |left: &Sums| {
        let level = left.above_zero * (left.fte / left.weight).ln();
        beyond_rounding((left.logarithms - level) / left.fte, 1.0)
    };
    Some(parts.left.iter().map(|left| at_least_zero(index(left))).collect())
}
