//! What became of the PCNs of one practice map in the next.

use std::collections::BTreeSet;

use crate::panel::patients::{beside, in_order, with_patients};
use crate::source::{ListSizes, Member, PracticeMap};
use crate::subject::{Census, PcnCode};

/// A connected component of the PCNs of two maps that practices link; of a PCN that is gone or new, one side is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// In the earlier map, by code.
    pub from: Vec<PcnCode>,
    /// In the later one, by code.
    pub to: Vec<PcnCode>,
}

/// What became of PCNs between two censuses on different maps.
pub struct Step {
    /// The later census.
    pub after: Census,
    /// Of the PCNs on both sides.
    pub components: Vec<Component>,
    /// Every PCN of the earlier map, by code, with the component that it is in.
    pub from: Vec<(PcnCode, usize)>,
    /// Every PCN of the later map.
    pub to: Vec<(PcnCode, usize)>,
}

impl Step {
    /// To a census on another map; patients are those of the earlier list.
    pub fn between(after: Census, [old, new]: [&PracticeMap; 2], list: Option<&ListSizes>) -> Self {
        let (was, is) = (Indexed::of(old, list), Indexed::of(new, list));
        let mut groups = Groups::of(was.pcns.len() + is.pcns.len());
        for (one, other) in links(&was, &is, &common([old, new], [&was, &is], list)) {
            groups.join(one, was.pcns.len() + other);
        }
        let mut components: Vec<Component> = Vec::new();
        // Of each PCN, the component that it is in.
        let mut parts: Vec<usize> = Vec::with_capacity(was.pcns.len() + is.pcns.len());
        for (at, pcn) in was.pcns.iter().chain(&is.pcns).enumerate() {
            let first = groups.first(at);
            if first == at {
                parts.push(components.len());
                components.push(Component { from: Vec::new(), to: Vec::new() });
            } else {
                parts.push(parts[first]);
            }
            let component = &mut components[parts[at]];
            let side = if at < was.pcns.len() { &mut component.from } else { &mut component.to };
            side.push(*pcn);
        }
        let later = parts.split_off(was.pcns.len());
        let from = was.pcns.into_iter().zip(parts).collect();
        Self { after, components, from, to: is.pcns.into_iter().zip(later).collect() }
    }

    /// Whether a PCN after is what it was, or in none of the maps; PCNs are asked for in order of code.
    pub fn keeping(&self) -> impl FnMut(&PcnCode) -> bool {
        let mut find = in_order(self.to.iter().map(|(pcn, part)| (pcn, part)));
        move |pcn| {
            find(pcn).is_none_or(|part| {
                let part = &self.components[*part];
                [&part.from, &part.to].iter().all(|codes| codes.as_slice() == [*pcn])
            })
        }
    }

    /// The PCNs before that some PCNs after are made of; none where they are others' too.
    pub fn back(&self, after: &BTreeSet<PcnCode>) -> BTreeSet<PcnCode> {
        let part = |pcn: &PcnCode| {
            let at = self.to.binary_search_by_key(pcn, |(pcn, _)| *pcn).ok()?;
            Some(self.to[at].1)
        };
        let touched: BTreeSet<usize> = after.iter().filter_map(part).collect();
        let touched: Vec<&Component> = touched.into_iter().map(|at| &self.components[at]).collect();
        if touched.is_empty() {
            return after.clone();
        }
        if touched.iter().any(|part| part.to.iter().any(|pcn| !after.contains(pcn))) {
            return BTreeSet::new();
        }
        touched.iter().flat_map(|part| part.from.iter().cloned()).collect()
    }
}

/// The PCNs that a map has practices in, by number.
struct Indexed {
    /// By code.
    pcns: Vec<PcnCode>,
    /// The PCN of each practice, in the order of the map.
    of: Vec<usize>,
    /// The patients of each PCN.
    patients: Vec<f64>,
}

impl Indexed {
    fn of(map: &PracticeMap, list: Option<&ListSizes>) -> Self {
        let mut pcns: Vec<PcnCode> = map.members.values().map(|member| member.pcn).collect();
        pcns.sort_unstable();
        pcns.dedup();
        let number = |member: &Member| pcns.partition_point(|pcn| *pcn < member.pcn);
        let of: Vec<usize> = map.members.values().map(number).collect();
        let mut patients = vec![0.0; pcns.len()];
        for ((.., own), pcn) in with_patients(map, list).zip(&of) {
            patients[*pcn] += own.unwrap_or(0.0);
        }
        Self { pcns, of, patients }
    }
}

/// A PCN of the earlier map and one of the later, and what they have in common.
#[derive(Clone, Copy)]
struct Common {
    pair: (usize, usize),
    patients: f64,
    practices: usize,
}

/// What each two PCNs have in common.
fn common([old, new]: [&PracticeMap; 2], [was, is]: [&Indexed; 2], list: Option<&ListSizes>) -> Vec<Common> {
    let later = beside(&old.members, new.members.keys().zip(&is.of));
    let mut practices: Vec<Common> = with_patients(old, list)
        .zip(&was.of)
        .zip(later)
        .filter_map(|(((.., patients), from), (.., to))| {
            Some(Common { pair: (*from, *to?), patients: patients.unwrap_or(0.0), practices: 1 })
        })
        .collect();
    practices.sort_by_key(|one| one.pair);
    let together = |practices: &[Common]| Common {
        pair: practices[0].pair,
        patients: practices.iter().map(|one| one.patients).sum(),
        practices: practices.len(),
    };
    practices.chunk_by(|a, b| a.pair == b.pair).map(together).collect()
}

/// The pairs of PCNs that are one.
fn links(was: &Indexed, is: &Indexed, common: &[Common]) -> Vec<(usize, usize)> {
    // Of each PCN of the earlier map, the one of the later with its code.
    let again: Vec<Option<usize>> = was.pcns.iter().map(|pcn| is.pcns.binary_search(pcn).ok()).collect();
    let mut was_there = vec![false; is.pcns.len()];
    again.iter().flatten().for_each(|to| was_there[*to] = true);
    let mut links: Vec<(usize, usize)> = common
        .iter()
        .filter(|common| {
            let (from, to) = common.pair;
            let is_most =
                [was.patients[from], is.patients[to]].iter().any(|all| 2.0 * common.patients >= *all);
            // One practice has gone from a PCN that goes on to another that was there: that makes neither another PCN.
            let is_alone =
                again[from].is_some_and(|same| same != to) && common.practices == 1 && was_there[to];
            is_most && common.patients > 0.0 && !is_alone
        })
        .map(|common| common.pair)
        .collect();
    // A code that goes on is the same PCN, unless both it was another by then and another is it now.
    let (mut left, mut taken) = (vec![false; was.pcns.len()], vec![false; is.pcns.len()]);
    for (from, to) in links.iter().filter(|(from, to)| again[*from] != Some(*to)) {
        (left[*from], taken[*to]) = (true, true);
    }
    let goes_on = |(from, again): (usize, &Option<usize>)| Some((from, (*again)?));
    let same = again.iter().enumerate().filter_map(goes_on);
    links.extend(same.filter(|(from, to)| !(left[*from] && taken[*to])));
    links
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
