//! How the tiles and their key are drawn.

use super::words::name;
use super::{Class, MapTile, TileMap};
use crate::analysis::Kind;
use crate::chart::canvas::{Canvas, Dash, Drawn, LABEL, Side, Size, Spot, Stroke};
use crate::chart::palette::{AREA, AXIS, BELOW, Colour, FALL, INK, PALE, PAPER, SOFT_INK};
use crate::chart::{Caption, ChartError, Sketch};
use crate::text;
use crate::text::{Chart, number};

/// The width of the map.
const WIDTH: f64 = 482.0;
/// From one tile to the next, across and down.
const PITCH: Spot = (58.0, 27.0);
/// The width and the height of a tile.
const TILE: Spot = (56.5, 25.5);
/// Room around the map for the frame of a tile at its edge.
const EDGE: f64 = 3.0;
/// Where the two parts of the key start, either side of the tiles of the north.
const KEYS: (f64, f64) = (0.0, 244.0);
/// A line of the key.
const LINE: f64 = 12.0;
/// The side of a tile in the key.
const SWATCH: f64 = 11.0;
/// Classes in the key, left and right of the tiles of the north.
const LEFT: [Class; 2] = [Class::Same, Class::NotShown];
const RIGHT: [Class; 4] = [Class::ClearlyAbove, Class::MaybeAbove, Class::MaybeBelow, Class::ClearlyBelow];

impl TileMap {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let sketch = Sketch { slug: "tile-map", table: "icbs", alt: self.alt() };
        sketch.draw_sized(caption, size(self), |canvas| paint(canvas, self))
    }
}

/// The size of the whole chart.
fn size(chart: &TileMap) -> Size {
    let rows = chart.tiles.iter().map(|tile| f64::from(tile.row)).fold(0.0, f64::max) + 1.0;
    Size { width: WIDTH, height: rows * PITCH.1 + 2.0 * EDGE }
}

/// Draws the chart: the framed tiles last, for a frame goes over its neighbours' edges.
fn paint(canvas: &mut Canvas<'_>, chart: &TileMap) -> Drawn {
    for own in [false, true] {
        for tile in chart.tiles.iter().filter(|tile| tile.own == own) {
            paint_tile(canvas, tile)?;
        }
    }
    key(canvas, chart)
}

fn paint_tile(canvas: &mut Canvas<'_>, tile: &MapTile) -> Drawn {
    let x = EDGE + (f64::from(tile.column) + 0.5) * PITCH.0;
    let y = EDGE + (f64::from(tile.row) + 0.5) * PITCH.1;
    let half = (TILE.0 / 2.0, TILE.1 / 2.0);
    if tile.own {
        let frame = |by: f64| ((x - half.0 - by, y - half.1 - by), (x + half.0 + by, y + half.1 + by));
        for (by, colour) in [(3.0, INK), (1.0, PAPER)] {
            canvas.bar(frame(by).0, frame(by).1, colour)?;
        }
    }
    ground(canvas, (x, y), half, tile.class)?;
    let how = LABEL.in_colour(ink(tile.class)).at(Side::Middle);
    let how = if tile.own { how.bold() } else { how };
    canvas.words((x, y - 5.5), &tile.label, how.bold())?;
    let Some(rate) = tile.rate else { return sign(canvas, (x, y + 6.0), tile.class) };
    sign(canvas, (x - 14.0, y + 6.0), tile.class)?;
    canvas.words((x + 4.0, y + 6.0), number::rate(rate), how)
}

/// The surface of a class: full where the difference is clear, else pale or none inside an outline.
fn ground(canvas: &mut Canvas<'_>, spot: Spot, half: Spot, class: Class) -> Drawn {
    let (x, y) = spot;
    let (fill, edge) = match class {
        Class::ClearlyAbove => (AREA, AREA),
        Class::MaybeAbove => (PALE, AREA),
        Class::Same => (PAPER, AXIS),
        Class::MaybeBelow => (PAPER, FALL),
        Class::ClearlyBelow => (BELOW, FALL),
        Class::NotShown => (PAPER, SOFT_INK),
    };
    canvas.bar((x - half.0, y - half.1), (x + half.0, y + half.1), fill)?;
    let (left, right) = (x - half.0 + 0.5, x + half.0 - 0.5);
    let (top, bottom) = (y - half.1 + 0.5, y + half.1 - 0.5);
    let around = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
    let dash = if class == Class::NotShown { Dash::Dotted } else { Dash::Solid };
    canvas.line(&around, Stroke::solid(edge, 1.0).with(dash))
}

