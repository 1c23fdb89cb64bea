//! The built-in tile maps: a square for each ICB, where a reader of maps expects it.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde::Deserialize;

/// The layouts by generation of ICBs: from July 2022 to March 2026, and since.
const LAYOUTS: [&str; 2] =
    [include_str!("../../data/lookup/tiles-42.csv"), include_str!("../../data/lookup/tiles-36.csv")];

/// Where an ICB stands on a tile map.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Tile {
    /// ODS code.
    pub ods_code: String,
    /// Columns from the west, the first is 0.
    pub column: u8,
    /// Rows from the north, the first is 0.
    pub row: u8,
    /// A short name that fits the tile.
    pub label: String,
}

/// The layout that holds all of some ICBs, the older where both do; none where neither does.
pub fn layout(icbs: &BTreeSet<&str>) -> Option<&'static [Tile]> {
    static TABLES: OnceLock<Vec<Vec<Tile>>> = OnceLock::new();
    let tables = TABLES.get_or_init(|| LAYOUTS.map(read).to_vec());
    let holds = |table: &&Vec<Tile>| {
        let known: BTreeSet<&str> = table.iter().map(|tile| tile.ods_code.as_str()).collect();
        icbs.is_subset(&known)
    };
    tables.iter().find(holds).map(Vec::as_slice)
}

/// The rows of a table; a test rules out that one cannot be read.
fn read(table: &str) -> Vec<Tile> {
    csv::Reader::from_reader(table.as_bytes()).deserialize().flatten().collect()
}
