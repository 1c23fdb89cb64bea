//! What documents say: words by rule, guards, and nothing that a page must not show.

use briefings::analysis::{Area, Edition, Kind};
use briefings::document::{Document, Manuscript};
use briefings::measure::{Estimate, Verdict};
use serde_json::Value;

use crate::read::{column, compose, context, rows};
use crate::specimen::{self, ILLUSTRATIVE, LARGEST, LONG, PLAIN, SMALLEST, TYPICAL, Wish};
use crate::support::fill;

fn briefing(edition: &Edition, code: &str) -> Manuscript {
    compose(edition, specimen::find(edition, code)).unwrap()
}

fn england(edition: &Edition) -> Manuscript {
    compose(edition, &edition.england).unwrap()
}

/// Every document of every specimen.
pub fn all() -> Vec<(&'static Document, Manuscript)> {
    let samples: [(Wish, &[&str]); 3] = [
        (PLAIN, &[TYPICAL, LARGEST, SMALLEST, "QOC"]),
        (ILLUSTRATIVE, &[TYPICAL, SMALLEST]),
        (LONG, &["QOX", LARGEST]),
    ];
    let mut made = Vec::new();
    for (wish, codes) in samples {
        let edition = specimen::edition(wish);
        made.extend(codes.iter().map(|code| (Document::of(Kind::Icb), briefing(&edition, code))));
        made.push((Document::of(Kind::England), england(&edition)));
    }
    made
}

/// The slugs of all tables below a value of the content.
fn slugs(value: &Value) -> Vec<&str> {
    let below = match value {
        Value::Array(items) => items.iter().flat_map(slugs).collect(),
        Value::Object(fields) => fields.values().flat_map(slugs).collect(),
        _ => Vec::new(),
    };
    let own = value.get("columns").and_then(|_| value["slug"].as_str());
    own.into_iter().chain(below).collect()
}

#[test]
fn every_chart_has_a_table_of_its_own_document_and_no_two_tables_share_a_name() {
    for (_, manuscript) in all() {
        let said = context(&manuscript);
        let mut tables = slugs(&said);
        let count = tables.len();
        tables.sort_unstable();
        tables.dedup();
        assert!(tables.len() == count && count > 4, "{tables:?}");
        assert!(!manuscript.charts().is_empty());
        for chart in manuscript.charts() {
            let has_table = tables.contains(&chart.table) || chart.table == "pcns.csv";
            assert!(has_table, "{} of {} has no table {}", chart.slug, manuscript.title, chart.table);
        }
    }
}

#[test]
fn every_document_fills_its_templates() {
    for (_, manuscript) in all() {
        let page = fill(&manuscript).unwrap();
        assert!(page.starts_with("#import \"/theme.typ\": *"));
        assert!(
            !page.contains("<<") && !page.contains("<%") && !page.contains("//%"),
            "{}",
            manuscript.title
        );
        assert!(page.contains("#pdf.attach("));
    }
}

#[test]
fn titles_tell_areas_and_editions_apart() {
    let mut titles: Vec<String> = all().into_iter().map(|(_, manuscript)| manuscript.title).collect();
    let count = titles.len();
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), count);
}

#[test]
fn too_few_returns_mean_no_rate_anywhere() {
    let edition = specimen::edition(PLAIN);
    let said = context(&briefing(&edition, SMALLEST));
    assert!(said["page_one"]["answer"]["sentence"].as_str().unwrap().contains("too few for a rate"));
    assert!(
        said["page_one"]["answer"]["more"].as_str().unwrap().contains("if PCNs without a return had none")
    );
    let cards = said["page_one"]["cards"].as_array().unwrap();
    assert!(cards[..3].iter().all(|card| card["value"] == "Not shown"), "{cards:?}");
    assert!(said["page_one"]["shortfall"]["table"].is_null());
    assert!(said["inequality"]["measures"].is_null());
    assert_eq!(said["inequality"]["fifths"], Value::Array(Vec::new()));
    assert_eq!(said["page_one"]["sureness"]["caution"], "Take care.");
    assert_eq!(rows(&said["censuses"]).last().unwrap()[4], "[x]");
    let change = said["page_one"]["change"][0].as_str().unwrap();
    assert!(change.starts_with("The change over four quarters is not shown: "), "{change}");
    assert!(!change.contains("there were") && !change.contains("the rate was"), "{change}");
    let england = context(&england(&edition));
    let icbs = &england["icbs"]["table"];
    let at = column(icbs, "ICB").iter().position(|name| name.contains("Isles #1")).unwrap();
    assert_eq!(column(icbs, "FTE per 10,000")[at], "[x]");
}

