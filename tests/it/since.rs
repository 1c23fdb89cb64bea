//! What moved since an earlier edition, in the paper and in the record: worked out again from the two editions' PCNs and
//! from their JSON, as printed, and silent where either must not show a rate.

mod printed;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use briefings::analysis::{Area, Edition, Kind, PcnFigure};
use briefings::branding::Branding;
use briefings::compare::{Compared, Part, Published};
use briefings::document;
use briefings::panel::{Options, Return};
use briefings::publish::Run;
use briefings::render::DATA;
use briefings::render::template::Templates;
use serde_json::Value;

use crate::editions::{EMBEDDED, GIVEN_MORE, LATEST, earlier, illustrative, of};
use crate::read::{compose, context, rows};
use crate::support::{SMALL, build, request, small};

/// The latest edition beside that of the quarter before.
fn now() -> &'static Edition {
    &GIVEN_MORE.1
}

fn then() -> &'static Edition {
    &illustrative(of("2026-06")).edition
}

/// Two editions of early years, when many PCNs made no return.
static EARLY: LazyLock<Edition> =
    LazyLock::new(|| after("2021-12", illustrative(of("2021-09")).edition.published()));

fn after(when: &'static str, published: Published) -> Edition {
    let options = Options { earlier: Some(Arc::new(earlier(published))), ..of(when).options() };
    briefings::analyse(&EMBEDDED, &options).unwrap().1
}

fn areas(edition: &Edition) -> impl Iterator<Item = &Area> {
    edition.areas.iter().chain([&edition.england])
}

/// The rate of each area, as the JSON of an edition shows it, by code; sub-ICBs are in no comparison.
fn shown(edition: &Edition) -> BTreeMap<String, (f64, f64)> {
    let json = serde_json::to_value(edition).unwrap();
    let areas = json["areas"].as_array().unwrap().iter().chain([&json["england"]]);
    let is_shown = |area: &&Value| area["rate_why_not_shown"].is_null() && area["kind"] != "sub-icb";
    let figures = |area: &Value| Some((area["fte"].as_f64()?, area["rate"].as_f64()?));
    let found = areas
        .filter(is_shown)
        .filter_map(|area| Some((area["code"].as_str().unwrap().to_owned(), figures(area)?)));
    found.collect()
}

fn close(one: f64, other: f64) {
    assert!((one - other).abs() < 1e-9, "{one} is not {other}");
}

#[test]
fn every_area_with_a_rate_in_both_has_what_moved_and_no_other_has() {
    for (old, new) in [(then(), now()), (&illustrative(of("2021-09")).edition, &*EARLY)] {
        let (before, after) = (shown(old), shown(new));
        let json = serde_json::to_value(new).unwrap();
        assert_eq!(json["compared_with"]["edition"], old.edition.to_string());
        for area in json["areas"].as_array().unwrap().iter().chain([&json["england"]]) {
            let code = area["code"].as_str().unwrap();
            let (Some(was), Some(is)) = (before.get(code), after.get(code)) else {
                assert!(area.get("since").is_none(), "{code}");
                continue;
            };
            let since = &area["since"];
            let at = |value: &Value| value.as_f64().unwrap();
            close(at(&since["then"]["fte"]), was.0);
            close(at(&since["then"]["rate"]), was.1);
            close(at(&since["fte_change"]), is.0 - was.0);
            close(at(&since["rate_change"]), is.1 - was.1);
            let parts = since["parts"].as_array().unwrap();
            assert_eq!(parts.len(), 8);
            close(parts.iter().map(|part| at(&part["fte"])).sum(), is.0 - was.0);
            if parts.iter().all(|part| !part["rate"].is_null()) {
                close(parts.iter().map(|part| at(&part["rate"])).sum(), is.1 - was.1);
            }
        }
    }
    let silent =
        areas(&EARLY).filter(|area| area.place.kind != Kind::SubIcb && area.compared.since.is_none());
    assert!(silent.count() > 3, "some areas have too few returns");
    assert!(areas(now()).filter(|area| area.compared.since.is_some()).count() >= 40);
}

