//! The figures of the chart of usual movement: each change from quarter to quarter beside its limits.

use super::super::scope::Scope;
use crate::analysis::Xmr;
use crate::measure::xmr::{CHANGES, FEWEST, Signal};
use crate::text;
use crate::text::number;
use crate::text::{Cell, Claimed, Column, Table, Text};

/// The table; none where the changes are too few to say what is usual.
pub fn compose(scope: Scope<'_>) -> Option<Table> {
    let xmr = scope.area.own.series.xmr.as_ref()?;
    if scope.is_withheld() || xmr.changes.len() < FEWEST {
        return None;
    }
    let columns = vec![
        Column::words("Quarter to"),
        Column::figures("PCNs"),
        Column::figures("Change"),
        Column::figures("Mean"),
        Column::figures("Lower limit"),
        Column::figures("Upper limit"),
        Column::words("Unlike usual movement"),
    ];
    let title = text!("Changes of {} from quarter to quarter (XmR)", scope.name());
    Some(Table::new("quarterly-changes", title, columns).rows(rows(xmr)).notes(notes(xmr)))
}

fn rows(xmr: &Xmr) -> impl Iterator<Item = Vec<Cell>> {
    let limits = [xmr.limits.mean, xmr.limits.lower, xmr.limits.upper];
    xmr.changes.iter().zip(&xmr.signals).map(move |(change, signal)| {
        let mut cells: Vec<Cell> = vec![
            Text::name(change.census.short()).into(),
            number::count(change.n).into(),
            number::signed(change.value, DECIMALS).into(),
        ];
        cells.extend(limits.map(|limit| Cell::from(number::signed(limit, DECIMALS))));
        cells.push(signal.map_or("no", signal_words).into());
        cells
    })
}

/// Quarterly changes are small, and are told apart from their limits by the third decimal.
const DECIMALS: usize = 3;

fn notes(xmr: &Xmr) -> Vec<Text> {
    let is_screened = xmr.limits.lower.get() != xmr.limits_unscreened.lower.get();
    let here = if is_screened { "here that narrows the limits" } else { "here there is none" };
    let mut notes: Vec<Text> = vec![
        "FTE per 10,000 patients, of PCNs with a return at both ends of the quarter.".into(),
        "The limits are the mean of the changes, less and plus 2.66 mean moving ranges.".into(),
        text!("A moving range of 3.267 times their mean or more is left out of it once; {}.", here),
    ];
    if xmr.trial {
        let needed = Claimed::derived(CHANGES, "changes that limits take");
        notes
            .push(text!("Trial limits: {} changes are needed before they are final.", number::count(needed)));
    }
    notes
}

/// Why a change is unlike usual movement.
pub fn signal_words(signal: Signal) -> &'static str {
    match signal {
        Signal::AboveLimit => "above usual movement",
        Signal::BelowLimit => "below usual movement",
        Signal::Rising => "the last of seven or more that each rose",
        Signal::Falling => "the last of seven or more that each fell",
        Signal::NearUpper => "one of two in three near the upper limit",
        Signal::NearLower => "one of two in three near the lower limit",
        Signal::RunAbove => "the last of seven or more above their mean",
        Signal::RunBelow => "the last of seven or more below their mean",
    }
}
