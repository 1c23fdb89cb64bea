//! Nothing of an area or of a census with too few returns is printed, drawn or attached.

use std::collections::BTreeMap;

use briefings::analysis::{Area, Edition};
use briefings::document::Said;
use briefings::subject::Need;
use briefings::text::{Origin, Registry};

use super::{documents, texts};
use crate::editions::Composed;

/// Patients covered by returns, below which no rate is shown.
const ENOUGH: f64 = 0.8;

fn is_withheld(area: &Area) -> bool {
    area.own.level.returns.completeness.is_none_or(|share| share.get() < ENOUGH)
}

/// Steps of the ids of what may be printed of an area with too few returns: who filed what, and the rate's range.
const ALLOWED: &[&str] = &[
    "fte",
    "contracted",
    "contracted-fte",
    "completeness",
    "why-not",
    "rate-low",
    "rate-high",
    "returns",
    // Who is left out, where values come from, and what is known of PCNs and patients without link workers.
    "left-out",
    "indicator",
    "source",
    "need",
    "elsewhere",
    "similar",
];

/// The ids of claims that a text prints, or derives its numbers from.
fn claims<'a>(said: &'a Said, registry: &'a Registry) -> impl Iterator<Item = String> + use<'a> {
    said.figures.iter().flat_map(|figure| {
        let indices = match figure.origin {
            Origin::Claim(index) => [Some(index), None],
            Origin::Derived(derived) => derived.from,
            Origin::Unregistered => [None; 2],
        };
        indices.into_iter().flatten().map(|index| registry.get(index).unwrap().id.to_string())
    })
}

