//! PCNs that are one over a stretch of censuses, put together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::links::{Groups, Step};
use crate::panel::patients::in_order;
use crate::panel::section::{Return, Row, Section};
use crate::subject::series::Part;
use crate::subject::{Census, Need, Needs, PcnCode};

/// What PCNs of each map belong together.
pub struct Units {
    /// The map of each section, by how many came before.
    maps: Vec<usize>,
    /// Of each map, its PCNs in order, each with the unit that it is of.
    of: Vec<Vec<(PcnCode, usize)>>,
    /// Of each unit that has had more than one code, the row that it ends with.
    heads: BTreeMap<usize, Row>,
}

impl Units {
    /// Of a part of the series.
    pub fn of(part: Part<'_, &Section>, steps: &[&Step]) -> Self {
        let sections = part.points();
        let within = |step: &&Step| sections.iter().skip(1).any(|s| s.census == step.after);
        let steps: Vec<&Step> = steps.iter().copied().filter(within).collect();
        let before = |section: &&Section| steps.iter().filter(|s| s.after <= section.census).count();
        let maps: Vec<usize> = sections.iter().map(before).collect();
        let of = united(&steps);
        let mut units = Self { maps, of, heads: BTreeMap::new() };
        // Of each unit the first code met.
        let mut first: Vec<Option<PcnCode>> = vec![None; units.of.iter().map(Vec::len).sum()];
        let mut changed = BTreeSet::new();
        for (pcn, unit) in units.of.iter().flatten() {
            if first[*unit].get_or_insert(*pcn) != pcn {
                changed.insert(*unit);
            }
        }
        for (section, map) in sections.iter().zip(&units.maps) {
            for (unit, rows) in units.rows(section, *map, |unit| changed.contains(&unit)).0 {
                units.heads.extend(head(&rows).map(|row| (unit, row)));
            }
        }
        units
    }

    /// A part of the series with its units put together, each on the code that it ends with.
    pub fn followed(&self, part: Part<'_, &Section>) -> Vec<Section> {
        part.points().iter().zip(&self.maps).map(|(section, map)| self.put_together(section, *map)).collect()
    }

    /// For each census of a part, what the PCNs of its end are made of, where that is not themselves alone.
    pub fn made_of(
        &self,
        part: Part<'_, &Section>,
        steps: &[&Step],
    ) -> BTreeMap<Census, BTreeMap<PcnCode, BTreeSet<PcnCode>>> {
        let Some(last) = part.points().last() else { return BTreeMap::new() };
        let is_alone = |pcn: &PcnCode, parts: &BTreeSet<PcnCode>| parts.len() == 1 && parts.contains(pcn);
        // Of the PCNs of the end, those that are made of anything but themselves, or of what is not known.
        let mut now: BTreeMap<PcnCode, BTreeSet<PcnCode>> = BTreeMap::new();
        let mut made_of = BTreeMap::new();
        for (at, section) in part.points().iter().enumerate().rev() {
            let strays = self.strays(section, self.maps[at]);
            let mut there = now.clone();
            for row in last.rows.iter().filter(|_| !strays.is_empty()) {
                let parts = now.get(&row.pcn).cloned().unwrap_or_else(|| BTreeSet::from([row.pcn]));
                let unit = parts.first().and_then(|part| self.find(self.maps[at], part));
                let strays = unit.and_then(|unit| strays.get(&unit)).into_iter().flatten();
                let parts = parts.iter().chain(strays).copied().collect();
                if !is_alone(&row.pcn, &parts) {
                    there.insert(row.pcn, parts);
                }
            }
            made_of.insert(section.census, there);
            if let Some(step) = steps.iter().find(|step| step.after == section.census) {
                let mut keeps = step.keeping();
                let back = |row: &Row| match now.get(&row.pcn) {
                    Some(parts) => Some((row.pcn, step.back(parts))),
                    None if keeps(&row.pcn) => None,
                    None => Some((row.pcn, step.back(&BTreeSet::from([row.pcn])))),
                };
                let earlier = last.rows.iter().filter_map(back);
                now = earlier.filter(|(pcn, parts)| !is_alone(pcn, parts)).collect();
            }
        }
        made_of
    }

