//! What the map says, in words.

use super::{Class, MapTile, TileMap};
use crate::analysis::Kind;
use crate::text;
use crate::text::number;
use crate::text::words::list;
use crate::text::{Claimed, Count, Text};

/// A class in the key.
pub(super) fn name(class: Class) -> &'static str {
    match class {
        Class::ClearlyAbove => "clearly above",
        Class::MaybeAbove => "above, some evidence",
        Class::Same => "could be chance",
        Class::MaybeBelow => "below, some evidence",
        Class::ClearlyBelow => "clearly below",
        Class::NotShown => "not shown",
    }
}

impl TileMap {
    /// How many ICBs are of a class.
    pub fn count(&self, class: Class) -> Count {
        Claimed::derived(
            self.of(class).count(),
            match class {
                Class::ClearlyAbove => "ICBs whose rate is clearly above England's",
                Class::MaybeAbove => "ICBs whose rate is above England's with some evidence",
                Class::Same => "ICBs whose difference from England's rate could be chance",
                Class::MaybeBelow => "ICBs whose rate is below England's with some evidence",
                Class::ClearlyBelow => "ICBs whose rate is clearly below England's",
                Class::NotShown => "ICBs with too few returns for a rate",
            },
        )
    }

    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let all = list::counted(Claimed::derived(self.tiles.len(), "ICBs on the map"), "ICB");
        let mut alt =
            text!("Tile map of {}, {}, one tile each, placed roughly as in England.", all, &self.period);
        for (class, lead) in [
            (Class::ClearlyAbove, "clearly above England’s"),
            (Class::MaybeAbove, "above England’s with some evidence"),
            (Class::MaybeBelow, "below England’s with some evidence"),
            (Class::ClearlyBelow, "clearly below England’s"),
        ] {
            let names: Vec<Text> = self.of(class).map(|tile| tile.name.clone()).collect();
            alt.push(match names.len() {
                0 => text!(" No rate is {}.", lead),
                _ => text!(" {}", list::named(&text!("Rate {}", lead), &names)),
            });
        }
        let same = number::count(self.count(Class::Same));
        alt.push(text!(" Difference could be chance: {}.", same));
        let hidden = self.count(Class::NotShown);
        if hidden.get() > 0 {
            alt.push(text!(" Not shown, too few returns: {}.", number::count(hidden)));
        }
        for tile in self.tiles.iter().filter(|tile| tile.own && self.kind == Kind::Icb) {
            alt.push(own(tile));
        }
        alt
    }
}

/// The area itself, which is in a frame.
fn own(tile: &MapTile) -> Text {
    let says = match tile.class {
        Class::ClearlyAbove => "is clearly above England",
        Class::MaybeAbove => "is above England with some evidence",
        Class::Same => "could differ from England by chance",
        Class::MaybeBelow => "is below England with some evidence",
        Class::ClearlyBelow => "is clearly below England",
        Class::NotShown => "is not shown",
    };
    text!(" In the frame: {}, which {}.", &tile.name, says)
}
