//! Lists that jumped between two censuses.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::links::Component;
use crate::panel::section::Section;
use crate::source::PracticeMap;
use crate::subject::{Census, PcnCode, PracticeCode};

/// A list that differs by more than this share of what it was is reported.
const JUMP: f64 = 0.25;

/// A PCN whose patients differ by more than a quarter between the tables of two censuses that follow each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Jump {
    /// The PCN, or those that the earlier became, by code.
    pub pcns: Vec<PcnCode>,
    /// The name of the first.
    pub name: String,
    /// The later census.
    pub census: Census,
    /// The days of the two list sizes.
    pub days: [Date; 2],
    /// Patients before and after.
    pub patients: [f64; 2],
    /// Practices that came.
    pub joined: usize,
    /// Practices that went or closed.
    pub left: usize,
}

impl Jump {
    /// What changed in words: the practices that it is made of, or their lists alone.
    pub fn cause(&self) -> String {
        match (self.joined, self.left) {
            (0, 0) => "its practices are the same: their lists differ".to_owned(),
            (joined, left) => format!("of its practices {joined} came and {left} went or closed"),
        }
    }
}

/// The jumps between two censuses; PCNs that merged or split are compared as the whole that they are.
pub fn between(
    [before, after]: [&Section; 2],
    components: Option<&Vec<Component>>,
    [old, new]: [&PracticeMap; 2],
) -> Vec<Jump> {
    if before.list_date == after.list_date && before.map_date == after.map_date {
        return Vec::new();
    }
    let alone = |pcn: &PcnCode| Component { from: [*pcn].into(), to: [*pcn].into() };
    let by_code: Vec<Component>;
    let components = match components {
        Some(components) => components,
        None => {
            by_code = after.rows.iter().map(|row| alone(&row.pcn)).collect();
            &by_code
        }
    };
    let jump = |part: &Component| {
        let was = patients(before, &part.from).filter(|was| *was > 0.0)?;
        let is = patients(after, &part.to)?;
        ((is - was).abs() > JUMP * was).then(|| {
            let name = part.to.first().and_then(|pcn| after.row(pcn)).map(|row| row.name.clone());
            let (then, now) = (practices(old, &part.from), practices(new, &part.to));
            Jump {
                pcns: part.to.iter().cloned().collect(),
                // A component that has patients after has a row after, and so a name.
                name: name.unwrap_or_default(),
                census: after.census,
                days: [before.list_date, after.list_date],
                patients: [was, is],
                joined: now.difference(&then).count(),
                left: then.difference(&now).count(),
            }
        })
    };
    components.iter().filter_map(jump).collect()
}

/// The patients of some PCNs; none where none has any.
fn patients(section: &Section, pcns: &BTreeSet<PcnCode>) -> Option<f64> {
    pcns.iter().filter_map(|pcn| section.row(pcn)?.patients).reduce(|sum, more| sum + more)
}

/// The practices of some PCNs.
fn practices<'a>(map: &'a PracticeMap, pcns: &BTreeSet<PcnCode>) -> BTreeSet<&'a PracticeCode> {
    map.members.iter().filter(|(_, member)| pcns.contains(&member.pcn)).map(|(code, _)| code).collect()
}