/// FTE and patients of some PCNs, as a rate.
fn rate(pcns: &[(f64, f64)]) -> f64 {
    1e4 * pcns.iter().map(|pcn| pcn.0).sum::<f64>() / pcns.iter().map(|pcn| pcn.1).sum::<f64>()
}

/// FTE and patients of a PCN with a return.
fn filed(pcn: &PcnFigure) -> Option<(f64, f64)> {
    (pcn.filed != Return::NoReturn).then_some(())?;
    Some((pcn.fte?.get(), pcn.patients?.get()))
}

#[test]
fn parts_are_what_the_pcns_of_the_two_editions_say() {
    for area in areas(now()).filter(|area| area.compared.since.is_some()) {
        let since = area.compared.since.as_ref().unwrap();
        let had = then().area(&area.place.code).unwrap();
        let by_code = |area: &'static Area| -> BTreeMap<String, (f64, f64)> {
            area.own.pcns.iter().filter_map(|pcn| Some((pcn.code.to_string(), filed(pcn)?))).collect()
        };
        let (old, new) = (by_code(had), by_code(now().area(&area.place.code).unwrap()));
        let both: Vec<&String> = old.keys().filter(|code| new.contains_key(*code)).collect();
        let values = |map: &BTreeMap<String, (f64, f64)>| map.values().copied().collect::<Vec<_>>();
        let kept: Vec<_> = both.iter().map(|code| old[*code]).collect();
        let gained = || new.iter().filter(|(code, _)| !old.contains_key(*code)).map(|(_, pcn)| *pcn);
        let with_gained: Vec<_> = kept.iter().copied().chain(gained()).collect();
        let moved: Vec<_> = both.iter().map(|code| (new[*code].0, old[*code].1)).chain(gained()).collect();
        let steps = [rate(&values(&old)), rate(&kept), rate(&with_gained), rate(&moved), rate(&values(&new))];
        let wanted = [Part::Lost, Part::Gained, Part::SamePcns, Part::ListSizes];
        for (step, part) in steps.windows(2).zip(wanted) {
            close(since.part(part).unwrap().rate.unwrap().get(), step[1] - step[0]);
        }
        for (part, here, gone) in [(Part::Lost, &old, &new), (Part::Gained, &new, &old)] {
            let found = &since.part(part).unwrap().moved;
            let codes: BTreeSet<&str> = found.iter().map(|pcn| pcn.code.as_str()).collect();
            let expected: BTreeSet<&str> =
                here.keys().filter(|code| !gone.contains_key(*code)).map(String::as_str).collect();
            assert_eq!(codes, expected, "{}", area.place.name);
            let (absent, there) = if part == Part::Lost { (2, 1) } else { (1, 2) };
            for pcn in found {
                let ends = [None, pcn.before, pcn.after];
                assert!(ends[absent].is_none(), "a missing return is no zero: {pcn:?}");
                close(ends[there].unwrap().get(), here[&pcn.code].0);
            }
        }
    }
}

/// A number as printed, in units of its last decimal, with how many decimals those are.
fn units(print: &str) -> (i64, u32) {
    let plain = print.replace('−', "-").replace('+', "");
    let decimals = plain.split_once('.').unwrap().1.len() as u32;
    ((plain.parse::<f64>().unwrap() * 10f64.powi(decimals as i32)).round() as i64, decimals)
}

#[test]
fn the_record_has_every_part_and_who_returned_and_who_stopped() {
    for code in ["QOP", "QKK", "ENG", "Y58"] {
        let area = now().area(code).unwrap();
        let record = document::record(now(), area).unwrap();
        let said = serde_json::to_value(&record).unwrap();
        let parts = rows(&said["since"]["parts"]);
        assert_eq!(parts.len(), 10, "{parts:?}");
        for column in [1, 2] {
            let cells: Vec<(i64, u32)> =
                parts.iter().map(|row| units(&row[column].replace(',', ""))).collect();
            assert!(cells.iter().all(|cell| cell.1 == cells[0].1), "{parts:?}");
            let sum: i64 = cells[..9].iter().map(|cell| cell.0).sum();
            let notes = said["since"]["parts"]["notes"].to_string();
            assert!(sum == cells[9].0 || notes.contains("rounded by itself"), "{parts:?}");
        }
        let pcns = rows(&said["since"]["pcns"]);
        let since = area.compared.since.as_ref().unwrap();
        let count = |part| since.part(part).unwrap().moved.len();
        let with = |words: &str| pcns.iter().filter(|row| row[1] == words).count();
        assert_eq!((with("returns lost"), with("returns gained")), (count(Part::Lost), count(Part::Gained)));
        let lost = pcns.iter().filter(|row| row[1] == "returns lost");
        assert!(lost.clone().all(|row| row[3] == "no return" && row[2] != "no return"), "{pcns:?}");
        assert!(said["since"]["lead"][0].as_str().unwrap().contains("June 2026, with inputs 01234567"));
        assert!(said["since"]["parts"]["notes"].to_string().contains("Source: "));
        for (place, text) in record.texts() {
            assert!(text.figures().is_ok(), "{place}");
        }
    }
}

