//! Every PCN of the area, with what it filed in words.

use super::areas;
use super::reconfiguration;
use super::scope::Scope;
use crate::analysis::PcnFigure;
use crate::measure::Fifth;
use crate::panel::Return;
use crate::subject::Need;
use crate::text;
use crate::text::number;
use crate::text::{Cell, Column, Table, Text};

/// Composes the table.
pub fn compose(scope: Scope<'_>) -> Table {
    let rows: Vec<Vec<Cell>> = by_name(scope).into_iter().map(|pcn| row(scope, pcn)).collect();
    let needs = scope.needs().into_iter();
    let needs = needs.map(|need| Column::words(Text::from(need.indicator().name).capital()));
    let mut columns = vec![Column::words("PCN and code"), Column::figures("FTE")];
    let shared_by = scope.indicator().shared_by;
    let (slug, subtitle) = if scope.is_withheld() {
        columns.extend(needs);
        ("pcns-few-returns", "Rates and fair shares are not shown: too few returns".into())
    } else {
        columns.extend(["Patients", "FTE per 10,000"].map(Column::figures));
        columns.extend(needs);
        columns.push(Column::figures("Fair share"));
        ("pcns", text!("With its fifth of England’s PCNs, most to least need. Fair share by {}", shared_by))
    };
    Table {
        slug,
        title: Some(text!("Every PCN of {}, {}", scope.name(), scope.census())),
        subtitle: Some(subtitle),
        columns,
        notes: notes(scope, &rows),
        rows,
    }
}

/// The PCNs in order of name, as a reader looks for them.
fn by_name(scope: Scope<'_>) -> Vec<&PcnFigure> {
    let mut pcns: Vec<&PcnFigure> = scope.area.own.pcns.iter().collect();
    pcns.sort_by_cached_key(|pcn| (pcn.name.without_pcn().plain().to_lowercase(), pcn.code));
    pcns
}

fn row(scope: Scope<'_>, pcn: &PcnFigure) -> Vec<Cell> {
    let shown = !scope.is_withheld();
    let share = scope.area.own.shares.fair_share.iter().find(|s| s.pcn == pcn.code).filter(|_| shown);
    let mut cells = vec![Cell::Coded(marked(pcn), Text::from(&pcn.code)), filed(pcn)];
    if shown {
        cells.push(Cell::known(pcn.patients.map(number::people)));
        cells.push(Cell::known(pcn.rate.map(number::rate)));
    }
    cells.extend(scope.needs().into_iter().map(|need| value(pcn, need, shown)));
    if shown {
        cells.push(Cell::known(share.map(|share| number::fte(share.target))));
    }
    cells
}

/// The return in words, or its FTE.
fn filed(pcn: &PcnFigure) -> Cell {
    match pcn.filed {
        Return::Reported { .. } => Cell::known(pcn.fte.map(number::fte)),
        Return::NoReturn | Return::ReportedNone => pcn.filed.words().into(),
    }
}

/// A PCN's value of an indicator, whether it is rough, and England's fifth that it is in where that may be shown.
fn value(pcn: &PcnFigure, need: Need, shown: bool) -> Cell {
    let Some((value, fifth)) = pcn.need.get(&need).zip(pcn.fifth.get(&need)) else {
        return Cell::Withheld;
    };
    let value = match need {
        Need::SupportGap if pcn.rough => text!("{} [u]", number::percent(*value)),
        Need::SupportGap => number::percent(*value).into(),
        Need::Deprivation => number::fixed(*value, 1).into(),
    };
    if shown { text!("{}, {}", value, fifth_in_a_cell(*fifth)).into() } else { value.into() }
}

/// A fifth in few words.
fn fifth_in_a_cell(fifth: Fifth) -> &'static str {
    match fifth {
        Fifth::MostNeed => "most",
        Fifth::Second => "second",
        Fifth::Middle => "middle",
        Fifth::Fourth => "fourth",
        Fifth::LeastNeed => "least",
    }
}

/// The name without the letters that the heading has, and a mark where the PCN spans two ICBs.
fn marked(pcn: &PcnFigure) -> Text {
    let name = pcn.name.without_pcn();
    if pcn.straddles.is_some() { text!("{} (spans two ICBs)", name) } else { name }
}

/// What a rough share is.
const ROUGH: &str = "[u] marks a share of low reliability: from fewer than 30 weighted answers, or with a 95% interval of over 10 points to a side.";

fn notes(scope: Scope<'_>, rows: &[Vec<Cell>]) -> Vec<Text> {
    let mut notes = vec![states(scope)];
    notes.extend(reconfiguration::sentences(scope));
    if rows.iter().flatten().any(|cell| *cell == Cell::Withheld) {
        notes.push("In the table, [x] stands for a figure that is not known.".into());
    }
    if scope.area.own.pcns.iter().any(|pcn| pcn.rough) {
        notes.push(ROUGH.into());
    }
    notes.extend(scope.area.own.pcns.iter().filter_map(|pcn| spans(pcn, areas::spanning(scope).1)));
    if scope.area.own.pcns.iter().any(|p| p.patients.is_none() && p.filed != Return::NoReturn) {
        notes.push("A PCN without known patients counts in FTE totals and in no rate.".into());
    }
    notes
}

/// What the states of a return mean, where the table has them.
fn states(scope: Scope<'_>) -> Text {
    match scope.area.own.level.returns.no_return.get() {
        0 => "Every PCN made a return. “Reported none” is a return without a link worker.".into(),
        _ => "“Reported none” is a return without a link worker; “no return” is not known, which is not the same as none.".into(),
    }
}

fn spans(pcn: &PcnFigure, why: &'static str) -> Option<Text> {
    let (other, share) = pcn.straddles.as_ref()?;
    let why = match pcn.filed {
        Return::NoReturn => "where most of them are",
        Return::ReportedNone | Return::Reported { .. } => why,
    };
    Some(text!(
        "{} also has {} of its patients in {}; it counts here, {}.",
        pcn.name.without_pcn(),
        number::percent(*share),
        Text::name(other),
        why
    ))
}
