//! Areas as `--geography` draws them: the edition's own, as published, those of a generation, and the user's own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use briefings::analysis::{Analysis, Edition, Kind};
use briefings::chart::run_chart::RunChart;
use briefings::chart::tile_map::TileMap;
use briefings::error::Error;
use briefings::explain::Trace;
use briefings::panel::{Geography, Options, Panel};
use briefings::publish;
use briefings::source::{self, Origin, PracticeMap, Publications};
use briefings::subject::{Census, PcnCode};

use crate::support::{asked, build, embedded, files, real, request, small};

/// An edition on some geography, and what it was made from.
struct Made {
    publications: Publications,
    panel: Panel,
    edition: Edition,
}

fn options(edition: Option<&str>, geography: &str) -> Options {
    Options {
        edition: edition.map(|text| text.parse().unwrap()),
        geography: Geography::given(geography).unwrap(),
        ..Options::default()
    }
}

fn make(origin: Origin, options: &Options) -> Made {
    let publications = source::load(&[origin], 2).unwrap();
    let (panel, edition) = briefings::analyse(&publications, options).unwrap();
    Made { publications, panel, edition }
}

/// The real tables of November 2025 on the boundaries of 2026, where they are there.
static REAL_2026: LazyLock<Option<Made>> = LazyLock::new(|| {
    let path = real("geography")?;
    Some(make(Origin::Path(path), &options(Some("2025-11"), "2026")))
});

static AS_PUBLISHED: LazyLock<Made> = LazyLock::new(|| make(embedded(), &options(None, "as-published")));
static BACK_TO_2022: LazyLock<Made> = LazyLock::new(|| make(embedded(), &options(None, "2022")));

fn find<'a>(edition: &'a Edition, code: &str) -> &'a Analysis {
    edition.areas.iter().find(|area| area.code == code).unwrap()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6
}

/// That ICBs, and regions, add up to England at every census that all of them have.
fn adds_up(edition: &Edition) {
    for kind in [Kind::Icb, Kind::Region] {
        let areas = || edition.areas.iter().filter(|area| area.kind == kind);
        let sum = |of: &dyn Fn(&Analysis) -> f64| areas().map(of).sum::<f64>();
        let england = &edition.england;
        assert!(close(sum(&|area| area.fte.get()), england.fte.get()), "{kind:?}: FTE");
        assert!(close(sum(&|area| area.patients.get()), england.patients.get()), "{kind:?}: patients");
        let pcns: usize = areas().map(|area| area.returns.pcns.get()).sum();
        assert_eq!(pcns, england.returns.pcns.get(), "{kind:?}: no PCN is lost");
    }
}

fn history_adds_up(edition: &Edition, kind: Kind) {
    for point in &edition.england.trend {
        let areas = edition.areas.iter().filter(|area| area.kind == kind);
        let points = areas.flat_map(|area| &area.trend).filter(|other| other.census == point.census);
        let (fte, pcns) = points
            .fold((0.0, 0), |(fte, pcns), point| (fte + point.fte.get(), pcns + point.returns.pcns.get()));
        assert!(close(fte, point.fte.get()), "{kind:?} at {}", point.census);
        assert_eq!(point.returns.pcns, pcns, "{kind:?} at {}", point.census);
    }
}

