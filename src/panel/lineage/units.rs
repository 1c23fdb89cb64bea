//! PCNs that are one over a stretch of censuses, put together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::links::{Groups, Step};
use crate::panel::section::{Return, Row, Section};
use crate::subject::series::Part;
use crate::subject::{Census, Need, PcnCode};

/// A PCN of the map that so many earlier maps of the stretch came before.
type Node<'a> = (usize, &'a PcnCode);

/// What PCNs of each map belong together.
pub struct Units<'a> {
    /// The map of each section, by how many came before.
    maps: Vec<usize>,
    /// Which unit a PCN of a map is of.
    of: BTreeMap<Node<'a>, usize>,
    /// Of each unit that has had more than one code, the row that it ends with.
    heads: BTreeMap<usize, Row>,
}

impl<'a> Units<'a> {
    /// Of a part of the series.
    pub fn of(part: Part<'a, Section>, steps: &'a [Step]) -> Self {
        let sections = part.points();
        let within = |step: &&Step| sections.iter().skip(1).any(|s| s.census == step.after);
        let steps: Vec<&Step> = steps.iter().filter(within).collect();
        let before = |section: &Section| steps.iter().filter(|s| s.after <= section.census).count();
        let maps: Vec<usize> = sections.iter().map(before).collect();
        let of = united(&steps);
        let mut units = Self { maps, of, heads: BTreeMap::new() };
        let mut codes: BTreeMap<usize, BTreeSet<&PcnCode>> = BTreeMap::new();
        for ((_, pcn), unit) in &units.of {
            codes.entry(*unit).or_default().insert(*pcn);
        }
        let changed: BTreeSet<usize> =
            codes.into_iter().filter(|(_, codes)| codes.len() > 1).map(|(unit, _)| unit).collect();
        for (section, map) in sections.iter().zip(&units.maps) {
            for (unit, rows) in
                units.rows(section, *map).into_iter().filter(|(unit, _)| changed.contains(unit))
            {
                units.heads.extend(head(&rows).map(|row| (unit, row)));
            }
        }
        units
    }

    /// A part of the series with its units put together, each on the code that it ends with.
    pub fn followed(&self, part: Part<'_, Section>) -> Vec<Section> {
        part.points().iter().zip(&self.maps).map(|(section, map)| self.put_together(section, *map)).collect()
    }

    /// For each census of a part, what the PCNs of its end are made of, where that is not themselves alone.
    pub fn made_of(
        &self,
        part: Part<'_, Section>,
        steps: &[Step],
    ) -> BTreeMap<Census, BTreeMap<PcnCode, BTreeSet<PcnCode>>> {
        let Some(last) = part.points().last() else { return BTreeMap::new() };
        let alone = |pcn: &PcnCode| (*pcn, BTreeSet::from([*pcn]));
        let mut now: BTreeMap<PcnCode, BTreeSet<PcnCode>> =
            last.rows.iter().map(|row| alone(&row.pcn)).collect();
        let mut made_of = BTreeMap::new();
        for (at, section) in part.points().iter().enumerate().rev() {
            let strays = self.strays(section, self.maps[at]);
            let with_strays = |(pcn, parts): (&PcnCode, &BTreeSet<PcnCode>)| {
                let unit = parts.first().and_then(|part| self.find(self.maps[at], part));
                let strays = unit.and_then(|unit| strays.get(&unit)).into_iter().flatten();
                (*pcn, parts.iter().cloned().chain(strays.cloned()).collect())
            };
            let there: BTreeMap<PcnCode, BTreeSet<PcnCode>> = now.iter().map(with_strays).collect();
            let other =
                |(pcn, parts): &(PcnCode, BTreeSet<PcnCode>)| parts.len() != 1 || !parts.contains(pcn);
            made_of.insert(section.census, there.into_iter().filter(other).collect());
            if let Some(step) = steps.iter().find(|step| step.after == section.census) {
                now.values_mut().for_each(|parts| *parts = step.back(parts));
            }
        }
        made_of
    }

    /// The rows of a section by unit; a PCN that no map of the stretch has is in none.
    fn rows<'s>(&self, section: &'s Section, map: usize) -> BTreeMap<usize, Vec<&'s Row>> {
        let mut rows: BTreeMap<usize, Vec<&Row>> = BTreeMap::new();
        for row in &section.rows {
            if let Some(unit) = self.find(map, &row.pcn) {
                rows.entry(unit).or_default().push(row);
            }
        }
        rows
    }

    /// The unit of a code at a map; of one that this map does not have, by the nearest that does.
    fn find(&self, map: usize, pcn: &PcnCode) -> Option<usize> {
        if let Some(unit) = self.of.get(&(map, pcn)) {
            return Some(*unit);
        }
        let last = self.maps.last().copied().unwrap_or(0);
        let mut maps: Vec<usize> = (0..=last).collect();
        maps.sort_by_key(|other| (other.abs_diff(map), *other));
        maps.into_iter().find_map(|other| self.of.get(&(other, pcn))).copied()
    }

    /// PCNs of each unit that filed under a code that this map has no patients of.
    fn strays(&self, section: &Section, map: usize) -> BTreeMap<usize, Vec<PcnCode>> {
        let mut strays: BTreeMap<usize, Vec<PcnCode>> = BTreeMap::new();
        for row in section.rows.iter().filter(|row| row.patients.is_none() && row.filed.fte().is_some()) {
            if let Some(unit) = self.find(map, &row.pcn).filter(|unit| self.heads.contains_key(unit)) {
                strays.entry(unit).or_default().push(row.pcn);
            }
        }
        strays
    }

    fn put_together(&self, section: &Section, map: usize) -> Section {
        let mut rows: Vec<Row> = Vec::new();
        let changed =
            |row: &&Row| self.find(map, &row.pcn).is_some_and(|unit| self.heads.contains_key(&unit));
        rows.extend(section.rows.iter().filter(|row| !changed(row)).cloned());
        for (unit, parts) in self.rows(section, map) {
            if let Some((head, row)) = self.heads.get(&unit).zip(together(&parts)) {
                rows.push(Row {
                    filed: row.filed,
                    posts: row.posts,
                    other_role_fte: row.other_role_fte,
                    patients: row.patients,
                    ..head.clone()
                });
            }
        }
        rows.sort_by_key(|a| a.pcn);
        Section { rows, derived: section.derived.clone(), places: OnceLock::new(), ..*section }
    }
}

