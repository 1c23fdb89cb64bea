//! A tile for each ICB, placed as on a map: above England or below, clearly or not, or not shown.

mod drawing;
mod words;

use std::collections::BTreeSet;

use super::icbs::{self, Way, Whose};
use crate::analysis::{Area, Edition, Kind};
use crate::measure::Verdict;
use crate::source::tiles;
use crate::text;
use crate::text::{Claimed, Text};

/// The ICBs of an edition on a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct TileMap {
    /// The area's name.
    pub area: Text,
    /// What the area is.
    pub kind: Kind,
    /// The census in words.
    pub period: Text,
    /// A tile for each ICB of the edition.
    pub tiles: Vec<MapTile>,
}

/// An ICB on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapTile {
    /// Its name.
    pub name: Text,
    /// The short name on the tile.
    pub label: Text,
    /// FTE per 10,000 patients, where it may be shown.
    pub rate: Option<Claimed>,
    /// Columns from the west.
    pub column: u8,
    /// Rows from the north.
    pub row: u8,
    /// How its rate compares with England's.
    pub class: Class,
    /// Whether it is the area, or of the region.
    pub own: bool,
}

/// How an ICB's rate compares with England's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Clearly above.
    ClearlyAbove,
    /// Above, with some evidence.
    MaybeAbove,
    /// The difference could be chance.
    Same,
    /// Below, with some evidence.
    MaybeBelow,
    /// Clearly below.
    ClearlyBelow,
    /// Too few returns for a rate.
    NotShown,
}

impl TileMap {
    /// The chart; none where no built-in layout holds all the edition's ICBs, or none of them has a rate.
    pub fn new(edition: &Edition, area: &Area) -> Option<Self> {
        let codes: BTreeSet<&str> = edition.icbs().map(|icb| icb.place.code.as_str()).collect();
        let layout = tiles::layout(&codes)?;
        let tile = |place: &tiles::Tile| {
            let icb = edition.icbs().find(|icb| icb.place.code == place.ods_code)?;
            Some(MapTile {
                name: icbs::short_name(icb),
                label: Text::name(&place.label),
                rate: icbs::rate(icb),
                column: place.column,
                row: place.row,
                class: Class::of(icb),
                own: icbs::whose(area, icb) == Whose::Own,
            })
        };
        let tiles: Vec<MapTile> = layout.iter().filter_map(tile).collect();
        tiles.iter().any(|tile| tile.class != Class::NotShown).then(|| Self {
            area: area.printed_name(),
            kind: area.place.kind,
            period: edition.edition.into(),
            tiles,
        })
    }

    /// What the codes on the tiles stand for, in order of code.
    pub fn key(&self) -> Vec<Text> {
        let mut tiles: Vec<&MapTile> = self.tiles.iter().collect();
        tiles.sort_by_cached_key(|tile| tile.label.plain().to_lowercase());
        tiles.into_iter().map(|tile| text!("{}: {}", &tile.label, &tile.name)).collect()
    }

    /// The tiles of a class.
    fn of(&self, class: Class) -> impl Iterator<Item = &MapTile> {
        self.tiles.iter().filter(move |tile| tile.class == class)
    }
}

impl Class {
    fn of(icb: &Area) -> Self {
        match icbs::against(icb) {
            None | Some((Verdict::TooFewPcns, _)) => Self::NotShown,
            Some((Verdict::CouldBeChance, _)) => Self::Same,
            Some((Verdict::Clear, Way::Above)) => Self::ClearlyAbove,
            Some((Verdict::Clear, Way::Below)) => Self::ClearlyBelow,
            Some((Verdict::SomeEvidence, Way::Above)) => Self::MaybeAbove,
            Some((Verdict::SomeEvidence, Way::Below)) => Self::MaybeBelow,
        }
    }
}
