//! The surface that charts are drawn on: printed points in, SVG text out.
//!
//! plotters writes whole pixels, so a point is four of them, and the page scales the picture down.

mod style;
mod tidy;

use std::collections::BTreeMap;

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};

use super::lettering;
use super::palette::Colour;
use crate::text::{self, Picture};

pub(super) use style::{Dash, LABEL, SMALL, Side, Stroke, Type, Weight};

/// That a step of a drawing worked, or why it did not.
pub(super) type Drawn<T = ()> = Result<T, String>;

/// A place in printed points: to the right, then down.
pub(super) type Spot = (f64, f64);

/// The size of a picture in printed points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Size {
    pub width: f64,
    pub height: f64,
}

/// Pixels of the picture for one printed point.
const PIXELS: f64 = 4.0;
/// What plotters divides the size of words by when it writes it.
const TEXT_DIVISOR: f64 = 1.24;
/// How far words are lowered, as a share of their size, so that capitals stand in the middle.
const LOWERED: f64 = 0.09;
/// How far words may seem to run off the picture, for their width is on the wide side.
const SLACK: f64 = 1.0;
/// The family of the page's own font.
const FAMILY: &str = "Arimo";

/// A picture while it is drawn.
pub(super) struct Canvas<'s> {
    area: DrawingArea<SVGBackend<'s>, Shift>,
    size: Size,
    drawn: usize,
    dashes: BTreeMap<usize, Dash>,
    labels: Vec<text::Text>,
}

/// Draws a picture and gives its SVG.
pub(super) fn svg(size: Size, paint: impl FnOnce(&mut Canvas<'_>) -> Drawn) -> Drawn<Picture> {
    let mut raw = String::new();
    let pixels = (length(size.width)?, length(size.height)?);
    let area = SVGBackend::with_string(&mut raw, pixels).into_drawing_area();
    let mut canvas = Canvas { area, size, drawn: 0, dashes: BTreeMap::new(), labels: Vec::new() };
    paint(&mut canvas)?;
    canvas.area.present().map_err(|error| error.to_string())?;
    let (dashes, labels) = (std::mem::take(&mut canvas.dashes), std::mem::take(&mut canvas.labels));
    drop(canvas);
    Ok(Picture { svg: tidy::tidy(&raw, size, &dashes), labels, width_pt: size.width, height_pt: size.height })
}

impl Canvas<'_> {
    /// A line through the spots.
    pub(super) fn line(&mut self, spots: &[Spot], stroke: Stroke) -> Drawn {
        let path = self.pixels(spots)?;
        let style = shape(stroke.colour).stroke_width(length(stroke.width)?);
        self.area.draw(&PathElement::new(path, style)).map_err(|error| error.to_string())?;
        self.drawn += 1;
        if stroke.dash != Dash::Solid {
            self.dashes.insert(self.drawn, stroke.dash);
        }
        Ok(())
    }

    /// A surface with the spots as its corners.
    pub(super) fn surface(&mut self, corners: &[Spot], colour: Colour) -> Drawn {
        let path = self.pixels(corners)?;
        self.area.draw(&Polygon::new(path, shape(colour).filled())).map_err(|error| error.to_string())?;
        self.drawn += 1;
        Ok(())
    }

    /// A filled rectangle between two opposite corners.
    pub(super) fn bar(&mut self, corner: Spot, opposite: Spot, colour: Colour) -> Drawn {
        let corners = [self.pixel(corner)?, self.pixel(opposite)?];
        self.area
            .draw(&Rectangle::new(corners, shape(colour).filled()))
            .map_err(|error| error.to_string())?;
        self.drawn += 1;
        Ok(())
    }

    /// A filled circle.
    pub(super) fn disc(&mut self, centre: Spot, radius: f64, colour: Colour) -> Drawn {
        self.circle(centre, radius, shape(colour).filled())
    }

    /// An open circle.
    pub(super) fn ring(&mut self, centre: Spot, radius: f64, stroke: Stroke) -> Drawn {
        let style = shape(stroke.colour).stroke_width(length(stroke.width)?);
        self.circle(centre, radius, style)
    }

    /// Words on one line, whose capitals stand in the middle of the spot's height; every figure in them is a claim.
    pub(super) fn words(&mut self, spot: Spot, words: impl Into<text::Text>, how: Type) -> Drawn {
        let words = words.into();
        self.furniture(spot, &words.plain(), how)?;
        if !words.figures().map_err(|unclaimed| unclaimed.to_string())?.is_empty() {
            self.labels.push(words);
        }
        Ok(())
    }

    /// Words that say nothing of the data: the figures of an axis.
    pub(super) fn furniture(&mut self, spot: Spot, words: &str, how: Type) -> Drawn {
        if words.is_empty() {
            return Ok(());
        }
        self.fits(spot, words, how)?;
        let at = self.pixel((spot.0, spot.1 + how.size * LOWERED))?;
        let weight = match how.weight {
            Weight::Plain => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let side = match how.side {
            Side::Start => HPos::Left,
            Side::Middle => HPos::Center,
            Side::End => HPos::Right,
        };
        let font = (FAMILY, how.size * PIXELS * TEXT_DIVISOR).into_font().style(weight);
        let colour = rgb(how.colour);
        let style = TextStyle::from(font).pos(Pos::new(side, VPos::Center)).color(&colour);
        let clean: String = words.chars().filter(|c| !c.is_control()).collect();
        self.area.draw(&Text::new(clean, at, style)).map_err(|error| error.to_string())?;
        self.drawn += 1;
        Ok(())
    }

    /// The pixel that stands for a spot, as whole numbers.
    pub(super) fn pixel(&self, spot: Spot) -> Drawn<(i32, i32)> {
        let inside = (0.0..=self.size.width).contains(&spot.0) && (0.0..=self.size.height).contains(&spot.1);
        if inside {
            Ok((whole(spot.0), whole(spot.1)))
        } else {
            Err(format!("a mark at {:.1}, {:.1} points is off the picture", spot.0, spot.1))
        }
    }

    /// Refuses words that would run off the picture and be cut there.
    fn fits(&self, (x, _): Spot, words: &str, how: Type) -> Drawn {
        let wide = lettering::width(words, how);
        let left = match how.side {
            Side::Start => x,
            Side::Middle => x - wide / 2.0,
            Side::End => x - wide,
        };
        if left < -SLACK || left + wide > self.size.width + SLACK {
            return Err(format!("`{words}` is too wide for the picture"));
        }
        Ok(())
    }

    fn pixels(&self, spots: &[Spot]) -> Drawn<Vec<(i32, i32)>> {
        spots.iter().map(|&spot| self.pixel(spot)).collect()
    }

    fn circle(&mut self, centre: Spot, radius: f64, style: ShapeStyle) -> Drawn {
        let at = self.pixel(centre)?;
        self.area.draw(&Circle::new(at, length(radius)?, style)).map_err(|error| error.to_string())?;
        self.drawn += 1;
        Ok(())
    }
}

fn rgb(colour: Colour) -> RGBColor {
    RGBColor(colour.0, colour.1, colour.2)
}

fn shape(colour: Colour) -> ShapeStyle {
    rgb(colour).stroke_width(1)
}

/// A length in pixels.
fn length(points: f64) -> Drawn<u32> {
    u32::try_from(whole(points)).map_err(|_| format!("{points} is not a length"))
}

/// A distance in whole pixels.
#[expect(clippy::cast_possible_truncation, reason = "a picture is a few thousand pixels wide")]
fn whole(points: f64) -> i32 {
    (points * PIXELS).round() as i32
}
