//! The tile map, and whether its layouts look like England.

use std::collections::{BTreeMap, BTreeSet};

use briefings::chart::tile_map::{Class, TileMap};
use briefings::measure::Verdict;
use briefings::measure::rank::ranks;
use briefings::source::tiles::{Tile, layout};

use crate::read::{caption, plain};
use crate::specimen::chartable;
use crate::specimen::chartable::compared::{mapped, withhold};

/// Borders on land and centroids of both generations, from the ONS boundaries of April 2023 and April 2026.
const GENERATIONS: [(usize, &str, &str); 2] = [
    (
        42,
        include_str!("../../fixtures/tiles/borders-42.csv"),
        include_str!("../../fixtures/tiles/centroids-42.csv"),
    ),
    (
        36,
        include_str!("../../fixtures/tiles/borders-36.csv"),
        include_str!("../../fixtures/tiles/centroids-36.csv"),
    ),
];

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().skip(1).map(|line| line.split(',').collect())
}

/// The tiles of a generation by code.
fn tiles(centroids: &str) -> BTreeMap<&'static str, &'static Tile> {
    let codes: BTreeSet<&str> = rows(centroids).map(|row| row[0]).collect();
    let layout = layout(&codes).unwrap();
    assert_eq!(layout.len(), codes.len(), "all codes are there and no other");
    layout.iter().map(|tile| (tile.ods_code.as_str(), tile)).collect()
}

fn apart(a: &Tile, b: &Tile) -> u8 {
    a.column.abs_diff(b.column).max(a.row.abs_diff(b.row))
}

/// The rank correlation of two lists.
fn alike(a: &[f64], b: &[f64]) -> f64 {
    let weights = vec![1.0; a.len()];
    let (a, b) = (ranks(a, &weights), ranks(b, &weights));
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
    let (mean_a, mean_b) = (mean(&a), mean(&b));
    let product = |x: &[f64], mx: f64, y: &[f64], my: f64| {
        x.iter().zip(y).map(|(x, y)| (x - mx) * (y - my)).sum::<f64>()
    };
    product(&a, mean_a, &b, mean_b)
        / (product(&a, mean_a, &a, mean_a) * product(&b, mean_b, &b, mean_b)).sqrt()
}

#[test]
fn neighbours_are_near_and_no_two_share_a_tile() {
    for (count, borders, centroids) in GENERATIONS {
        let tiles = tiles(centroids);
        let taken: BTreeSet<(u8, u8)> = tiles.values().map(|tile| (tile.column, tile.row)).collect();
        assert_eq!((tiles.len(), taken.len()), (count, count));
        let pairs: Vec<u8> = rows(borders).map(|row| apart(tiles[row[0]], tiles[row[1]])).collect();
        let near = pairs.iter().filter(|distance| **distance <= 2).count() as f64 / pairs.len() as f64;
        assert!(near >= 0.9, "{near}");
        assert!(pairs.iter().all(|distance| *distance <= 4));
        for code in tiles.keys() {
            let touches = rows(borders)
                .filter(|row| row.contains(code))
                .any(|row| apart(tiles[row[0]], tiles[row[1]]) == 1);
            assert!(touches, "{code} touches none of its neighbours");
        }
    }
}

#[test]
fn north_is_up_and_west_is_left() {
    for (_, _, centroids) in GENERATIONS {
        let tiles = tiles(centroids);
        let number = |row: &Vec<&str>, at: usize| row[at].parse::<f64>().unwrap();
        let (mut east, mut north, mut columns, mut up) = (vec![], vec![], vec![], vec![]);
        for row in rows(centroids) {
            east.push(number(&row, 1));
            north.push(number(&row, 2));
            columns.push(f64::from(tiles[row[0]].column));
            up.push(-f64::from(tiles[row[0]].row));
        }
        assert!(alike(&east, &columns) > 0.85, "{}", alike(&east, &columns));
        assert!(alike(&north, &up) > 0.85, "{}", alike(&north, &up));
    }
}

#[test]
fn labels_are_short_and_unlike() {
    for (count, _, centroids) in GENERATIONS {
        let labels: BTreeSet<&str> = tiles(centroids).values().map(|tile| tile.label.as_str()).collect();
        assert_eq!(labels.len(), count);
        assert!(labels.iter().all(|label| (2..=5).contains(&label.len())));
    }
}

#[test]
fn icbs_that_no_layout_holds_have_no_map() {
    let edition = chartable::edition();
    assert_eq!(TileMap::new(&edition, &edition.england), None);
}

#[test]
fn each_class_has_its_count_and_its_sign() {
    let mut edition = mapped();
    edition.areas[5..8].iter_mut().for_each(withhold);
    let made = [
        (Verdict::SomeEvidence, 0.2),
        (Verdict::SomeEvidence, -0.2),
        (Verdict::Clear, 0.3),
        (Verdict::Clear, -0.3),
    ];
    for (area, (verdict, value)) in edition.areas[10..14].iter_mut().zip(made) {
        let against = area.compared.against_england.as_mut().unwrap();
        (against.contrast.verdict, against.contrast.estimate.value) = (verdict, value.into());
    }
    let chart = TileMap::new(&edition, &edition.areas[1]).unwrap();
    let names = [
        (Class::ClearlyAbove, "clearly above"),
        (Class::MaybeAbove, "above, some evidence"),
        (Class::MaybeBelow, "below, some evidence"),
        (Class::ClearlyBelow, "clearly below"),
        (Class::Same, "could be chance"),
        (Class::NotShown, "not shown"),
    ];
    let count = |class| chart.tiles.iter().filter(|tile| tile.class == class).count();
    let counts = names.map(|(class, _)| count(class));
    assert_eq!((counts.iter().sum::<usize>(), counts[5]), (42, 3));
    let drawn = chart.draw(caption()).unwrap();
    for ((_, name), count) in names.iter().zip(counts) {
        assert!(count > 0, "{name}");
        assert!(drawn.picture.svg.contains(&format!(">{name}: {count}<")), "{name}");
    }
    // A filled triangle on each tile that differs clearly and in the key; the others' are outlines.
    assert_eq!(drawn.picture.svg.matches("<polygon").count(), counts[0] + counts[3] + 2);
    let values = chart.tiles.iter().filter_map(|tile| tile.rate).count();
    assert_eq!(values, 39, "each tile that may be shown has its rate");
    assert_eq!(chart.key().len(), 42, "every code on the map is in its key");
    assert!(drawn.picture.svg.contains(">this ICB<"));
    let alt = plain(&drawn.alt);
    assert!(alt.contains("In the frame: Lancashire & South Wolds, which "), "{alt}");
    assert!(alt.contains("Rate above England’s with some evidence: "), "{alt}");
    assert!(alt.contains("Not shown, too few returns: 3."), "{alt}");
}

#[test]
fn lincolnshire_is_east_of_nottinghamshire() {
    for (_, _, centroids) in GENERATIONS {
        let tiles = tiles(centroids);
        assert_eq!((tiles["QJM"].column, tiles["QJM"].row), (tiles["QT1"].column + 1, tiles["QT1"].row));
    }
}
