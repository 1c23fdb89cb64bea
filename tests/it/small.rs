//! A tiny England with a part of its tables missing: every document can be composed, and no figure is not a number.

use std::fs;
use std::path::Path;

use briefings::analysis::Edition;
use briefings::demo::Demo;
use briefings::panel::Options;
use briefings::publish;
use briefings::source::Origin;

use crate::editions::{illustrative, of};
use crate::read::context;
use crate::support::edition;

/// Whether a file is not there.
type LeavesOut = fn(&str) -> bool;

/// Writes the illustrative England at a twentieth of its size, but for the files that a part leaves out.
fn england(folder: &Path, leaves_out: LeavesOut) {
    for file in (Demo { seed: 3, scale: 0.05 }).files().unwrap() {
        if !leaves_out(&file.path) {
            let path = folder.join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file.bytes).unwrap();
        }
    }
}

fn check(edition: &Edition, part: &str) {
    for area in publish::choose(edition, &publish::Asked::default()).unwrap() {
        let manuscript = crate::read::compose(edition, area).unwrap();
        let record = briefings::render::record(edition, area).unwrap();
        let said = briefings::render::said(&manuscript, &record, area)
            .unwrap_or_else(|error| panic!("{part}: {}", error.chain()));
        assert!(said.len() > 20, "{part}, {}: {}", area.place.code, said.len());
    }
    for claim in edition.claims.iter() {
        assert!(claim.value.is_finite(), "{part}: {} is {}", claim.id, claim.value);
        assert!(claim.value != 0.0 || claim.value.is_sign_positive(), "{part}: {} is -0.0", claim.id);
    }
    for area in edition.areas.iter().chain([&edition.england]) {
        for measured in &area.measures {
            let why = measured.why_not_shown.map(|why| why.words()).unwrap_or_default();
            assert_eq!(measured.shown, why.is_empty(), "{part}, {}: {}", area.place.code, measured.id);
            assert_eq!(
                measured.shown,
                measured.value.is_some(),
                "{part}, {}: {}",
                area.place.code,
                measured.id
            );
        }
    }
}

#[test]
fn whatever_is_missing_every_figure_is_a_number_or_has_a_reason() {
    let parts: [(&str, LeavesOut); 5] = [
        ("everything", |_| false),
        ("no survey", |path| path.starts_with("survey/")),
        ("no deprivation", |path| path.starts_with("deprivation/")),
        ("a single census", |path| path.starts_with("workforce/") && !path.contains("September 2026")),
        ("no history of list sizes", |path| path.starts_with("list-sizes/") && !path.contains("sep-26")),
    ];
    for (part, leaves_out) in parts {
        let folder = tempfile::tempdir().unwrap();
        england(folder.path(), leaves_out);
        let origin = Origin::Path(folder.path().to_owned());
        check(&edition(origin, &Options::default()), part);
    }
}

#[test]
fn an_icb_without_any_return_is_not_a_zero() {
    let edition = &illustrative(of("2021-06")).edition;
    let silent = edition.icbs().find(|icb| icb.own.level.returns.filed == 0).unwrap();
    assert!(silent.own.level.rate.is_none() && silent.own.level.rate_why_not_shown.is_some());
    assert!(silent.own.sensitivities.is_empty(), "nothing is said of none where nobody filed");
    check(edition, "June 2021");
}

#[test]
fn months_between_quarters_are_drawn_and_in_no_measure() {
    let folder = tempfile::tempdir().unwrap();
    england(folder.path(), |_| false);
    let before = edition(Origin::Path(folder.path().to_owned()), &Options::default());
    // A census in July 2026, as June's but for its month.
    let workforce = folder.path().join("workforce");
    let of = |month: &str| {
        let files = fs::read_dir(&workforce).unwrap().map(|entry| entry.unwrap().path());
        files.into_iter().find(|path| path.to_string_lossy().contains(month)).unwrap()
    };
    let june = fs::read_to_string(of("June 2026")).unwrap();
    let mut rows = csv::Reader::from_reader(june.as_bytes());
    let mut july = csv::Writer::from_writer(Vec::new());
    let header = rows.headers().unwrap().clone();
    let at = header.iter().position(|name| name == "CENSUS_MONTH").unwrap();
    july.write_record(&header).unwrap();
    for row in rows.records() {
        let row = row.unwrap();
        july.write_record(row.iter().enumerate().map(|(i, cell)| if i == at { "7" } else { cell })).unwrap();
    }
    let name = "28.Primary Care Networks - July 2026 Individual Level.csv";
    fs::write(workforce.join(name), july.into_inner().unwrap()).unwrap();
    let after = edition(Origin::Path(folder.path().to_owned()), &Options::default());

    let july = "2026-07".parse().unwrap();
    assert_eq!(after.between_quarters, [july]);
    assert!(after.england.own.series.trend.iter().any(|point| point.census == july), "July is drawn");
    let json = |value: &dyn Fn(&Edition) -> serde_json::Value| (value(&before), value(&after));
    let (was, is) =
        json(&|e| serde_json::to_value((&e.england.own.series.xmr, &e.england.own.series.change)).unwrap());
    assert!(!was[0].is_null() && was == is, "July is in no change and no usual movement");
    let (was, is) = json(&|e| serde_json::to_value(&e.england.own.models.panel_model).unwrap());
    assert_eq!(was, is, "nor in the panel model");
    let england = crate::read::compose(&after, &after.england).unwrap();
    let said = "1 census between quarters, July 2026: drawn, and in no change.";
    assert!(context(&england).to_string().contains(said), "and the page says so");
    check(&after, "a month between quarters");
}
