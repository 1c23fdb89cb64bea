//! Indices of spread without each PCN or ICB in turn, from sums that are made once.

use super::Observation;
use super::leave::Leave;
use super::rounding::{at_least_zero, varies};

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
    /// FTE times the logarithm of FTE over weight.
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
            let logarithms = if o.fte > 0.0 { o.fte * (o.fte / weight).ln() } else { 0.0 };
            Some(Sums { pcns: 1, fte: o.fte, weight, logarithms, ends: [at, at] })
        };
        let standing = standing.collect();
        let enough = |left: Option<Sums>| left.filter(|left| left.pcns >= needed && left.fte > 0.0);
        let left = leave.sums(observations, sums, Sums::and).into_iter().map(enough);
        Some(Self { standing, left: left.collect::<Option<_>>()? })
    }

    /// The PCNs of each part, in their order.
    fn by_part(&self) -> Vec<Vec<Standing>> {
        let mut parts = vec![Vec::new(); self.left.len()];
        for one in &self.standing {
            parts[one.part].push(*one);
        }
        parts
    }
}

impl Sums {
    fn and(self, other: Self) -> Self {
        let ends = [self.ends[0].min(other.ends[0]), self.ends[1].max(other.ends[1])];
        Self {
            pcns: self.pcns + other.pcns,
            fte: self.fte + other.fte,
            weight: self.weight + other.weight,
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
/// It is 2W / (FTE · patients) − 1, where W adds up, over every two PCNs, the FTE of the one that stands further up
/// times the patients of the other, and half of both products where they stand alike. What is left out takes away the
/// pairs that it is in.
pub(super) fn indices(
    observations: &[Observation],
    leave: Leave,
    needed: usize,
    stand: impl Fn(&Observation) -> Option<(f64, f64)>,
) -> Option<Vec<f64>> {
    let mut parts = Parts::of(observations, leave, needed, stand)?;
    parts.standing.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut taken = vec![0.0; parts.left.len()];
    let (mut all, mut others) = (0.0, 0.0);
    for (one, pairs) in parts.standing.iter().zip(pairs(&parts.standing)) {
        let own = one.fte * one.weight / 2.0;
        all += own;
        others += pairs;
        taken[one.part] += own + pairs;
    }
    // Every pair is one of both of its PCNs.
    all += others / 2.0;
    let within = parts.by_part().into_iter().map(|part| pairs(&part).into_iter().sum::<f64>() / 2.0);
    let indices = parts
        .left
        .iter()
        .zip(taken)
        .zip(within)
        .map(|((left, taken), within)| 2.0 * (all - taken + within) / (left.fte * left.weight) - 1.0);
    Some(indices.collect())
}

/// For each PCN of an order, what it makes with every other.
fn pairs(order: &[Standing]) -> Vec<f64> {
    let sum =
        |some: &[Standing]| some.iter().fold((0.0, 0.0), |sum, one| (sum.0 + one.fte, sum.1 + one.weight));
    let (mut above, mut below) = (sum(order).0, 0.0);
    let mut made = Vec::with_capacity(order.len());
    for alike in order.chunk_by(|a, b| a.at == b.at) {
        let (fte, weight) = sum(alike);
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
    parts.is_some_and(|parts| parts.left.iter().all(|left| varies(left.ends.into_iter())))
}

/// Half of what shares of FTE and of a weight differ by, without each part; none where one has no value.
///
/// That is how much the share of FTE is above that of the weight where there is more FTE for it than in the whole.
pub(super) fn apart(
    observations: &[Observation],
    leave: Leave,
    needed: usize,
    stand: impl Fn(&Observation) -> Option<(f64, f64)>,
) -> Option<Vec<f64>> {
    let mut parts = Parts::of(observations, leave, needed, stand)?;
    parts.standing.sort_by(|a, b| b.at.total_cmp(&a.at));
    let mut sums = vec![(0.0, 0.0)];
    sums.extend(parts.standing.iter().scan((0.0, 0.0), |sum, one| {
        *sum = (sum.0 + one.fte, sum.1 + one.weight);
        Some(*sum)
    }));
    let without = |(left, part): (&Sums, Vec<Standing>)| {
        let above = |one: &Standing| one.at > left.fte / left.weight;
        let (fte, weight) = sums[parts.standing.partition_point(above)];
        let out = part.iter().filter(|one| above(one));
        let (fte, weight) = out.fold((fte, weight), |sum, one| (sum.0 - one.fte, sum.1 - one.weight));
        fte / left.fte - weight / left.weight
    };
    Some(parts.left.iter().zip(parts.by_part()).map(without).collect())
}

/// The Theil index without each part; none where one has no value.
pub(super) fn theil(observations: &[Observation], leave: Leave, needed: usize) -> Option<Vec<f64>> {
    let parts = Parts::of(observations, leave, needed, by_rate)?;
    let index = |left: &Sums| left.logarithms / left.fte - (left.fte / left.weight).ln();
    Some(parts.left.iter().map(|left| at_least_zero(index(left))).collect())
}
