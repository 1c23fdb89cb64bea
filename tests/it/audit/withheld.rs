//! Nothing of an area or of a census with too few returns is printed, drawn or attached.

use std::collections::BTreeMap;

use briefings::analysis::{Area, Edition};
use briefings::document::Said;
use briefings::subject::Need;
use briefings::text::{Origin, Registry};

use super::{documents, editions, texts};
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
fn the_attachment_of_an_area_with_too_few_returns_has_only_what_was_filed() {
    let mut attached = 0;
    for edition in editions("the_attachment_of_an_area_with_too_few_returns_has_only_what_was_filed") {
        for area in edition.areas.iter().filter(|area| is_withheld(area) && !area.own.pcns.is_empty()) {
            let text = briefings::document::pcn_table(edition, area).text;
            let mut lines = text.lines();
            let header: Vec<&str> = lines.next().unwrap().split(',').collect();
            let hidden = |name: &str| {
                ["patients", "rate", "gap_fte"].contains(&name)
                    || name.ends_with("_fifth")
                    || name.starts_with("fair_share")
            };
            let hidden: Vec<usize> =
                header.iter().enumerate().filter(|(_, name)| hidden(name)).map(|(at, _)| at).collect();
            assert_eq!(hidden.len(), 7, "{header:?}");
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            for row in reader.records() {
                let row = row.unwrap();
                for at in &hidden {
                    assert!(row[*at].is_empty(), "{} attaches {}: {:?}", area.place.code, header[*at], &row);
                }
                attached += 1;
            }
        }
    }
    assert!(attached > 100, "only {attached} rows");
}

#[test]
fn the_analysis_of_an_area_with_too_few_returns_says_why_and_charts_name_it_not_shown() {
    for document in documents("the_analysis_of_an_area_with_too_few_returns_says_why") {
        let Composed { edition, area, manuscript, .. } = document;
        if !is_withheld(area) {
            continue;
        }
        assert!(area.own.level.rate_why_not_shown.is_some(), "{}", area.place.code);
        for chart in ["fair-share", "fifth-bars", "concentration", "xmr"] {
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
