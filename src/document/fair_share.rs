//! Where link workers are: fair shares, what it would take to reach them, and what other weights would mean.

use serde::Serialize;

use super::figure::{Caption, Figure, Figures};
use super::scope::Scope;
use crate::analysis::Sensitivity;
use crate::chart::ChartError;
use crate::chart::fair_share::FairShareDots;
use crate::number;
use crate::words::list;

/// The page.
#[derive(Debug, Serialize)]
pub struct FairSharePage {
    definition: String,
    scenarios: Vec<String>,
    chart: Figure,
}

/// Composes the page.
pub fn compose(scope: Scope<'_>, figures: &mut Figures) -> Result<FairSharePage, ChartError> {
    let name = scope.indicator().name;
    let chart = FairShareDots::new(scope.edition, scope.area).map(|chart| chart.draw());
    Ok(FairSharePage {
        definition: format!(
            "A fair share is the FTE that a PCN would have if today’s total followed list size and {name}."
        ),
        scenarios: scenarios(scope),
        chart: figures.place(chart, caption(scope))?,
    })
}

/// What fair shares would take, and whom that leaves out.
fn scenarios(scope: Scope<'_>) -> Vec<String> {
    let mut sentences = vec![redistribute(scope)];
    if !scope.is_england() {
        // England is its own level, so that levelling up to it takes what redistributing moves.
        sentences.push(level_up(scope));
    }
    sentences.extend(weights(scope));
    let out = scope.area.returns.no_return;
    if out > 0 {
        sentences.push(format!("Left out: {} without a return.", list::counted(out, "PCN")));
    }
    sentences
}

fn caption(scope: Scope<'_>) -> Caption {
    Caption {
        title: match scope.primary("hoover-need") {
            Ok(_) if scope.is_england() => {
                "Link worker time and fair shares of England’s total, by ICB".to_owned()
            }
            Ok(share) => format!(
                "{} of link worker time is away from its fair share",
                list::capital(&number::percent(share.value))
            ),
            Err(_) => "Link worker time and fair shares".to_owned(),
        },
        subtitle: format!(
            "FTE now, and fair share by list size and {}, {}",
            scope.indicator().name,
            scope.census()
        ),
        source: scope.source_line(),
    }
}

/// What it takes to reach fair shares with today's FTE.
fn redistribute(scope: Scope<'_>) -> String {
    let name = scope.indicator().name;
    match (scope.primary("fair-share-moved"), scope.primary("hoover-need")) {
        (Ok(moved), Ok(share)) => format!(
            "Redistribute: to match {name} with today’s FTE, {} FTE ({}) would sit in other PCNs with a return.",
            number::fte(moved.value),
            number::percent(share.value)
        ),
        (Err(why), _) | (_, Err(why)) => format!("Redistribute: not shown, since {why}."),
    }
}

/// What it takes for nobody to be below England's level and nobody to lose.
fn level_up(scope: Scope<'_>) -> String {
    match scope.primary("level-up") {
        Ok(more) => format!(
            "Level up: bringing every PCN with a return to England’s level for its list size and {} would take {} more FTE.",
            scope.indicator().name,
            number::fte(more.value)
        ),
        Err(why) => format!("Level up: not shown, since {why}."),
    }
}

/// What other weights of the indicator would move: how much it should weigh is a value judgement.
fn weights(scope: Scope<'_>) -> Option<String> {
    let name = scope.indicator().name;
    let moved = |s: &Sensitivity| {
        let weight = match number::text(s.exponent, 0).as_str() {
            "0" => "by list size alone".to_owned(),
            "1" => return None,
            "2" => format!("by {name} squared"),
            other => format!("by {name} to the power {other}"),
        };
        Some(format!("{} FTE ({}) {weight}", number::fte(s.fte), number::percent(s.share)))
    };
    let other: Vec<String> = scope.area.fair_share_sensitivity.iter().filter_map(moved).collect();
    (!other.is_empty()).then(|| {
        format!("How much {name} should weigh is a value judgement: it would be {}.", list::and(&other))
    })
}
