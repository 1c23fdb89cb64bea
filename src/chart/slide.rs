//! What stands around a chart on a slide of 16 to 9: its message, what it shows, and its source.

use super::canvas::{Canvas, Drawn, LABEL, SMALL, Size, Type};
use super::lettering::wrap;
use super::{ChartError, canvas};
use crate::text::{Chart, Picture, Text};

/// The size of a slide in points, which is 1280 by 720 pixels.
pub const SLIDE_PT: (f64, f64) = (960.0, 540.0);
/// Room at the sides.
const MARGIN: f64 = 40.0;

/// A slide without its chart, and the room that is left for it.
pub struct Slide {
    /// The words around the chart.
    pub picture: Picture,
    /// The left edge of the room for the chart, and its upper edge.
    pub corner: (f64, f64),
    /// How wide and how high that room is.
    pub room: (f64, f64),
}

/// Lines of one size from a height on.
struct Lines {
    words: Vec<Text>,
    top: f64,
    step: f64,
    how: Type,
}

impl Lines {
    fn of(words: &Text, how: Type, top: f64) -> Self {
        let step = how.size * 1.3;
        Self { words: wrap(words, how, SLIDE_PT.0 - 2.0 * MARGIN), top, step, how }
    }

    fn end(&self) -> f64 {
        self.top + self.step * self.words.len() as f64
    }

    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        for (nth, words) in self.words.iter().enumerate() {
            let y = self.top + self.step * (nth as f64 + 0.5);
            canvas.words((MARGIN, y), words, self.how)?;
        }
        Ok(())
    }
}

/// The slide of a chart.
///
/// # Errors
/// Where its words cannot be drawn.
pub fn slide(chart: &Chart) -> Result<Slide, ChartError> {
    let title = Lines::of(&chart.title, Type { size: 26.0, ..LABEL.bold() }, 28.0);
    let subtitle = Lines::of(&chart.subtitle, Type { size: 14.0, ..SMALL }, title.end() + 4.0);
    let source = Lines::of(&chart.source, Type { size: 11.0, ..SMALL }, 0.0);
    let source = Lines { top: SLIDE_PT.1 - 20.0 - source.end(), ..source };
    let size = Size { width: SLIDE_PT.0, height: SLIDE_PT.1 };
    let top = subtitle.end() + 14.0;
    let room = (SLIDE_PT.0 - 2.0 * MARGIN, source.top - 12.0 - top);
    let picture = canvas::svg(size, |canvas| {
        [&title, &subtitle, &source].into_iter().try_for_each(|lines| lines.paint(canvas))
    });
    let picture = picture.map_err(|reason| ChartError { slug: chart.slug, reason })?;
    Ok(Slide { picture, corner: (MARGIN, top), room })
}