#[test]
fn a_missing_return_is_never_a_zero() {
    let edition = specimen::edition(PLAIN);
    let area = specimen::find(&edition, LARGEST);
    let said = context(&briefing(&edition, LARGEST));
    let of = |heading: &str| column(&said["pcns"], heading);
    let filed = of("FTE");
    let with = |text: &str| filed.iter().filter(|cell| *cell == text).count();
    assert_eq!(area.own.level.returns.no_return, with("no return"));
    assert_eq!(area.own.level.returns.reported_none, with("reported none"));
    assert_eq!(with("0.0"), 0);
    let shown = of("FTE per 10,000").into_iter().zip(of("Fair share"));
    let silent: Vec<_> = filed.iter().zip(shown).filter(|(filed, _)| *filed == "no return").collect();
    assert!(!silent.is_empty());
    assert!(silent.iter().all(|(_, (rate, share))| rate == "[x]" && share == "[x]"));
}

#[test]
fn an_empty_end_fifth_shows_no_gap_and_says_why() {
    let mut edition = specimen::edition(PLAIN);
    // As if its returns were enough for a rate, so that what is left to say is the fifth.
    let area = edition.areas.iter_mut().find(|area| area.place.code == SMALLEST).unwrap();
    area.own.level.rate_why_not_shown = None;
    edition.register();
    let said = context(&briefing(&edition, SMALLEST));
    assert_eq!(said["page_one"]["cards"][1]["value"], "Not shown");
    let lead = said["inequality"]["lead"][0][0].as_str().unwrap();
    assert_eq!(
        lead,
        "The gap by lack of support is not shown: no PCNs here in England’s most-need fifth; 3 are needed."
    );
    assert_eq!(column(&said["inequality"]["fifths"][0], "FTE per 10,000")[0], "no PCN");
}

