//! The real tables of November 2025 on the boundaries of 2026, against the published crosswalk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use briefings::analysis::Kind;
use briefings::chart::tile_map::TileMap;
use briefings::source::{self, Origin, PracticeMap};
use briefings::subject::Census;

use super::{adds_up, close, find, history_adds_up};
use crate::editions::{self, Made, of};
use crate::support::real;

/// The real tables of November 2025 on the boundaries of 2026, where they are there.
fn on_2026() -> Option<&'static Made> {
    editions::real("geography", of("2025-11").on("2026"))
}

#[test]
fn the_real_tables_of_2025_make_the_36_icbs_of_2026() {
    let Some(Made { edition, .. }) = on_2026() else { return };
    assert_eq!(edition.geography, "2026");
    assert_eq!(edition.icbs().count(), 36);
    let table = real("icbs").unwrap().join("geography/icb_36_apr2026.csv");
    let published: BTreeMap<String, (String, String)> = rows(&fs::read_to_string(table).unwrap())
        .into_iter()
        .map(|row| (row["ods_code"].clone(), (row["legal_name"].clone(), row["region_ods"].clone())))
        .collect();
    for icb in edition.icbs() {
        let (name, region) = &published[&icb.place.code];
        assert_eq!(format!("{} Integrated Care Board", icb.place.name), *name);
        assert_eq!(icb.place.region.as_ref(), Some(region));
    }
    adds_up(edition);
    history_adds_up(edition, Kind::Icb);
    assert!(TileMap::new(edition, &edition.england).is_some_and(|map| map.tiles.len() == 36));
}

/// Rows of a CSV by the names of their columns.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// The text of a practice map, from its zip where it is in one.
fn map_text(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    if path.extension().is_some_and(|ending| ending == "zip") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        return std::io::read_to_string(archive.by_index(0).unwrap()).unwrap();
    }
    String::from_utf8(bytes).unwrap()
}

fn practice_map(name: &str) -> Vec<BTreeMap<String, String>> {
    rows(&map_text(&real("maps").unwrap().join("practice-map").join(name)))
}

#[test]
fn every_pcn_is_where_most_of_its_patients_are() {
    let Some(Made { edition, .. }) = on_2026() else { return };
    let now: BTreeMap<String, String> = practice_map("gp-reg-pat-prac-map-aug-26.zip")
        .into_iter()
        .map(|row| (row["PRACTICE_CODE"].clone(), row["ICB_CODE"].clone()))
        .collect();
    let lists = real("lists").unwrap().join("list-sizes/gp-reg-pat-prac-all-2025-12.csv");
    let patients: BTreeMap<String, f64> = rows(&fs::read_to_string(lists).unwrap())
        .into_iter()
        .map(|row| (row["CODE"].clone(), row["NUMBER_OF_PATIENTS"].parse().unwrap()))
        .collect();
    let mut votes: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for row in practice_map("gp-reg-pat-prac-map-2025-12.csv") {
        let practice = &row["PRACTICE_CODE"];
        if let (Some(icb), Some(patients)) = (now.get(practice), patients.get(practice)) {
            *votes.entry(row["PCN_CODE"].clone()).or_default().entry(icb.clone()).or_insert(0.0) += patients;
        }
    }
    let mut checked = 0;
    for pcn in &edition.england.own.pcns {
        let Some(vote) = votes.get(pcn.code.as_str()) else { continue };
        let most = vote.values().copied().fold(0.0, f64::max);
        assert!(close(vote[pcn.icb.as_str()], most), "{} in {} of {vote:?}", pcn.code, pcn.icb);
        checked += 1;
    }
    assert!(checked > 1_250, "only {checked} PCNs");
}

