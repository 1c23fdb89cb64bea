//! One comparison has one verdict, which follows from its intervals alone and is printed alike everywhere.

use std::collections::BTreeMap;

use briefings::analysis::{Analysis, Edition, Kind, Measured};
use briefings::measure::Verdict;
use briefings::subject::Need;
use serde_json::Value;

use super::{documents, editions, texts};
use crate::editions::Composed;

/// A comparison that a page speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// The area's rate and England's.
    Rate,
    /// The rates of the two end fifths of an indicator.
    Gap(Need),
    /// The two ends of the line over ranks.
    Sii(Need),
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
const OTHERS: &[&str] = &[
    "charts.",
    "others.charts.map.",
    "others.charts.strip.picture.alt",
    "need.slope_chart.",
    "methods.",
    "icbs.need.notes[]",
    "others.study.",
    "study.",
    "page_one.sureness.words[]",
    "trend.movement[]",
];

/// The verdict that a text states, in whichever words.
fn stated(text: &str) -> Option<Verdict> {
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
        ends.map(|(lower, upper): (briefings::text::claim::Claimed, briefings::text::claim::Claimed)| {
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
fn expected(edition: &Edition, area: &Analysis, what: What) -> Verdict {
    let of = |found: &briefings::analysis::Estimated| {
        let ends = |ends: Option<(_, _)>| {
            ends.map(|(lower, upper): (briefings::text::claim::Claimed, briefings::text::claim::Claimed)| {
                (lower.get(), upper.get())
            })
        };
        judged(ends(found.lower.zip(found.upper)), ends(found.lower_998.zip(found.upper_998)), 0.0)
    };
    match what {
        What::Rate => of(&area.against_england.as_ref().unwrap().estimate),
        What::Change => of(&area.change.as_ref().unwrap().contrast.estimate),
        What::Gap(need) => of_measured(find(&area.measures, "gap", Some(need))),
        What::Sii(need) => of_measured(find(&area.measures, "sii", Some(need))),
        What::OwnSlope(need) => of_measured(find(&area.measures, "need-slope", Some(need))),
        What::EnglandSlope(need) => of_measured(find(&edition.england.measures, "need-slope", Some(need))),
        What::Shift(id) => {
            of_measured(find(&area.measures, id, Some(edition.need).filter(|_| id != "hoover-change-4q")))
        }
    }
}

/// The comparison that a field's text is of, where it is of one.
fn spoken_of(edition: &Edition, area: &Analysis, place: &str, text: &str) -> Option<What> {
    let (primary, other) = match edition.need {
        Need::SupportGap => (Need::SupportGap, Need::Deprivation),
        Need::Deprivation => (Need::Deprivation, Need::SupportGap),
    };
    let is_england = area.kind == Kind::England;
    match place {
        "page_one.answer.more" | "others.compared[]" | "others.charts.strip.title" if !is_england => {
            Some(What::Rate)
        }
        "page_one.cards[].note" if text.starts_with("England ") => Some(What::Rate),
        "page_one.cards[].note" | "page_one.chart.title" | "inequality.curve.points[][]" => {
            Some(What::Gap(primary))
        }
        "page_one.change[]" | "trend.change[]" | "trend.chart.title" => Some(What::Change),
        "need.chart.title" => Some(What::EnglandSlope(primary)),
        "need.england[]" if text.starts_with("The 95% interval") => Some(What::EnglandSlope(primary)),
        "need.others[]" if text.starts_with("The 95% interval") => Some(What::EnglandSlope(other)),
        "need.own[]" => Some(What::OwnSlope(primary)),
        _ => None,
    }
}

/// Sentences about a figure with one ICB left out, or of England's slope taken apart, have a verdict of their own.
fn is_of_another(text: &str) -> bool {
    text.starts_with("Without ")
        || ["Corrected", "The slope among", "That among", "In one model"]
            .iter()
            .any(|start| text.starts_with(start))
}

/// The verdicts in a document's tables, which have a row to each measure.
fn in_tables(edition: &Edition, value: &Value) -> Vec<(What, String)> {
    let needs = match edition.need {
        Need::SupportGap => [Need::SupportGap, Need::Deprivation],
        Need::Deprivation => [Need::Deprivation, Need::SupportGap],
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut found = Vec::new();
    for row in list(&value["inequality"]["measures"]["by_need"]) {
        let of: fn(Need) -> What = match row["name"].as_str() {
            Some("Gap") => What::Gap,
            Some("Slope index (SII)") => What::Sii,
            _ => continue,
        };
        for (need, cell) in needs.into_iter().zip(list(&row["cells"])) {
            let evidence = cell["figure"]["evidence"].as_str().map(str::to_owned);
            found.extend(evidence.map(|evidence| (of(need), evidence)));
        }
    }
    let shifts = [
        ("Gap", "gap-change-4q"),
        ("Slope index (SII)", "sii-change-4q"),
        ("Need slope", "need-slope-change-4q"),
        ("Hoover index", "hoover-change-4q"),
    ];
    for row in list(&value["trend"]["shifts"]) {
        let id = shifts.iter().find(|(name, _)| row["name"].as_str() == Some(name)).unwrap().1;
        found.push((What::Shift(id), row["evidence"].as_str().unwrap().to_owned()));
    }
    found
}

/// The gap of each indicator in the statement's sentences, in the order of indicators.
fn in_statement(texts: &[(String, String)]) -> Vec<(What, String)> {
    let by = |need: Need| format!("By {}, the rate was", need.indicator().name);
    let mut found = Vec::new();
    let sentences: Vec<&str> = texts
        .iter()
        .filter(|(place, _)| place == "statement.sentences[]")
        .map(|(_, text)| text.as_str())
        .collect();
    for need in [Need::SupportGap, Need::Deprivation] {
        let at = sentences.iter().position(|sentence| sentence.starts_with(&by(need)));
        found.extend(at.map(|at| (What::Gap(need), sentences[at + 1].to_owned())));
    }
    found
}

#[test]
fn every_comparison_has_one_verdict_wherever_it_is_printed() {
    let test = "every_comparison_has_one_verdict_wherever_it_is_printed";
    let mut heard: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut wrong, mut unknown) = (Vec::new(), BTreeMap::new());
    for document in documents(test) {
        let Composed { edition, area, context, .. } = document;
        let texts = texts(document);
        let mut said = in_tables(edition, context);
        said.extend(in_statement(&texts));
        for (place, text) in &texts {
            let Some(_) = stated(text) else { continue };
            let of_many = ["others.charts.strip.title", "others.compared[]"].contains(&place.as_str());
            let counts = area.kind == Kind::England && of_many;
            if counts || OTHERS.iter().any(|other| place.starts_with(other)) || is_of_another(text) {
                continue;
            }
            if let Some(what) = spoken_of(edition, area, place, text) {
                said.push((what, text.clone()));
            } else {
                let table = ["inequality.measures.", "trend.shifts", "statement.sentences", "icbs.need.rows"];
                if !table.iter().any(|table| place.starts_with(table)) {
                    unknown.entry(place.clone()).or_insert(text.clone());
                }
            }
        }
        for (what, text) in said {
            let (says, is) = (stated(&text), expected(edition, area, what));
            if says != Some(is) {
                wrong.push(format!("{what:?} of {} in {} is {is:?}: {text}", area.code, edition.edition));
            }
            let kind = match what {
                What::Rate => "rate",
                What::Gap(_) => "gap",
                What::Sii(_) => "sii",
                What::EnglandSlope(_) => "england's slope",
                What::OwnSlope(_) => "own slope",
                What::Change => "change",
                What::Shift(_) => "shift",
            };
            *heard.entry(kind).or_default() += 1;
        }
    }
    assert!(wrong.is_empty(), "{} wrong: {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);
    assert!(unknown.is_empty(), "verdicts that no test knows: {unknown:#?}");
    assert_eq!(heard.len(), 7, "{heard:?}");
    assert!(heard.values().all(|times| *times >= 100), "{heard:?}");
}

#[test]
fn the_measures_of_a_pair_or_of_a_line_share_its_verdict() {
    for edition in editions("the_measures_of_a_pair_or_of_a_line_share_its_verdict") {
        for area in edition.areas.iter().chain([&edition.england]) {
            for [lead, other] in [["gap", "ratio"], ["sii", "rii"], ["sii", "concentration-index"]] {
                for need in [Need::SupportGap, Need::Deprivation] {
                    let of = |id| {
                        let found =
                            area.measures.iter().find(|m| m.id == id && m.indicator == Some(need.id()));
                        found.filter(|measured| measured.shown).and_then(|measured| measured.verdict)
                    };
                    if let Some((lead_says, other_says)) = of(lead).zip(of(other)) {
                        assert_eq!(lead_says, other_says, "{lead} and {other} of {}", area.code);
                    }
                }
            }
        }
    }
}

#[test]
fn charts_of_all_icbs_count_each_verdict_as_its_intervals_say() {
    for document in documents("charts_of_all_icbs_count_each_verdict_as_its_intervals_say") {
        let edition = document.edition;
        let count = |wanted: Verdict, above: bool| {
            let icbs = edition.areas.iter().filter(|area| area.kind == Kind::Icb);
            icbs.filter(|icb| icb.against_england.is_some())
                .filter(|icb| expected(edition, icb, What::Rate) == wanted)
                .filter(|icb| (icb.against_england.as_ref().unwrap().estimate.value.get() > 0.0) == above)
                .count()
        };
        let either = |wanted: Verdict| count(wanted, true) + count(wanted, false);
        for (place, text) in texts(document) {
            let Some((words, number)) = text.rsplit_once(": ").filter(|_| place.starts_with("charts."))
            else {
                continue;
            };
            let is = match (place.as_str(), words) {
                ("charts.tile-map", "could be chance") => either(Verdict::CouldBeChance),
                ("charts.tile-map", "above, some evidence") => count(Verdict::SomeEvidence, true),
                ("charts.tile-map", "below, some evidence") => count(Verdict::SomeEvidence, false),
                ("charts.tile-map", "clearly above") | ("charts.icb-strip", "clearly above England") => {
                    count(Verdict::Clear, true)
                }
                ("charts.tile-map", "clearly below") | ("charts.icb-strip", "clearly below England") => {
                    count(Verdict::Clear, false)
                }
                _ => continue,
            };
            assert_eq!(number, is.to_string(), "{place}: {text} in {}", edition.edition);
        }
    }
}

#[test]
fn the_icbs_in_the_table_of_gaps_have_the_verdicts_of_their_own_papers() {
    let mut rows = 0;
    for document in documents("the_icbs_in_the_table_of_gaps") {
        let Composed { edition, area, context: value, .. } = document;
        if area.kind != Kind::England {
            continue;
        }
        for row in value["icbs"]["need"]["rows"].as_array().into_iter().flatten() {
            let name = row["name"].as_str().unwrap();
            let verdict = row["verdict"].as_str().unwrap();
            let icb = edition.areas.iter().find(|icb| icb.kind == Kind::Icb && icb.name == name);
            let Some(icb) = icb.filter(|_| verdict != "[x]") else { continue };
            assert_eq!(stated(verdict), Some(expected(edition, icb, What::Gap(edition.need))), "{name}");
            rows += 1;
        }
    }
    assert!(rows >= 20, "only {rows} rows");
}