#[test]
fn a_change_has_the_strength_of_its_interval() {
    let mut edition = specimen::edition(PLAIN);
    let mut say = |value: f64, half: f64| {
        let area = area_mut(&mut edition);
        let change = area.own.series.change.as_mut().unwrap();
        change.rate_to = (change.rate_from.get() + value).into();
        let end = |by: f64| Some((value + by * half).into());
        let estimate = &mut change.contrast.estimate;
        estimate.value = value.into();
        (estimate.lower, estimate.upper) = (end(-1.0), end(1.0));
        (estimate.lower_998, estimate.upper_998) = (end(-1.6), end(1.6));
        change.contrast.verdict = estimate.plain().verdict(0.0);
        edition.register();
        let said = context(&briefing(&edition, TYPICAL))["page_one"]["change"].clone();
        said.as_array().unwrap().iter().map(|s| s.as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
    };
    let change = "The 95% interval of the change is ";
    assert!(say(0.10, 0.05).ends_with(&format!("{change}0.05 to 0.15 more: a clear change.")));
    assert!(say(-0.10, 0.08).ends_with(&format!("{change}0.18 to 0.02 fewer: some evidence of a change.")));
    assert!(say(0.10, 0.30).ends_with("0.40 more: the change could be chance."));
    assert!(say(0.001, 0.30).ends_with("0.30 more: the change could be chance."));
    // Two levels, and no difference of theirs beside them.
    for value in [0.10, -0.10, 0.001] {
        let said = say(value, 0.08);
        let levels = said.split_once(" The 95% interval").unwrap().0;
        assert!(levels.contains("the rate was 0.") && levels.contains(" in March 2021 and 0."), "{said}");
        assert!(levels.ends_with(" in March 2022."), "{said}");
        assert!(!["fewer", "more", "same", "stayed"].iter().any(|word| levels.contains(word)), "{said}");
    }
}

#[test]
fn a_change_that_is_not_known_says_why() {
    let edition = specimen::edition(ILLUSTRATIVE);
    let said = context(&briefing(&edition, TYPICAL));
    let change = said["page_one"]["change"][0].as_str().unwrap();
    assert_eq!(
        change,
        "The change over four quarters is not known: the data holds no workforce file from a year before."
    );
}

/// What a difference with a 95% interval of this half-width, and no wider one, amounts to.
fn speaks_beyond(value: f64, half: f64) -> Verdict {
    let (lower, upper) = (Some(value - half), Some(value + half));
    Estimate { lower, upper, ..Estimate::point(value).unwrap() }.verdict(0.0)
}

#[test]
fn the_question_follows_what_was_found() {
    let mut edition = specimen::edition(PLAIN);
    let mut ask = |gap: f64, index: f64| {
        for (id, value) in [("gap", gap), ("sii", index)] {
            for measured in area_mut(&mut edition).measures.iter_mut().filter(|m| m.id == id) {
                (measured.value, measured.shown, measured.why_not_shown) = (Some(value.into()), true, None);
                (measured.lower, measured.upper) = (Some((value - 0.1).into()), Some((value + 0.1).into()));
                measured.verdict = Some(speaks_beyond(value, 0.1));
            }
        }
        edition.register();
        context(&briefing(&edition, TYPICAL))["page_one"]["question"].as_str().unwrap().to_owned()
    };
    assert!(ask(-0.3, -0.2).contains("have less link worker time"));
    assert!(ask(0.3, 0.2).contains("have more link worker time"));
    assert!(ask(0.01, -0.2).contains("list size"));
    // What the end fifths say and the slope over all PCNs does not is not asked about.
    assert!(ask(-0.3, 0.01).contains("list size"));
    assert!(ask(-0.3, 0.2).contains("list size"));
}

#[test]
fn the_gap_is_printed_as_its_two_levels_that_add_up_with_it() {
    let mut edition = specimen::edition(PLAIN);
    let mut said = |most: f64, least: f64| {
        let area = area_mut(&mut edition);
        let fifths = area.own.need.fifths.get_mut("support-gap").unwrap();
        for (at, rate) in [(0, most), (4, least)] {
            (fifths[at].rate, fifths[at].pcns) = (Some(rate.into()), 5.into());
        }
        let gap = area.measures.iter_mut().find(|m| m.id == "gap").unwrap();
        (gap.value, gap.shown, gap.why_not_shown) = (Some((most - least).into()), true, None);
        (gap.lower, gap.upper) = (Some((-0.1).into()), Some(0.1.into()));
        gap.verdict = Some(Verdict::CouldBeChance);
        edition.register();
        let said = context(&briefing(&edition, TYPICAL));
        let card = &said["page_one"]["cards"][1];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        assert_eq!(card["note"], "FTE per 10,000: the difference could be chance");
        let rates = column(&said["inequality"]["fifths"][0], "FTE per 10,000");
        let row = &said["inequality"]["measures"]["by_need"][0]["cells"][0]["figure"];
        [text(&card["value"]), rates[0].clone(), rates[4].clone(), text(&row["value"])]
    };
    assert_eq!(said(0.4312, 0.4331), ["0.43, 0.43", "0.43", "0.43", "0.00"]);
    assert_eq!(said(0.4349, 0.4351), ["0.43, 0.44", "0.435", "0.435", "0.000"]);
    assert_eq!(said(0.43, 0.48), ["0.43, 0.48", "0.43", "0.48", "−0.05"]);
    assert_eq!(said(0.4041, 0.4662), ["0.40, 0.47", "0.404", "0.466", "−0.062"]);
}

#[test]
fn marks_are_on_every_page_and_in_the_keywords() {
    let said = context(&briefing(&specimen::edition(ILLUSTRATIVE), TYPICAL));
    assert_eq!(said["front"]["banners"][0], "Illustrative data: made up, not a finding");
    assert_eq!(said["front"]["keywords"][0], "Illustrative data");
    assert!(
        context(&briefing(&specimen::edition(PLAIN), TYPICAL))["front"]["banners"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_name_cannot_break_a_page() {
    let edition = specimen::edition(PLAIN);
    let page = fill(&briefing(&edition, SMALLEST)).unwrap();
    assert!(page.contains(r"NHS Sussex & Isles \u{23}1 \u{5b}test\u{5f}\u{40}\u{3c}x\u{3e}\u{5d}"));
}

#[test]
fn the_attachment_has_a_row_for_each_pcn() {
    let edition = specimen::edition(PLAIN);
    let attachment = briefing(&edition, TYPICAL).attachment;
    assert_eq!(attachment.name, "pcns-qe1-2022-03.csv");
    assert_eq!(attachment.text.lines().count(), 1 + specimen::find(&edition, TYPICAL).own.pcns.len());
}

fn area_mut(edition: &mut Edition) -> &mut Area {
    edition.areas.iter_mut().find(|area| area.place.code == TYPICAL).unwrap()
}
