//! The back-end that plotters draws on: SVG as Typst's reader takes it fastest.
//!
//! Each mark of its own costs time there, so circles of one style that follow each other are one path.
//! plotters counts in whole units, and so does the picture; the page scales them to points.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use crate::chart::lettering;

/// Units for one printed point: finer than the eye, and few digits.
const UNITS: f64 = 20.0;

/// The SVG as far as it is written.
pub(super) struct Svg<'s> {
    text: &'s mut String,
    size: (u32, u32),
    /// The attributes of the path of circles that is still open; empty where none is.
    open: String,
}

/// Writing to a string cannot fail.
pub(super) type Done = Result<(), DrawingErrorKind<Infallible>>;

impl<'s> Svg<'s> {
    /// Starts a picture of so many points.
    pub(super) fn new(text: &'s mut String, width: f64, height: f64) -> Self {
        let size = (length(width), length(height));
        text.push_str(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" \
             viewBox=\"0 0 {} {}\" stroke-linejoin=\"round\">\n",
            size.0, size.1
        ));
        Self { text, size, open: String::new() }
    }

    /// Draws a line, in dashes and gaps of so many units where it has a pattern.
    pub(super) fn line<I>(&mut self, path: I, style: &impl BackendStyle, pattern: Option<[u32; 2]>)
    where
        I: IntoIterator<Item = BackendCoord>,
    {
        let dashes = pattern.map_or(String::new(), |[on, off]| format!(" stroke-dasharray=\"{on} {off}\""));
        let (points, look) = (corners(path), attributes(style, false));
        self.mark(&format!("<polyline{look} points=\"{points}\"{dashes}/>"));
    }

    /// Adds a mark of its own.
    fn mark(&mut self, tag: &str) {
        self.close();
        self.text.push_str(tag);
        self.text.push('\n');
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.text.push_str(&format!("\"{}/>\n", self.open));
            self.open.clear();
        }
    }
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        self.mark("</svg>");
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Done {
        self.draw_rect(at, (at.0 + 1, at.1 + 1), &colour, true)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        lower_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        let ((x, y), (right, bottom)) = (upper_left, lower_right);
        let (wide, high, look) = (right - x, bottom - y, attributes(style, fill));
        self.mark(&format!("<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\"{look}/>"));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I>(&mut self, path: I, style: &S) -> Done
    where
        I: IntoIterator<Item = BackendCoord>,
    {
        self.line(path, style, None);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I>(&mut self, path: I, style: &S) -> Done
    where
        I: IntoIterator<Item = BackendCoord>,
    {
        self.mark(&format!("<polygon points=\"{}\"{}/>", corners(path), attributes(style, true)));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, fill: bool) -> Done {
        let (left, y, wide) = (i64::from(at.0) - i64::from(radius), at.1, 2 * radius);
        // Two half turns from the left end.
        let circle =
            format!("M{left} {y}a{radius} {radius} 0 1 0 {wide} 0a{radius} {radius} 0 1 0 -{wide} 0z");
        let look = attributes(style, fill);
        if self.open != look {
            self.close();
            self.text.push_str("<path d=\"");
            self.open = look;
        }
        self.text.push_str(&circle);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Done {
        let (anchor, high) = (style.anchor(), lettering::capitals() * style.size());
        let lowered = match anchor.v_pos {
            VPos::Top => high,
            VPos::Center => high / 2.0,
            VPos::Bottom => 0.0,
        };
        let side = match anchor.h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let weight = if matches!(style.style(), FontStyle::Bold) { " font-weight=\"bold\"" } else { "" };
        let (x, y) = (at.0, (f64::from(at.1) + lowered).round());
        let (family, size, fill) = (style.family(), style.size(), colour(style.color()));
        let words: String = text.chars().filter(|c| !c.is_control()).collect();
        self.mark(&format!(
            "<text x=\"{x}\" y=\"{y}\"{side} font-family=\"{}\" font-size=\"{size}\"{weight} fill=\"{fill}\">{}</text>",
            family.as_str(),
            words.replace('&', "&amp;").replace('<', "&lt;"),
        ));
        Ok(())
    }
}

/// A length in units.
#[expect(clippy::cast_possible_truncation, reason = "a picture is a few hundred points wide")]
pub(super) fn length(points: f64) -> u32 {
    (points * UNITS).round() as u32
}

fn corners(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let corners: Vec<_> = path.into_iter().map(|at| format!("{} {}", at.0, at.1)).collect();
    corners.join(" ")
}

/// How a shape looks; every colour is opaque, for an `opacity` would cost a group in the PDF.
fn attributes(style: &impl BackendStyle, fill: bool) -> String {
    let colour = colour(style.color());
    if fill {
        return format!(" fill=\"{colour}\"");
    }
    format!(" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{}\"", style.stroke_width())
}

fn colour(colour: BackendColor) -> String {
    let (red, green, blue) = colour.rgb;
    format!("#{red:02X}{green:02X}{blue:02X}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_of_one_style_are_one_path() {
        let mut text = String::new();
        let mut svg = Svg::new(&mut text, 40.0, 20.5);
        for (x, rgb) in [(10, (0x8E, 0x8E, 0x8E)), (16, (0x8E, 0x8E, 0x8E)), (30, (255, 255, 255))] {
            svg.draw_circle((x, 20), 3, &BackendColor { alpha: 1.0, rgb }, true).unwrap();
        }
        svg.present().unwrap();
        assert_eq!(
            text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40pt\" height=\"20.5pt\" \
             viewBox=\"0 0 800 410\" stroke-linejoin=\"round\">\n\
             <path d=\"M7 20a3 3 0 1 0 6 0a3 3 0 1 0 -6 0zM13 20a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z\" fill=\"#8E8E8E\"/>\n\
             <path d=\"M27 20a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z\" fill=\"#FFFFFF\"/>\n</svg>\n"
        );
    }
}
