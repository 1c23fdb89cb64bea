//! Methods: what is counted and how, in this edition's figures and in each measure's own words.

mod left_out;

use super::areas;
use super::scope::Scope;
use crate::analysis::NEAR_MONTHS;
use crate::content;
use crate::panel::reconcile::Compared;
use crate::subject::ENGLAND_CODE;
use crate::subject::Mark;
use crate::text;
use crate::text::number;
use crate::text::words::list;
use crate::text::{Claimed, Text};

content! {
    /// The methods pages; the rules that never change are standing words.
    #[derive(Debug)]
    pub struct Methods {
        counted: Vec<Text>,
        extracts: Vec<Text>,
        areas: Vec<Text>,
        total: Vec<Text>,
        cautions: Vec<Text>,
    }
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
        total: total(scope),
        cautions: scope.edition.served.cautions.iter().map(Text::name).collect(),
    }
}

/// England's total, and the area's own where one is published, beside ours.
fn total(scope: Scope<'_>) -> Vec<Text> {
    let census = scope.census();
    let (edition, england) = (scope.edition, &scope.edition.england);
    let of = |code: &str| {
        edition.reconciliation.iter().find(|line| line.code == code && line.role == edition.role)
    };
    let ours =
        text!("England’s total here is {} FTE in {}", number::fte_exact(england.own.level.fte), census);
    let Some(published) = of(ENGLAND_CODE) else {
        return vec![if edition.served.marks.contains(&Mark::Illustrative) {
            text!("{}; the data is made up, so that no published total is set beside it.", ours)
        } else {
            text!("{}; no published total of this census is known to the program.", ours)
        }];
    };
    let own = of(&scope.area.place.code)
        .filter(|line| !scope.is_england() && line.ours == scope.area.own.level.fte.get());
    let Some(line) = own else { return vec![text!("{}; {}.", ours, beside(published))] };
    let of_own = text!("that of {} {}", scope.name(), number::fte_exact(scope.area.own.level.fte));
    let is_same = |line: &Compared| (line.ours - line.published).abs() < PRINTED_ALIKE;
    match is_same(published) && is_same(line) {
        true => vec![text!("{}, and {}; NHS England published the same.", ours, of_own)],
        false => vec![
            text!("{}; {}.", ours, beside(published)),
            text!("{} FTE; {}.", of_own.capital(), beside(line)),
        ],
    }
}

/// Totals that differ by less are printed alike, with two decimals.
const PRINTED_ALIKE: f64 = 0.005;

/// What NHS England published, and whether it is ours.
fn beside(line: &Compared) -> Text {
    let published = Claimed::derived(line.published, "as NHS England published it");
    let apart = if line.agrees { "the two agree" } else { "the two differ, so take care" };
    text!("NHS England published {}, and {}", number::fte_exact(published), apart)
}

/// What is counted in this edition, and what is not.
fn counted(scope: Scope<'_>) -> Vec<Text> {
    let area = scope.area;
    let mut sentences = vec![
        role(scope.edition.role),
        text!(
            "Of the {} FTE reported in {}, {} are contracted services, which have no headcount.",
            number::fte(area.own.level.fte),
            scope.name(),
            number::fte(area.own.level.contracted_fte)
        ),
    ];
    sentences.extend(left_out::sentences(scope));
    let other = scope.edition.other_role_fte;
    if other > 0.0 {
        sentences.push(text!(
            "In England a further {} FTE are in the link worker role that this edition does not count.",
            number::fte(other)
        ));
    }
    sentences
}

/// Which list sizes and map serve, and how far they are where that is over six months.
fn extracts(scope: Scope<'_>) -> Vec<Text> {
    let extracts = &scope.edition.served.extracts;
    let (lists, map) = (extracts.lists, extracts.map);
    let census = scope.census();
    let mut sentences = vec![match extracts.doubled {
        Some(_) => text!(
            "For {} the list sizes are those of {}, and PCNs have the practices of {} in NHS England’s ePCN workbook.",
            census,
            lists,
            map
        ),
        None if lists == map => text!("For {} both are those of {}.", census, lists),
        None => text!("For {} the list sizes are those of {} and the map is that of {}.", census, lists, map),
    }];
    sentences.extend(workbooks(scope));
    for (what, day) in [("the list sizes are", extracts.lists), ("the map is", extracts.map)] {
        if scope.edition.edition.is_over(NEAR_MONTHS, day) {
            let months = f64::from(scope.edition.edition.months_from(day));
            let months =
                Claimed::derived(months, "months between the extract and the census, to the nearest");
            sentences.push(text!(
                "Take care: {} about {} months from this census.",
                what,
                number::fixed(months, 0)
            ));
        }
    }
    match extracts.far.as_slice() {
        [] => {}
        [census] => sentences.push(text!("Those of {} are over six months from it.", *census)),
        [first, .., last] => sentences.push(text!(
            "At {} earlier censuses between {} and {}, one or both are over six months away.",
            number::count(Claimed::derived(
                extracts.far.len(),
                "earlier censuses with an extract over six months away"
            )),
            *first,
            *last
        )),
    }
    let reason = extracts.allow_stale.as_ref();
    sentences.extend(
        reason.map(|reason| text!("The reason given for using extracts so far away: {}", Text::name(reason))),
    );
    sentences
}

/// What an ePCN workbook served for, beside this census.
fn workbooks(scope: Scope<'_>) -> Vec<Text> {
    let extracts = &scope.edition.served.extracts;
    let mut sentences = Vec::new();
    if let Some(doubled) = extracts.doubled.filter(|doubled| *doubled > 0) {
        let doubled = Claimed::derived(doubled, "practices with two memberships in the workbook on that day");
        sentences.push(text!(
            "{} in two PCNs that day; the later membership is taken.",
            list::counted_as(doubled, "practice was", "practices were")
        ));
    }
    if extracts.derived > 0 {
        let earlier = Claimed::derived(extracts.derived, "earlier censuses whose map is of an ePCN workbook");
        sentences.push(text!(
            "At {} PCNs have the practices that NHS England’s ePCN workbook gives.",
            list::counted_as(earlier, "earlier census", "earlier censuses")
        ));
    }
    sentences
}

/// The role that is counted.
fn role(id: &str) -> Text {
    match id {
        "link-worker" => {
            "The role without mental-health training is counted, where the two are told apart.".into()
        }
        other => text!("The role counted is {}.", Text::name(other)),
    }
}
