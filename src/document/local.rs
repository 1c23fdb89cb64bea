//! Link workers outside the publication, in a block of their own: in no rate, chart, measure or total.

use std::collections::BTreeSet;

use super::scope::Scope;
use crate::analysis::{Employer, Local};
use crate::content;
use crate::text;
use crate::text::number;
use crate::text::{Cell, Claimed, Column, Count, Table, Text};

content! {
    /// The block.
    #[derive(Debug)]
    pub struct Outside {
        sentences: Vec<Text>,
        table: Table,
    }
}

/// Lines that the table of an ICB may have, and where many PCNs leave it little room.
const LINES: usize = 12;
const LINES_WHERE_FULL: usize = 2;
/// More PCNs than this leave little room.
const FULL: usize = 40;
/// More characters of an employer or a source than this take a second line.
const LINE: usize = 36;

/// Composes the block; none where the user gives no row for the area.
pub fn compose(scope: Scope<'_>) -> Option<Outside> {
    let local = scope.area.own.local.as_ref()?;
    let (headings, mut rows, all) = if scope.is_icb() {
        let (named, others) = local.employers.split_at(room(scope, &local.employers));
        (["Employer", "As of", "Source"], named.iter().map(row).collect(), total(others))
    } else {
        (["ICB", "As of", "Employers"], by_icb(scope), "Total".into())
    };
    let fte = number::fte(local.fte).into();
    rows.push(vec![Cell::Total(all), Cell::Total(fte), Text::default().into(), Text::default().into()]);
    let [first, dates, last] = headings.map(Column::words);
    let columns = vec![first, Column::figures("FTE"), dates, last];
    let table = Table { title: None, ..Table::new("outside", "", columns).rows(rows) };
    Some(Outside { sentences: sentences(scope, local), table })
}

fn sentences(scope: Scope<'_>, local: &Local) -> Vec<Text> {
    let (name, file) = (scope.name(), Text::name(&local.file));
    if scope.is_icb() {
        return vec![
            text!("The ICB’s own count, from {}, of link workers outside NHS England’s publication.", file),
            "It is in no rate, chart, measure or total of this document.".into(),
        ];
    }
    vec![
        text!(
            "The own counts of ICBs in {}, from {}, of link workers outside NHS England’s publication.",
            name,
            file
        ),
        "They are in no rate, chart, measure or total of this document.".into(),
        "An ICB without a row gave no count, which is not the same as none.".into(),
    ]
}

/// How many of the employers the table has room for.
fn room(scope: Scope<'_>, employers: &[Employer]) -> usize {
    let most = if scope.area.own.pcns.len() > FULL { LINES_WHERE_FULL } else { LINES };
    let lines = |text: &str| text.chars().count().div_ceil(LINE);
    let mut used = 0;
    let fits = |employer: &&Employer| {
        used += lines(&employer.employer).max(lines(&employer.source));
        used <= most
    };
    employers.iter().take_while(fits).count()
}

fn row(employer: &Employer) -> Vec<Cell> {
    let (name, source) = (Text::name(&employer.employer), Text::name(&employer.source));
    vec![name.into(), number::fte(employer.fte).into(), Text::name(&employer.as_of).into(), source.into()]
}

/// What the total is of, where the table has no room for all.
fn total(others: &[Employer]) -> Text {
    let more = Claimed::derived(others.len(), "lines of the ICB’s own count for which the table has no room");
    if others.is_empty() {
        return "Total".into();
    }
    text!("Total, with {} more in data/local.csv", number::count(more))
}

fn by_icb(scope: Scope<'_>) -> Vec<Vec<Cell>> {
    let mut icbs: Vec<Scope<'_>> =
        scope.edition.icbs_of(scope.area).map(|area| Scope { area, ..scope }).collect();
    icbs.sort_by(|a, b| a.area.place.name.cmp(&b.area.place.name));
    let row = |icb: &Scope<'_>| {
        let local = icb.area.own.local.as_ref()?;
        let names: BTreeSet<&str> =
            local.employers.iter().map(|employer| employer.employer.as_str()).collect();
        let count: Count = Claimed::derived(names.len(), "employers of the ICB’s own count");
        Some(vec![
            icb.name().into(),
            number::fte(local.fte).into(),
            dates(&local.employers).into(),
            number::count(count).into(),
        ])
    };
    icbs.iter().filter_map(row).collect()
}

/// The day or month of some figures, where it is one.
fn dates(employers: &[Employer]) -> Text {
    let mut dates: Vec<&str> = employers.iter().map(|employer| employer.as_of.as_str()).collect();
    dates.sort_unstable();
    dates.dedup();
    match dates.as_slice() {
        [one] => Text::name(*one),
        _ => "several dates".into(),
    }
}
