//! What the difference of an area between two editions is made of.
//!
//! The PCNs with a return are taken from one edition to the other in steps, always in this order; a part is what FTE and
//! rate differ by after a step. What the two editions print beyond their tables of PCNs is the method's.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use super::edition::{Filed, Published};
use crate::measure::observation::Provision;
use crate::measure::rate::pooled_rate;

/// A part of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The earlier census, as the later edition has it.
    Revision,
    /// PCNs that count in another area now.
    Geography,
    /// PCNs that merged, split, began or ended.
    Reorganised,
    /// PCNs that made a return then and none now.
    Lost,
    /// PCNs that made none then and one now.
    Gained,
    /// The FTE of PCNs with a return in both.
    SamePcns,
    /// Their registered patients, which the rate is taken over.
    ListSizes,
    /// What another version of the program counts otherwise.
    Method,
}

/// Every part, in the order of the steps; the last is what the two editions print beyond them.
pub const PARTS: [Part; 8] = [
    Part::Revision,
    Part::Geography,
    Part::Reorganised,
    Part::Lost,
    Part::Gained,
    Part::SamePcns,
    Part::ListSizes,
    Part::Method,
];

impl Part {
    /// As a reader is told.
    pub fn words(self) -> &'static str {
        match self {
            Self::Revision => "earlier data revised",
            Self::Geography => "PCNs counted elsewhere",
            Self::Reorganised => "PCNs merged, split, new or closed",
            Self::Lost => "returns lost",
            Self::Gained => "returns gained",
            Self::SamePcns => "change in the same PCNs",
            Self::ListSizes => "list sizes",
            Self::Method => "method or program version",
        }
    }

    /// Its id in data.
    pub fn id(self) -> &'static str {
        match self {
            Self::Revision => "revision",
            Self::Geography => "geography",
            Self::Reorganised => "reorganised",
            Self::Lost => "returns-lost",
            Self::Gained => "returns-gained",
            Self::SamePcns => "same-pcns",
            Self::ListSizes => "list-sizes",
            Self::Method => "method",
        }
    }
}

/// One id in JSON and in CSV.
impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// What a part comes to.
#[derive(Clone, Debug, Serialize)]
pub struct Split {
    /// Which part.
    pub part: Part,
    /// FTE.
    pub fte: f64,
    /// FTE per 10,000 patients; none where the rate of either edition is not shown.
    pub rate: Option<f64>,
    /// The PCNs that it rests on, by code.
    pub pcns: Vec<String>,
    /// The same with their FTE before the step and after it.
    #[serde(skip)]
    pub moved: Vec<Moved>,
}

/// A PCN that a part rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its FTE before the step and after it; none where the area has no return of it.
    pub fte: [Option<f64>; 2],
}

/// PCNs with a return, by code.
pub type Standing<'a> = BTreeMap<&'a str, Filed>;

/// The two editions, and what is known of the PCNs between them.
pub struct Between<'a> {
    old: &'a Published,
    new: &'a Published,
    /// PCNs that merged or split between the two censuses.
    reorganised: BTreeSet<&'a str>,
}

/// FTE and rate of PCNs with a return.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// FTE.
    pub fte: f64,
    /// FTE per 10,000 patients of those whose patients are known.
    pub rate: Option<f64>,
}

impl<'a> Between<'a> {
    /// Two editions, the earlier first.
    pub fn of(old: &'a Published, new: &'a Published) -> Self {
        let since = new.reconfigured.iter().filter(|(after, _)| *after > old.census);
        let reorganised = since.flat_map(|(_, codes)| codes).map(String::as_str).collect();
        Self { old, new, reorganised }
    }