#[test]
fn without_an_earlier_edition_nothing_is_said_and_the_fingerprint_is_what_it_was() {
    let plain = &illustrative(LATEST).edition;
    let json = serde_json::to_value(plain).unwrap();
    assert!(json.get("compared_with").is_none());
    assert!(json["areas"].as_array().unwrap().iter().all(|area| area.get("since").is_none()));
    assert!(plain.claims.iter().all(|claim| !claim.id.kind.starts_with("since/")));
    for code in ["QJK", "ENG"] {
        let [with, without] =
            [now(), plain].map(|edition| context(&compose(edition, edition.area(code).unwrap()).unwrap()));
        assert!(without["since"].is_null() && !with["since"].is_null());
        for (page, said) in without.as_object().unwrap() {
            // The example of link workers outside the publication is of the other.
            let same = ["front", "since", "sure"].contains(&page.as_str()) || *said == with[page];
            assert!(same, "{page} of {code}");
        }
    }
    let (branding, templates) = (Branding::default(), Templates::default());
    let fingerprint = |options: &Options, edition: &'static Edition| {
        Run::of(&EMBEDDED, edition, options, &branding, &templates).unwrap().renderer.fingerprint
    };
    let alone = fingerprint(&Options::default(), plain);
    let earlier = GIVEN_MORE.0.earlier.clone();
    let beside = fingerprint(&Options { earlier: earlier.clone(), ..Options::default() }, plain);
    let mut other = (*earlier.unwrap()).clone();
    other.files.files[0].sha256 = "11".repeat(32);
    let revised = fingerprint(&Options { earlier: Some(Arc::new(other)), ..Options::default() }, plain);
    assert!(alone != beside && beside != revised, "what is compared with is part of it");
}

#[test]
fn a_figure_of_the_earlier_edition_says_which_edition_it_is_of() {
    let made = illustrative(LATEST);
    let trace =
        briefings::explain::Trace { publications: made.publications, panel: &made.panel, edition: now() };
    let rate = trace.claim("QJK/since/then/rate").unwrap();
    assert_eq!(rate.id.census.to_string(), "2026-06");
    close(rate.value, then().area("QJK").unwrap().own.level.rate.unwrap().get());
    assert_eq!(trace.source(rate), "edition 2026-06, inputs 01234567: data/icb.csv");
    let words = briefings::explain::words(trace, rate);
    assert!(words.contains("June 2026") && !words.contains("rows are those"), "{words}");
    let part = trace.claim("QOP/since/returns-lost/rate").unwrap();
    assert!(trace.source(part).starts_with("edition 2026-06, inputs 01234567: data/icb.csv; "));
}

#[test]
fn an_edition_in_memory_is_the_one_that_its_folder_has() {
    let folder = tempfile::tempdir().unwrap();
    let mut asked = request(small(folder.path()), &folder.path().join("out"));
    asked.formats = vec![&DATA];
    let mut made = Vec::new();
    for when in ["2026-06", "2026-09"] {
        asked.options = of(when).options();
        let read = Published::read(&build(&asked).unwrap().folder).unwrap();
        let edition = briefings::analyse(&SMALL.publications, &asked.options).unwrap().1;
        made.push([read, edition.published()]);
    }
    let csv = |of: usize| Compared::of(&made[0][of], &made[1][of]).unwrap().csv();
    assert!(csv(0) == csv(1) && csv(0).lines().count() > 300);
}
