//! Where link workers are: fair shares, what it would take to reach them, and what other weights would mean.

use std::collections::BTreeSet;

use super::scope::Scope;
use crate::analysis::Sensitivity;
use crate::chart::fair_share::FairShareDots;
use crate::chart::{Caption, ChartError};
use crate::content;
use crate::subject::Need;
use crate::text;
use crate::text::number;
use crate::text::words::list;
use crate::text::{Chart, Claimed, Text};

content! {
    /// The page.
    #[derive(Debug)]
    pub struct FairSharePage {
        definition: Text,
        scenarios: Vec<Text>,
        /// None where the area's returns are too few for fair shares.
        chart: Option<Chart>,
        /// Whether there is a place for one.
        has_chart: bool,
    }
}

/// Composes the page.
pub fn compose(scope: Scope<'_>) -> Result<FairSharePage, ChartError> {
    let definition = definition(scope);
    if let Err(why) = scope.rate() {
        let scenarios = vec![text!("Fair shares are not shown: {}.", why)];
        return Ok(FairSharePage { definition, scenarios, chart: None, has_chart: false });
    }
    let chart = FairShareDots::new(scope.edition, scope.area);
    let chart = chart.map(|chart| chart.draw(caption(scope))).transpose()?;
    Ok(FairSharePage { definition, scenarios: scenarios(scope), chart, has_chart: true })
}

/// What a fair share is, by the primary indicator.
fn definition(scope: Scope<'_>) -> Text {
    let by = scope.indicator().shared_by;
    let share = text!("A fair share is the FTE that a PCN would have if today’s total followed {}.", by);
    match scope.edition.need {
        Need::SupportGap => {
            text!(
                "{} Where few patients of a PCN answered the survey, its share is drawn towards its ICB’s.",
                share
            )
        }
        Need::Deprivation => {
            text!(
                "{} A deprivation score puts places in order and does not say how much more one needs.",
                share
            )
        }
    }
}

/// What fair shares would take, and whom that leaves out.
fn scenarios(scope: Scope<'_>) -> Vec<Text> {
    let mut sentences = vec![redistribute(scope)];
    if !scope.is_england() {
        // England is its own level, so that levelling up to it takes what redistributing moves.
        sentences.push(level_up(scope));
    }
    sentences.extend(weights(scope));
    sentences.extend(left_out(scope));
    sentences
}

fn caption(scope: Scope<'_>) -> Caption {
    Caption {
        title: match scope.primary("hoover-need") {
            Ok(_) if scope.is_england() => {
                "Link worker time and fair shares of England’s total, by ICB".into()
            }
            Ok(share) => {
                text!("{} of time is away from fair shares{}", number::percent(share.value), by_chance(scope))
            }
            Err(_) => "Link worker time and fair shares".into(),
        },
        subtitle: text!("FTE now, and fair share by {}, {}", scope.indicator().shared_by, scope.census()),
        source: scope.source_line(),
    }
}

/// What it takes to reach fair shares with today's FTE, and how much of that chance alone would leave.
fn redistribute(scope: Scope<'_>) -> Text {
    let by = scope.indicator().shared_by;
    match (scope.primary("fair-share-moved"), scope.primary("hoover-need")) {
        (Ok(moved), Ok(share)) => text!(
            "Redistribute: {} FTE ({}) would sit in other PCNs with a return if today’s FTE followed {}{}.",
            number::fte(moved.value),
            number::percent(share.value),
            by, // An area's chart says so in its title.
            if scope.is_england() { by_chance(scope) } else { Text::default() }
        ),
        (Err(why), _) | (_, Err(why)) => text!("Redistribute: not shown, since {}.", why),
    }
}

/// The share of FTE that chance alone would leave away from fair shares: posts cannot be cut to fit.
fn by_chance(scope: Scope<'_>) -> Text {
    scope.area.own.shares.fair_share_chance.map_or_else(Text::default, |chance| {
        text!("; chance alone would leave {}", number::percent(chance.away))
    })
}

/// What it takes for nobody to be below England's level and nobody to lose.
fn level_up(scope: Scope<'_>) -> Text {
    match scope.primary("level-up") {
        Ok(more) => text!(
            "Level up: bringing every PCN with a return to England’s level for its {} would take {} more FTE.",
            scope.indicator().shared_by,
            number::fte(more.value)
        ),
        Err(why) => text!("Level up: not shown, since {}.", why),
    }
}

/// The PCNs without a fair share: those without a return, and those that filed and have no value or no patients.
fn left_out(scope: Scope<'_>) -> Option<Text> {
    let returns = scope.area.own.level.returns;
    let shared: BTreeSet<&str> =
        scope.area.own.shares.fair_share.iter().map(|share| share.pcn.as_str()).collect();
    let without = scope.area.own.pcns.iter().filter(|pcn| !shared.contains(pcn.code.as_str()));
    let ftes: Vec<f64> = without.filter_map(|pcn| pcn.fte).map(Claimed::get).collect();
    let filed =
        Claimed::derived(ftes.len(), "PCNs with a return that have no value of the indicator or no patients");
    let fte =
        Claimed::derived(ftes.iter().sum(), "the sum of the FTE of PCNs with a return and no fair share");
    let silent = (returns.no_return > 0)
        .then(|| text!("{} without a return", list::counted(returns.no_return, "PCN")));
    let valueless = (filed > 0).then(|| {
        text!(
            "{} with {} FTE and no value of {}",
            list::counted(filed, "PCN"),
            number::fte(fte),
            scope.indicator().name
        )
    });
    let out: Vec<Text> = silent.into_iter().chain(valueless).collect();
    (!out.is_empty()).then(|| text!("Left out: {}.", list::and(&out)))
}

/// What other weights of the indicator would move: how much it should weigh is a value judgement.
fn weights(scope: Scope<'_>) -> Option<Text> {
    if scope.edition.need != Need::SupportGap {
        return None;
    }
    let name = scope.indicator().name;
    let moved = |s: &Sensitivity| {
        let weight = match number::text(s.exponent, 0).as_str() {
            "0" => text!("by list size alone"),
            "1" => return None,
            "2" => text!("by {} squared", name),
            _ => {
                let power = Claimed::derived(s.exponent, "the power that the indicator is raised to");
                text!("by {} to the power {}", name, number::fixed(power, 0))
            }
        };
        Some((weight, text!("{} FTE ({})", number::fte(s.fte), number::percent(s.share))))
    };
    let mut other = scope.area.own.shares.fair_share_sensitivity.iter().filter_map(moved);
    let (weight, fte) = other.next()?;
    let rest = Text::join(other.map(|(weight, fte)| text!("; {}, {}", weight, fte)), "");
    Some(text!(
        "How much {} should weigh is a value judgement. {}, {} would sit in other PCNs{}.",
        name,
        weight.capital(),
        fte,
        rest
    ))
}
