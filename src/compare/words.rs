//! A comparison as a digest of a screen.

use std::fmt::Write;

use super::areas::{AreaCompared, Compared};
use super::split::Part;
use crate::measure::Verdict;
use crate::text::number;
use crate::text::words::list;

/// So many areas are named in a line.
const NAMED: usize = 6;

impl Compared {
    /// England's difference with its parts, who moved clearly, who returned and who stopped.
    pub fn words(&self) -> String {
        let mut text = format!("{} to {}\n", self.from.words(), self.to.words());
        if let Some(england) = self.england() {
            text.push_str(&whole(england));
        }
        let icbs = || self.areas.iter().filter(|area| area.kind == "ICB");
        let moved = |up: bool| {
            let clear = icbs().filter(move |area| {
                area.same.is_some_and(|(change, verdict)| verdict == Verdict::Clear && (change > 0.0) == up)
            });
            clear.map(|area| {
                format!("{} ({})", area.name, signed(area.same.map_or(0.0, |(value, _)| value), 2))
            })
        };
        line(&mut text, "clearly more in the same PCNs, for every 10,000 patients", moved(true).collect());
        line(&mut text, "clearly less in the same PCNs", moved(false).collect());
        for part in [Part::Gained, Part::Lost, Part::Reorganised, Part::Revision, Part::Geography] {
            let mut with: Vec<(usize, &str)> = icbs().map(|area| (pcns(area, part), &*area.name)).collect();
            with.retain(|(count, _)| *count > 0);
            with.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
            let named = with.into_iter().map(|(count, name)| format!("{name} ({count})"));
            line(&mut text, &format!("{}, PCNs by ICB", part.words()), named.collect());
        }
        let alone = self.alone.iter().map(|(code, name)| format!("{name} ({code})"));
        line(&mut text, "in one edition only", alone.collect());
        for note in &self.notes {
            let _ = writeln!(text, "note: {note}");
        }
        text
    }
}

/// An area's difference, and under it the parts that are there.
fn whole(area: &AreaCompared) -> String {
    let [from, to] = area.fte.map(|fte| number::text(fte, 1));
    let mut text = format!("{}: {from} to {to} FTE ({})", area.name, signed(area.fte[1] - area.fte[0], 1));
    if let [Some(from), Some(to)] = area.rate {
        let (then, now) = (number::text(from, 2), number::text(to, 2));
        let _ = write!(text, ", {then} to {now} for every 10,000 patients ({})", signed(to - from, 3));
    }
    text.push('\n');
    for part in area.parts.iter().filter(|part| part.fte.abs() >= LEAST || !part.pcns.is_empty()) {
        let rate = part.rate.map_or_else(String::new, |rate| format!("{:>10}", signed(rate, 3)));
        let pcns = match part.pcns.len() {
            0 => String::new(),
            some => list::counted(some.into(), "PCN").plain(),
        };
        let (words, fte) = (part.part.words(), signed(part.fte, 1));
        let _ = writeln!(text, "  {words:<36}{fte:>9} FTE{rate}   {pcns}");
    }
    text
}

/// A part of less FTE than this, without a PCN, is rounding.
const LEAST: f64 = 1e-9;

fn pcns(area: &AreaCompared, wanted: Part) -> usize {
    area.parts.iter().filter(|part| part.part == wanted).map(|part| part.pcns.len()).sum()
}

fn line(text: &mut String, what: &str, names: Vec<String>) {
    if names.is_empty() {
        return;
    }
    let _ = writeln!(text, "{what}: {}", list::first(names, NAMED));
}

/// A difference with its sign.
fn signed(value: f64, decimals: usize) -> String {
    number::signed(value.into(), decimals).print
}
