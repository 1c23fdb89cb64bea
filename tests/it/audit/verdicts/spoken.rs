//! Which comparison a text is of, which verdict it states, and which its intervals give.

use briefings::analysis::{Area, Edition, Kind, Measured};
use briefings::measure::Verdict;
use briefings::subject::Need;
use serde_json::Value;

use crate::read::rows;

/// A comparison that a page speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The area's rate and England's.
    Rate,
    /// The rates of the two end fifths of an indicator.
    Gap(Need),
    /// The two ends of the line over ranks.
    Sii(Need),
    /// Those of England's line.
    EnglandSii(Need),
    /// The shares of patients whose PCN reported none, here and across England.
    ReportedNone,
    /// England's need slope.
    EnglandSlope(Need),
    /// The area's own need slope.
    OwnSlope(Need),
    /// The rate over four quarters.
    Change,
    /// A measure over four quarters.
    Shift(&'static str),
}

/// Places where words of verdicts stand that are of many areas, of models or of no comparison; each has a test of its own.
pub const OTHERS: &[&str] = &[
    "charts.",
    // Which indicator it is of is worked out in the tests of page one.
    "page_one.chart.title",
    "page_one.points[]",
    "page_one.sureness.words[]",
    "compared.map.",
    "compared.parts.",
    "need.study.",
    "annex.",
    "record.others.charts.map.",
    "record.measures.",
    "record.icbs.need.notes[]",
    "record.trend.movement[]",
];

/// The verdict that a text states, in whichever words.
pub fn stated(text: &str) -> Option<Verdict> {
    let small = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| small.contains(word));
    if has(&["could be chance", "could differ", "no clear"]) {
        Some(Verdict::CouldBeChance)
    } else if has(&["some evidence"]) {
        Some(Verdict::SomeEvidence)
    } else if has(&["too few pcns to", "too few pcns in"]) && !has(&["end fifth"]) {
        Some(Verdict::TooFewPcns)
    } else if has(&["clear"]) || small.starts_with("less link") || small.starts_with("more link") {
        Some(Verdict::Clear)
    } else {
        None
    }
}

/// The verdict of two intervals, written apart from the program's own.
fn judged(inner: Option<(f64, f64)>, outer: Option<(f64, f64)>, null: f64) -> Verdict {
    let excludes = |(lower, upper): (f64, f64)| lower > null || upper < null;
    match (inner, outer) {
        (None, _) => Verdict::TooFewPcns,
        (Some(_), Some(outer)) if excludes(outer) => Verdict::Clear,
        (Some(inner), _) if excludes(inner) => Verdict::SomeEvidence,
        _ => Verdict::CouldBeChance,
    }
}

fn of_measured(measured: &Measured) -> Verdict {
    let plain = |ends: Option<(_, _)>| {
        ends.map(|(lower, upper): (briefings::text::Claimed, briefings::text::Claimed)| {
            (lower.get(), upper.get())
        })
    };
    let inner = plain(measured.lower.zip(measured.upper));
    judged(inner, plain(measured.lower_998.zip(measured.upper_998)), 0.0)
}

fn find<'a>(measures: &'a [Measured], id: &str, need: Option<Need>) -> &'a Measured {
    let wanted = |m: &&Measured| m.id == id && (need.is_none() || m.indicator == need.map(Need::id));
    measures.iter().find(wanted).unwrap_or_else(|| panic!("no {id} by {need:?}"))
}

/// What a comparison's intervals say.
pub fn expected(edition: &Edition, area: &Area, what: What) -> Verdict {
    let of = |found: &briefings::analysis::Estimated| {
        let ends = |ends: Option<(_, _)>| {
            ends.map(|(lower, upper): (briefings::text::Claimed, briefings::text::Claimed)| {
                (lower.get(), upper.get())
            })
        };
        judged(ends(found.lower.zip(found.upper)), ends(found.lower_998.zip(found.upper_998)), 0.0)
    };
    match what {
        What::Rate => of(&area.compared.against_england.as_ref().unwrap().contrast.estimate),
        What::Change => of(&area.own.series.change.as_ref().unwrap().contrast.estimate),
        What::Gap(need) => of_measured(find(&area.measures, "gap", Some(need))),
        What::Sii(need) => of_measured(find(&area.measures, "sii", Some(need))),
        What::EnglandSii(need) => of_measured(find(&edition.england.measures, "sii", Some(need))),
        What::ReportedNone => of(&area.compared.none_against_england.as_ref().unwrap().estimate),
        What::OwnSlope(need) => of_measured(find(&area.measures, "need-slope", Some(need))),
        What::EnglandSlope(need) => of_measured(find(&edition.england.measures, "need-slope", Some(need))),
        What::Shift(id) => {
            of_measured(find(&area.measures, id, Some(edition.need).filter(|_| id != "hoover-change-4q")))
        }
    }
}

