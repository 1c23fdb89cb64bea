//! Areas as `--geography` draws them: the edition's own, as published, and those of a generation.

#[path = "geography/own.rs"]
mod own;
#[path = "geography/real.rs"]
mod real;

use briefings::analysis::{Area, Edition, Kind};
use briefings::chart::over_time::OverTime;
use briefings::chart::tile_map::TileMap;
use briefings::publish;
use briefings::subject::Census;

use crate::editions::{LATEST, Made, illustrative};
use crate::read::compose;
use crate::support::SMALL;

fn find<'a>(edition: &'a Edition, code: &str) -> &'a Area {
    edition.areas.iter().find(|area| area.place.code == code).unwrap()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6
}

/// That ICBs, and regions, add up to England at every census that all of them have.
fn adds_up(edition: &Edition) {
    for kind in [Kind::Icb, Kind::Region] {
        let areas = || edition.areas.iter().filter(|area| area.place.kind == kind);
        let sum = |of: &dyn Fn(&Area) -> f64| areas().map(of).sum::<f64>();
        let england = &edition.england;
        assert!(close(sum(&|area| area.own.level.fte.get()), england.own.level.fte.get()), "{kind:?}: FTE");
        assert!(
            close(sum(&|area| area.own.level.patients.get()), england.own.level.patients.get()),
            "{kind:?}: patients"
        );
        let pcns: usize = areas().map(|area| area.own.level.returns.pcns.get()).sum();
        assert_eq!(pcns, england.own.level.returns.pcns.get(), "{kind:?}: no PCN is lost");
    }
}

fn history_adds_up(edition: &Edition, kind: Kind) {
    for point in &edition.england.own.series.trend {
        let areas = edition.areas.iter().filter(|area| area.place.kind == kind);
        let points =
            areas.flat_map(|area| &area.own.series.trend).filter(|other| other.census == point.census);
        let (fte, pcns) = points
            .fold((0.0, 0), |(fte, pcns), point| (fte + point.fte.get(), pcns + point.returns.pcns.get()));
        assert!(close(fte, point.fte.get()), "{kind:?} at {}", point.census);
        assert_eq!(point.returns.pcns, pcns, "{kind:?} at {}", point.census);
    }
}

#[test]
fn going_back_the_icbs_of_2022_are_42() {
    let Made { edition, panel, .. } = illustrative(LATEST.on("2022"));
    assert_eq!((edition.geography.as_str(), edition.icbs().count()), ("2022", 42));
    adds_up(edition);
    history_adds_up(edition, Kind::Icb);
    // A PCN without practices, whose ICB has two predecessors.
    let guessed: Vec<&str> = panel.drawn.guessed.iter().map(|guessed| guessed.to.as_str()).collect();
    assert!(panel.drawn.moved > 300 && guessed == ["QRL"], "{guessed:?}");
    // Hampshire and Isle of Wight keeps its code, and is smaller again.
    let part = |code: &str| find(edition, code).own.boundaries.clone();
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
    let own = &SMALL.edition;
    let asked = briefings::analyse(&SMALL.publications, &LATEST.on("2026").options()).unwrap().1;
    let figures = |edition: &Edition| serde_json::to_value(&edition.areas).unwrap();
    assert_eq!((asked.geography.as_str(), own.geography.as_str()), ("2026", "edition"));
    assert!(figures(own) == figures(&asked));
    let merged = &find(own, "Z9B2Z").own.boundaries;
    assert_eq!(merged.iter().map(|part| part.code.as_str()).collect::<Vec<_>>(), ["QMJ", "QRV"]);
    assert!(find(own, "QE1").own.boundaries.is_empty());
}

#[test]
fn as_published_lines_stop_in_april_2026_and_no_point_is_empty() {
    let Made { edition, .. } = illustrative(LATEST.on("as-published"));
    assert_eq!(edition.icbs().count(), 36);
    adds_up(edition);
    history_adds_up(edition, Kind::Region);
    let breaks = edition.breaks();
    for area in &edition.areas {
        assert!(
            area.own.series.trend.iter().all(|point| point.returns.pcns.get() > 0),
            "{}",
            area.place.code
        );
        assert!(
            area.own.series.change.is_none() && area.own.series.change_why_not_shown.is_some(),
            "{}",
            area.place.code
        );
        let lines = area.own.series.trend_line.iter().map(|line| (line.from, line.to));
        assert!(
            area.own.series.xmr.is_none() && lines.into_iter().all(|(from, to)| breaks.join(from, to)),
            "{}",
            area.place.code
        );
    }
    let first = |code: &str| find(edition, code).own.series.trend[0].census.to_string();
    assert_eq!((first("Z9B2Z").as_str(), first("QE1").as_str()), ("2026-06", "2020-03"));
    let chart = OverTime::new(edition, find(edition, "Z9B2Z")).unwrap();
    assert!(chart.area.left_out.is_empty(), "a census before it is no missing return");
    let labels: Vec<&str> = chart.breaks.within(&censuses(edition)).iter().map(|edge| edge.label).collect();
    assert!(labels.contains(&"new ICBs"));
    for code in ["Z9B2Z", "QE1", "ENG"] {
        let area = publish::area(edition, code).unwrap();
        let text = serde_json::to_string(&compose(edition, area).unwrap().content).unwrap();
        assert!(text.contains("published with"), "{code}");
    }
}

fn censuses(edition: &Edition) -> Vec<Census> {
    edition.england.own.series.trend.iter().map(|point| point.census).collect()
}
