//! Every PCN of the area, with what it filed in words.

use serde::Serialize;

use super::areas;
use super::became;
use super::cell::NO_FIGURE;
use super::inequality::fifth_words;
use super::scope::Scope;
use super::since;
use crate::analysis::PcnFigure;
use crate::claim::{Claimed, quoted};
use crate::number;
use crate::panel::Return;
use crate::subject::Need;
use crate::words::list;

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
    gap: String,
}

/// Composes the table.
pub fn compose(scope: Scope<'_>) -> Pcns {
    let needs = scope.needs();
    Pcns {
        title: format!("Every PCN of {}, {}", scope.name(), scope.census()),
        indicators: needs.iter().map(|need| list::capital(need.indicator().name)).collect(),
        share_by: scope.indicator().name.to_owned(),
        rows: by_name(scope).into_iter().map(|pcn| row(scope, pcn)).collect(),
        notes: notes(scope),
    }
}

/// The PCNs in order of name, as a reader looks for them.
fn by_name(scope: Scope<'_>) -> Vec<&PcnFigure> {
    let mut pcns: Vec<&PcnFigure> = scope.area.pcns.iter().collect();
    pcns.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.code.cmp(&b.code)));
    pcns
}

fn row(scope: Scope<'_>, pcn: &PcnFigure) -> Row {
    let share = scope.area.fair_share.iter().find(|s| s.pcn == pcn.code);
    Row {
        name: marked(pcn),
        code: pcn.code.to_string(),
        fte: filed(pcn),
        patients: known(pcn.patients, number::people),
        rate: known(pcn.rate, number::rate),
        needs: scope.needs().into_iter().map(|need| value(pcn, need)).collect(),
        share: known(share.map(|s| s.target), number::fte),
        gap: known(share.map(|s| s.gap), |gap| number::signed(gap, 1)),
    }
}

/// The return in words, or its FTE.
fn filed(pcn: &PcnFigure) -> String {
    match pcn.filed {
        Return::Reported { .. } => known(pcn.fte, number::fte),
        Return::NoReturn | Return::ReportedNone => pcn.filed.words().to_owned(),
    }
}

/// A PCN's value of an indicator, and England's fifth that it is in.
fn value(pcn: &PcnFigure, need: Need) -> String {
    let Some((value, fifth)) = pcn.need.get(&need).zip(pcn.fifth.get(&need)) else {
        return NO_FIGURE.to_owned();
    };
    let value = match need {
        Need::SupportGap => number::percent(*value),
        Need::Deprivation => number::fixed(*value, 1),
    };
    format!("{value}, {}", fifth_words(*fifth).to_lowercase().trim_end_matches(" need"))
}

fn known(value: Option<Claimed>, print: fn(Claimed) -> String) -> String {
    value.map_or_else(|| NO_FIGURE.to_owned(), print)
}

/// The name without the letters that the heading has, and a mark where the PCN spans two ICBs.
fn marked(pcn: &PcnFigure) -> String {
    let name = pcn.name.without_pcn();
    if pcn.straddles.is_some() { format!("{name} (spans two ICBs)") } else { name }
}

fn notes(scope: Scope<'_>) -> Vec<String> {
    let mut notes = vec![missing(scope)];
    notes.extend(since::sentences(scope));
    notes.extend(became::sentences(scope));
    notes.push("In the table, [x] stands for a figure that is not known.".to_owned());
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
    format!("{named} Their link workers are not known, which is not the same as none.")
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