/// The comparison that a field's text is of, where it is of one.
pub fn spoken_of(edition: &Edition, area: &Area, place: &str, text: &str) -> Option<What> {
    let (primary, other) = match edition.need {
        Need::SupportGap => (Need::SupportGap, Need::Deprivation),
        Need::Deprivation => (Need::Deprivation, Need::SupportGap),
    };
    let is_england = area.place.kind == Kind::England;
    let by = if text.contains("depriv") { Need::Deprivation } else { Need::SupportGap };
    match place {
        "page_one.answer.more[]" if text.contains("over the year") => Some(What::Change),
        "page_one.answer.more[]" if text.contains("reported no link worker") => Some(What::ReportedNone),
        "page_one.answer.more[]" if text.contains("link worker time than those") => Some(What::Sii(by)),
        "page_one.answer.more[]" if text.contains("more and less need") => {
            let is_shown = |need: &Need| area.measure("sii", *need).is_some_and(|measured| measured.shown);
            [Need::Deprivation, Need::SupportGap].into_iter().find(is_shown).map(What::Sii)
        }
        "page_one.answer.more[]" if !is_england => Some(What::Rate),
        "compared.sentences[]" | "compared.chart.title" | "record.others.compared[]" if !is_england => {
            Some(What::Rate)
        }
        "page_one.cards[].note" if text.starts_with("England ") => Some(What::Rate),
        "page_one.cards[].note" if text.starts_with("from ") => Some(What::Change),
        "change.sentences[]" | "change.chart.title" => Some(What::Change),
        "need.chart.title" => Some(What::Sii(primary)),
        "need.indicators[].sentences[]" if text.starts_with("Across England,") => Some(What::EnglandSii(by)),
        "need.indicators[].sentences[]" | "sure.statement.sentences[]" => Some(What::Sii(by)),
        "record.inequality.curve.points[][]" => Some(What::Gap(primary)),
        "record.need.england[]" if text.starts_with("The 95% interval") => Some(What::EnglandSlope(primary)),
        "record.need.others[]" if text.starts_with("The 95% interval") => Some(What::EnglandSlope(other)),
        "record.need.own[]" => Some(What::OwnSlope(primary)),
        _ => None,
    }
}

/// Sentences about a figure with one ICB left out, or of England's slope taken apart, have a verdict of their own.
pub fn is_of_another(text: &str) -> bool {
    text.starts_with("Without ")
        || ["Corrected", "The slope among", "That among", "In one model"]
            .iter()
            .any(|start| text.starts_with(start))
}

/// The verdicts in a document's tables, which have a row to each measure.
pub fn in_tables(edition: &Edition, value: &Value) -> Vec<(What, String)> {
    let needs = match edition.need {
        Need::SupportGap => [Need::SupportGap, Need::Deprivation],
        Need::Deprivation => [Need::Deprivation, Need::SupportGap],
    };
    let mut found = Vec::new();
    for row in rows(&value["record"]["inequality"]["measures"]["by_need"]) {
        let of: fn(Need) -> What = match row[0].as_str() {
            "Gap" => What::Gap,
            "Slope index (SII)" => What::Sii,
            _ => continue,
        };
        let need =
            needs.into_iter().find(|need| need.indicator().name.eq_ignore_ascii_case(&row[1])).unwrap();
        if !row[4].starts_with("not shown") {
            found.push((of(need), row[4].clone()));
        }
    }
    let shifts = [
        ("Gap", "gap-change-4q"),
        ("Slope index (SII)", "sii-change-4q"),
        ("Need slope", "need-slope-change-4q"),
        ("Hoover index", "hoover-change-4q"),
    ];
    for row in rows(&value["record"]["trend"]["changes"]) {
        let id = shifts.iter().find(|(name, _)| row[0] == *name).unwrap().1;
        found.push((What::Shift(id), row[3].clone()));
    }
    found
}