#[test]
fn practices_went_where_the_crosswalk_has_them() {
    let Some(Made { publications, .. }) = on_2026() else { return };
    let map = |year, month| -> &PracticeMap { &publications.maps[&jiff::civil::date(year, month, 1)] };
    let (before, after) = (map(2025, 12), map(2026, 8));
    let in_a_pcn: BTreeMap<(String, String), usize> =
        before.members.iter().fold(BTreeMap::new(), |mut counts, (practice, member)| {
            if let Some(now) = after.members.get(practice) {
                *counts.entry((member.icb.to_string(), now.icb.to_string())).or_insert(0) += 1;
            }
            counts
        });
    // Our reader leaves out practices in no PCN; with them, read by other means, the crosswalk is short of those alone
    // that closed between its July and our August.
    let by_code = |name: &str| -> BTreeMap<String, String> {
        practice_map(name)
            .into_iter()
            .map(|row| (row["PRACTICE_CODE"].clone(), row["ICB_CODE"].clone()))
            .collect()
    };
    let (then, now) = (by_code("gp-reg-pat-prac-map-2025-12.csv"), by_code("gp-reg-pat-prac-map-aug-26.zip"));
    let mut all: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (practice, icb) in &then {
        if let Some(now) = now.get(practice) {
            *all.entry((icb.clone(), now.clone())).or_insert(0) += 1;
        }
    }
    let crosswalk =
        real("crosswalk").unwrap().join("geography/icb_practice_crosswalk_2025-12_to_2026-07.csv");
    let mut closed = 0;
    let mut known = BTreeSet::new();
    for row in rows(&fs::read_to_string(crosswalk).unwrap()) {
        let pair = (row["ICB_CODE_OLD"].clone(), row["ICB_CODE_NEW"].clone());
        let practices: usize = row["practices"].parse().unwrap();
        let ours = all.get(&pair).copied().unwrap_or(0);
        assert!(ours <= practices, "{pair:?}: {ours} of {practices}");
        assert!(in_a_pcn.get(&pair).copied().unwrap_or(0) <= ours, "{pair:?}");
        closed += practices - ours;
        known.insert(pair);
    }
    assert_eq!(closed, 10, "practices that closed in July 2026");
    assert!(in_a_pcn.keys().all(|pair| known.contains(pair)));
    let in_one = |name: &str| -> BTreeSet<String> {
        let rows = practice_map(name).into_iter();
        rows.filter(|row| row["PCN_CODE"].len() == 6).map(|row| row["PRACTICE_CODE"].clone()).collect()
    };
    let both = &in_one("gp-reg-pat-prac-map-2025-12.csv") & &in_one("gp-reg-pat-prac-map-aug-26.zip");
    assert_eq!(in_a_pcn.values().sum::<usize>(), both.len());
    assert_eq!(all.values().sum::<usize>(), 6_129);
}

#[test]
fn an_icb_formed_in_april_2026_has_its_history_and_its_parts() {
    let Some(made) = on_2026() else { return };
    let edition = &made.edition;
    let thames = find(edition, "S0E4D");
    let census = |text: &str| text.parse::<Census>().unwrap();
    let all: Vec<Census> = edition.england.own.series.trend.iter().map(|point| point.census).collect();
    assert_eq!(thames.own.series.trend.iter().map(|point| point.census).collect::<Vec<_>>(), all);
    assert_eq!(thames.own.series.trend[0].census, census("2020-03"));
    assert!(thames.own.series.trend.iter().all(|point| point.returns.pcns.get() > 50));
    // Frimley was split three ways, and nothing of it is lost.
    let frimley: Vec<_> = edition
        .icbs()
        .flat_map(|icb| {
            icb.own
                .boundaries
                .iter()
                .filter(|part| part.code.as_str() == "QNQ")
                .map(move |part| (&icb.place.code, part))
        })
        .collect();
    assert_eq!(frimley.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["QRL", "S0E4D", "S9B9J"]);
    let shares: f64 = frimley.iter().map(|(_, part)| part.share_of_old.unwrap().get()).sum();
    assert!(close(shares, 1.0));
    for icb in edition.icbs().filter(|icb| !icb.own.boundaries.is_empty()) {
        let sum: f64 = icb.own.boundaries.iter().map(|part| part.fte.get()).sum();
        assert!(close(sum, icb.own.level.fte.get()), "{}", icb.place.code);
        let pcns: usize = icb.own.boundaries.iter().map(|part| part.returns.pcns.get()).sum();
        assert_eq!(icb.own.level.returns.pcns, pcns, "{}", icb.place.code);
    }
    assert!(find(edition, "QE1").own.boundaries.is_empty(), "no PCN of it was elsewhere");
    // A part's figure is traced to the rows of that part alone, and says which map drew it.
    let trace = made.trace();
    let claim = trace.claim("S0E4D/boundaries/QNQ/fte").unwrap();
    let sum: f64 = trace.filed(claim).iter().map(|filed| filed.row.fte).sum();
    assert!(close(sum, claim.value) && sum > 0.0);
    assert!(trace.source(claim).ends_with("areas by gp-reg-pat-prac-map-aug-26.zip/gp-reg-pat-prac-map.csv"));
}

#[test]
fn a_folder_without_a_map_of_the_generation_is_told_what_to_get() {
    let Some(path) = real("no_map") else { return };
    let mut publications = source::load(&[Origin::Path(path)], 2).unwrap();
    publications.maps.retain(|day, _| *day < jiff::civil::date(2026, 4, 1));
    let error =
        briefings::analyse(&publications, &of("2025-11").on("2026").options()).unwrap_err().to_string();
    for part in [
        "--geography 2026",
        "from 1 April 2026",
        "QJG (D7T5G or T6Y0W), QM7 (D7T5G or S1Y5D) and QNQ (QRL or S0E4D or S9B9J)",
        "gp-reg-pat-prac-map",
        "from April 2026 on",
        "https://digital.nhs.uk/",
    ] {
        assert!(error.contains(part), "{part}: {error}");
    }
}
