//! Link workers outside the publication, in a block of their own: in no rate, chart, measure or total.

use std::collections::BTreeSet;

use serde::Serialize;

use super::scope::Scope;
use crate::analysis::{Employer, Local};
use crate::text::claim::{Claimed, Count, quoted};
use crate::text::number;

/// The block.
#[derive(Debug, Serialize)]
pub struct Outside {
    sentences: Vec<String>,
    header: [&'static str; 4],
    rows: Vec<[String; 4]>,
    all: String,
    total: String,
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
    let local = scope.area.local.as_ref()?;
    let (header, rows, all) = if scope.is_icb() {
        let (named, others) = local.employers.split_at(room(scope, &local.employers));
        (["Employer", "FTE", "As of", "Source"], named.iter().map(row).collect(), total(others))
    } else {
        (["ICB", "FTE", "As of", "Employers"], by_icb(scope), "Total".to_owned())
    };
    Some(Outside { sentences: sentences(scope, local), header, rows, all, total: number::fte(local.fte) })
}

fn sentences(scope: Scope<'_>, local: &Local) -> Vec<String> {
    let (name, file) = (scope.name(), quoted(&local.file));
    let no_other = "It is in no rate, chart, measure or total of this document.".to_owned();
    if scope.is_icb() {
        return vec![
            format!("The ICB’s own count, from {file}, of link workers outside NHS England’s publication."),
            no_other,
        ];
    }
    vec![
        format!(
            "The own counts of ICBs in {name}, from {file}, of link workers outside NHS England’s publication."
        ),
        no_other.replace("It is", "They are"),
        "An ICB without a row gave no count, which is not the same as none.".to_owned(),
    ]
}

/// How many of the employers the table has room for.
fn room(scope: Scope<'_>, employers: &[Employer]) -> usize {
    let most = if scope.area.pcns.len() > FULL { LINES_WHERE_FULL } else { LINES };
    let lines = |text: &str| text.chars().count().div_ceil(LINE);
    let mut used = 0;
    let fits = |employer: &&Employer| {
        used += lines(&employer.employer).max(lines(&employer.source));
        used <= most
    };
    employers.iter().take_while(fits).count()
}

fn row(employer: &Employer) -> [String; 4] {
    let (name, source) = (quoted(&employer.employer), quoted(&employer.source));
    [name, number::fte(employer.fte), employer.as_of.clone(), source]
}

/// What the total is of, where the table has no room for all.
fn total(others: &[Employer]) -> String {
    let more = Claimed::derived(others.len(), "lines of the ICB’s own count for which the table has no room");
    if others.is_empty() {
        return "Total".to_owned();
    }
    format!("Total, with {} more in data/local.csv", number::count(more))
}

fn by_icb(scope: Scope<'_>) -> Vec<[String; 4]> {
    let mut icbs: Vec<Scope<'_>> =
        scope.edition.icbs_of(scope.area).map(|area| Scope { area, ..scope }).collect();
    icbs.sort_by(|a, b| a.area.name.cmp(&b.area.name));
    let row = |icb: &Scope<'_>| {
        let local = icb.area.local.as_ref()?;
        let names: BTreeSet<&str> =
            local.employers.iter().map(|employer| employer.employer.as_str()).collect();
        let count: Count = Claimed::derived(names.len(), "employers of the ICB’s own count");
        Some([icb.name(), number::fte(local.fte), dates(&local.employers), number::count(count)])
    };
    icbs.iter().filter_map(row).collect()
}

/// The day or month of some figures, where it is one.
fn dates(employers: &[Employer]) -> String {
    let mut dates: Vec<&str> = employers.iter().map(|employer| employer.as_of.as_str()).collect();
    dates.sort_unstable();
    dates.dedup();
    match dates.as_slice() {
        [one] => (*one).to_owned(),
        _ => "several dates".to_owned(),
    }
}
