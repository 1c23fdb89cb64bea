//! Areas that a table of the user's own draws, and what is said of one that cannot be used.

use std::fs;
use std::path::{Path, PathBuf};

use briefings::analysis::Kind;
use briefings::chart::tile_map::TileMap;
use briefings::panel::{Geography, Options, Panel};
use briefings::subject::PcnCode;
use briefings::subject::error::Error;

use super::{adds_up, close, find, history_adds_up};
use crate::support::{SMALL, Small, asked, build, files, request, small};

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
    let (publications, plain) = (&SMALL.publications, &SMALL.edition);
    let options = Options { geography: given(&path).unwrap(), ..Options::default() };
    let merged = briefings::analyse(publications, &options).unwrap().1;
    assert_eq!(merged.geography, "file:merger.csv");
    assert_eq!(merged.icbs().count() + 1, plain.icbs().count());
    adds_up(&merged);
    history_adds_up(&merged, Kind::Icb);
    let (new, devon, cornwall) = (find(&merged, "PEN"), find(plain, "QJK"), find(plain, "QT6"));
    assert!(close(new.own.level.fte.get(), devon.own.level.fte.get() + cornwall.own.level.fte.get()));
    assert!(close(
        new.own.level.patients.get(),
        devon.own.level.patients.get() + cornwall.own.level.patients.get()
    ));
    for ((new, devon), cornwall) in
        new.own.series.trend.iter().zip(&devon.own.series.trend).zip(&cornwall.own.series.trend)
    {
        assert!(close(new.fte.get(), devon.fte.get() + cornwall.fte.get()), "{}", new.census);
    }
    assert_eq!(
        (new.place.name.as_str(), new.place.region_name.as_deref()),
        ("NHS Peninsula", Some("South West"))
    );
    assert_eq!(new.own.boundaries.len(), 2);
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
    let Small { publications, panel, edition: plain, .. } = &*SMALL;
    let latest = panel.latest().unwrap();
    let devon = |code: &&PcnCode| latest.row(code).unwrap().icb.as_ref().unwrap().as_str() == "QJK";
    let pcn = latest.rows.iter().map(|row| &row.pcn).find(devon).unwrap();
    let moved = |text: &str| {
        let (_folder, path) = table(text);
        let options = Options { geography: given(&path).unwrap(), ..Options::default() };
        briefings::analyse(publications, &options).unwrap()
    };
    let home = |panel: &Panel| panel.latest().unwrap().row(pcn).unwrap().icb.unwrap().to_string();
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
            briefings::analyse(&SMALL.publications, &options)
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
