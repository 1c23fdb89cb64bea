//! Methods: what is counted and how, in this edition's figures and in each measure's own words.

mod left_out;

use std::collections::BTreeSet;

use serde::Serialize;

use super::areas;
use super::front;
use super::scope::Scope;
use crate::analysis::{IndicatorUsed, NEAR_MONTHS};
use crate::panel::reconcile::Compared;
use crate::subject::Mark;
use crate::subject::{ENGLAND_CODE, Need, day_in_words};
use crate::text::claim::{Claimed, quoted};
use crate::text::number;
use crate::text::words::list;
use crate::text::words::measure;

/// The methods pages; the rules that never change are in the template.
#[derive(Debug, Serialize)]
pub struct Methods {
    counted: Vec<String>,
    extracts: Vec<String>,
    areas: Vec<String>,
    indicators: Vec<Indicator>,
    fair_share: String,
    total: Vec<String>,
    cautions: Vec<String>,
    coverage: Vec<String>,
    measures: Vec<Method>,
    program: String,
}

/// An indicator as this edition has it.
#[derive(Debug, Serialize)]
struct Indicator {
    name: String,
    words: Vec<String>,
}

/// How a measure is computed.
#[derive(Debug, Serialize)]
struct Method {
    name: &'static str,
    words: String,
}

/// Composes the methods.
pub fn compose(scope: Scope<'_>) -> Methods {
    Methods {
        counted: counted(scope),
        extracts: extracts(scope),
        areas: areas::methods(scope)
            .into_iter()
            .chain([left_out::followed(scope)])
            .chain(left_out::straddling(scope))
            .collect(),
        indicators: scope.edition.indicators.iter().map(indicator).collect(),
        fair_share: format!(
            "The FTE that a PCN would have if that of all PCNs with a return followed {}.",
            scope.indicator().shared_by
        ),
        total: total(scope),
        cautions: scope.edition.cautions.iter().map(|sentence| quoted(sentence)).collect(),
        coverage: COVERAGE.iter().map(|sentence| quoted(sentence)).collect(),
        measures: methods(scope),
        program: front::program(),
    }
}

/// England's total, and the area's own where one is published, beside ours.
fn total(scope: Scope<'_>) -> Vec<String> {
    let census = scope.census();
    let (edition, england) = (scope.edition, &scope.edition.england);
    let of = |code: &str| {
        edition.reconciliation.iter().find(|line| line.code == code && line.role == edition.role)
    };
    let ours = format!("England’s total here is {} FTE in {census}", number::fte_exact(england.fte));
    let Some(published) = of(ENGLAND_CODE) else {
        return vec![if edition.marks.contains(&Mark::Illustrative) {
            format!("{ours}; the data is made up, so that no published total is set beside it.")
        } else {
            format!("{ours}; no published total of this census is known to the program.")
        }];
    };
    let mut sentences = vec![format!("{ours}; {}.", beside(published))];
    let own = of(&scope.area.code).filter(|line| !scope.is_england() && line.ours == scope.area.fte.get());
    sentences.extend(own.map(|line| {
        format!("That of {} is {} FTE; {}.", scope.name(), number::fte_exact(scope.area.fte), beside(line))
    }));
    sentences
}

/// What NHS England published, and whether it is ours.
fn beside(line: &Compared) -> String {
    let published = Claimed::derived(line.published, "as NHS England published it");
    let apart = if line.agrees { "the two agree" } else { "the two differ, so take care" };
    format!("NHS England published {}, and {apart}", number::fte_exact(published))
}

/// What is counted in this edition, and what is not.
fn counted(scope: Scope<'_>) -> Vec<String> {
    let area = scope.area;
    let mut sentences = vec![
        role(scope.edition.role),
        format!(
            "Of the {} FTE reported in {}, {} are contracted services, which have no headcount.",
            number::fte(area.fte),
            scope.name(),
            number::fte(area.contracted_fte)
        ),
    ];
    sentences.extend(left_out::sentences(scope));
    let other = scope.edition.other_role_fte;
    if other > 0.0 {
        sentences.push(format!(
            "In England a further {} FTE are in the link worker role that this edition does not count.",
            number::fte(other)
        ));
    }
    sentences
}

