//! One comparison has one verdict, which follows from its intervals alone and is printed alike everywhere.

mod spoken;

use std::collections::BTreeMap;

use briefings::analysis::Kind;
use briefings::measure::Verdict;
use briefings::subject::Need;

use super::{documents, editions, texts};
use crate::editions::Composed;
use crate::read::column;
use spoken::{OTHERS, What, expected, in_tables, is_of_another, spoken_of, stated};

#[test]
fn every_comparison_has_one_verdict_wherever_it_is_printed() {
    let test = "every_comparison_has_one_verdict_wherever_it_is_printed";
    let mut heard: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut wrong, mut unknown) = (Vec::new(), BTreeMap::new());
    for document in documents(test) {
        let Composed { edition, area, context, .. } = document;
        let texts = texts(document);
        let mut said = in_tables(edition, context);
        for (place, text) in &texts {
            let Some(_) = stated(text) else { continue };
            let of_many = ["compared.chart.title", "compared.sentences[]", "record.others.compared[]"];
            let of_many = of_many.contains(&place.as_str());
            let counts = area.place.kind == Kind::England && of_many;
            if counts || OTHERS.iter().any(|other| place.starts_with(other)) || is_of_another(text) {
                continue;
            }
            if let Some(what) = spoken_of(edition, area, place, text) {
                said.push((what, text.clone()));
            } else {
                let table = ["record.inequality.measures.", "record.trend.changes", "record.icbs.need.rows"];
                if !table.iter().any(|table| place.starts_with(table)) {
                    unknown.entry(place.clone()).or_insert(text.clone());
                }
            }
        }
        for (what, text) in said {
            let (says, is) = (stated(&text), expected(edition, area, what));
            if says != Some(is) {
                wrong.push(format!(
                    "{what:?} of {} in {} is {is:?}: {text}",
                    area.place.code, edition.edition
                ));
            }
            let kind = match what {
                What::Rate => "rate",
                What::Gap(_) => "gap",
                What::Sii(_) => "sii",
                What::EnglandSii(_) => "england's sii",
                What::ReportedNone => "reported none",
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
    assert_eq!(heard.len(), 9, "{heard:?}");
    // The made-up England has one headline of PCNs that report none; the others are of the real editions.
    let headlines = if crate::support::real(test).is_some() { 5 } else { 1 };
    let few = |kind: &str| if kind == "reported none" { headlines } else { 100 };
    assert!(heard.iter().all(|(kind, times)| *times >= few(kind)), "{heard:?}");
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
                        assert_eq!(lead_says, other_says, "{lead} and {other} of {}", area.place.code);
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
            let icbs = edition.areas.iter().filter(|area| area.place.kind == Kind::Icb);
            icbs.filter(|icb| icb.compared.against_england.is_some())
                .filter(|icb| expected(edition, icb, What::Rate) == wanted)
                .filter(|icb| {
                    (icb.compared.against_england.as_ref().unwrap().contrast.estimate.value.get() > 0.0)
                        == above
                })
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
                ("charts.tile-map", "clearly above") => count(Verdict::Clear, true),
                ("charts.tile-map", "clearly below") => count(Verdict::Clear, false),
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
        if area.place.kind != Kind::England {
            continue;
        }
        let table = &value["record"]["icbs"]["need"];
        let verdicts = column(table, "Could the gap be chance");
        for (name, verdict) in column(table, "ICB").iter().zip(&verdicts) {
            let icb = edition.areas.iter().find(|icb| icb.place.kind == Kind::Icb && icb.place.name == *name);
            let Some(icb) = icb.filter(|_| verdict != "[x]") else { continue };
            assert_eq!(stated(verdict), Some(expected(edition, icb, What::Gap(edition.need))), "{name}");
            rows += 1;
        }
    }
    assert!(rows >= 20, "only {rows} rows");
}

#[test]
fn the_regions_in_englands_table_have_the_verdicts_of_their_own_papers() {
    let mut rows = 0;
    for document in documents("the_regions_in_englands_table_have_the_verdicts_of_their_own_papers") {
        let Composed { edition, area, context: value, .. } = document;
        if area.place.kind != Kind::England {
            continue;
        }
        let table = &value["compared"]["parts"];
        for (name, verdict) in column(table, "Region").iter().zip(column(table, "Against England")) {
            let region =
                edition.areas.iter().find(|area| area.place.kind == Kind::Region && area.place.name == *name);
            let Some(region) = region.filter(|_| verdict != "[x]") else { continue };
            assert_eq!(stated(&verdict), Some(expected(edition, region, What::Rate)), "{name}");
            rows += 1;
        }
    }
    assert!(rows >= 20, "only {rows} rows");
}