/// The units of the PCNs of some maps that follow each other.
fn united<'a>(steps: &[&'a Step]) -> BTreeMap<Node<'a>, usize> {
    let mut nodes: BTreeMap<Node<'a>, usize> = BTreeMap::new();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (map, step) in steps.iter().enumerate() {
        for part in &step.components {
            let members =
                part.from.iter().map(|pcn| (map, pcn)).chain(part.to.iter().map(|pcn| (map + 1, pcn)));
            let mut numbers = members.map(|node| {
                let next = nodes.len();
                *nodes.entry(node).or_insert(next)
            });
            if let Some(first) = numbers.next() {
                joined.extend(numbers.map(|other| (first, other)));
            }
        }
    }
    // A code that one map lacks and a later one has again is the same PCN.
    for (map, pcn) in nodes.keys() {
        if nodes.contains_key(&(map + 1, *pcn)) {
            continue;
        }
        let again = (map + 2..=steps.len()).find_map(|later| nodes.get(&(later, *pcn)));
        joined.extend(again.map(|again| (nodes[&(*map, *pcn)], *again)));
    }
    let mut groups = Groups::of(nodes.len());
    joined.into_iter().for_each(|(one, other)| groups.join(one, other));
    nodes.into_iter().map(|(node, number)| (node, groups.first(number))).collect()
}

/// The PCN with the most patients of those that a unit is at a census, with the need of all; the first of equals.
fn head(rows: &[&Row]) -> Option<Row> {
    let most = rows
        .iter()
        .filter(|row| row.patients.is_some())
        .rev()
        .max_by(|a, b| a.patients.unwrap_or(0.0).total_cmp(&b.patients.unwrap_or(0.0)))?;
    let (need, answers) = need(rows);
    Some(Row { need, answers, ..(*most).clone() })
}

/// Some PCNs of one census as one; none where only some made a return, or one did that has no patients of its own.
pub fn together(rows: &[&Row]) -> Option<Row> {
    let [first, others @ ..] = rows else { return None };
    if others.is_empty() {
        return Some((*first).clone());
    }
    let nobody = rows.iter().all(|row| row.filed == Return::NoReturn);
    let whole = rows.iter().all(|row| match (row.patients, row.filed.fte()) {
        (Some(_), fte) => fte.is_some(),
        (None, fte) => fte.is_none_or(|fte| fte <= 0.0),
    });
    if !nobody && !whole {
        return None;
    }
    let sum =
        |of: fn(&Row) -> Option<f64>| rows.iter().filter_map(|row| of(row)).reduce(|sum, more| sum + more);
    let filed = match (sum(|row| row.filed.staff()), sum(|row| row.filed.contracted())) {
        (Some(staff), Some(contracted)) if staff + contracted > 0.0 => Return::Reported { staff, contracted },
        (None, _) | (_, None) => Return::NoReturn,
        (Some(_), Some(_)) => Return::ReportedNone,
    };
    let (need, answers) = need(rows);
    Some(Row {
        filed,
        posts: rows.iter().map(|row| row.posts).sum(),
        other_role_fte: rows.iter().map(|row| row.other_role_fte).sum(),
        patients: sum(|row| row.patients),
        need,
        answers,
        ..(*first).clone()
    })
}

/// The need of some PCNs as one: answers added up, scores weighted by patients.
fn need(rows: &[&Row]) -> (BTreeMap<Need, f64>, Option<(f64, f64)>) {
    if let [one] = rows {
        return (one.need.clone(), one.answers);
    }
    let answered = rows.iter().filter_map(|row| row.answers);
    let answers = answered.reduce(|sum, more| (sum.0 + more.0, sum.1 + more.1));
    let scored = rows.iter().filter_map(|row| Some((*row.need.get(&Need::Deprivation)?, row.patients?)));
    let (score, patients) = scored.fold((0.0, 0.0), |sum, (score, of)| (sum.0 + score * of, sum.1 + of));
    let share = answers.map(|(lacked, base)| (Need::SupportGap, lacked / base));
    let score = (patients > 0.0).then(|| (Need::Deprivation, score / patients));
    (share.into_iter().chain(score).collect(), answers)
}