/// A class without colour: a triangle up or down, filled where it is clear; a short level line; or a cross.
fn sign(canvas: &mut Canvas<'_>, spot: Spot, class: Class) -> Drawn {
    let (x, y) = spot;
    let colour = ink(class);
    let up = [(x, y - 3.0), (x + 3.5, y + 2.5), (x - 3.5, y + 2.5)];
    let down = [(x, y + 3.0), (x + 3.5, y - 2.5), (x - 3.5, y - 2.5)];
    let open = |[a, b, c]: [Spot; 3]| [a, b, c, a, b];
    let thin = Stroke::solid(colour, 1.0);
    match class {
        Class::ClearlyAbove => canvas.surface(&up, colour),
        Class::MaybeAbove => canvas.line(&open(up), thin),
        Class::MaybeBelow => canvas.line(&open(down), thin),
        Class::ClearlyBelow => canvas.surface(&down, colour),
        Class::Same => canvas.line(&[(x - 3.0, y), (x + 3.0, y)], Stroke::solid(colour, 1.25)),
        Class::NotShown => {
            canvas.line(&[(x - 2.5, y - 2.5), (x + 2.5, y + 2.5)], thin)?;
            canvas.line(&[(x - 2.5, y + 2.5), (x + 2.5, y - 2.5)], thin)
        }
    }
}

/// The colour of words and signs on a class: 4.5 to 1 or more on its surface.
fn ink(class: Class) -> Colour {
    match class {
        Class::ClearlyAbove => PAPER,
        Class::MaybeAbove | Class::Same | Class::MaybeBelow | Class::ClearlyBelow => INK,
        Class::NotShown => SOFT_INK,
    }
}

/// Each class with its count, and the frame, either side of the tiles of the north.
fn key(canvas: &mut Canvas<'_>, chart: &TileMap) -> Drawn {
    let left = KEYS.0;
    let foot = classes(canvas, chart, left, &LEFT)?;
    classes(canvas, chart, KEYS.1, &RIGHT)?;
    if chart.tiles.iter().any(|tile| tile.own) {
        let middle = left + SWATCH / 2.0;
        canvas.bar((left, foot - 5.0), (left + SWATCH, foot + 5.0), INK)?;
        canvas.bar((middle - 3.5, foot - 3.0), (middle + 3.5, foot + 3.0), PAPER)?;
        let words = if chart.kind == Kind::Region { "in region" } else { "this ICB" };
        canvas.words((left + SWATCH + 3.0, foot), words, LABEL)?;
    }
    Ok(())
}

/// A part of the key, from its left edge; gives the height of the line after it.
fn classes(canvas: &mut Canvas<'_>, chart: &TileMap, left: f64, classes: &[Class]) -> Drawn<f64> {
    let mut y = EDGE + LINE / 2.0;
    for class in classes.iter().copied().filter(|class| chart.of(*class).next().is_some()) {
        let middle = (left + SWATCH / 2.0, y);
        ground(canvas, middle, (SWATCH / 2.0, LINE / 2.0 - 0.5), class)?;
        sign(canvas, middle, class)?;
        let words = text!("{}: {}", name(class), number::count(chart.count(class)));
        canvas.words((left + SWATCH + 3.0, y), &words, LABEL)?;
        y += LINE;
    }
    Ok(y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::lettering::width;

    #[test]
    fn labels_stand_clear_of_the_border_of_their_tile() {
        let tables = [
            include_str!("../../../data/lookup/tiles-42.csv"),
            include_str!("../../../data/lookup/tiles-36.csv"),
        ];
        for row in tables.iter().flat_map(|table| table.lines().skip(1)) {
            let label = row.rsplit(',').next().unwrap();
            assert!(width(label, LABEL.bold()) <= TILE.0 - 2.5, "{label}");
        }
    }
}
