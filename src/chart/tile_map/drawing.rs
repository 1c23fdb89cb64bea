//! How the tiles and their key are drawn.

use super::words::name;
use super::{CLASSES, Class, MapTile, TileMap};
use crate::analysis::Kind;
use crate::chart::canvas::{Canvas, Dash, Drawn, LABEL, Side, Size, Spot, Stroke};
use crate::chart::palette::{AREA, AXIS, Colour, ENGLAND, INK, PAPER, SOFT_INK};
use crate::claim::quoted;
use crate::number;

const WIDTH: f64 = 240.0;
/// From one tile to the next.
const PITCH: f64 = 24.0;
/// The side of a tile.
const TILE: f64 = 22.5;
/// Room around the map for the frame of a tile at its edge.
const EDGE: f64 = 3.0;
/// The first column that the key may stand in, right of the tiles of the north.
const KEY_COLUMN: f64 = 5.5;
/// A line of the key.
const LINE: f64 = 14.0;
/// The side of a square in the key.
const SWATCH: f64 = 10.0;

/// The size of the whole chart.
pub(super) fn size(chart: &TileMap) -> Size {
    let rows = chart.tiles.iter().map(|tile| f64::from(tile.row)).fold(0.0, f64::max) + 1.0;
    Size { width: WIDTH, height: rows * PITCH + 2.0 * EDGE }
}

/// Draws the chart: the framed tiles last, for a frame goes over its neighbours' edges.
pub(super) fn paint(canvas: &mut Canvas<'_>, chart: &TileMap) -> Drawn {
    for own in [false, true] {
        for tile in chart.tiles.iter().filter(|tile| tile.own == own) {
            paint_tile(canvas, tile)?;
        }
    }
    key(canvas, chart)
}

fn paint_tile(canvas: &mut Canvas<'_>, tile: &MapTile) -> Drawn {
    let x = EDGE + f64::from(tile.column) * PITCH + PITCH / 2.0;
    let y = EDGE + f64::from(tile.row) * PITCH + PITCH / 2.0;
    let half = TILE / 2.0;
    if tile.own {
        canvas.bar((x - half - 3.0, y - half - 3.0), (x + half + 3.0, y + half + 3.0), INK)?;
        canvas.bar((x - half - 1.0, y - half - 1.0), (x + half + 1.0, y + half + 1.0), PAPER)?;
    }
    square(canvas, (x, y), half, tile.class)?;
    let how = LABEL.in_colour(ink(tile.class)).at(Side::Middle);
    let how = if tile.own { how.bold() } else { how };
    canvas.words((x, y - 3.5), &quoted(&tile.label), how)?;
    sign(canvas, (x, y + 5.5), tile.class)
}

/// The surface of a class: filled, or with an outline that is dotted where there is no rate.
fn square(canvas: &mut Canvas<'_>, (x, y): Spot, half: f64, class: Class) -> Drawn {
    let fill = match class {
        Class::Above => AREA,
        Class::Below => ENGLAND,
        Class::Same | Class::NotShown => {
            let inner = half - 0.5;
            let (left, right, top, bottom) = (x - inner, x + inner, y - inner, y + inner);
            let around = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
            let edge = if class == Class::Same { AXIS } else { SOFT_INK };
            let dash = if class == Class::Same { Dash::Solid } else { Dash::Dotted };
            return canvas.line(&around, Stroke::solid(edge, 1.0).with(dash));
        }
    };
    canvas.bar((x - half, y - half), (x + half, y + half), fill)
}

/// A class without colour: a triangle up or down, a short level line, or a cross.
fn sign(canvas: &mut Canvas<'_>, (x, y): Spot, class: Class) -> Drawn {
    let colour = ink(class);
    match class {
        Class::Above => canvas.surface(&[(x, y - 3.0), (x + 3.5, y + 2.5), (x - 3.5, y + 2.5)], colour),
        Class::Below => canvas.surface(&[(x, y + 3.0), (x + 3.5, y - 2.5), (x - 3.5, y - 2.5)], colour),
        Class::Same => canvas.line(&[(x - 3.0, y), (x + 3.0, y)], Stroke::solid(colour, 1.25)),
        Class::NotShown => {
            canvas.line(&[(x - 2.5, y - 2.5), (x + 2.5, y + 2.5)], Stroke::solid(colour, 1.0))?;
            canvas.line(&[(x - 2.5, y + 2.5), (x + 2.5, y - 2.5)], Stroke::solid(colour, 1.0))
        }
    }
}

/// The colour of words and signs on a class: 4.5 to 1 or more on its surface.
fn ink(class: Class) -> Colour {
    match class {
        Class::Above => PAPER,
        Class::Same | Class::Below => INK,
        Class::NotShown => SOFT_INK,
    }
}

/// Each class with its count, right of the tiles of the north, and the frame.
fn key(canvas: &mut Canvas<'_>, chart: &TileMap) -> Drawn {
    let left = EDGE + KEY_COLUMN * PITCH;
    let mut y = EDGE + LINE / 2.0;
    let shown = CLASSES.into_iter().filter(|class| chart.of(*class).next().is_some());
    for class in shown {
        let middle = (left + SWATCH / 2.0, y);
        square(canvas, middle, SWATCH / 2.0, class)?;
        sign(canvas, middle, class)?;
        let words = format!("{}: {}", name(class), number::count(chart.count(class)));
        canvas.words((left + SWATCH + 4.0, y), &words, LABEL)?;
        y += LINE;
    }
    if chart.tiles.iter().any(|tile| tile.own) {
        let middle = left + SWATCH / 2.0;
        canvas.bar((left, y - 5.0), (left + SWATCH, y + 5.0), INK)?;
        canvas.bar((middle - 3.0, y - 3.0), (middle + 3.0, y + 3.0), PAPER)?;
        let words = if chart.kind == Kind::Region { "this region’s" } else { "this ICB" };
        canvas.words((left + SWATCH + 4.0, y), words, LABEL)?;
    }
    Ok(())
}
