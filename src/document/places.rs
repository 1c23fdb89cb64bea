//! Where link workers are: FTE beside fair shares, what it would take, and the PCNs that have none or did not say.

use super::scope::Scope;
use crate::analysis::{FairShare, PcnFigure};
use crate::chart::fair_share::FairShareDots;
use crate::chart::{Caption, ChartError};
use crate::content;
use crate::panel::Return;
use crate::subject::Need;
use crate::text;
use crate::text::number;
use crate::text::words::list;
use crate::text::{Chart, Claimed, Count, Text};

content! {
    /// The page.
    #[derive(Debug)]
    pub struct Places {
        /// What a fair share is, and how far FTE is from it.
        shares: Vec<Text>,
        chart: Option<Chart>,
        /// PCNs far below their share, those reporting none and those without a return, each by name; ICBs only.
        named: Vec<Text>,
    }
}

/// So many PCNs below their share are named.
const BELOW: usize = 5;

/// So many PCNs in one state of a return are named here; more are left to annex A, which marks each.
const NAMED: usize = 20;

/// Composes it.
pub fn compose(scope: Scope<'_>) -> Result<Places, ChartError> {
    let chart = FairShareDots::new(scope.edition, scope.area).filter(|_| scope.rate().is_ok());
    Ok(Places {
        shares: shares(scope),
        chart: chart.map(|chart| chart.draw(caption(scope))).transpose()?,
        named: if scope.is_icb() { named(scope) } else { Vec::new() },
    })
}

fn caption(scope: Scope<'_>) -> Caption {
    let chance = scope.area.own.shares.fair_share_chance;
    Caption {
        title: match (scope.primary("hoover-need"), chance) {
            (Ok(share), Some(chance)) => text!(
                "{} of time would move between PCNs; chance leaves {}",
                number::percent(share.value),
                number::percent(chance.away)
            ),
            (Ok(share), None) => text!("{} of time would move between PCNs", number::percent(share.value)),
            (Err(_), _) => "How much time would move cannot be told".into(),
        },
        subtitle: text!(
            "FTE now and fair share by {}{}, {}; bold: below it",
            scope.indicator().shared_by,
            if scope.is_england() { ", by ICB" } else { "" },
            scope.census()
        ),
        source: scope.source_line(),
    }
}

/// What would move, what chance alone would leave, and what reaching England's level would take.
fn shares(scope: Scope<'_>) -> Vec<Text> {
    if let Err(why) = scope.rate() {
        return vec![text!("Fair shares are not shown: {}.", why)];
    }
    let by = scope.indicator().shared_by;
    let mut sentences =
        vec![text!("A fair share is the FTE that a PCN would have if today’s total followed {}.", by)];
    sentences.push(match (scope.primary("fair-share-moved"), scope.primary("hoover-need")) {
        (Ok(moved), Ok(share)) => text!(
            "{} FTE ({}) would move between PCNs if time followed {}{}.",
            number::fte(moved.value),
            number::percent(share.value),
            by,
            by_chance(scope)
        ),
        (Err(why), _) | (_, Err(why)) => text!("How much would move is not shown: {}.", why),
    });
    // England is its own level, so that reaching it takes what would move.
    let level_up = scope.primary("level-up").ok().filter(|_| !scope.is_england());
    sentences.extend(level_up.map(|more| {
        text!(
            "Bringing every PCN with a return to England’s level for its {} would take {} more FTE.",
            by,
            number::fte(more.value)
        )
    }));
    if scope.edition.need == Need::Deprivation {
        sentences.push(
            "A deprivation score puts places in order and does not say how much more one needs.".into(),
        );
    }
    sentences
}

fn by_chance(scope: Scope<'_>) -> Text {
    scope.area.own.shares.fair_share_chance.map_or_else(Text::default, |chance| {
        text!("; chance alone would leave about {}", number::percent(chance.away))
    })
}

/// PCNs by name: far below, reporting none, without a return.
fn named(scope: Scope<'_>) -> Vec<Text> {
    let mut sentences: Vec<Text> = below(scope).into_iter().collect();
    sentences.extend(in_state(scope, Return::ReportedNone, "No link worker was reported by"));
    let silent = in_state(scope, Return::NoReturn, "No return was made by");
    let whose = if scope.area.own.level.returns.no_return == 1 { "Its" } else { "Their" };
    sentences.extend(silent.map(|silent| {
        text!("{} {} link workers are not known, which is not the same as none.", silent, whose)
    }));
    sentences
}

/// The PCNs further below their fair share than chance alone would often leave.
fn below(scope: Scope<'_>) -> Option<Text> {
    scope.rate().ok()?;
    let mut below: Vec<&FairShare> =
        scope.area.own.shares.fair_share.iter().filter(|share| share.beyond_chance).collect();
    below.sort_by(|a, b| a.gap.get().total_cmp(&b.gap.get()).then_with(|| a.pcn.cmp(&b.pcn)));
    let row = |share: &&FairShare| {
        let of = text!("{} of {} FTE", number::fte(share.fte), number::fte(share.target));
        text!("{} ({})", share.name.without_pcn(), of)
    };
    let names: Vec<Text> = below.iter().take(BELOW).map(row).collect();
    let count = Count::derived(below.len(), BEYOND);
    let verb = if below.len() == 1 { "is" } else { "are" };
    let furthest = if below.len() > BELOW { ", the furthest" } else { "" };
    let lead = text!(
        "{} {} further below than chance would often leave{}",
        list::counted(count, "PCN"),
        verb,
        furthest
    );
    (!names.is_empty()).then(|| list::named(&lead, &names))
}

const BEYOND: &str =
    "PCNs half a post or more below their fair share, and with a binomial lower tail under 2.5%";

/// The PCNs in one state of a return, by name.
fn in_state(scope: Scope<'_>, state: Return, what: &'static str) -> Option<Text> {
    let mut pcns: Vec<&PcnFigure> = scope.area.own.pcns.iter().filter(|pcn| pcn.filed == state).collect();
    pcns.sort_by_key(|pcn| pcn.name.without_pcn().plain().to_lowercase());
    let names: Vec<Text> = pcns.iter().map(|pcn| pcn.name.without_pcn()).collect();
    let count = Claimed::derived(names.len(), "PCNs of the area in this state of a return");
    let lead = text!("{} {}", what, list::counted(count, "PCN"));
    match names.len() {
        0 => None,
        1..=NAMED => Some(list::named(&lead, &names)),
        _ => Some(text!("{}; annex A marks each.", lead)),
    }
}
