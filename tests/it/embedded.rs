//! The main job on the embedded illustrative set: files, marks, equal bytes, and the planted truth.

use briefings::analysis::Edition;
use briefings::demo::{Demo, planted_slope, zip};
use briefings::measure::{Estimate, Reason};
use briefings::subject::Mark;

use crate::editions::{LATEST, Wanted, illustrative, of};
use crate::support::{SMALL, build, embedded, files, request, small};

#[test]
fn the_embedded_set_is_what_demo_data_makes() {
    let made = zip(&Demo::default().files().unwrap()).unwrap();
    let embedded = include_bytes!("../../data/illustrative.zip");
    assert!(made == embedded, "run: briefings demo-data --out data/illustrative.zip");
    assert!(embedded.len() < 4_000_000);
}

#[test]
fn every_area_gets_a_marked_pdf_and_the_data_behind_it() {
    let out = tempfile::tempdir().unwrap();
    let outcome = build(&request(embedded(), out.path())).unwrap();
    assert_eq!(outcome.pdfs, 37, "36 ICBs and England");
    assert!(outcome.failed.is_empty());
    let files = files(&out.path().join("2026-09"));
    for name in
        ["england-illustrative.pdf", "data/analysis.json", "data/pcn.csv", "exceptions.csv", "manifest.json"]
    {
        assert!(files.contains_key(name), "{name}");
    }
    let icbs: Vec<&String> =
        files.keys().filter(|n| n.ends_with(".pdf") && *n != "england-illustrative.pdf").collect();
    assert_eq!(icbs.len(), 36);
    assert!(icbs.iter().all(|name| name.ends_with("-illustrative.pdf")));
    let analysis: serde_json::Value = serde_json::from_slice(&files["data/analysis.json"]).unwrap();
    assert_eq!(analysis["marks"][0], "illustrative");
    let areas = analysis["areas"].as_array().unwrap();
    let of_kind = |kind: &str| areas.iter().filter(|area| area["kind"] == kind).count();
    assert_eq!((of_kind("icb"), of_kind("region")), (36, 7));
    let pdf = &files["england-illustrative.pdf"];
    assert!(pdf.windows(17).any(|window| window == b"Illustrative data"), "the mark is in the metadata");
    assert!(files.values().all(|bytes| bytes.len() < 1_000_000 || !bytes.starts_with(b"%PDF")));
}

#[test]
fn two_runs_and_any_number_of_jobs_give_equal_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let data = small(folder.path());
    let run = |name: &str, jobs: usize| {
        let out = folder.path().join(name);
        let mut request = request(data.clone(), &out);
        request.jobs = jobs;
        // Documents of every kind.
        let areas =
            SMALL.edition.icbs().chain(SMALL.edition.regions().take(2)).chain([&SMALL.edition.england]);
        request.asked.areas = areas.map(|area| area.place.code.clone()).collect();
        build(&request).unwrap();
        files(&out)
    };
    let first = run("first", 1);
    assert!(first.len() > 40);
    assert!(first == run("second", 2), "two runs, of one job and of two");
}

#[test]
fn one_area_can_be_asked_for_by_code_or_name_and_near_misses_are_suggested() {
    let folder = tempfile::tempdir().unwrap();
    let mut request = request(small(folder.path()), &folder.path().join("out"));
    request.asked.areas = vec!["QJK".to_owned(), "nhs devon".to_owned(), "England".to_owned()];
    assert_eq!(build(&request).unwrap().pdfs, 2);
    request.asked.areas = vec!["NHS Devn".to_owned()];
    let message = build(&request).unwrap_err().to_string();
    assert!(message.contains("`NHS Devn`") && message.contains("NHS Devon (QJK)"), "{message}");
}

fn covers(lower: Option<f64>, upper: Option<f64>, truth: f64) -> bool {
    lower.unwrap() <= truth && truth <= upper.unwrap()
}

/// England's need slope against the truth that `demo-data` planted.
fn planted_slope_is_found(edition: &Edition) {
    let slopes: Vec<(f64, Estimate)> = edition
        .england
        .own
        .series
        .trend
        .iter()
        .filter(|point| point.rate_why_not_shown.is_none())
        .map(|point| {
            let truth = planted_slope(point.census.year(), point.census.month());
            (truth, point.need_slope["support-gap"].estimate.plain())
        })
        .collect();
    // A census under 80% of returns has no slope, and says why.
    let withheld =
        || edition.england.own.series.trend.iter().filter(|point| point.rate_why_not_shown.is_some());
    assert_eq!(slopes.len() + withheld().count(), 27);
    assert!(slopes.len() >= 20, "{} slopes", slopes.len());
    assert!(withheld().all(|point| {
        point.need_slope.is_empty() && point.need_slope_why_not_shown == point.rate_why_not_shown
    }));
    let outer = slopes.iter().filter(|(truth, e)| covers(e.lower_998, e.upper_998, *truth)).count();
    let inner = slopes.iter().filter(|(truth, e)| covers(e.lower, e.upper, *truth)).count();
    assert_eq!(outer, slopes.len(), "99.8% intervals that hold the truth");
    assert!(inner * 10 >= slopes.len() * 9, "95% intervals that hold the truth: {inner} of {}", slopes.len());
}

#[test]
fn the_planted_slope_is_found_with_the_latest_survey() {
    let edition = &illustrative(LATEST).edition;
    assert_eq!(edition.served.marks, [Mark::Illustrative]);
    planted_slope_is_found(edition);
}

#[test]
fn the_planted_slope_is_found_with_the_first_survey() {
    planted_slope_is_found(&illustrative(Wanted { survey: Some(2019), ..LATEST }).edition);
}

#[test]
fn a_change_is_withheld_across_a_break_and_shown_where_the_series_joins() {
    // June 2023 has the role split of April 2023 behind it, and June 2024 the list sizes of April 2024.
    for when in ["2023-06", "2024-06"] {
        let edition = briefings::analyse(&SMALL.publications, &of(when).options()).unwrap().1;
        for area in edition.icbs().chain([&edition.england]) {
            assert!(area.own.series.change.is_none(), "{when}, {}", area.place.code);
            assert_eq!(
                area.own.series.change_why_not_shown,
                Some(Reason::AcrossBreak.into()),
                "{when}, {}",
                area.place.code
            );
            let measured = area.measure("change-4q", edition.need).unwrap();
            assert_eq!((measured.shown, measured.value), (false, None));
        }
    }
    let edition = briefings::analyse(&SMALL.publications, &of("2025-06").options()).unwrap().1;
    assert!(
        edition.england.own.series.change.as_ref().is_some_and(|change| change.from.to_string() == "2024-06")
    );
}

#[test]
fn names_with_odd_characters_reach_the_data_and_apostrophes_are_curly() {
    let edition = &illustrative(LATEST).edition;
    let names: Vec<&str> = edition.england.own.pcns.iter().map(|pcn| pcn.name.plain()).collect();
    for odd in ['&', '#', '_', '@', '’'] {
        assert!(names.iter().any(|name| name.contains(odd)), "no name with {odd}");
    }
}
