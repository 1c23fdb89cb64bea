//! PCNs followed through mergers, splits and new codes, by the practices that they are made of.
//!
//! In: the sections of a panel and the practice maps that they were made from. Out: the same censuses with the PCNs
//! that are one over time put together, what happened to which, and lists that jumped. Figures of one census take
//! PCNs as they filed; whatever compares two censuses takes these.

mod jump;
mod links;
mod units;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use jump::Jump;

use super::patients::in_order;
use super::section::{AT_ONCE, Return, Row, Section, map_of};
use crate::source::Publications;
use crate::subject::error::Result;
use crate::subject::series::Breaks;
use crate::subject::{Census, PcnCode};
use crate::text::words::name::Name;
use crate::workers;
use links::{Component, Step};
use units::Units;

/// PCNs over time.
#[derive(Debug, Serialize, Deserialize)]
pub struct Lineage {
    /// Every census, with the PCNs that are one over time put together on the code that they end with.
    ///
    /// A row is as filed where nothing happened to the PCN between two breaks. One that is put together has a return
    /// only where each of its parts has, and is not there at all where some have, or where one filed under a code
    /// that the map does not have then: what it had is not known.
    pub sections: Vec<Section>,
    /// What happened to PCNs from census to census, oldest first.
    pub reconfigured: Vec<Reconfigured>,
    /// Lists that jumped from census to census, oldest first.
    pub jumps: Vec<Jump>,
    /// Two censuses that are compared, the earlier first, with the PCNs put together that are one between these dates; a
    /// merger before or after makes no unit of two PCNs that both filed at both.
    pub(super) pairs: BTreeMap<[Census; 2], [Section; 2]>,
    /// For each census, the PCNs that a PCN of the edition is made of, where that is not itself alone.
    made_of: BTreeMap<Census, BTreeMap<PcnCode, BTreeSet<PcnCode>>>,
}

/// What happened to some PCNs between two censuses, told by their practices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reconfigured {
    /// What it was.
    pub kind: ReconfigurationKind,
    /// The last census with the PCNs as they were.
    pub before: Census,
    /// The first with the PCNs as they became.
    pub after: Census,
    /// The days of the practice maps that tell it; it happened between these.
    pub maps: [Date; 2],
    /// As they were, by code.
    pub from: Vec<Known>,
    /// As they became, by code.
    pub to: Vec<Known>,
    /// Their registered patients before.
    pub patients: f64,
}

/// A PCN by its code and the practice map's name for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// The code.
    pub code: PcnCode,
    /// The name as published.
    pub name: String,
}

/// What may happen to PCNs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReconfigurationKind {
    /// One PCN has another code.
    NewCode,
    /// Several became one.
    Merger,
    /// One became several.
    Split,
    /// Practices went between several, so many that none of them is what it was.
    Regrouped,
    /// One PCN has another name, and the code that it had.
    Rename,
}

impl Lineage {
    /// Follows PCNs through a panel's sections, oldest first; what is put together ends at a break. `compared` are the
    /// censuses that are compared two at a time.
    pub(super) fn of(
        sections: &[Section],
        publications: &Publications,
        breaks: &Breaks,
        compared: &[[Census; 2]],
    ) -> Result<Self> {
        let all: Vec<&Section> = sections.iter().collect();
        let following = all.windows(2).map(|pair| [pair[0], pair[1]]);
        let mut ends: Vec<[&Section; 2]> = following.collect();
        let count = ends.len();
        let at = |census| sections.iter().find(|section| section.census == census);
        let is_same = |ends: &[&Section; 2], pair: &[Census; 2]| ends.map(|end| end.census) == *pair;
        for pair in compared {
            if let ([Some(before), Some(after)], None) =
                (pair.map(at), ends.iter().find(|ends| is_same(ends, pair)))
            {
                ends.push([before, after]);
            }
        }
        let made = workers::map(&ends, AT_ONCE, |ends| step(*ends, publications));
        let made: Vec<Option<Step>> = made.into_iter().collect::<Result<_>>()?;
        let mut lineage = Self::none();
        for (ends, step) in ends.iter().zip(&made).take(count) {
            let maps = [map_of(publications, ends[0])?, map_of(publications, ends[1])?];
            lineage.jumps.extend(jump::between(*ends, step.as_ref(), maps));
            let parts = step.iter().flat_map(|step| &step.components);
            lineage.reconfigured.extend(parts.filter_map(|part| reconfiguration(part, *ends, maps)));
        }
        let steps: Vec<&Step> = made[..count].iter().flatten().collect();
        let parts = breaks.split(&all, |section| section.census);
        for (at, part) in parts.iter().enumerate() {
            let units = Units::of(*part, &steps);
            lineage.sections.extend(units.followed(*part));
            if at + 1 == parts.len() {
                lineage.made_of = units.made_of(*part, &steps);
            }
        }
        let compared: Vec<(&[&Section; 2], &Option<Step>)> = ends
            .iter()
            .zip(&made)
            .filter(|(ends, _)| compared.iter().any(|pair| is_same(ends, pair)))
            .collect();
        let put = workers::map(&compared, AT_ONCE, |(ends, step)| together(ends, step.as_ref()?));
        for ((ends, _), put) in compared.into_iter().zip(put) {
            lineage.pairs.extend(put.map(|put| (ends.map(|end| end.census), put)));
        }
        Ok(lineage)
    }

