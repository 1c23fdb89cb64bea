//! The charts of a page, as SVG.
//!
//! In: an [`Edition`](crate::analysis::Edition), one area's [`Area`](crate::analysis::Area) and a [`Caption`].
//! Out: a [`Chart`] per kind, with its alternative text.
//! A chart is a struct of exactly what is drawn: `new` chooses it, `alt` says it, `draw` draws it.
//! plotters lives in `canvas` and nowhere else.

pub mod compared;
pub mod concentration;
pub mod fair_share;
pub mod funnel;
pub mod icbs;
pub mod need_levels;
pub mod need_scatter;
pub mod over_time;
pub mod regions;
pub mod returns;
pub mod slide;
pub mod slope_chart;
pub mod small_multiples;
pub mod tile_map;
pub mod xmr;

mod axis;
mod beside;
mod canvas;
mod lettering;
mod mark;
mod palette;
mod placing;
mod room;
mod style;
mod time;

use canvas::{Canvas, Drawn, Size};

use crate::text::{Chart, Text};
pub(crate) use lettering::FONTS;

/// The width of a chart: the text width of an A4 page, in points.
pub const WIDTH_PT: f64 = 482.0;

/// The words around a chart, which its page knows.
#[derive(Clone, Debug)]
pub struct Caption {
    /// The message.
    pub title: Text,
    /// What is measured, where and when.
    pub subtitle: Text,
    /// Where the figures come from.
    pub source: Text,
}

/// A chart that could not be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot draw `{slug}`: {reason}")]
pub struct ChartError {
    /// The chart's kind.
    pub slug: &'static str,
    /// Why.
    pub reason: String,
}

/// A chart before it is drawn: what it is called, the table that has its figures, and what it says.
struct Sketch {
    slug: &'static str,
    table: &'static str,
    alt: Text,
}

impl Sketch {
    /// Draws the chart at full width.
    fn draw(
        self,
        caption: Caption,
        height: f64,
        paint: impl FnOnce(&mut Canvas<'_>) -> Drawn,
    ) -> Result<Chart, ChartError> {
        self.draw_sized(caption, Size { width: WIDTH_PT, height }, paint)
    }

    /// Draws the chart at a width of its own: one that stands beside text or another chart.
    fn draw_sized(
        self,
        caption: Caption,
        size: Size,
        paint: impl FnOnce(&mut Canvas<'_>) -> Drawn,
    ) -> Result<Chart, ChartError> {
        let Self { slug, table, alt } = self;
        let Caption { title, subtitle, source } = caption;
        match canvas::svg(size, paint) {
            Ok(picture) => Ok(Chart { slug, title, subtitle, source, alt, picture, table }),
            Err(reason) => Err(ChartError { slug, reason }),
        }
    }
}
