//! Since the census before: who began or stopped making returns, and where FTE moved.

use super::scope::Scope;
use crate::analysis::{PastReturn, PcnFigure};
use crate::panel::Return;
use crate::text;
use crate::text::number::{self, Direction};
use crate::text::words::list;
use crate::text::{Claimed, Count, Text};

/// More names than this are counted and not listed.
const NAMED: usize = 5;

/// What has changed, in sentences; nothing where no earlier census can be compared.
pub fn sentences(scope: Scope<'_>) -> Vec<Text> {
    let pairs: Vec<(&PcnFigure, PastReturn, PastReturn)> =
        scope.area.own.pcns.iter().filter_map(last_two).collect();
    let Some((_, before, _)) = pairs.first() else { return Vec::new() };
    let which = |wanted: &dyn Fn(&PastReturn, &PastReturn) -> bool| -> Vec<Text> {
        let found = pairs.iter().filter(|(_, before, now)| wanted(before, now));
        found.map(|(pcn, ..)| pcn.name.without_pcn()).collect()
    };
    let silent = |past: &PastReturn| past.filed == Some(Return::NoReturn);
    let began = which(&|before, now| silent(before) && now.fte.is_some());
    let stopped = which(&|before, now| before.fte.is_some() && silent(now));
    let mut sentences = vec![moved(before, &pairs)];
    sentences.extend(counted(&began, text!("Returns began since {} in", before.census), BEGAN));
    sentences.extend(counted(&stopped, text!("Returns stopped since {} in", before.census), STOPPED));
    sentences
}

/// A PCN's return at the census before and at this one.
fn last_two(pcn: &PcnFigure) -> Option<(&PcnFigure, PastReturn, PastReturn)> {
    let [.., before, now] = pcn.history.as_slice() else { return None };
    Some((pcn, *before, *now))
}

/// In how many PCNs with a return at both FTE rose, fell or stayed, as printed.
fn moved(before: &PastReturn, pairs: &[(&PcnFigure, PastReturn, PastReturn)]) -> Text {
    let both: Vec<Direction> = pairs
        .iter()
        .filter_map(|(_, before, now)| Some(now.fte?.get() - before.fte?.get()))
        .map(|change| number::direction(change, 1))
        .collect();
    let count = |way| Claimed::derived(both.iter().filter(|other| **other == way).count(), MOVED);
    let all: Count = Claimed::derived(both.len(), BOTH);
    text!(
        "Since {}, of {} with a return at both, FTE {}.",
        before.census,
        list::counted(all, "PCN"),
        ways(count(Direction::More), count(Direction::Fewer))
    )
}

/// How FTE moved; no sentence ends with a count, which the next could be read into.
fn ways(rose: Count, fell: Count) -> Text {
    let of = |count: Count| text!("{} of them", number::count(count));
    match (rose.get(), fell.get()) {
        (0, 0) => text!("moved in none"),
        (_, 0) => text!("rose in {} and fell in none", of(rose)),
        (0, _) => text!("fell in {} and rose in none", of(fell)),
        _ => text!("rose in {} and fell in {}", number::count(rose), of(fell)),
    }
}

/// A count of PCNs, with their names where they are few.
fn counted(names: &[Text], what: Text, formula: &'static str) -> Option<Text> {
    let pcns = list::counted(Claimed::derived(names.len(), formula), "PCN");
    match names.len() {
        0 => None,
        1..=NAMED => Some(list::named(&text!("{} {}", what, pcns), names)),
        _ => Some(text!("{} {}.", what, pcns)),
    }
}

const BOTH: &str = "PCNs of the area with a return at this census and the one before";
const MOVED: &str = "those of them whose FTE, to one decimal, moved this way";
const BEGAN: &str = "PCNs of the area with a return at this census and none at the one before";
const STOPPED: &str = "PCNs of the area with a return at the census before and none at this one";
