//! The surface that charts are drawn on: printed points in, SVG text out.
//!
//! plotters turns points into units of the back-end and draws its elements there.

mod backend;

use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::BackendCoord;

use super::lettering;
use super::palette::Colour;
use crate::text::{self, Picture};
use backend::{Done, Svg, length};

pub(super) use super::style::{Dash, LABEL, SMALL, Side, Stroke, Type, Weight};

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

/// The family of the page's own font.
const FAMILY: &str = "Arimo";
/// How far a rounding may put words off the picture.
const SLACK: f64 = 0.01;

/// A picture while it is drawn.
pub(super) struct Canvas<'s> {
    area: DrawingArea<Svg<'s>, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
    size: Size,
    labels: Vec<text::Text>,
}

/// Draws a picture and gives its SVG.
pub(super) fn svg(size: Size, paint: impl FnOnce(&mut Canvas<'_>) -> Drawn) -> Drawn<Picture> {
    let mut svg = String::new();
    let area = Svg::new(&mut svg, size.width, size.height).into_drawing_area();
    let points = Cartesian2d::new(0.0..size.width, 0.0..size.height, area.get_pixel_range());
    let mut canvas = Canvas { area: area.apply_coord_spec(points), size, labels: Vec::new() };
    paint(&mut canvas)?;
    canvas.area.present().map_err(|error| error.to_string())?;
    Ok(Picture { labels: canvas.labels, svg, width_pt: size.width, height_pt: size.height })
}

impl<'s> Canvas<'s> {
    /// A line through the spots.
    pub(super) fn line(&mut self, spots: &[Spot], stroke: Stroke) -> Drawn {
        self.inside(spots)?;
        let style = outline(stroke);
        match stroke.dash {
            Dash::Solid => self.draw(&PathElement::new(spots, style)),
            Dash::Dashed => self.draw(&Broken { spots, style, pattern: [6.0, 3.0] }),
            Dash::Dotted => self.draw(&Broken { spots, style, pattern: [1.0, 2.0] }),
        }
    }

    /// A surface with the spots as its corners.
    pub(super) fn surface(&mut self, corners: &[Spot], colour: Colour) -> Drawn {
        self.inside(corners)?;
        self.draw(&Polygon::new(corners, filled(colour)))
    }

    /// A filled rectangle between two opposite corners.
    pub(super) fn bar(&mut self, corner: Spot, opposite: Spot, colour: Colour) -> Drawn {
        self.inside(&[corner, opposite])?;
        self.draw(&Rectangle::new([corner, opposite], filled(colour)))
    }

    /// A filled circle.
    pub(super) fn disc(&mut self, centre: Spot, radius: f64, colour: Colour) -> Drawn {
        self.inside(&[centre])?;
        self.draw(&Circle::new(centre, length(radius), filled(colour)))
    }

    /// An open circle.
    pub(super) fn ring(&mut self, centre: Spot, radius: f64, stroke: Stroke) -> Drawn {
        self.inside(&[centre])?;
        self.draw(&Circle::new(centre, length(radius), outline(stroke)))
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
        self.inside(&[spot])?;
        self.fits(spot, words, how)?;
        let weight = match how.weight {
            Weight::Plain => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let side = match how.side {
            Side::Start => HPos::Left,
            Side::Middle => HPos::Center,
            Side::End => HPos::Right,
        };
        let font = (FAMILY, length(how.size)).into_font().style(weight);
        let colour = rgb(how.colour);
        let style = TextStyle::from(font).pos(Pos::new(side, VPos::Center)).color(&colour);
        self.draw(&Text::new(words, spot, style))
    }

    /// Refuses a mark off the picture, which plotters would move to its edge.
    fn inside(&self, spots: &[Spot]) -> Drawn {
        let Size { width, height } = self.size;
        let is_off = |spot: &&Spot| !(0.0..=width).contains(&spot.0) || !(0.0..=height).contains(&spot.1);
        match spots.iter().find(is_off) {
            Some((x, y)) => Err(format!("a mark at {x:.1}, {y:.1} points is off the picture")),
            None => Ok(()),
        }
    }

    /// Refuses words that would run off the picture and be cut there.
    fn fits(&self, spot: Spot, words: &str, how: Type) -> Drawn {
        let wide = lettering::width(words, how);
        let left = match how.side {
            Side::Start => spot.0,
            Side::Middle => spot.0 - wide / 2.0,
            Side::End => spot.0 - wide,
        };
        if left < -SLACK || left + wide > self.size.width + SLACK {
            return Err(format!("`{words}` is too wide for the picture"));
        }
        Ok(())
    }

    fn draw<'e, E>(&self, element: &'e E) -> Drawn
    where
        &'e E: PointCollection<'e, Spot>,
        E: Drawable<Svg<'s>>,
    {
        self.area.draw(element).map_err(|error| error.to_string())
    }
}

/// A line of dashes and gaps; plotters' own is a line for each dash.
struct Broken<'p> {
    spots: &'p [Spot],
    style: ShapeStyle,
    pattern: [f64; 2],
}

impl<'e> PointCollection<'e, Spot> for &'e Broken<'_> {
    type Point = &'e Spot;
    type IntoIter = &'e [Spot];

    fn point_iter(self) -> Self::IntoIter {
        self.spots
    }
}

impl Drawable<Svg<'_>> for Broken<'_> {
    fn draw<I>(&self, path: I, svg: &mut Svg<'_>, _size: (u32, u32)) -> Done
    where
        I: Iterator<Item = BackendCoord>,
    {
        svg.line(path, &self.style, Some(self.pattern.map(length)));
        Ok(())
    }
}

fn rgb(colour: Colour) -> RGBColor {
    RGBColor(colour.0, colour.1, colour.2)
}

fn filled(colour: Colour) -> ShapeStyle {
    rgb(colour).filled()
}

fn outline(stroke: Stroke) -> ShapeStyle {
    rgb(stroke.colour).stroke_width(length(stroke.width))
}