#[test]
fn the_real_tables_of_2025_make_the_36_icbs_of_2026() {
    let Some(Made { edition, .. }) = REAL_2026.as_ref() else { return };
    assert_eq!(edition.geography, "2026");
    assert_eq!(edition.icbs().count(), 36);
    let table = real("icbs").unwrap().join("geography/icb_36_apr2026.csv");
    let published: BTreeMap<String, (String, String)> = rows(&fs::read_to_string(table).unwrap())
        .into_iter()
        .map(|row| (row["ods_code"].clone(), (row["legal_name"].clone(), row["region_ods"].clone())))
        .collect();
    for icb in edition.icbs() {
        let (name, region) = &published[&icb.code];
        assert_eq!(format!("{} Integrated Care Board", icb.name), *name);
        assert_eq!(icb.region.as_ref(), Some(region));
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
    let Some(Made { edition, .. }) = REAL_2026.as_ref() else { return };
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
    for pcn in &edition.england.pcns {
        let Some(vote) = votes.get(pcn.code.as_str()) else { continue };
        let most = vote.values().copied().fold(0.0, f64::max);
        assert!(close(vote[pcn.icb.as_str()], most), "{} in {} of {vote:?}", pcn.code, pcn.icb);
        checked += 1;
    }
    assert!(checked > 1_250, "only {checked} PCNs");
}

#[test]
fn practices_went_where_the_crosswalk_has_them() {
    let Some(Made { publications, .. }) = REAL_2026.as_ref() else { return };
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
    let Some(Made { edition, panel, publications }) = REAL_2026.as_ref() else { return };
    let thames = find(edition, "S0E4D");
    let census = |text: &str| text.parse::<Census>().unwrap();
    let all: Vec<Census> = edition.england.trend.iter().map(|point| point.census).collect();
    assert_eq!(thames.trend.iter().map(|point| point.census).collect::<Vec<_>>(), all);
    assert_eq!(thames.trend[0].census, census("2020-03"));
    assert!(thames.trend.iter().all(|point| point.returns.pcns.get() > 50));
    // Frimley was split three ways, and nothing of it is lost.
    let frimley: Vec<_> = edition
        .icbs()
        .flat_map(|icb| {
            icb.boundaries.iter().filter(|part| part.code == "QNQ").map(move |part| (&icb.code, part))
        })
        .collect();
    assert_eq!(frimley.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["QRL", "S0E4D", "S9B9J"]);
    let shares: f64 = frimley.iter().map(|(_, part)| part.share_of_old.unwrap().get()).sum();
    assert!(close(shares, 1.0));
    for icb in edition.icbs().filter(|icb| !icb.boundaries.is_empty()) {
        let sum: f64 = icb.boundaries.iter().map(|part| part.fte.get()).sum();
        assert!(close(sum, icb.fte.get()), "{}", icb.code);
        let pcns: usize = icb.boundaries.iter().map(|part| part.returns.pcns.get()).sum();
        assert_eq!(icb.returns.pcns, pcns, "{}", icb.code);
    }
    assert!(find(edition, "QE1").boundaries.is_empty(), "no PCN of it was elsewhere");
    // A part's figure is traced to the rows of that part alone, and says which map drew it.
    let trace = Trace { publications, panel, edition };
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
    let error = briefings::analyse(&publications, &options(Some("2025-11"), "2026")).unwrap_err().to_string();
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

#[test]
fn going_back_the_icbs_of_2022_are_42() {
    let Made { edition, panel, .. } = &*BACK_TO_2022;
    assert_eq!((edition.geography.as_str(), edition.icbs().count()), ("2022", 42));
    adds_up(edition);
    history_adds_up(edition, Kind::Icb);
    // A PCN without practices, whose ICB has two predecessors.
    let guessed: Vec<&str> = panel.drawn.guessed.iter().map(|guessed| guessed.to.as_str()).collect();
    assert!(panel.drawn.moved > 300 && guessed == ["QRL"], "{guessed:?}");
    // Hampshire and Isle of Wight keeps its code, and is smaller again.
    let part = |code: &str| find(edition, code).boundaries.clone();
    assert_eq!(part("QRL").len(), 1);
    assert!(part("QRL")[0].share_of_old.unwrap() < 1.0);
    assert_eq!(
        part("QNQ").iter().map(|part| part.code.as_str()).collect::<Vec<_>>(),
        ["QRL", "S0E4D", "S9B9J"]
    );
    assert!(TileMap::new(edition, &edition.england).is_some_and(|map| map.tiles.len() == 42));
}

#[test]
fn the_editions_own_generation_is_the_editions_own_geography() {
    let own = make(embedded(), &Options::default()).edition;
    let asked = make(embedded(), &options(None, "2026")).edition;
    let figures = |edition: &Edition| serde_json::to_value(&edition.areas).unwrap();
    assert_eq!((asked.geography.as_str(), own.geography.as_str()), ("2026", "edition"));
    assert!(figures(&own) == figures(&asked));
    let merged = &find(&own, "Z9B2Z").boundaries;
    assert_eq!(merged.iter().map(|part| part.code.as_str()).collect::<Vec<_>>(), ["QMJ", "QRV"]);
    assert!(find(&own, "QE1").boundaries.is_empty());
}

#[test]
fn as_published_lines_stop_in_april_2026_and_no_point_is_empty() {
    let Made { edition, .. } = &*AS_PUBLISHED;
    assert_eq!(edition.icbs().count(), 36);
    adds_up(edition);
    history_adds_up(edition, Kind::Region);
    let breaks = edition.breaks();
    for area in &edition.areas {
        assert!(area.trend.iter().all(|point| point.returns.pcns.get() > 0), "{}", area.code);
        assert!(area.change.is_none() && area.change_why_not_shown.is_some(), "{}", area.code);
        let lines = area.course.iter().map(|line| (line.from, line.to));
        assert!(
            area.xmr.is_none() && lines.into_iter().all(|(from, to)| breaks.join(from, to)),
            "{}",
            area.code
        );
    }
    let first = |code: &str| find(edition, code).trend[0].census.to_string();
    assert_eq!((first("Z9B2Z").as_str(), first("QE1").as_str()), ("2026-06", "2020-03"));
    let chart = RunChart::new(edition, find(edition, "Z9B2Z")).unwrap();
    assert!(chart.area.left_out.is_empty(), "a census before it is no missing return");
    let labels: Vec<&str> = chart.breaks.within(&censuses(edition)).iter().map(|edge| edge.label).collect();
    assert!(labels.contains(&"new ICBs"));
    for code in ["Z9B2Z", "QE1", "ENG"] {
        let area = publish::area(edition, code).unwrap();
        let text = serde_json::to_string(&publish::compose(edition, area).unwrap().value()).unwrap();
        assert!(text.contains("published with") && text.contains("some ICBs changed"), "{code}");
    }
}

fn censuses(edition: &Edition) -> Vec<Census> {
    edition.england.trend.iter().map(|point| point.census).collect()
}

/// A table of the user's own in a folder of its own.
fn table(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("merger.csv");
    fs::write(&path, text).unwrap();
    (folder, path)
}

fn given(path: &Path) -> Result<Geography, Error> {
    Geography::given(path.to_str().unwrap())
}

#[test]
fn a_table_of_the_users_own_merges_icbs() {
    let (folder, path) = table("ICB,To,Name\nqjk,PEN,NHS Peninsula\nE54000036,pen,\n");
    let data = small(folder.path());
    let publications = source::load(std::slice::from_ref(&data), 2).unwrap();
    let plain = briefings::analyse(&publications, &Options::default()).unwrap().1;
    let options = Options { geography: given(&path).unwrap(), ..Options::default() };
    let merged = briefings::analyse(&publications, &options).unwrap().1;
    assert_eq!(merged.geography, "file:merger.csv");
    assert_eq!(merged.icbs().count() + 1, plain.icbs().count());
    adds_up(&merged);
    history_adds_up(&merged, Kind::Icb);
    let (new, devon, cornwall) = (find(&merged, "PEN"), find(&plain, "QJK"), find(&plain, "QT6"));
    assert!(close(new.fte.get(), devon.fte.get() + cornwall.fte.get()));
    assert!(close(new.patients.get(), devon.patients.get() + cornwall.patients.get()));
    for ((new, devon), cornwall) in new.trend.iter().zip(&devon.trend).zip(&cornwall.trend) {
        assert!(close(new.fte.get(), devon.fte.get() + cornwall.fte.get()), "{}", new.census);
    }
    assert_eq!((new.name.as_str(), new.region_name.as_deref()), ("NHS Peninsula", Some("South West")));
    assert_eq!(new.boundaries.len(), 2);
    assert!(TileMap::new(&merged, new).is_none(), "no built-in map has a tile for it");
    // The run's record has the file, and every document can be made.
    let out = folder.path().join("out");
    let mut request = request(data, &out);
    (request.options, request.asked) = (options, asked("PEN"));
    assert!(build(&request).unwrap().failed.is_empty());
    let files = files(&out.join("2026-09"));
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let record = &manifest["options"];
    assert_eq!(record["geography"], "file:merger.csv");
    assert_eq!(record["geography_file"]["file"], "merger.csv");
    assert_eq!(record["geography_file"]["sha256"].as_str().unwrap().len(), 64);
    assert!(String::from_utf8_lossy(&files["claims.csv"]).contains("areas by merger.csv"));
}

#[test]
fn a_table_of_the_users_own_moves_pcns_and_practices() {
    let folder = tempfile::tempdir().unwrap();
    let publications = source::load(&[small(folder.path())], 2).unwrap();
    let (panel, plain) = briefings::analyse(&publications, &Options::default()).unwrap();
    let latest = panel.latest().unwrap();
    let devon = |code: &&PcnCode| latest.row(code).unwrap().icb.as_ref().unwrap().as_str() == "QJK";
    let pcn = latest.rows.iter().map(|row| &row.pcn).find(devon).unwrap();
    let moved = |text: &str| {
        let (_folder, path) = table(text);
        let options = Options { geography: given(&path).unwrap(), ..Options::default() };
        briefings::analyse(&publications, &options).unwrap()
    };
    let home = |panel: &Panel| panel.latest().unwrap().row(pcn).unwrap().icb.clone().unwrap().to_string();
    let (by_pcn, edition) = moved(&format!("pcn,to\n{pcn},QVV\n"));
    assert_eq!((home(&by_pcn).as_str(), by_pcn.drawn.moved), ("QVV", 1));
    adds_up(&edition);
    assert_eq!(edition.icbs().count(), plain.icbs().count());
    let map = &publications.maps[&latest.map_date];
    let practices: Vec<String> = map
        .members
        .iter()
        .filter(|(_, member)| member.pcn == *pcn)
        .map(|(code, _)| code.to_string())
        .collect();
    let all: String = practices.iter().map(|code| format!("{code},QVV\n")).collect();
    let (by_practice, edition) = moved(&format!("practice,to\n{all}"));
    assert_eq!((home(&by_practice).as_str(), by_practice.drawn.moved), ("QVV", 1));
    adds_up(&edition);
    // The smallest practice alone does not take the PCN with it.
    let list = &publications.lists[&latest.list_date];
    let smallest = practices
        .iter()
        .min_by(|a, b| list.patients[&a.parse().unwrap()].total_cmp(&list.patients[&b.parse().unwrap()]))
        .unwrap();
    assert!(practices.len() > 1);
    let (one, _) = moved(&format!("practice,to\n{smallest},QVV\n"));
    assert_eq!((home(&one).as_str(), one.drawn.moved), ("QJK", 0));
}

#[test]
fn what_a_table_of_the_users_own_gets_wrong_is_named_by_row_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let publications = source::load(&[small(folder.path())], 2).unwrap();
    for (text, parts) in [
        ("icb,to\nQJK,QVV\nqjk,QVV\n", &["row 3", "`ICB`", "`qjk`", "row 2 already"][..]),
        ("icb,to\nQJK,QVV\nQMJ,QVV\n", &["row 3", "`icb`", "`QMJ`", "an ICB of September 2026", "Z9B2Z"]),
        ("icb,to\nQJK,PEN\n", &["row 2", "`to`", "`PEN`", "`name`"]),
        ("icb,to,name\nQJK,PEN,NHS A\nQT6,PEN,NHS B\n", &["row 3", "`NAME`", "`NHS B`", "the same"]),
        ("icb,to,name,region\nQJK,PEN,NHS A,Wessex\n", &["row 2", "`REGION`", "`Wessex`", "region_name"]),
        ("icb,to,name\nQJK,Y58,NHS A\n", &["row 2", "`to`", "`Y58`", "no sub-ICB, region or country"]),
        ("icb,to\nQJK,NHS Devon\n", &["row 2", "`TO`", "`NHS Devon`", "an ICB code"]),
        ("pcn,to\nU99999,QVV\n", &["row 2", "`pcn`", "`U99999`", "a PCN of September 2026"]),
        ("practice,to\nZ99999,QVV\n", &["row 2", "`practice`", "`Z99999`", "in a PCN"]),
        ("icb,pcn,to\nQJK,U00000,QVV\n", &["merger.csv", "more than one of the columns"]),
        ("area,to\nQJK,QVV\n", &["merger.csv", "no column `ICB`"]),
        ("icb,into\nQJK,QVV\n", &["merger.csv", "no column `TO`"]),
        ("icb,to\n", &["merger.csv", "no rows"]),
    ] {
        let (_folder, path) = table(text);
        let error = given(&path).and_then(|geography| {
            let options = Options { geography, ..Options::default() };
            briefings::analyse(&publications, &options)
        });
        let error = error.map(|_| ()).unwrap_err().to_string();
        for part in ["merger.csv"].iter().chain(parts) {
            assert!(error.contains(part), "{text:?} lacks {part}: {error}");
        }
    }
}

#[test]
fn a_geography_that_is_none_is_told_what_there_is() {
    for text in ["2024", "ccg", "merger.xlsx"] {
        let error = Geography::given(text).unwrap_err().to_string();
        for part in [text, "edition", "as-published", "2022, 2026", "FILE.csv"] {
            assert!(error.contains(part), "{part}: {error}");
        }
    }
    assert!(matches!(Geography::given("not-there.csv"), Err(Error::Read { .. })));
}