    /// The rows of a section in some units, by unit, and all others.
    fn rows<'s>(
        &self,
        section: &'s Section,
        map: usize,
        wanted: impl Fn(usize) -> bool,
    ) -> (BTreeMap<usize, Vec<&'s Row>>, Vec<&'s Row>) {
        let (mut rows, mut others): (BTreeMap<usize, Vec<&Row>>, Vec<&Row>) = Default::default();
        let mut here = in_order(self.of.get(map).into_iter().flatten().map(|(pcn, unit)| (pcn, unit)));
        for row in &section.rows {
            let unit = here(&row.pcn).copied().or_else(|| self.find(map, &row.pcn));
            match unit.filter(|unit| wanted(*unit)) {
                Some(unit) => rows.entry(unit).or_default().push(row),
                None => others.push(row),
            }
        }
        (rows, others)
    }

    /// The unit of a code at a map; of one that this map does not have, by the nearest that does.
    fn find(&self, map: usize, pcn: &PcnCode) -> Option<usize> {
        let unit = |map: usize| {
            let pcns = self.of.get(map)?;
            pcns.binary_search_by_key(pcn, |(pcn, _)| *pcn).ok().map(|at| pcns[at].1)
        };
        unit(map).or_else(|| {
            let mut maps: Vec<usize> = (0..self.of.len()).collect();
            maps.sort_by_key(|other| (other.abs_diff(map), *other));
            maps.into_iter().find_map(unit)
        })
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
        let (units, others) = self.rows(section, map, |unit| self.heads.contains_key(&unit));
        let mut rows: Vec<Row> = others.into_iter().cloned().collect();
        for (unit, parts) in units {
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

/// The PCNs of some maps that follow each other, of each map in order, with the units that they are of.
fn united(steps: &[&Step]) -> Vec<Vec<(PcnCode, usize)>> {
    let maps = numbered(steps);
    let mut groups = Groups::of(maps.iter().map(Vec::len).sum());
    for (map, step) in steps.iter().enumerate() {
        let mut firsts = vec![None; step.components.len()];
        for (codes, of_map) in [(&step.from, &maps[map]), (&step.to, &maps[map + 1])] {
            let mut number = in_order(of_map.iter().map(|(pcn, number)| (pcn, number)));
            for (pcn, part) in codes {
                if let Some(number) = number(pcn) {
                    groups.join(*firsts[*part].get_or_insert(*number), *number);
                }
            }
        }
    }
    // A code that one map lacks and a later one has again is the same PCN.
    let find = |map: &Vec<(PcnCode, usize)>, pcn: &PcnCode| {
        map.binary_search_by_key(pcn, |(pcn, _)| *pcn).ok().map(|at| map[at].1)
    };
    for (at, map) in maps.iter().enumerate() {
        let Some(next) = maps.get(at + 1) else { continue };
        let mut goes_on = in_order(next.iter().map(|(pcn, number)| (pcn, number)));
        for (pcn, number) in map.iter().filter(|(pcn, _)| goes_on(pcn).is_none()) {
            if let Some(again) = maps[at + 2..].iter().find_map(|later| find(later, pcn)) {
                groups.join(*number, again);
            }
        }
    }
    let unit = |(pcn, number)| (pcn, groups.first(number));
    maps.into_iter().map(|map| map.into_iter().map(unit).collect()).collect()
}

/// The PCNs of each map, in order: those before and after each step; each with a number of its own.
fn numbered(steps: &[&Step]) -> Vec<Vec<(PcnCode, usize)>> {
    let mut maps: Vec<Vec<PcnCode>> = vec![Vec::new(); steps.len() + 1];
    for (map, step) in steps.iter().enumerate() {
        maps[map].extend(step.from.iter().map(|(pcn, _)| pcn));
        maps[map + 1].extend(step.to.iter().map(|(pcn, _)| pcn));
    }
    let mut numbers = 0..;
    let numbered = maps.into_iter().map(|mut codes| {
        codes.sort();
        codes.dedup();
        codes.into_iter().zip(&mut numbers).collect()
    });
    numbered.collect()
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
fn need(rows: &[&Row]) -> (Needs, Option<(f64, f64)>) {
    if let [one] = rows {
        return (one.need, one.answers);
    }
    let answered = rows.iter().filter_map(|row| row.answers);
    let answers = answered.reduce(|sum, more| (sum.0 + more.0, sum.1 + more.1));
    let scored = rows.iter().filter_map(|row| Some((row.need.get(Need::Deprivation)?, row.patients?)));
    let (score, patients) = scored.fold((0.0, 0.0), |sum, (score, of)| (sum.0 + score * of, sum.1 + of));
    let share = answers.map(|(lacked, base)| (Need::SupportGap, lacked / base));
    let score = (patients > 0.0).then(|| (Need::Deprivation, score / patients));
    (share.into_iter().chain(score).collect(), answers)
}