/// Which list sizes and map serve, and how far they are where that is over six months.
fn extracts(scope: Scope<'_>) -> Vec<String> {
    let extracts = &scope.edition.extracts;
    let (lists, map) = (day_in_words(extracts.lists), day_in_words(extracts.map));
    let census = scope.census();
    let mut sentences = vec![match extracts.doubled {
        Some(_) => format!(
            "For {census} the list sizes are those of {lists}, and PCNs have the practices of {map} in NHS England’s ePCN workbook."
        ),
        None if lists == map => format!("For {census} both are those of {lists}."),
        None => format!("For {census} the list sizes are those of {lists} and the map is that of {map}."),
    }];
    sentences.extend(workbooks(scope));
    for (what, day) in [("the list sizes are", extracts.lists), ("the map is", extracts.map)] {
        if scope.edition.edition.is_over(NEAR_MONTHS, day) {
            let months = f64::from(scope.edition.edition.months_from(day));
            let months =
                Claimed::derived(months, "months between the extract and the census, to the nearest");
            sentences.push(format!(
                "Take care: {what} about {} months from this census.",
                number::fixed(months, 0)
            ));
        }
    }
    match extracts.far.as_slice() {
        [] => {}
        [census] => sentences.push(format!("Those of {} are over six months from it.", census.words())),
        [first, .., last] => sentences.push(format!(
            "At {} earlier censuses between {} and {}, one or both are over six months away.",
            number::count(Claimed::derived(
                extracts.far.len(),
                "earlier censuses with an extract over six months away"
            )),
            first.words(),
            last.words()
        )),
    }
    let reason = extracts.allow_stale.as_ref();
    let words =
        |reason: &String| format!("The reason given for using extracts so far away: {}", quoted(reason));
    sentences.extend(reason.map(words));
    sentences
}

/// What an ePCN workbook served for, beside this census.
fn workbooks(scope: Scope<'_>) -> Vec<String> {
    let extracts = &scope.edition.extracts;
    let mut sentences = Vec::new();
    if let Some(doubled) = extracts.doubled.filter(|doubled| *doubled > 0) {
        let doubled = Claimed::derived(doubled, "practices with two memberships in the workbook on that day");
        sentences.push(format!(
            "{} in two PCNs that day; the later membership is taken.",
            list::counted_as(doubled, ("practice was", "practices were"))
        ));
    }
    if extracts.derived > 0 {
        let earlier = Claimed::derived(extracts.derived, "earlier censuses whose map is of an ePCN workbook");
        sentences.push(format!(
            "At {} PCNs have the practices that NHS England’s ePCN workbook gives.",
            list::counted_as(earlier, ("earlier census", "earlier censuses"))
        ));
    }
    sentences
}

/// The role that is counted.
fn role(id: &str) -> String {
    match id {
        "link-worker" => {
            "The role without mental-health training is counted, where the two are told apart.".to_owned()
        }
        other => format!("The role counted is {other}."),
    }
}

/// What the simulation study found (docs/coverage.md), to be kept with it.
const COVERAGE: &[&str] = &[
    "On made-up data with a known answer, between 93% and 98% of the 95% intervals for slopes and for England’s gap, ratio and concentration index contained it.",
    "Pooling draws slopes together, so for an ICB unlike all others the 95% interval contained the answer only seven to nine times in ten.",
];

fn indicator(used: &IndicatorUsed) -> Indicator {
    let indicator = used.need.indicator();
    Indicator {
        name: list::capital(indicator.name),
        words: vec![
            format!("{}.{}", list::capital(indicator.definition), base(used.need)),
            format!("Source: {}, with a value for {}.", used.source, list::counted(used.pcns, "PCN")),
            indicator.caution.to_owned(),
        ],
    }
}

/// Whom the survey's share leaves out.
fn base(need: Need) -> &'static str {
    match need {
        Need::SupportGap => " Those who had not needed support, or did not know, are not in it.",
        Need::Deprivation => "",
    }
}

/// Measures that only England's overview prints.
const ENGLAND_ONLY: [&str; 5] =
    ["theil-between", "theil-within", "need-slope-within", "need-slope-between", "need-slope-corrected"];

/// Each measure's method once, in the order of the tables.
fn methods(scope: Scope<'_>) -> Vec<Method> {
    let england = &scope.edition.england.measures;
    let mut seen = BTreeSet::new();
    let printed = |id: &str| scope.is_england() || !ENGLAND_ONLY.contains(&id);
    let once = scope.area.measures.iter().chain(england).filter(|m| printed(m.id) && seen.insert(m.id));
    let mut methods: Vec<(usize, Method)> = once
        .filter_map(|m| {
            let at = measure::PLAIN.iter().position(|plain| plain.id == m.id)?;
            let error = m.method.error.map(|error| format!(" Interval: {}.", error.short()));
            let words = format!("{}{}", m.method.formula, error.unwrap_or_default());
            Some((at, Method { name: measure::PLAIN[at].name, words: quoted(&words) }))
        })
        .collect();
    methods.sort_by_key(|(at, _)| *at);
    methods.into_iter().map(|(_, method)| method).collect()
}
