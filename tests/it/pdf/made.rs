//! One document of every kind, made once for all tests.

use std::sync::LazyLock;

use briefings::analysis::{Area, Edition};
use briefings::render::typesetter::Typesetter;
use briefings::subject::Mark;
use briefings::workers;

use crate::editions::{LATEST, illustrative};
use crate::specimen::{self, ILLUSTRATIVE, LARGEST, LONG, PLAIN, SMALLEST, TYPICAL, Wish};
use crate::support::renderer;

/// A document and what was asked for.
pub struct Made {
    /// Which of the documents it is, in words.
    pub name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
    /// What its data is, beside published data.
    pub marks: &'static [Mark],
}

/// The embedded set's largest ICB.
pub const LARGEST_ICB: &str = "the largest ICB";
/// Its smallest.
pub const SMALLEST_ICB: &str = "the smallest ICB";
/// A region of it.
pub const REGION: &str = "a region";
/// England by it.
pub const ENGLAND: &str = "England";
/// The specimen edition's area of 24 PCNs.
pub const SPECIMEN: &str = "specimen QE1 2022-03";

/// Documents of the embedded set, and of the specimen editions with few and with many censuses.
pub static MADE: LazyLock<Vec<Made>> = LazyLock::new(|| {
    let mut made = of_embedded();
    let wishes: [(Wish, &[&str]); 3] =
        [(PLAIN, &[TYPICAL, LARGEST, SMALLEST, "ENG"]), (ILLUSTRATIVE, &[SMALLEST]), (LONG, &["QOX", "ENG"])];
    for (wish, codes) in wishes {
        let edition = specimen::edition(wish);
        let areas = edition.areas.iter().chain([&edition.england]);
        let wanted = areas.filter(|area| codes.contains(&area.place.code.as_str()));
        let named: Vec<(String, &Area)> =
            wanted.map(|area| (format!("specimen {} {}", area.place.code, edition.edition), area)).collect();
        made.extend(documents(&edition, &named, wish.marks));
    }
    made
});

/// The one of that name.
pub fn find(name: &str) -> &'static Made {
    MADE.iter().find(|made| made.name == name).unwrap()
}

/// The largest, the smallest, the one that most returns are missing from, a region and England.
fn of_embedded() -> Vec<Made> {
    let edition = &illustrative(LATEST).edition;
    let size = |area: &&Area| area.own.pcns.len();
    let silent = edition.icbs().max_by_key(|area| area.own.level.returns.no_return.get()).unwrap();
    assert!(silent.own.level.returns.no_return > 0);
    let wanted = [
        (LARGEST_ICB, edition.icbs().max_by_key(size)),
        (SMALLEST_ICB, edition.icbs().min_by_key(size)),
        ("an ICB with PCNs that made no return", Some(silent)),
        (REGION, edition.regions().next()),
        (ENGLAND, Some(&edition.england)),
    ];
    let wanted: Vec<(String, &Area)> =
        wanted.into_iter().map(|(name, area)| (name.to_owned(), area.unwrap())).collect();
    documents(edition, &wanted, &[Mark::Illustrative])
}

fn documents(edition: &Edition, wanted: &[(String, &Area)], marks: &'static [Mark]) -> Vec<Made> {
    let (renderer, typesetter) = (renderer(edition), Typesetter::new(2));
    workers::map(wanted, 2, |(name, area)| {
        let bytes = renderer.pdf(&typesetter, &renderer.compose(area).unwrap(), area).unwrap().bytes;
        Made { name: name.clone(), bytes, marks }
    })
}
