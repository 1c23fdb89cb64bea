//! What documents say: words by rule, guards, and nothing that a page must not show.

mod lead;

use briefings::analysis::{Area, Edition, Kind, Part};
use briefings::branding::{Branding, Length};
use briefings::document::{self, Document, Manuscript};
use briefings::subject::Mark;
use serde_json::Value;

use crate::read::{column, compose, context};
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
        made.extend(
            codes.iter().map(|code| (Document::of(Kind::Icb, Length::Paper), briefing(&edition, code))),
        );
        made.push((Document::of(Kind::England, Length::Paper), england(&edition)));
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
fn every_chart_has_a_table_or_an_attachment_and_no_two_tables_share_a_name() {
    for (_, manuscript) in all() {
        let said = context(&manuscript);
        let mut tables = slugs(&said);
        let count = tables.len();
        tables.sort_unstable();
        tables.dedup();
        assert!(tables.len() == count && count >= 2, "{tables:?}");
        assert!(manuscript.charts().len() >= 4, "{}", manuscript.title);
        let attached: Vec<String> = manuscript.attachments.iter().map(|file| file.file()).collect();
        for chart in manuscript.charts() {
            let is_there = tables.contains(&chart.table) || attached.iter().any(|file| file == chart.table);
            assert!(is_there, "{} of {} has no table {}", chart.slug, manuscript.title, chart.table);
        }
    }
}

#[test]
fn every_title_of_a_chart_is_a_short_sentence() {
    for (_, manuscript) in all() {
        for chart in manuscript.charts() {
            let title = chart.title.to_string();
            let words = title.split_whitespace().count();
            let place = format!("the title of {}, `{title}`,", chart.slug);
            assert!((3..=10).contains(&words), "{place} has {words} words, and not 3 to 10");
            let says = SAYS.iter().any(|verb| title.split(' ').any(|word| word == *verb));
            assert!(says, "{place} says nothing: it has no word of {SAYS:?}; add one there where it does");
            assert!(!title.ends_with('.'), "{place} ends in a full stop");
            assert!(!chart.alt.to_string().contains(&title), "{place} is said again by its alternative text");
        }
    }
}

/// Words that make a title say something: what it shows, or that nothing can be told.
const SAYS: [&str; 16] = [
    "is", "are", "could", "cannot", "can", "would", "differs", "differ", "shows", "rises", "tell", "show",
    "give", "evidence", "than", "beside",
];

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
    let manuscript = briefing(&edition, SMALLEST);
    let said = context(&manuscript);
    let page = &said["page_one"];
    assert!(page["answer"]["sentence"].as_str().unwrap().contains("too few returns for a rate"));
    assert!(page["answer"]["more"][0].as_str().unwrap().contains("if the missing PCNs had none"));
    let cards = page["cards"].as_array().unwrap();
    assert!(cards[1]["value"].is_null() && cards[3]["value"].is_null(), "{cards:?}");
    assert!(!page["cards"].to_string().contains("Not shown\""), "no large `Not shown`: {cards:?}");
    assert_eq!(page["sureness"]["caution"], "Take care.");
    assert!(page["chart"]["path"].as_str().unwrap().contains("returns"));
    assert!(said["places"]["chart"].is_null());
    let rate = edition.areas.iter().find(|area| area.place.code == SMALLEST).unwrap().own.level.rate.unwrap();
    for file in &manuscript.attachments {
        let text = file.csv();
        let own: Vec<&str> =
            text.lines().filter(|line| file.name != "areas" || line.contains(SMALLEST)).collect();
        assert!(!own.join("\n").contains(&rate.get().to_string()), "{}", file.name);
    }
    let change = said["change"]["sentences"][0].as_str().unwrap();
    assert!(change.starts_with("The change over four quarters is not shown: "), "{change}");
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
        let said = context(&briefing(&edition, TYPICAL))["change"]["sentences"].clone();
        said.as_array()
            .unwrap()
            .iter()
            .take(2)
            .map(|s| s.as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
            .join(" ")
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
    let change = said["change"]["sentences"][0].as_str().unwrap();
    assert_eq!(
        change,
        "The change over four quarters is not known: the data holds no workforce file from a year before."
    );
}

#[test]
fn a_line_that_falls_to_zero_gives_no_levels() {
    let mut edition = specimen::edition(PLAIN);
    let line = area_mut(&mut edition).own.need.gradients.get_mut("deprivation").unwrap();
    (line.least, line.most) = (0.9.into(), (-0.1).into());
    edition.register();
    let said = context(&briefing(&edition, TYPICAL))["need"]["indicators"][0]["sentences"][0].clone();
    assert!(said.as_str().unwrap().contains("falls to zero, so no two levels are given"), "{said}");
}

#[test]
fn a_banner_says_which_part_of_the_data_is_made_up() {
    let mut edition = specimen::edition(PLAIN);
    edition.served.marks = vec![Mark::Synthetic];
    edition.served.made_up = vec![Part::Survey];
    let said = context(&briefing(&edition, TYPICAL));
    assert_eq!(
        said["front"]["banners"][0],
        "Survey figures are made up; workforce and deprivation figures are real"
    );
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
fn four_files_travel_inside_and_the_pages_name_them() {
    let edition = specimen::edition(PLAIN);
    let manuscript = briefing(&edition, TYPICAL);
    let names: Vec<String> = manuscript.attachments.iter().map(|file| file.file()).collect();
    assert_eq!(names, ["measures.csv", "pcns.csv", "censuses.csv", "areas.csv"]);
    let area = specimen::find(&edition, TYPICAL);
    let rows = |name: &str| {
        let file = manuscript.attachments.iter().find(|file| file.file() == name).unwrap();
        file.csv().lines().count() - 1
    };
    assert_eq!(rows("pcns.csv"), area.own.pcns.len());
    assert_eq!(rows("censuses.csv"), area.own.series.trend.len());
    assert_eq!(rows("areas.csv"), edition.areas.len() + 1);
    assert_eq!(rows("measures.csv"), area.measures.len() + 2 * (5 + 2));
    let page = fill(&manuscript).unwrap();
    assert!(names.iter().all(|name| page.contains(name)), "{names:?}");
}

#[test]
fn a_summary_is_page_one_alone() {
    let edition = specimen::edition(PLAIN);
    for area in [specimen::find(&edition, TYPICAL), &edition.england] {
        let branding = Branding { length: Length::Summary, ..Branding::default() };
        let manuscript = document::compose(&edition, area, &branding).unwrap();
        let summary = context(&manuscript);
        let paper = context(&compose(&edition, area).unwrap());
        assert_eq!(summary["page_one"], paper["page_one"]);
        let parts: Vec<&String> = summary.as_object().unwrap().keys().collect();
        assert_eq!(parts.len(), 3, "{parts:?}");
    }
}

#[test]
fn what_left_the_paper_is_in_the_record() {
    let edition = specimen::edition(PLAIN);
    for area in [specimen::find(&edition, TYPICAL), &edition.england] {
        let record = document::record(&edition, area).unwrap();
        let paper = compose(&edition, area).unwrap();
        let drawn: Vec<&str> = paper.charts().iter().map(|chart| chart.slug).collect();
        assert!(record.charts().iter().all(|chart| !drawn.contains(&chart.slug)));
        let record = serde_json::to_value(&record).unwrap();
        for part in ["inequality", "trend", "others", "icbs", "censuses", "measures", "data_log"] {
            assert!(record[part].is_object(), "{part}");
        }
    }
}

fn area_mut(edition: &mut Edition) -> &mut Area {
    edition.areas.iter_mut().find(|area| area.place.code == TYPICAL).unwrap()
}
