//! How each measure is computed, and how often intervals held on data with a known answer.

use std::collections::BTreeSet;

use super::super::scope::Scope;
use crate::content;
use crate::text;
use crate::text::words::measure;
use crate::text::{Cell, Column, Table};

content! {
    /// What stands behind the measures.
    #[derive(Debug)]
    pub struct Measures {
        coverage: Vec<&'static str>,
        methods: Table,
    }
}

/// Composes it.
pub fn compose(scope: Scope<'_>) -> Measures {
    Measures { coverage: COVERAGE.to_vec(), methods: methods(scope) }
}

/// What the simulation study found (docs/coverage.md), to be kept with it.
const COVERAGE: &[&str] = &[
    "On made-up data with a known answer, between 93% and 98% of the 95% intervals for slopes and for England’s gap, ratio and concentration index contained it.",
    "Pooling draws slopes together, so for an ICB unlike all others the 95% interval contained the answer only seven to nine times in ten.",
];

/// Measures that only England's overview prints.
const ENGLAND_ONLY: [&str; 5] =
    ["theil-between", "theil-within", "need-slope-within", "need-slope-between", "need-slope-corrected"];

/// Each measure's method once, in the order of the tables.
fn methods(scope: Scope<'_>) -> Table {
    let england = &scope.edition.england.measures;
    let mut seen = BTreeSet::new();
    let printed = |id: &str| scope.is_england() || !ENGLAND_ONLY.contains(&id);
    let once = scope.area.measures.iter().chain(england).filter(|m| printed(m.id) && seen.insert(m.id));
    let mut methods: Vec<(usize, Vec<Cell>)> = once
        .filter_map(|m| {
            let at = measure::PLAIN.iter().position(|plain| plain.id == m.id)?;
            let error = m.method.error.map(|error| text!(" Interval: {}.", error.short()));
            let words = text!("{}{}", m.method.formula, error.unwrap_or_default()); // no interval, no words of one
            Some((at, vec![measure::PLAIN[at].name.into(), words.into()]))
        })
        .collect();
    methods.sort_by_key(|(at, _)| *at);
    let columns = ["Measure", "Method"].map(Column::words).to_vec();
    Table::new("methods", "How each measure is computed", columns)
        .rows(methods.into_iter().map(|(_, row)| row))
}
