//! Patients by area: where most of them are decides where a PCN counts.

use std::collections::BTreeMap;

use super::section::Row;
use crate::source::{ListSizes, Member, PracticeMap};
use crate::subject::{IcbCode, PracticeCode, SubIcbCode};

/// What one table has, each with what another has under the same code: one pass over both.
pub fn beside<'a, K: Ord, A, B>(
    one: &'a BTreeMap<K, A>,
    other: impl IntoIterator<Item = (&'a K, &'a B)>,
) -> impl Iterator<Item = (&'a K, &'a A, Option<&'a B>)>
where
    B: 'a,
{
    let mut find = in_order(other);
    one.iter().map(move |(code, one)| (code, one, find(code)))
}

/// Looks codes up in a table that is in their order, as they are asked for in: one pass over it.
pub fn in_order<'a, K: Ord + 'a, V: 'a>(
    table: impl IntoIterator<Item = (&'a K, &'a V)>,
) -> impl FnMut(&K) -> Option<&'a V> {
    let mut entries = table.into_iter().peekable();
    move |code| {
        while entries.next_if(|(of, _)| *of < code).is_some() {}
        entries.peek().filter(|(of, _)| *of == code).map(|(_, value)| *value)
    }
}

/// The practices of a map, each with its patients where it has a list.
pub fn with_patients<'a>(
    map: &'a PracticeMap,
    list: Option<&'a ListSizes>,
) -> impl Iterator<Item = (&'a PracticeCode, &'a Member, Option<f64>)> {
    let lists = list.into_iter().flat_map(|list| &list.patients);
    beside(&map.members, lists).map(|(practice, member, patients)| (practice, member, patients.copied()))
}

/// The ICB, or other place, with most of a PCN's patients; a tie goes to the first code.
pub fn most_patients<'a, K: Clone + 'a>(by_place: impl IntoIterator<Item = (&'a K, &'a f64)>) -> Option<K> {
    let mut best: Option<(&K, f64)> = None;
    for (place, patients) in by_place {
        if best.is_none_or(|(_, most)| *patients > most) {
            best = Some((place, *patients));
        }
    }
    best.map(|(place, _)| place.clone())
}

/// An ICB, with its sub-ICB where the tables give one.
pub type AreaCodes = (IcbCode, Option<SubIcbCode>);

/// Patients of a PCN, by the areas that its practices are in.
#[derive(Default)]
pub struct PatientsByArea {
    /// By code; nearly every PCN has one.
    by_icb: Vec<(IcbCode, f64)>,
    by_sub_icb: Vec<((IcbCode, SubIcbCode), f64)>,
}

impl PatientsByArea {
    /// Adds a practice's patients.
    pub fn add(&mut self, icb: &IcbCode, sub: Option<&SubIcbCode>, patients: f64) {
        add_to(&mut self.by_icb, *icb, patients);
        if let Some(sub) = sub {
            add_to(&mut self.by_sub_icb, (*icb, *sub), patients);
        }
    }

    /// The ICB with most of them.
    pub fn icb(&self) -> Option<IcbCode> {
        most_patients(self.by_icb.iter().map(|(icb, patients)| (icb, patients)))
    }

    /// The sub-ICB of an ICB with most of them.
    pub fn sub_icb(&self, icb: &IcbCode) -> Option<SubIcbCode> {
        let within = self.by_sub_icb.iter().filter(|((of, _), _)| of == icb);
        most_patients(within.map(|((_, sub), patients)| (sub, patients)))
    }

    /// The ICB with most of them, and the sub-ICB with most within it.
    pub fn area(&self) -> Option<AreaCodes> {
        let icb = self.icb()?;
        let sub = self.sub_icb(&icb);
        Some((icb, sub))
    }

    /// Patients by ICB, where they are in more than one.
    pub fn spans(&self) -> BTreeMap<IcbCode, f64> {
        if self.by_icb.len() > 1 { self.by_icb.iter().copied().collect() } else { BTreeMap::new() }
    }
}

/// Adds patients to those of a place, in a list that is in order.
fn add_to<K: Ord>(places: &mut Vec<(K, f64)>, place: K, patients: f64) {
    match places.binary_search_by(|(of, _)| of.cmp(&place)) {
        Ok(at) => places[at].1 += patients,
        Err(at) => places.insert(at, (place, patients)),
    }
}

/// Patients of each ICB of the census's own tables, by the ICB that they count in.
pub fn flows(rows: &[Row]) -> BTreeMap<IcbCode, BTreeMap<IcbCode, f64>> {
    let mut flows: BTreeMap<IcbCode, BTreeMap<IcbCode, f64>> = BTreeMap::new();
    for row in rows {
        if let (Some(from), Some(to)) = (&row.published, &row.icb) {
            let patients = flows.entry(*from).or_default().entry(*to).or_insert(0.0);
            *patients += row.patients.unwrap_or(0.0);
        }
    }
    flows
}
