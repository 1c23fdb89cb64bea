//! Beside others, and with other choices: the area among ICBs, similar ICBs, and what another choice would change.

mod charts;

use super::super::areas;
use super::super::scope::Scope;
use crate::analysis::{Area, Similar};
use crate::chart::ChartError;
use crate::content;
use crate::measure::Verdict;
use crate::text;
use crate::text::number;
use crate::text::words::list;
use crate::text::{Claimed, Text};

content! {
    /// The page.
    #[derive(Debug)]
    pub struct Others {
        heading: &'static str,
        compared: Vec<Text>,
        charts: charts::Charts,
        similar: Vec<Text>,
    }
}

/// Composes the page.
pub fn compose(scope: Scope<'_>) -> Result<Others, ChartError> {
    Ok(Others {
        heading: if scope.is_england() { "ICBs compared" } else { "Compared with others" },
        compared: if scope.is_england() { among(scope) } else { beside(scope) },
        charts: charts::compose(scope)?,
        similar: similar(scope),
    })
}

/// An area's difference from England among so many, and its place in the funnel.
fn beside(scope: Scope<'_>) -> Vec<Text> {
    let Some(against) = &scope.area.compared.against_england else {
        return vec!["This area’s rate is not set beside those of others, since it is not shown.".into()];
    };
    let noun = if scope.is_region() { "region" } else { "ICB" };
    let many = list::counted(against.comparisons, noun);
    let way = if against.contrast.estimate.value > 0.0 { "higher" } else { "lower" };
    let name = scope.name();
    let mut sentences = vec![match against.contrast.verdict {
        Verdict::Clear => text!("The rate of {} is clearly {} than England’s.", name, way),
        Verdict::SomeEvidence => text!(
            "There is some evidence that the rate of {} is {} than England’s. Among {} with a rate, some may differ by chance alone.",
            name,
            way,
            many
        ),
        Verdict::CouldBeChance => {
            text!(
                "The rate of {} could differ from England’s by chance. There are {} with a rate.",
                name,
                many
            )
        }
        Verdict::TooFewPcns => {
            text!("There are too few PCNs in {} to tell whether its rate differs from England’s.", name)
        }
    }];
    if let Some(funnel) = &scope.area.compared.funnel {
        let (low, high) = (number::rate(funnel.lower_998), number::rate(funnel.upper_998));
        sentences.push(if funnel.unusual {
            text!(
                "ICBs of its size differ less than that among themselves: their 99.8% limits are {} and {}.",
                low,
                high
            )
        } else {
            text!(
                "ICBs of its size differ as much among themselves: their 99.8% limits are {} and {}.",
                low,
                high
            )
        });
    }
    sentences
}

/// How many ICBs differ from England, and which lie outside the limits for their size.
fn among(scope: Scope<'_>) -> Vec<Text> {
    let against = || scope.edition.icbs().filter_map(|icb| icb.compared.against_england.as_ref());
    let Some(many) = against().map(|against| against.comparisons).next() else {
        return vec!["No ICB has a rate that may be set beside England’s.".into()];
    };
    let count = |wanted: Verdict| against().filter(|against| against.contrast.verdict == wanted).count();
    let clear = Claimed::derived(count(Verdict::Clear), "ICBs whose rate differs clearly from England's");
    let some =
        Claimed::derived(count(Verdict::SomeEvidence), "ICBs with some evidence of a difference and no more");
    let mut sentences: Vec<Text> = areas::compared(scope).into_iter().collect();
    sentences.extend([
        text!(
            "Of {} with a rate, {} clearly from England.",
            list::counted(many, "ICB"),
            list::counted_as(clear, "differs", "differ")
        ),
        text!(
            "There is some evidence for {} more; some of these may differ by chance alone.",
            number::count(some)
        ),
    ]);
    let shown = |icb: &&Area| icb.own.level.rate_why_not_shown.is_none();
    let unusual: Vec<Text> = scope
        .edition
        .icbs()
        .filter(shown)
        .filter(|icb| icb.compared.funnel.is_some_and(|funnel| funnel.unusual))
        .map(Area::printed_name)
        .collect();
    sentences.push(match unusual.len() {
        0 => "None lies outside the limits within which ICBs of its size differ among themselves.".into(),
        _ => list::named(
            &"Outside the limits within which ICBs of their size differ among themselves".into(),
            &unusual,
        ),
    });
    sentences
}

/// Similar ICBs, nearest first, and what likeness rests on; nothing where there are none.
fn similar(scope: Scope<'_>) -> Vec<Text> {
    let named: Vec<Text> =
        scope.area.compared.similar.iter().filter_map(|similar| near(scope, similar)).collect();
    if named.is_empty() {
        return Vec::new();
    }
    let how = if scope.area.compared.similar_chosen {
        "Named as similar for this edition, with distances"
    } else {
        "ICBs most alike in need and size, with distances"
    };
    vec![
        list::named(&how.into(), &named),
        "Distance is in standard deviations.".into(),
        text!(
            "It is over {}.",
            list::and(&scope.edition.similar.variables.iter().map(Text::name).collect::<Vec<_>>())
        ),
    ]
}

/// A similar ICB with its distance.
fn near(scope: Scope<'_>, similar: &Similar) -> Option<Text> {
    let icb = scope.edition.icbs().find(|icb| icb.place.code == similar.code)?;
    Some(text!("{} ({})", icb.printed_name(), number::fixed(similar.distance, 1)))
}