#[test]
fn no_document_prints_a_figure_of_an_area_with_too_few_returns() {
    let mut walked = 0;
    let mut found = BTreeMap::new();
    for document in documents("no_document_prints_a_figure_of_an_area_with_too_few_returns") {
        let Composed { edition, area, said, .. } = document;
        let withheld: Vec<String> = edition
            .areas
            .iter()
            .chain([&edition.england])
            .filter(|area| is_withheld(area))
            .map(|area| area.place.code.to_string())
            .collect();
        for said in said {
            for id in claims(said, &edition.claims) {
                let Some(code) = withheld.iter().find(|code| id.split('/').any(|step| step == code.as_str()))
                else {
                    continue;
                };
                walked += 1;
                if !is_allowed(edition, &id) {
                    let kind: Vec<&str> =
                        id.split('/').filter(|step| !step.starts_with(['Q', 'U', 'Y', '2'])).collect();
                    found
                        .entry(kind.join("/"))
                        .or_insert(format!("{} of {code}: {id}: {}", area.place.code, said.text));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    assert!(walked > 1_000, "only {walked} claims of areas with too few returns");
}

fn is_allowed(edition: &Edition, id: &str) -> bool {
    let steps: Vec<&str> = id.split('/').collect();
    // An earlier census of the area has a rate where its own returns cover enough.
    let at = steps.iter().position(|step| *step == "trend").map(|at| (steps[0], steps[at + 1]));
    let complete = at.is_some_and(|(code, census)| {
        let area = edition.areas.iter().chain([&edition.england]).find(|area| area.place.code == code);
        let point = area
            .and_then(|area| area.own.series.trend.iter().find(|point| point.census.to_string() == census));
        point.and_then(|point| point.returns.completeness).is_some_and(|share| share.get() >= ENOUGH)
    });
    complete || steps.iter().any(|step| ALLOWED.contains(step))
}

#[test]
fn no_census_with_too_few_returns_has_a_rate_or_a_slope_in_any_document() {
    for document in documents("no_census_with_too_few_returns_has_a_rate_or_a_slope") {
        let Composed { edition, area, said, .. } = document;
        let early: Vec<String> = edition
            .england
            .own
            .series
            .trend
            .iter()
            .filter(|point| point.returns.completeness.is_none_or(|share| share.get() < ENOUGH))
            .map(|point| point.census.to_string())
            .collect();
        for said in said {
            for id in claims(said, &edition.claims) {
                let steps: Vec<&str> = id.split('/').collect();
                let of_england = steps.iter().any(|step| ["england", "ENG"].contains(step));
                let of_early = early.iter().any(|census| steps.contains(&census.as_str()));
                let kind = ["rate", "need-slope", "slope", "slopes"].iter().any(|kind| steps.contains(kind));
                assert!(!(of_england && of_early && kind), "{} prints {id}: {}", area.place.code, said.text);
            }
        }
        assert!(edition.england.own.series.trend.iter().all(|point| {
            point.returns.completeness.is_some_and(|share| share.get() >= ENOUGH)
                || (point.need_slope.is_empty() && point.rate_why_not_shown.is_some())
        }));
        for model in edition.england.own.models.panel_model.values() {
            assert!(!early.contains(&model.from.to_string()), "a model from {}", model.from);
        }
    }
}

#[test]
fn the_attachments_of_an_area_with_too_few_returns_have_only_what_was_filed() {
    let mut attached = 0;
    for document in documents("the_attachments_of_an_area_with_too_few_returns_have_only_what_was_filed") {
        for (name, hidden) in HIDDEN {
            let file =
                document.manuscript.attachments.iter().find(|file| file.file() == *name).unwrap().csv();
            let mut reader = csv::Reader::from_reader(file.as_bytes());
            let header = reader.headers().unwrap().clone();
            let at = |wanted: &str| header.iter().position(|name| name == wanted);
            for row in reader.records() {
                let row = row.unwrap();
                let of = |name: &str| at(name).map(|at| &row[at]);
                // Which rows are of an area or a census with too few returns.
                let covered = of("patients_covered").map(|share| share.parse().unwrap_or(0.0));
                let withheld = covered.map_or(is_withheld(document.area), |share| share < ENOUGH);
                if !withheld {
                    continue;
                }
                for (place, column) in header.iter().enumerate() {
                    if hidden.iter().any(|hidden| column.starts_with(hidden)) || column.ends_with("_fifth") {
                        assert!(
                            row[place].is_empty(),
                            "{name} of {}: {column}: {row:?}",
                            document.area.place.code
                        );
                        attached += 1;
                    }
                }
            }
        }
    }
    assert!(attached > 1_000, "only {attached} cells");
}

/// The columns of each attached file that rest on missing returns.
const HIDDEN: &[(&str, &[&str])] = &[
    ("pcns.csv", &["patients", "rate", "gap_fte", "fair_share"]),
    ("censuses.csv", &["patients_with_a_return", "fte_per_10000"]),
    ("areas.csv", &["fte_per_10000", "lower_95", "upper_95", "less_england", "against_england"]),
    ("measures.csv", &["value", "lower_95", "upper_95", "verdict", "pcns"]),
];

#[test]
fn the_analysis_of_an_area_with_too_few_returns_says_why_and_charts_name_it_not_shown() {
    for document in documents("the_analysis_of_an_area_with_too_few_returns_says_why") {
        let Composed { edition, area, manuscript, .. } = document;
        if !is_withheld(area) {
            continue;
        }
        assert!(area.own.level.rate_why_not_shown.is_some(), "{}", area.place.code);
        for chart in ["fair-share", "need-levels", "concentration", "xmr"] {
            let drawn = manuscript.charts().iter().any(|drawn| drawn.slug == chart);
            assert!(!drawn, "{chart} of {} in {}", area.place.code, edition.edition);
        }
        let all = texts(document);
        for need in [Need::SupportGap, Need::Deprivation] {
            let fifths = format!("Provision by fifth of England’s PCNs by {}", need.indicator().name);
            assert!(!all.iter().any(|(_, text)| text.contains(&fifths)), "{}", area.place.code);
        }
    }
}
