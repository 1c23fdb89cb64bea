//! Lists that jumped between two censuses.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::links::Step;
use crate::panel::patients::in_order;
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
    step: Option<&Step>,
    [old, new]: [&PracticeMap; 2],
) -> Vec<Jump> {
    if before.list_date == after.list_date && before.map_date == after.map_date {
        return Vec::new();
    }
    let by_code: Vec<(PcnCode, usize)>;
    let [from, to] = match step {
        Some(step) => [&step.from, &step.to],
        None => {
            by_code = after.rows.iter().map(|row| row.pcn).zip(0..).collect();
            [&by_code, &by_code]
        }
    };
    let count = step.map_or(after.rows.len(), |step| step.components.len());
    let (was, is) = (patients(before, from, count), patients(after, to, count));
    let jump = |(part, (was, is)): (usize, (Option<f64>, Option<f64>))| {
        let (was, is) = (was.filter(|was| *was > 0.0)?, is?);
        ((is - was).abs() > JUMP * was).then(|| {
            let alone = || [after.rows[part].pcn; 2].map(|pcn| vec![pcn]);
            let [from, to] = step.map_or_else(alone, |step| {
                [&step.components[part].from, &step.components[part].to].map(Vec::clone)
            });
            let name = to.first().and_then(|pcn| after.row(pcn)).map(|row| row.name.to_string());
            let (then, now) = (practices(old, &from), practices(new, &to));
            Jump {
                // A component that has patients after has a row after, and so a name.
                name: name.unwrap_or_default(),
                census: after.census,
                days: [before.list_date, after.list_date],
                patients: [was, is],
                joined: now.difference(&then).count(),
                left: then.difference(&now).count(),
                pcns: to,
            }
        })
    };
    was.into_iter().zip(is).enumerate().filter_map(jump).collect()
}

/// The patients of the PCNs of each part; none where none of them has any.
fn patients(section: &Section, parts: &[(PcnCode, usize)], count: usize) -> Vec<Option<f64>> {
    let mut sums = vec![None; count];
    let mut find = in_order(parts.iter().map(|(pcn, part)| (pcn, part)));
    for row in &section.rows {
        if let (Some(part), Some(patients)) = (find(&row.pcn), row.patients) {
            *sums[*part].get_or_insert(0.0) += patients;
        }
    }
    sums
}

/// The practices of some PCNs.
fn practices<'a>(map: &'a PracticeMap, pcns: &[PcnCode]) -> BTreeSet<&'a PracticeCode> {
    map.members.iter().filter(|(_, member)| pcns.contains(&member.pcn)).map(|(code, _)| code).collect()
}