    fn none() -> Self {
        Self {
            sections: Vec::new(),
            reconfigured: Vec::new(),
            jumps: Vec::new(),
            pairs: BTreeMap::new(),
            made_of: BTreeMap::new(),
        }
    }

    /// Of sections without practice maps: every PCN is its code.
    pub(super) fn by_code(sections: &[Section]) -> Self {
        Self { sections: sections.to_vec(), ..Self::none() }
    }

    /// The PCNs of a census that a PCN of the edition is made of; none where they are others' too.
    pub fn made_of(&self, pcn: &PcnCode, census: Census) -> BTreeSet<PcnCode> {
        let known = self.made_of.get(&census).and_then(|parts| parts.get(pcn));
        known.cloned().unwrap_or_else(|| BTreeSet::from([*pcn]))
    }

    /// The PCN that has the practices of one that filed under a code of another map.
    pub fn files_for(&self, filed: &PcnCode, census: Census) -> Option<&PcnCode> {
        let parts = self.made_of.get(&census)?;
        parts.iter().find(|(pcn, codes)| *pcn != filed && codes.contains(filed)).map(|(pcn, _)| pcn)
    }

    /// What some PCNs of the edition, in order of code, filed at an earlier census; none where that is not known.
    pub fn pasts(&self, pcns: &[PcnCode], section: &Section) -> Vec<Option<Return>> {
        let made_of = self.made_of.get(&section.census);
        let mut find = in_order(section.rows.iter().map(|row| (&row.pcn, row)));
        let past = |pcn: &PcnCode| match made_of.and_then(|parts| parts.get(pcn)) {
            None => find(pcn).map(|row| row.filed),
            Some(parts) => {
                let rows: Vec<&Row> = parts.iter().filter_map(|part| section.row(part)).collect();
                units::together(&rows).map(|row| row.filed)
            }
        };
        pcns.iter().map(past).collect()
    }
}

/// Which PCNs of two censuses have practices of each other; none where both have one map.
fn step([before, after]: [&Section; 2], publications: &Publications) -> Result<Option<Step>> {
    let maps = [map_of(publications, before)?, map_of(publications, after)?];
    let list = publications.lists.get(&before.list_date);
    Ok((before.map_date != after.map_date).then(|| Step::between(after.census, maps, list)))
}

/// Two censuses with the PCNs put together that are one between them.
fn together(ends: &[&Section; 2], step: &Step) -> Option<[Section; 2]> {
    let parts = Breaks::none().split(ends, |section| section.census);
    let followed = parts.into_iter().map(|part| Units::of(part, &[step]).followed(part));
    followed.filter_map(|followed| <[Section; 2]>::try_from(followed).ok()).next_back()
}

/// What happened to the PCNs of a component; none where nothing did.
fn reconfiguration(
    part: &Component,
    [before, after]: [&Section; 2],
    maps: [&crate::source::PracticeMap; 2],
) -> Option<Reconfigured> {
    let name_then = |of: usize| part.from.first().and_then(|code| maps[of].names.get(code));
    if part.from.len() == 1 && part.from == part.to && name_then(0) == name_then(1) {
        return None;
    }
    let known = |codes: &[PcnCode], of: usize| -> Vec<Known> {
        let name = |code| maps[of].names.get(code).map_or_else(String::new, |name| name.trim().to_owned());
        codes.iter().map(|code| Known { code: *code, name: name(code) }).collect()
    };
    let (from, to) = (known(&part.from, 0), known(&part.to, 1));
    let kind = match (from.as_slice(), to.as_slice()) {
        ([], _) | (_, []) => return None,
        ([one], [other]) if one.code != other.code => ReconfigurationKind::NewCode,
        ([one], [other]) if Name::same(&one.name, &other.name) => return None,
        ([_], [_]) => ReconfigurationKind::Rename,
        (_, [_]) => ReconfigurationKind::Merger,
        ([_], _) => ReconfigurationKind::Split,
        _ => ReconfigurationKind::Regrouped,
    };
    let patients = part.from.iter().filter_map(|code| before.row(code)?.patients).sum();
    let days = [before.map_date, after.map_date];
    Some(Reconfigured { kind, before: before.census, after: after.census, maps: days, from, to, patients })
}
