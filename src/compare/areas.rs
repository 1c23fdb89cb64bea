//! Every area of the later edition beside the earlier one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::edition::{Place, Published};
use super::split::{Between, Level, PARTS, Part, Split, Standing};
use crate::measure::change::{Pair, paired_change};
use crate::measure::{Estimate, Scope, Verdict};
use crate::subject::error::{Error, Result};
use crate::subject::{Census, ENGLAND_CODE};

/// Two editions, compared.
#[derive(Debug, Serialize)]
pub struct Compared {
    /// The earlier edition.
    pub from: Census,
    /// The later.
    pub to: Census,
    /// What else differs between them, as sentences.
    pub notes: Vec<String>,
    /// Every area of the later edition that the earlier has too, England last.
    pub areas: Vec<AreaCompared>,
    /// Areas of one of them only, by code and name.
    pub alone: Vec<(String, String)>,
}

/// An area in both editions.
#[derive(Debug, Serialize)]
pub struct AreaCompared {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is: `ICB`, `region` or `England`.
    pub kind: String,
    /// FTE as both editions print it.
    pub fte: [f64; 2],
    /// The rate, where each shows it.
    pub rate: [Option<f64>; 2],
    /// What the differences are made of; they add up.
    pub parts: Vec<Split>,
    /// The change of the rate in the same PCNs, and what it amounts to.
    pub same: Option<(f64, Verdict)>,
    /// The same with its intervals.
    #[serde(skip)]
    pub same_estimate: Option<Estimate>,
}

impl Compared {
    /// Compares two editions.
    ///
    /// # Errors
    /// Where the second is earlier than the first, or they count another role.
    pub fn of(old: &Published, new: &Published) -> Result<Self> {
        let fail = |what: String| Error::Unknown { asked: what, available: COMPARABLE.to_owned() };
        if new.census < old.census {
            return Err(fail(format!("{} is before {}", new.census, old.census)));
        }
        if new.role != old.role {
            return Err(fail(format!("one counts the role {} and one {}", old.role, new.role)));
        }
        let between = Between::of(old, new);
        let twin = |area: &Place| old.areas.iter().find(|other| other.code == area.code);
        let both = new.areas.iter().filter_map(|area| Some((twin(area)?, area)));
        let areas = both.map(|(was, is)| area(&between, [old, new], [was, is])).collect();
        let has = |edition: &Published, code: &str| edition.areas.iter().any(|area| area.code == code);
        let alone = old.areas.iter().filter(|area| !has(new, &area.code));
        let alone = alone.chain(new.areas.iter().filter(|area| !has(old, &area.code)));
        Ok(Self {
            from: old.census,
            to: new.census,
            notes: notes(old, new),
            areas,
            alone: alone.map(|area| (area.code.clone(), area.name.clone())).collect(),
        })
    }

    /// England.
    pub fn england(&self) -> Option<&AreaCompared> {
        self.areas.iter().find(|area| area.code == ENGLAND_CODE)
    }
}

/// What two editions must have alike.
const COMPARABLE: &str = "give the earlier edition first, both of one role";

/// What differs between two editions beside their data.
fn notes(old: &Published, new: &Published) -> Vec<String> {
    let mut notes = Vec::new();
    if old.version != new.version {
        notes.push(format!("Made by version {} and version {} of the program.", old.version, new.version));
    }
    if old.geography != new.geography {
        notes.push(format!("Areas are drawn by `{}` and by `{}`.", old.geography, new.geography));
    }
    let then = old.census;
    if !new.history.contains_key(&then) {
        notes.push(format!("The later edition does not hold {then}, so revisions of it cannot be told."));
    }
    notes
}

fn area(between: &Between<'_>, [old, new]: [&Published; 2], [was, is]: [&Place; 2]) -> AreaCompared {
    let steps = between.steps(&old.icbs_of(was), &new.icbs_of(is));
    let fte = [was.fte.unwrap_or(0.0), is.fte.unwrap_or(0.0)]; // nobody filed: nothing was reported
    let rate = [was.rate, is.rate];
    let same = same(between, &steps, is);
    AreaCompared {
        code: is.code.clone(),
        name: is.name.clone(),
        kind: is.kind.clone(),
        parts: parts(between, &steps, fte, rate),
        same: same.map(|estimate| (estimate.value, estimate.verdict(0.0))),
        same_estimate: same,
        fte,
        rate,
    }
}

/// The differences from step to step, and what the editions print beyond them.
fn parts(between: &Between<'_>, steps: &[Standing<'_>], fte: [f64; 2], rate: [Option<f64>; 2]) -> Vec<Split> {
    let levels: Vec<Level> = steps.iter().map(Level::of).collect();
    let shown = rate.iter().all(Option::is_some);
    let mut parts: Vec<Split> = steps
        .windows(2)
        .zip(levels.windows(2))
        .zip(PARTS)
        .map(|((standings, levels), part)| {
            let moved = between.moved(&standings[0], &standings[1]);
            Split {
                part,
                fte: levels[1].fte - levels[0].fte,
                rate: levels[1].rate.zip(levels[0].rate).map(|(to, from)| to - from).filter(|_| shown),
                pcns: moved.iter().map(|pcn| pcn.code.clone()).collect(),
                moved,
            }
        })
        .collect();
    let explained: f64 = parts.iter().map(|part| part.fte).sum();
    let whole = rate[1].zip(rate[0]).map(|(to, from)| to - from);
    let of_rate: Option<f64> = parts.iter().map(|part| part.rate).sum();
    parts.push(Split {
        part: Part::Method,
        fte: fte[1] - fte[0] - explained,
        rate: whole.zip(of_rate).map(|(whole, explained)| whole - explained),
        pcns: Vec::new(),
        moved: Vec::new(),
    });
    parts
}

/// How many steps lead to the PCNs that are in both editions with a return.
const TO_KEPT: usize = 4;

/// The change in the PCNs with a return in both editions, on their own patients at each end; England's has its error by
/// ICB, as all of England's comparisons. PCNs that merged or split are none of them.
fn same(between: &Between<'_>, steps: &[Standing<'_>], area: &Place) -> Option<Estimate> {
    let (kept, end) = (steps.get(TO_KEPT)?, steps.last()?);
    let mut icbs: BTreeMap<&str, u32> = BTreeMap::new();
    let pairs: Vec<Pair> = kept
        .iter()
        .filter(|(code, _)| !between.is_other(code))
        .filter_map(|(code, filed)| {
            let (before, after) = (filed.provision()?, end.get(code)?.provision()?);
            let next = u32::try_from(icbs.len()).ok()?;
            Some(Pair { cluster: *icbs.entry(between.icb(code)?).or_insert(next), before, after })
        })
        .collect();
    let scope = if area.code == ENGLAND_CODE { Scope::England } else { Scope::Area };
    paired_change(&pairs, scope).ok()
}
