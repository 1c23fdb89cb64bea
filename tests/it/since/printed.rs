//! As the papers print it: parts add up, every cause has its words, nothing stands where a rate must not, and papers keep
//! their pages.

use std::collections::BTreeMap;

use briefings::analysis::{Area, Kind};
use briefings::compare::Published;
use briefings::document::{self, Manuscript, Said};
use briefings::render::typesetter::Typesetter;

use super::{EARLY, after, areas, now, then, units};
use crate::editions::{LATEST, illustrative, of};
use crate::lint::lint;
use crate::read::{compose, context, rows};
use crate::support::renderer;

/// What the section of a paper says; nothing where there is none.
fn section(manuscript: &Manuscript) -> Vec<Said> {
    let said = manuscript.said().unwrap();
    said.into_iter().filter(|said| said.place.starts_with("since.")).collect()
}

/// Holds a section to what it may say; whether its parts have a sum.
fn check(said: &[Said]) -> bool {
    let all = said.iter().map(|said| said.text.as_str()).collect::<Vec<_>>().join(" ");
    let rates: Vec<&str> = said[0].figures.iter().map(|figure| figure.print.as_str()).collect();
    let parts: Vec<&str> = said[1..]
        .iter()
        .flat_map(|said| &said.figures)
        .filter(|figure| figure.print.contains('.'))
        .map(|figure| figure.print.as_str())
        .collect();
    let whole_is = |words: &str| said.get(1).is_some_and(|said| said.text.contains(words));
    if whole_is("the change of ") {
        assert!(parts.len() == 1 && all.contains(" is all "), "{all}");
    }
    if whole_is("the change is ") {
        let (whole, decimals) = units(parts[0]);
        assert!(parts.iter().all(|part| units(part).1 == decimals), "{all}");
        assert_eq!(parts[1..].iter().map(|part| units(part).0).sum::<i64>(), whole, "{all}");
        assert!(parts[1..].iter().all(|part| units(part).0 != 0), "{all}");
        assert!((2..=4).contains(&decimals), "{all}");
        if decimals == 2 {
            let ends = [rates[0], rates[rates.len() - 1]].map(|rate| units(rate).0);
            assert_eq!(ends[1] - ends[0], whole, "{all}");
        }
    }
    !whole_is("Each rounded")
}

#[test]
fn parts_as_printed_add_up_to_the_change_as_printed() {
    let (mut sums, mut sections) = (0, 0);
    for edition in [now(), &*EARLY] {
        for area in areas(edition).filter(|area| area.place.kind != Kind::SubIcb) {
            let said = section(&compose(edition, area).unwrap());
            let Some(since) = &area.compared.since else {
                assert!(said.is_empty(), "{}: {said:?}", area.place.name);
                continue;
            };
            sections += 1;
            for text in context(&compose(edition, area).unwrap())["since"]["sentences"].as_array().unwrap() {
                lint(&area.place.name, text.as_str().unwrap());
            }
            let printed = |rate: f64| format!("{rate:.2}");
            let figures: Vec<&str> = said[0].figures.iter().map(|figure| figure.print.as_str()).collect();
            let is = printed(area.own.level.rate.unwrap().get());
            assert!(figures.contains(&is.as_str()), "{figures:?} {is}");
            assert!(figures[0] == printed(since.then.rate.get()), "{figures:?}");
            sums += usize::from(check(&said));
        }
    }
    assert!(sections > 60 && sums * 6 > sections * 5, "{sums} of {sections}");
}

#[test]
fn a_withheld_area_says_nothing_of_it_anywhere() {
    let silent: Vec<&Area> = areas(&EARLY).filter(|area| area.compared.since.is_none()).collect();
    let before: BTreeMap<_, _> = areas(&illustrative(of("2021-09")).edition)
        .map(|area| (area.place.code.as_str(), area.own.level.rate_why_not_shown.is_some()))
        .collect();
    let hidden_then = silent.iter().filter(|area| {
        area.own.level.rate_why_not_shown.is_none() && before.get(area.place.code.as_str()) == Some(&true)
    });
    assert!(hidden_then.count() > 0, "one that only the earlier edition must not show");
    for area in silent.into_iter().filter(|area| area.place.kind != Kind::SubIcb) {
        let pages = context(&compose(&EARLY, area).unwrap());
        let record = serde_json::to_value(document::record(&EARLY, area).unwrap()).unwrap();
        assert!(pages["since"].is_null() && record["since"].is_null(), "{}", area.place.name);
    }
}

/// June as it would be with a revision, a PCN of another area, one of another code and a rate that its PCNs do not make.
fn reshaped() -> Published {
    let mut june = then().published();
    let own: Vec<String> = {
        let filed = june.pcns.values().filter(|pcn| pcn.icb == "QOP" && pcn.fte.is_some_and(|fte| fte > 1.0));
        filed.map(|pcn| pcn.pcn.clone()).collect()
    };
    june.pcns.get_mut(&own[0]).unwrap().fte = Some(40.0);
    june.pcns.get_mut(&own[1]).unwrap().icb = "QE1".to_owned();
    let mut renamed = june.pcns.remove(&own[2]).unwrap();
    renamed.pcn = "U99999".to_owned();
    renamed.fte = Some(9.0);
    june.pcns.insert(renamed.pcn.clone(), renamed);
    june
}

#[test]
fn every_cause_has_its_words_and_its_number_of_pcns() {
    let edition = after("2026-09", reshaped());
    let area = edition.area("QOP").unwrap();
    let manuscript = compose(&edition, area).unwrap();
    let all = context(&manuscript)["since"]["sentences"].to_string();
    for words in [
        "The edition of June 2026",
        "from 1 PCN with a revised return",
        "from 1 PCN counted in another area",
        "that merged, split, began or ended",
        "with a return only then",
        "in PCNs with a return in both",
        "from how the program counts",
        "This says where the rate moved, not why",
        "left out, never counted as none",
    ] {
        assert!(all.contains(words), "no `{words}`: {all}");
    }
    check(&section(&manuscript));
    let record = serde_json::to_value(document::record(&edition, area).unwrap()).unwrap();
    let pcns = rows(&record["since"]["pcns"]);
    assert!(pcns.iter().any(|row| row[1] == "earlier data revised" && row[2] == "40.00"), "{pcns:?}");
    assert!(pcns.iter().any(|row| row[1] == "PCNs counted elsewhere" && row[2] == "in another area"));
    // An edition of the same month is told from this one.
    let again = after("2026-09", illustrative(LATEST).edition.published());
    let said = section(&compose(&again, again.area("QOP").unwrap()).unwrap());
    assert!(said[0].text.starts_with("The edition of September 2026 before this one printed "));
    let pages = context(&compose(&again, again.area("QOP").unwrap()).unwrap());
    assert_eq!(pages["since"]["sentences"][1], "To three decimals, no part of it has changed.");
}

#[test]
fn papers_keep_their_pages() {
    let (renderer, typesetter) = (renderer(now()), Typesetter::new(2));
    for (code, most) in [("Z9B2Z", 7), ("QOC", 7), ("QOP", 7), ("Y58", 8), ("ENG", 8)] {
        let area = now().area(code).unwrap();
        let manuscript = renderer.compose(area).unwrap();
        assert!(!section(&manuscript).is_empty());
        let pages = renderer.pdf(&typesetter, &manuscript, area).unwrap().pages;
        assert!(pages <= most, "{code}: {pages} pages");
    }
}