    /// The standing after each step within an area, by the ICBs that it had and has; the first is the older edition's.
    pub fn steps(&self, had: &BTreeSet<&str>, has: &BTreeSet<&str>) -> Vec<Standing<'a>> {
        let start = standing(self.old, had);
        let end = standing(self.new, has);
        let mut steps = vec![start.clone()];
        let mut now = start;
        self.revise(&mut now, had);
        steps.push(now.clone());
        self.move_over(&mut now, has);
        steps.push(now.clone());
        let is_other = |code: &str| self.is_other(code);
        now.retain(|code, _| !is_other(code));
        now.extend(end.iter().filter(|(code, _)| is_other(code)));
        steps.push(now.clone());
        now.retain(|code, _| end.contains_key(code));
        steps.push(now.clone());
        let kept: BTreeSet<&str> = now.keys().copied().collect();
        now.extend(end.iter().filter(|(code, _)| !kept.contains(*code)));
        steps.push(now.clone());
        for (code, filed) in &mut now {
            filed.fte = end.get(code).map_or(filed.fte, |end| end.fte);
        }
        steps.push(now);
        steps.push(end);
        steps
    }

    /// The PCNs that differ between two standings, by code.
    pub fn moved(&self, before: &Standing<'_>, after: &Standing<'_>) -> Vec<Moved> {
        let codes: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
        let differing = codes.into_iter().filter(|code| before.get(code) != after.get(code));
        let fte = |standing: &Standing<'_>, code: &str| standing.get(code).map(|filed| filed.fte);
        let moved = |code: &str| Moved {
            code: code.to_owned(),
            name: self.name(code).to_owned(),
            fte: [fte(before, code), fte(after, code)],
        };
        differing.map(moved).collect()
    }

    /// What the later edition calls a PCN, or the earlier where it is gone.
    fn name(&self, code: &str) -> &str {
        let known = [self.new, self.old].into_iter().find_map(|edition| edition.pcns.get(code));
        known.map_or("", |pcn| pcn.name.as_str())
    }

    /// The ICB that a PCN of the later edition counts in.
    pub fn icb(&self, code: &str) -> Option<&'a str> {
        self.new.pcns.get(code).map(|pcn| pcn.icb.as_str())
    }

    /// Whether a PCN is in one edition only, or merged or split between them.
    pub fn is_other(&self, code: &str) -> bool {
        let in_both = self.old.pcns.contains_key(code) && self.new.pcns.contains_key(code);
        !in_both || self.reorganised.contains(code)
    }

    /// The earlier census as the later edition has it, for PCNs that it can be told of.
    fn revise(&self, now: &mut Standing<'a>, had: &BTreeSet<&str>) {
        for (code, pcn) in self.old.pcns.iter().filter(|(_, pcn)| had.contains(&*pcn.icb)) {
            if let Some(past) = self.past(code) {
                match past {
                    Some(fte) => {
                        let patients = now.get(&**code).map_or(pcn.patients, |filed| filed.patients);
                        now.insert(code, Filed { fte, patients });
                    }
                    None => {
                        now.remove(&**code);
                    }
                }
            }
        }
    }

    /// What the later edition has for a PCN at the earlier census; none where it cannot be told.
    fn past(&self, code: &str) -> Option<Option<f64>> {
        self.new.history.get(&self.old.census)?.get(code).copied().filter(|_| !self.is_other(code))
    }

    /// PCNs in both editions that count in another area now, with what they had.
    fn move_over(&self, now: &mut Standing<'a>, has: &BTreeSet<&str>) {
        let is_in = |code: &str| self.new.pcns.get(code).is_none_or(|pcn| has.contains(&*pcn.icb));
        now.retain(|code, _| is_in(code) || self.is_other(code));
        for (code, pcn) in &self.old.pcns {
            if now.contains_key(&**code) || self.is_other(code) || !is_in(code) {
                continue;
            }
            let filed = self.past(code).unwrap_or_else(|| pcn.return_of().map(|filed| filed.fte));
            now.extend(filed.map(|fte| (&**code, Filed { fte, patients: pcn.patients })));
        }
    }
}

/// The PCNs of some ICBs with a return.
fn standing<'a>(edition: &'a Published, icbs: &BTreeSet<&str>) -> Standing<'a> {
    let own = edition.pcns.iter().filter(|(_, pcn)| icbs.contains(&*pcn.icb));
    own.filter_map(|(code, pcn)| Some((&**code, pcn.return_of()?))).collect()
}

impl Level {
    /// Of PCNs with a return.
    pub fn of(standing: &Standing<'_>) -> Self {
        let known: Vec<Provision> = standing.values().filter_map(|filed| filed.provision()).collect();
        Self { fte: standing.values().map(|filed| filed.fte).sum(), rate: pooled_rate(&known) }
    }
}
