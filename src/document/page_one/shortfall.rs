//! Named places: PCNs furthest below their fair share, or for England the ICBs with most time to move inside them.

use serde::Serialize;

use super::super::scope::Scope;
use crate::analysis::{Analysis, FairShare};
use crate::claim::Claimed;
use crate::number;
use crate::words::list;

/// A short table of named places, with what it shows.
#[derive(Debug, Serialize)]
pub struct Shortfall {
    heading: &'static str,
    words: String,
    columns: [&'static str; 4],
    rows: Vec<Row>,
}

/// One place.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    fte: String,
    share: String,
    gap: String,
}

/// How far below its fair share a PCN is before it is named: a quarter of a full-time post.
const NAMED_BELOW: f64 = -0.25;
/// How many places are named.
const NAMED: usize = 5;

/// The named places of an area.
pub fn compose(scope: Scope<'_>) -> Shortfall {
    if scope.is_england() { of_areas(scope) } else { of_pcns(scope) }
}

fn of_pcns(scope: Scope<'_>) -> Shortfall {
    let shares = if scope.rate().is_ok() { &scope.area.fair_share[..] } else { &[] };
    let mut below: Vec<&FairShare> = shares.iter().filter(|s| s.gap <= NAMED_BELOW).collect();
    below.sort_by(|a, b| a.gap.get().total_cmp(&b.gap.get()).then_with(|| a.pcn.cmp(&b.pcn)));
    let rows = below.iter().take(NAMED).map(|s| Row {
        name: s.name.printed(),
        fte: if s.fte > 0.0 { number::fte(s.fte) } else { "reported none".to_owned() },
        share: number::fte(s.target),
        gap: number::magnitude(s.gap, 1),
    });
    Shortfall {
        heading: "Furthest below fair share",
        words: pcn_words(scope, below.len()),
        columns: ["PCN", "FTE now", "Fair share", "Below by"],
        rows: rows.collect(),
    }
}

fn pcn_words(scope: Scope<'_>, below: usize) -> String {
    let shared = Claimed::derived(scope.area.fair_share.len(), "PCNs of the area with a fair share");
    if shared == 0 || scope.rate().is_err() {
        let why = scope.primary("fair-share-moved").err().unwrap_or_else(|| "no PCN has a value".to_owned());
        return format!("Fair shares are not shown: {why}.");
    }
    let which = list::counted(shared, "PCN");
    if below == 0 {
        return format!("None of {which} with a fair share is as much as 0.25 FTE below it.");
    }
    let verb = if below == 1 { "is" } else { "are" };
    let furthest = if below > NAMED { "; the furthest five:" } else { ":" };
    let below = Claimed::derived(below, "PCNs whose FTE less fair share is −0.25 or less");
    format!("{} of {which} {verb} at least 0.25 FTE below{furthest}", number::count(below))
}

fn of_areas(scope: Scope<'_>) -> Shortfall {
    let areas = scope.edition.icbs().map(|area| Scope { area, ..scope });
    let mut moved: Vec<(Claimed, Claimed, Scope<'_>)> = areas
        .filter(|area| area.rate().is_ok())
        .filter_map(|a| {
            Some((a.primary("fair-share-moved").ok()?.value, a.primary("hoover-need").ok()?.value, a))
        })
        .collect();
    moved.sort_by(|a, b| b.0.get().total_cmp(&a.0.get()).then_with(|| a.2.area.code.cmp(&b.2.area.code)));
    let rows: Vec<Row> = moved
        .iter()
        .take(NAMED)
        .map(|(fte, share, area)| Row {
            name: area.name(),
            fte: number::fte(shared_out(area.area)),
            share: number::fte(*fte),
            gap: number::percent(*share),
        })
        .collect();
    Shortfall {
        heading: "Most FTE away from fair shares",
        words: area_words(scope, rows.len()),
        columns: ["ICB", "FTE shared", "FTE to move", "Share of it"],
        rows,
    }
}

/// FTE of the PCNs that have a fair share.
fn shared_out(area: &Analysis) -> Claimed {
    let sum: f64 = area.fair_share.iter().map(|share| share.fte.get()).sum();
    Claimed::derived(sum, "the sum of the FTE of the ICB's PCNs with a fair share")
}

fn area_words(scope: Scope<'_>, named: usize) -> String {
    match named {
        0 => "No ICB has enough returns for fair shares.".to_owned(),
        _ => format!(
            "In ICBs with a rate, FTE that would sit in other PCNs of the same ICB to match {}:",
            scope.indicator().name
        ),
    }
}
