//! Every PCN of the area, with what it filed in words.

use serde::Serialize;

use super::areas;
use super::cell::NO_FIGURE;
use super::inequality::fifth_words;
use super::reconfiguration;
use super::scope::Scope;
use super::since;
use crate::analysis::PcnFigure;
use crate::panel::Return;
use crate::subject::Need;
use crate::text::claim::{Claimed, quoted};
use crate::text::number;
use crate::text::words::list;

/// The table of PCNs.
#[derive(Debug, Serialize)]
pub struct Pcns {
    title: String,
    indicators: Vec<String>,
    share_by: String,
    rows: Vec<Row>,
    notes: Vec<String>,
}

/// One PCN.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    code: String,
    fte: String,
    patients: String,
    rate: String,
    needs: Vec<String>,
    share: String,
}

impl Row {
    /// Whether a figure of it is not known.
    fn lacks(&self) -> bool {
        let figures = [&self.fte, &self.patients, &self.rate, &self.share];
        figures.into_iter().chain(&self.needs).any(|cell| cell == NO_FIGURE)
    }
}

/// Composes the table.
pub fn compose(scope: Scope<'_>) -> Pcns {
    let needs = scope.needs();
    let rows: Vec<Row> = by_name(scope).into_iter().map(|pcn| row(scope, pcn)).collect();
    Pcns {
        title: format!("Every PCN of {}, {}", scope.name(), scope.census()),
        indicators: needs.iter().map(|need| list::capital(need.indicator().name)).collect(),
        share_by: scope.indicator().shared_by.to_owned(),
        notes: notes(scope, &rows),
        rows,
    }
}

/// The PCNs in order of name, as a reader looks for them.
fn by_name(scope: Scope<'_>) -> Vec<&PcnFigure> {
    let mut pcns: Vec<&PcnFigure> = scope.area.pcns.iter().collect();
    pcns.sort_by_key(|pcn| (pcn.name.plain().to_lowercase(), pcn.code.clone()));
    pcns
}

fn row(scope: Scope<'_>, pcn: &PcnFigure) -> Row {
    let shown = !scope.is_withheld();
    let share = scope.area.fair_share.iter().find(|s| s.pcn == pcn.code).filter(|_| shown);
    Row {
        name: marked(pcn),
        code: pcn.code.to_string(),
        fte: filed(pcn),
        patients: known(pcn.patients.filter(|_| shown), number::people),
        rate: known(pcn.rate.filter(|_| shown), number::rate),
        needs: scope.needs().into_iter().map(|need| value(pcn, need, shown)).collect(),
        share: known(share.map(|s| s.target), number::fte),
    }
}

/// The return in words, or its FTE.
fn filed(pcn: &PcnFigure) -> String {
    match pcn.filed {
        Return::Reported { .. } => known(pcn.fte, number::fte),
        Return::NoReturn | Return::ReportedNone => pcn.filed.words().to_owned(),
    }
}

/// A PCN's value of an indicator, whether it is rough, and England's fifth that it is in where that may be shown.
fn value(pcn: &PcnFigure, need: Need, shown: bool) -> String {
    let Some((value, fifth)) = pcn.need.get(&need).zip(pcn.fifth.get(&need)) else {
        return NO_FIGURE.to_owned();
    };
    let value = match need {
        Need::SupportGap if pcn.rough => format!("{} rough", number::percent(*value)),
        Need::SupportGap => number::percent(*value),
        Need::Deprivation => number::fixed(*value, 1),
    };
    let fifth = fifth_words(*fifth).to_lowercase();
    if shown { format!("{value}, {}", fifth.trim_end_matches(" need")) } else { value }
}

fn known(value: Option<Claimed>, print: fn(Claimed) -> String) -> String {
    value.map_or_else(|| NO_FIGURE.to_owned(), print)
}

/// The name without the letters that the heading has, and a mark where the PCN spans two ICBs.
fn marked(pcn: &PcnFigure) -> String {
    let name = pcn.name.without_pcn();
    if pcn.straddles.is_some() { format!("{name} (spans two ICBs)") } else { name }
}

/// What a rough share is.
const ROUGH: &str =
    "Rough: from fewer than 30 weighted answers, or with a 95% interval of over 10 points to a side.";

fn notes(scope: Scope<'_>, rows: &[Row]) -> Vec<String> {
    let mut notes = vec![missing(scope)];
    notes.extend(since::sentences(scope));
    notes.extend(reconfiguration::sentences(scope));
    if scope.is_withheld() {
        notes.push(
            "In the table, [x] stands for a figure that is not known or, with too few returns, not shown."
                .to_owned(),
        );
    } else if rows.iter().any(Row::lacks) {
        notes.push("In the table, [x] stands for a figure that is not known.".to_owned());
    }
    if scope.area.pcns.iter().any(|pcn| pcn.rough) {
        notes.push(quoted(ROUGH));
    }
    notes.extend(scope.area.pcns.iter().filter_map(|pcn| spans(pcn, areas::spanning(scope).1)));
    if scope.area.pcns.iter().any(|p| p.patients.is_none() && p.filed != Return::NoReturn) {
        notes.push("A PCN without known patients counts in FTE totals and in no rate.".to_owned());
    }
    notes
}

/// The PCNs without a return, by name; a missing return is not a zero.
fn missing(scope: Scope<'_>) -> String {
    let silent = scope.area.returns.no_return;
    if silent == 0 {
        return "Every PCN made a return. “Reported none” is a return without a link worker.".to_owned();
    }
    let pcns = by_name(scope).into_iter().filter(|pcn| pcn.filed == Return::NoReturn);
    let names: Vec<String> = pcns.map(|pcn| pcn.name.without_pcn()).collect();
    let named = list::named(&format!("{} made no return", list::counted(silent, "PCN")), &names);
    let whose = if silent == 1 { "Its" } else { "Their" };
    format!("{named} {whose} link workers are not known, which is not the same as none.")
}

fn spans(pcn: &PcnFigure, why: &str) -> Option<String> {
    let (other, share) = pcn.straddles.as_ref()?;
    let why = match pcn.filed {
        Return::NoReturn => "where most of them are",
        Return::ReportedNone | Return::Reported { .. } => why,
    };
    Some(format!(
        "{} also has {} of its patients in {}; it counts here, {why}.",
        pcn.name.printed(),
        number::percent(*share),
        quoted(other)
    ))
}
