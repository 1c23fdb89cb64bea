//! The paper on a page: the answer, four figures, one chart, how sure, and what the board is asked.

mod answer;
mod cards;
mod headline;
mod overview;
mod question;
mod sureness;

use super::areas;
use super::gradient;
use super::scope::Scope;
use crate::chart::need_levels::NeedLevels;
use crate::chart::returns::ReturnSquares;
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
    pub struct PageOne {
        /// The census, and where areas are redrawn how.
        heading: Text,
        /// Who made a return.
        returns: Text,
        answer: answer::Answer,
        cards: Vec<cards::Card>,
        chart: Option<Chart>,
        /// England's and a region's other answers, each with its heading; nothing for an ICB.
        points: Vec<overview::Point>,
        sureness: sureness::Sureness,
        asked: &'static str,
        question: Text,
    }
}

impl PageOne {
    /// What it answers, for a front sheet.
    pub fn answer(&self) -> Text {
        self.answer.words()
    }
}

/// Composes it.
pub fn compose(scope: Scope<'_>) -> Result<PageOne, ChartError> {
    let headline = headline::choose(scope);
    Ok(PageOne {
        heading: text!("{}{}", scope.census(), areas::heading(scope)),
        returns: returns(scope),
        answer: answer::compose(scope, headline),
        cards: cards::compose(scope),
        chart: chart(scope)?,
        points: if scope.is_icb() { Vec::new() } else { overview::compose(scope) },
        sureness: sureness::compose(scope),
        asked: if scope.is_icb() { "Question for the board" } else { "Question to discuss" },
        question: question::compose(scope, headline),
    })
}

/// What the page answers, without the page.
pub fn answer(scope: Scope<'_>) -> Text {
    answer::compose(scope, headline::choose(scope)).words()
}

/// The strongest finding; where there is no rate, why.
pub fn finding(scope: Scope<'_>) -> Text {
    match (scope.rate(), headline::choose(scope)) {
        (Err(_), _) => answer(scope),
        (Ok(_), headline::Headline::Nothing) => "Nothing differs by more than PCNs commonly do.".into(),
        (Ok(_), headline) => headline.sentence(scope),
    }
}

/// How many PCNs made a return, and of how many patients.
fn returns(scope: Scope<'_>) -> Text {
    let returns = scope.area.own.level.returns;
    let all = list::counted_as(returns.pcns, "Primary Care Network (PCN)", "Primary Care Networks (PCNs)");
    let made = text!("{} of {} made a return", number::count(returns.filed), all);
    match returns.completeness {
        Some(share) => text!("{}, covering {} of patients.", made, number::coverage(share)),
        None => text!("{}.", made),
    }
}

/// Provision by need; where no rate may be shown, who made a return.
fn chart(scope: Scope<'_>) -> Result<Option<Chart>, ChartError> {
    if scope.is_withheld() {
        let chart = ReturnSquares::new(scope.edition, scope.area);
        return chart.map(|chart| chart.draw(of_returns(scope))).transpose();
    }
    NeedLevels::new(scope.edition, scope.area).map(|chart| chart.draw(of_levels(scope, &chart))).transpose()
}

fn of_levels(scope: Scope<'_>, chart: &NeedLevels) -> Caption {
    let of_own = chart.panels.iter().filter(|panel| panel.of_own).count();
    let groups = match of_own {
        0 => "fifths of England’s PCNs by need",
        own if own == chart.panels.len() => "halves of its own PCNs by need",
        _ => "fifths of England’s PCNs by need, or halves of its own",
    };
    let england = if chart.has_england() { "; upright bar: England" } else { "" };
    let arrow = if chart.is_cut() { "; arrow: it goes on" } else { "" };
    Caption {
        title: gradient::title(scope, &gradient::leading(scope)),
        subtitle: text!("FTE for every 10,000 patients, {}. Line: 95% interval{}{}", groups, arrow, england),
        source: text!("{}{}", scope.source_line(), Text::join(notes(scope, chart), "")),
    }
}

/// Whom England includes, what lack of support is, and which PCNs are in no group.
fn notes(scope: Scope<'_>, chart: &NeedLevels) -> Vec<Text> {
    let mut notes = Vec::new();
    if !scope.is_england() {
        notes.push(text!(" England includes {}.", scope.name()));
    }
    if chart.panels.iter().any(|panel| panel.need == Need::SupportGap) {
        notes.push(
            " Lack of support: of those with a long-term condition, the share without enough of it.".into(),
        );
    }
    if chart.rows().any(|row| row.rate.is_some() && row.interval.is_none()) {
        notes.push(" A dot without a line: its PCNs all reported the same.".into());
    }
    if chart.rows().any(|row| row.rate.is_none()) {
        notes.push(" Not shown: fewer than three PCNs.".into());
    }
    let filed = scope.area.own.level.returns.filed.get();
    for panel in &chart.panels {
        let grouped: usize = panel.rows.iter().map(|row| row.pcns.get()).sum();
        let left = filed.saturating_sub(grouped);
        if left > 0 {
            let left = Claimed::derived(left, "PCNs with a return less those of the groups");
            let name = panel.need.indicator().name;
            let have = list::counted_as(left, "PCN has", "PCNs have");
            notes.push(text!(" {} no value for {}.", have, name));
        }
    }
    notes
}

fn of_returns(scope: Scope<'_>) -> Caption {
    Caption {
        title: "Too few returns to show link workers by need".into(),
        subtitle: "A square for each PCN, by what it filed".into(),
        source: text!("Source: NHS England workforce, {}.", scope.census()),
    }
}
