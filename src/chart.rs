//! The charts of a page, as SVG.
//!
//! In: an [`Edition`](crate::analysis::Edition) and one area's [`Analysis`](crate::analysis::Analysis).
//! Out: a [`Chart`] per kind, with its alternative text.
//! A chart is a struct of exactly what is drawn: `new` chooses it, `alt` says it, `draw` draws it.
//! plotters lives in `canvas` and nowhere else.

pub mod concentration;
pub mod fair_share;
pub mod fifth_bars;
pub mod funnel;
pub mod icb_strip;
pub mod icbs;
pub mod need_scatter;
pub mod run_chart;
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

pub(crate) use lettering::FONTS;

/// The width of a chart: the text width of an A4 page, in points.
pub const WIDTH_PT: f64 = 482.0;

/// A chart as the page takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The chart's kind, and the stem of its file name.
    pub slug: &'static str,
    /// What a reader takes from it, in words.
    pub alt: String,
    /// The picture.
    pub svg: String,
    /// The words on it that hold numbers, each marked with its claim.
    pub labels: Vec<String>,
    /// Width to place it at, in points.
    pub width_pt: f64,
    /// Height at that width, in points.
    pub height_pt: f64,
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

/// What a chart is called and says, before it is drawn.
struct Caption {
    slug: &'static str,
    alt: String,
}

impl Caption {
    /// Draws the chart at full width.
    fn draw(self, height: f64, paint: impl FnOnce(&mut Canvas<'_>) -> Drawn) -> Result<Chart, ChartError> {
        self.draw_sized(Size { width: WIDTH_PT, height }, paint)
    }

    /// Draws the chart at a width of its own: one that stands beside text or another chart.
    fn draw_sized(
        self,
        size: Size,
        paint: impl FnOnce(&mut Canvas<'_>) -> Drawn,
    ) -> Result<Chart, ChartError> {
        match canvas::svg(size, paint) {
            Ok(picture) => Ok(Chart {
                slug: self.slug,
                alt: self.alt,
                svg: picture.svg,
                labels: picture.labels,
                width_pt: size.width,
                height_pt: size.height,
            }),
            Err(reason) => Err(ChartError { slug: self.slug, reason }),
        }
    }
}
