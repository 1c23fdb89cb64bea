//! Beside others, and with other choices: the area among ICBs, similar ICBs, and what another choice would change.

mod charts;
mod choices;
mod study;

use serde::Serialize;

use super::areas;
use super::figure::Figures;
use super::scope::Scope;
use crate::analysis::{Analysis, Difference, Similar};
use crate::chart::ChartError;
use crate::claim::Claimed;
use crate::number;
use crate::words::list;

/// The page.
#[derive(Debug, Serialize)]
pub struct Others {
    heading: &'static str,
    compared: Vec<String>,
    charts: charts::Charts,
    similar: Vec<String>,
    choices: Option<choices::Choices>,
    study: Option<study::Study>,
}

/// Composes the page.
pub fn compose(scope: Scope<'_>, figures: &mut Figures) -> Result<Others, ChartError> {
    Ok(Others {
        heading: if scope.is_england() { "ICBs compared" } else { "Compared with others" },
        compared: if scope.is_england() { among(scope) } else { beside(scope) },
        charts: charts::compose(scope, figures)?,
        similar: similar(scope),
        choices: choices::compose(scope),
        study: study::compose(scope),
    })
}

/// An area's difference from England among so many, and its place in the funnel.
fn beside(scope: Scope<'_>) -> Vec<String> {
    let Some(against) = &scope.area.against_england else {
        return vec!["This area’s rate is not set beside those of others, since it is not shown.".to_owned()];
    };
    let noun = if scope.is_region() { "region" } else { "ICB" };
    let many = list::counted(against.comparisons, noun);
    let way = if against.estimate.value > 0.0 { "higher" } else { "lower" };
    let name = scope.name();
    let mut sentences = vec![match against.difference {
        Difference::Clear => {
            format!(
                "The rate of {name} is clearly {way} than England’s, by a rule that allows for the {many}."
            )
        }
        Difference::Watch => format!(
            "There is some evidence that the rate of {name} is {way} than England’s. Among {many}, some may look so by chance."
        ),
        Difference::Unclear => {
            format!("The rate of {name} could differ from England’s by chance. There are {many} with a rate.")
        }
    }];
    if let Some(funnel) = &scope.area.funnel {
        let (low, high) = (number::rate(funnel.lower_998), number::rate(funnel.upper_998));
        sentences.push(if funnel.unusual {
            format!("It is unusual for its size: the 99.8% limits for ICBs of its size are {low} and {high}.")
        } else {
            format!(
                "For its size it is not unusual: the 99.8% limits for ICBs of its size are {low} and {high}."
            )
        });
    }
    sentences
}

/// How many ICBs differ from England, and which are unusual for their size.
fn among(scope: Scope<'_>) -> Vec<String> {
    let against = || scope.edition.icbs().filter_map(|icb| icb.against_england.as_ref());
    let Some(many) = against().map(|against| against.comparisons).next() else {
        return vec!["No ICB has a rate that may be set beside England’s.".to_owned()];
    };
    let count = |wanted: Difference| against().filter(|against| against.difference == wanted).count();
    let clear = Claimed::derived(count(Difference::Clear), "ICBs whose rate differs clearly from England's");
    let watch =
        Claimed::derived(count(Difference::Watch), "ICBs with some evidence of a difference and no more");
    let mut sentences: Vec<String> = areas::compared(scope).into_iter().collect();
    sentences.extend([
        format!(
            "Of {} with a rate, {} clearly from England, allowing for so many comparisons.",
            list::counted(many, "ICB"),
            list::counted_as(clear, ("differs", "differ"))
        ),
        format!("There is some evidence for {} more; some may look so by chance.", number::count(watch)),
    ]);
    let shown = |icb: &&Analysis| icb.rate_why_not_shown.is_none();
    let unusual: Vec<String> = scope
        .edition
        .icbs()
        .filter(shown)
        .filter(|icb| icb.funnel.is_some_and(|funnel| funnel.unusual))
        .map(Analysis::printed_name)
        .collect();
    sentences.push(match unusual.len() {
        0 => "None is unusual for its size.".to_owned(),
        _ => list::named("Unusual for their size", &unusual),
    });
    sentences
}

/// Similar ICBs, nearest first, and what likeness rests on; nothing where there are none.
fn similar(scope: Scope<'_>) -> Vec<String> {
    let named: Vec<String> = scope.area.similar.iter().filter_map(|similar| near(scope, similar)).collect();
    if named.is_empty() {
        return Vec::new();
    }
    let how = if scope.area.similar_chosen {
        "Named as similar for this edition, with distances"
    } else {
        "ICBs with patients most like its own, with distances"
    };
    vec![
        list::named(how, &named),
        "Distance is in standard deviations.".to_owned(),
        format!("It is over {}.", list::and(&scope.edition.similar_by)),
    ]
}

/// A similar ICB with its distance.
fn near(scope: Scope<'_>, similar: &Similar) -> Option<String> {
    let icb = scope.edition.icbs().find(|icb| icb.code == similar.code)?;
    Some(format!("{} ({})", icb.printed_name(), number::fixed(similar.distance, 1)))
}
