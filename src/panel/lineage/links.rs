//! What became of the PCNs of one practice map in the next.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{ListSizes, PracticeMap};
use crate::subject::{Census, PcnCode};

/// A connected component of the PCNs of two maps that practices link; of a PCN that is gone or new, one side is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// In the earlier map.
    pub from: BTreeSet<PcnCode>,
    /// In the later one.
    pub to: BTreeSet<PcnCode>,
}

/// What became of PCNs between two censuses that follow each other on different maps.
pub struct Step {
    /// The later census.
    pub after: Census,
    /// Of the PCNs on both sides.
    pub components: Vec<Component>,
    /// The component of each PCN of the later map.
    of: BTreeMap<PcnCode, usize>,
}

impl Step {
    /// To a census on another map.
    pub fn to(after: Census, components: Vec<Component>) -> Self {
        let of =
            components.iter().enumerate().flat_map(|(at, part)| part.to.iter().map(move |pcn| (*pcn, at)));
        Self { after, of: of.collect(), components }
    }

    /// The PCNs before that some PCNs after are made of; none where they are others' too.
    pub fn back(&self, after: &BTreeSet<PcnCode>) -> BTreeSet<PcnCode> {
        let touched: BTreeSet<usize> = after.iter().filter_map(|pcn| self.of.get(pcn)).copied().collect();
        let touched: Vec<&Component> = touched.into_iter().map(|at| &self.components[at]).collect();
        if touched.is_empty() {
            return after.clone();
        }
        if touched.iter().any(|part| !part.to.is_subset(after)) {
            return BTreeSet::new();
        }
        touched.iter().flat_map(|part| part.from.iter().cloned()).collect()
    }
}

/// A PCN of the earlier map and one of the later.
type Pair<'a> = (&'a PcnCode, &'a PcnCode);

/// What two PCNs have in common.
#[derive(Clone, Copy, Default)]
struct Common {
    patients: f64,
    practices: usize,
}

/// The connected components of all PCNs of two maps; patients are those of the earlier list.
pub fn components(old: &PracticeMap, new: &PracticeMap, list: Option<&ListSizes>) -> Vec<Component> {
    let links = links(old, new, list);
    let from: BTreeSet<&PcnCode> = old.members.values().map(|member| &member.pcn).collect();
    let to: BTreeSet<&PcnCode> = new.members.values().map(|member| &member.pcn).collect();
    let nodes: Vec<(bool, &PcnCode)> =
        from.iter().map(|pcn| (false, *pcn)).chain(to.iter().map(|pcn| (true, *pcn))).collect();
    let place: BTreeMap<(bool, &PcnCode), usize> = nodes.iter().copied().zip(0..).collect();
    let mut groups = Groups::of(nodes.len());
    for (one, other) in links {
        if let (Some(one), Some(other)) = (place.get(&(false, one)), place.get(&(true, other))) {
            groups.join(*one, *other);
        }
    }
    let mut found: BTreeMap<usize, Component> = BTreeMap::new();
    for (at, (later, pcn)) in nodes.into_iter().enumerate() {
        let empty = || Component { from: BTreeSet::new(), to: BTreeSet::new() };
        let component = found.entry(groups.first(at)).or_insert_with(empty);
        let side = if later { &mut component.to } else { &mut component.from };
        side.insert(*pcn);
    }
    found.into_values().collect()
}

/// The pairs of PCNs that are one.
fn links<'a>(old: &'a PracticeMap, new: &'a PracticeMap, list: Option<&ListSizes>) -> BTreeSet<Pair<'a>> {
    let (was, is) = (totals(old, list), totals(new, list));
    let common = common(old, new, list);
    let most = |pair: &Pair<'_>, common: &Common| {
        [was.get(pair.0), is.get(pair.1)].into_iter().flatten().any(|all| 2.0 * common.patients >= *all)
            && common.patients > 0.0
    };
    let mut links: BTreeSet<Pair<'a>> = common
        .iter()
        .filter(|(pair, common)| most(pair, common) && !alone(**pair, **common, &was, &is))
        .map(|(pair, _)| *pair)
        .collect();
    // A code that goes on is the same PCN, unless both it was another by then and another is it now.
    let left: BTreeSet<&PcnCode> = links.iter().filter(|(a, b)| a != b).map(|(a, _)| *a).collect();
    let taken: BTreeSet<&PcnCode> = links.iter().filter(|(a, b)| a != b).map(|(_, b)| *b).collect();
    let goes_on =
        |pcn: &&&PcnCode| is.contains_key(**pcn) && !(left.contains(**pcn) && taken.contains(**pcn));
    links.extend(was.keys().filter(goes_on).map(|pcn| (*pcn, *pcn)));
    links
}

/// Whether one practice has gone from a PCN that goes on to another that was there: that makes neither another PCN.
fn alone(
    pair: Pair<'_>,
    common: Common,
    was: &BTreeMap<&PcnCode, f64>,
    is: &BTreeMap<&PcnCode, f64>,
) -> bool {
    let (from, to) = pair;
    from != to && common.practices == 1 && is.contains_key(from) && was.contains_key(to)
}

/// The patients of each PCN of a map.
fn totals<'a>(map: &'a PracticeMap, list: Option<&ListSizes>) -> BTreeMap<&'a PcnCode, f64> {
    let mut totals = BTreeMap::new();
    for (practice, member) in &map.members {
        let patients = list.and_then(|list| list.patients.get(practice)).copied();
        *totals.entry(&member.pcn).or_insert(0.0) += patients.unwrap_or(0.0);
    }
    totals
}

/// What each two PCNs have in common.
fn common<'a>(
    old: &'a PracticeMap,
    new: &'a PracticeMap,
    list: Option<&ListSizes>,
) -> BTreeMap<Pair<'a>, Common> {
    let mut common: BTreeMap<Pair<'a>, Common> = BTreeMap::new();
    for (practice, was) in &old.members {
        if let Some(is) = new.members.get(practice) {
            let patients = list.and_then(|list| list.patients.get(practice)).copied();
            let pair = common.entry((&was.pcn, &is.pcn)).or_default();
            pair.patients += patients.unwrap_or(0.0);
            pair.practices += 1;
        }
    }
    common
}

/// Disjoint sets of things by number (union-find), joined two at a time.
pub struct Groups(Vec<usize>);

impl Groups {
    /// So many things, each on its own.
    pub fn of(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The first thing of a thing's group.
    pub fn first(&self, thing: usize) -> usize {
        let mut at = thing;
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    /// Puts the groups of two things together.
    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other)] = one.min(other);
    }
}
