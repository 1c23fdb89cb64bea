//! What the map says, in words.

use super::{Class, MapTile, TileMap};
use crate::analysis::Kind;
use crate::claim::{Claimed, Count};
use crate::number;
use crate::words::list;

/// How many ICBs are of a class.
pub(super) fn count(chart: &TileMap, class: Class) -> Count {
    Claimed::derived(
        chart.of(class).count(),
        match class {
            Class::Above => "ICBs whose rate is above England's, with clear or some evidence",
            Class::Same => "ICBs whose difference from England's rate could be chance",
            Class::Below => "ICBs whose rate is below England's, with clear or some evidence",
            Class::NotShown => "ICBs with too few returns for a rate",
        },
    )
}

/// A class in the key.
pub(super) fn name(class: Class) -> &'static str {
    match class {
        Class::Above => "above England",
        Class::Same => "could be chance",
        Class::Below => "below England",
        Class::NotShown => "not shown",
    }
}

/// The whole of it.
pub(super) fn alt(chart: &TileMap) -> String {
    let all = list::counted(Claimed::derived(chart.tiles.len(), "ICBs on the map"), "ICB");
    let mut alt =
        format!("Tile map of {all}, {}, one square each, placed roughly as in England.", chart.period);
    for (class, way) in [(Class::Above, "above"), (Class::Below, "below")] {
        let names: Vec<String> = chart.of(class).map(|tile| tile.name.clone()).collect();
        alt.push_str(&match names.len() {
            0 => format!(" None has a rate {way} England’s beyond chance."),
            _ => {
                format!(" Rate {way} England’s, with clear or some evidence: {}", list::in_sentences(&names))
            }
        });
    }
    let same = number::count(chart.count(Class::Same));
    alt.push_str(&format!(" Difference could be chance: {same}."));
    let hidden = chart.count(Class::NotShown);
    if hidden.get() > 0 {
        alt.push_str(&format!(" Not shown, too few returns: {}.", number::count(hidden)));
    }
    for tile in chart.tiles.iter().filter(|tile| tile.own && chart.kind == Kind::Icb) {
        alt.push_str(&own(tile));
    }
    alt
}

/// The area itself, which is in a frame.
fn own(tile: &MapTile) -> String {
    let says = match tile.class {
        Class::Above => "is above England",
        Class::Same => "could differ from England by chance",
        Class::Below => "is below England",
        Class::NotShown => "is not shown",
    };
    format!(" In the frame: {}, which {says}.", tile.name)
}
