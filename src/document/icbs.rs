//! Every ICB of England: who filed, the rate or why not, and what of it is chance; England's overview has more.

use serde::Serialize;

use super::areas;
use super::cell::{self, NO_FIGURE};
use super::scope::Scope;
use crate::panel::Return;
use crate::text::claim::{Claimed, plain, quoted};
use crate::text::number;
use crate::text::words::interval::Interval;
use crate::text::words::{list, verdict};

/// More PCNs without a return than this are not named in England's overview.
const NAMED: usize = 40;

/// The tables of ICBs.
#[derive(Debug, Serialize)]
pub struct Icbs {
    title: String,
    rows: Vec<Row>,
    notes: Vec<String>,
    need: Option<ByNeed>,
}

/// One ICB and its rate.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    returns: String,
    covered: String,
    fte: String,
    rate: String,
    interval: String,
    limits: String,
}

/// The ICBs by the primary indicator: in England's overview only.
#[derive(Debug, Serialize)]
struct ByNeed {
    title: String,
    shared_by: &'static str,
    rows: Vec<NeedRow>,
    notes: Vec<String>,
}

/// One ICB by the indicator.
#[derive(Debug, Serialize)]
struct NeedRow {
    name: String,
    gap: String,
    verdict: String,
    moved: String,
    level_up: String,
}

/// Composes the tables.
pub fn compose(scope: Scope<'_>) -> Icbs {
    Icbs {
        title: format!("Every ICB of England, {}", scope.census()),
        rows: by_name(scope).into_iter().map(|icb| row(scope, icb)).collect(),
        notes: areas::compared(scope).into_iter().chain(notes(scope)).collect(),
        need: scope.is_england().then(|| by_need(scope)),
    }
}

/// The ICBs in order of name.
fn by_name(scope: Scope<'_>) -> Vec<Scope<'_>> {
    let mut areas: Vec<Scope<'_>> = scope.edition.icbs().map(|area| Scope { area, ..scope }).collect();
    areas.sort_by_key(|area| area.area.name.to_lowercase());
    areas
}

fn row(of: Scope<'_>, icb: Scope<'_>) -> Row {
    let returns = icb.area.returns;
    let shown = icb.rate().is_ok();
    let interval = icb.area.rate_between_pcns.as_ref().filter(|_| shown);
    let limits = icb.area.funnel.as_ref().filter(|_| shown);
    let or_not = |text: Option<String>| text.unwrap_or_else(|| NO_FIGURE.to_owned());
    Row {
        name: marked(of, icb),
        returns: cell::returns(returns),
        covered: cell::covered(returns),
        fte: cell::fte(returns, icb.area.fte),
        rate: icb.rate().map_or_else(|_| NO_FIGURE.to_owned(), number::rate),
        interval: or_not(interval.and_then(|estimate| Interval::from(estimate).figures(2))),
        limits: or_not(limits.map(|limits| {
            format!("{} to {}", number::rate(limits.lower_998), number::rate(limits.upper_998))
        })),
    }
}

/// The name, with what the ICB is to the area of the briefing.
fn marked(of: Scope<'_>, icb: Scope<'_>) -> String {
    let name = icb.name();
    if !of.is_england() && of.edition.icbs_of(of.area).any(|own| own.code == icb.area.code) {
        return format!("{name} (this {})", if of.is_region() { "region" } else { "ICB" });
    }
    let similar = of.area.similar.iter().any(|similar| similar.code == icb.area.code);
    if similar { format!("{name} (similar)") } else { name }
}

fn notes(scope: Scope<'_>) -> Vec<String> {
    let mut notes = [
        "In order of name. The 95% interval shows variation between PCNs.",
        "The 99.8% limits are those of the funnel at the ICB’s number of patients.",
        "[x]: not shown, with too few returns, or too few PCNs for an interval.",
    ]
    .map(str::to_owned)
    .to_vec();
    if scope.edition.icbs().any(|icb| icb.returns.is_amber()) {
        notes.push(quoted("Amber: returns cover 80% to 95% of patients."));
    }
    if scope.is_england() {
        notes.extend(missing(scope));
    }
    notes
}

/// England's PCNs without a return, by name as far as a page can hold them.
fn missing(scope: Scope<'_>) -> Option<String> {
    let silent = scope.area.pcns.iter().filter(|pcn| pcn.filed == Return::NoReturn);
    let mut names: Vec<String> = silent.map(|pcn| pcn.name.without_pcn()).collect();
    names.sort_by_key(|name| plain(name).to_lowercase());
    let lead = format!("{} made no return", list::counted(scope.area.returns.no_return, "PCN"));
    match names.len() {
        0 => None,
        1..=NAMED => Some(list::named(&lead, &names)),
        _ => Some(format!("{lead}; exceptions.csv and each ICB’s own briefing name them.")),
    }
}

fn by_need(scope: Scope<'_>) -> ByNeed {
    let indicator = scope.indicator();
    let row = |icb: Scope<'_>| NeedRow {
        name: icb.name(),
        gap: compared(icb, "gap", |gap| number::signed(gap, 2)),
        verdict: icb
            .primary("gap")
            .map_or_else(|_| NO_FIGURE.to_owned(), |gap| verdict::short(gap.verdict()).to_owned()),
        moved: compared(icb, "fair-share-moved", number::fte),
        level_up: compared(icb, "level-up", number::fte),
    };
    ByNeed {
        title: format!("Every ICB by {}, {}", indicator.name, scope.census()),
        shared_by: indicator.shared_by,
        rows: by_name(scope).into_iter().map(row).collect(),
        notes: vec![
            format!(
                "Gap: FTE per 10,000 patients in PCNs {} less PCNs {}.",
                indicator.most, indicator.least
            ),
            "Away: the FTE that would sit in other PCNs. To level up: the FTE to add to reach England’s level."
                .to_owned(),
            "[x]: not shown, with too few returns, or too few PCNs in an end fifth.".to_owned(),
            "A gap in one ICB rests on few PCNs. Of so many compared, some show evidence by chance alone.".to_owned(),
        ],
    }
}

/// A comparison of the ICB's PCNs, where there are enough returns for its rate.
fn compared(scope: Scope<'_>, id: &str, print: fn(Claimed) -> String) -> String {
    let shown = scope.primary(id);
    shown.map_or_else(|_| NO_FIGURE.to_owned(), |found| print(found.value))
}
