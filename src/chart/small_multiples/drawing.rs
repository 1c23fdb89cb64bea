//! How the small charts are laid out and drawn.

use super::{ACROSS, Panel, SmallMultiples};
use crate::analysis::PastReturn;
use crate::chart::axis::{Plot, Tick};
use crate::chart::canvas::{Canvas, Drawn, LABEL, SMALL, Side, Spot, Stroke};
use crate::chart::lettering::{cut, wrap};
use crate::chart::mark::{Mark, Named, key, key_height};
use crate::chart::palette::{AREA, AXIS, GRID};
use crate::chart::{Caption, ChartError, Sketch, WIDTH_PT};
use crate::panel::Return;
use crate::subject::Census;
use crate::text;
use crate::text::Text;
use crate::text::{Chart, number};

/// Room left of the first panel for the figures of its axis.
const LEFT: f64 = 16.0;
/// Room between two panels.
const GAP: f64 = 12.0;
/// A line of the name above a panel, and the most of them.
const NAME: f64 = 10.0;
const NAME_LINES: usize = 2;
/// How much wider than its panel a name may be, before the next panel's.
const OVER: f64 = 6.0;
/// The name and the panel, the values under it, and room before the next row.
const NAMED_PANEL: f64 = 40.0;
const VALUES: f64 = 11.0;
const APART: f64 = 7.0;
/// Half the width of the band of a census without a return, at the most.
const BAND: f64 = 3.0;
/// Under the last row: when the panels begin and end.
const FOOT: f64 = 18.0;

impl SmallMultiples {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let layout = Layout::of(self);
        let sketch = Sketch { slug: "small-multiples", table: "pcn-series", alt: self.alt() };
        sketch.draw(caption, layout.height(), |canvas| layout.paint(canvas))
    }
}

/// A chart and where its parts stand.
struct Layout<'c> {
    chart: &'c SmallMultiples,
    names: Vec<Named>,
    top: f64,
    /// The lines of the longest name above a panel.
    lines: usize,
}

impl<'c> Layout<'c> {
    /// Lays a chart out.
    fn of(chart: &'c SmallMultiples) -> Self {
        let names = names(chart);
        let top = key_height(&names, WIDTH_PT) + 4.0;
        let lines =
            chart.panels.iter().enumerate().map(|(at, panel)| name_lines(panel, at).len()).max().unwrap_or(1);
        Self { chart, names, top, lines }
    }

    /// The height of the whole chart.
    fn height(&self) -> f64 {
        self.top + self.rows() * ROW - APART + FOOT
    }

    /// Draws the chart.
    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        key(canvas, (0.0, 0.0), &self.names, WIDTH_PT)?;
        for (at, panel) in self.chart.panels.iter().enumerate() {
            let plot = self.plot(at);
            let mut y = plot.top - NAME / 2.0 - 1.0;
            for line in name_lines(panel, at).iter().rev() {
                canvas.words((plot.left, y), line, LABEL)?;
                y -= NAME;
            }
            if at % ACROSS == 0 {
                let ends = [0.0, self.chart.top];
                let ends = ends.map(|value| Tick { value, label: number::text(value, 0) });
                plot.levels(canvas, plot.upwards(0.0, self.chart.top), &ends)?;
            }
            self.panel(canvas, panel, plot)?;
        }
        self.time(canvas)
    }

    fn rows(&self) -> f64 {
        self.chart.panels.len().div_ceil(ACROSS) as f64
    }

    /// The plot of a panel by its order.
    fn plot(&self, at: usize) -> Plot {
        let left = LEFT + (at % ACROSS) as f64 * (WIDE + GAP);
        let above = self.top + (at / ACROSS) as f64 * ROW;
        let top = above + NAME * self.lines as f64 + 2.0;
        Plot { left, right: left + WIDE, top, bottom: above + NAMED_PANEL }
    }

    /// One PCN: its runs of returns, the censuses without one, and its first and last value.
    fn panel(&self, canvas: &mut Canvas<'_>, panel: &Panel, plot: Plot) -> Drawn {
        self.silence(canvas, panel, plot)?;
        canvas.line(&[(plot.left, plot.top), (plot.right, plot.top)], Stroke::solid(GRID, 0.5))?;
        canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], Stroke::solid(AXIS, 0.75))?;
        for run in panel.points.chunk_by(|a, b| a.fte.is_some() == b.fte.is_some()) {
            let spots: Vec<Spot> =
                run.iter().filter_map(|point| self.spot(point, plot).transpose()).collect::<Drawn<_>>()?;
            if spots.len() > 1 {
                canvas.line(&spots, Stroke::solid(AREA, 1.25))?;
            }
            for (point, spot) in run.iter().filter(|point| point.fte.is_some()).zip(spots) {
                self.point(canvas, point, spot)?;
            }
        }
        values(canvas, panel, plot)
    }

    /// A band over the whole panel at each run of censuses without a return, for it has no value.
    fn silence(&self, canvas: &mut Canvas<'_>, panel: &Panel, plot: Plot) -> Drawn {
        let silent = |point: &PastReturn| point.filed == Some(Return::NoReturn);
        let half = self.band(plot)?;
        for run in panel.points.chunk_by(|a, b| silent(a) == silent(b)) {
            let Some((first, last)) = run.first().zip(run.last()).filter(|(first, _)| silent(first)) else {
                continue;
            };
            let (left, right) = (self.x(first.census, plot)? - half, self.x(last.census, plot)? + half);
            canvas.hatched((left, plot.top), (right, plot.bottom))?;
        }
        Ok(())
    }

    /// Half the width of a band: less than half the way to the nearest census.
    fn band(&self, plot: Plot) -> Drawn<f64> {
        let places: Vec<f64> =
            self.chart.censuses.iter().map(|&census| self.x(census, plot)).collect::<Drawn<_>>()?;
        Ok(places.windows(2).map(|pair| 0.4 * (pair[1] - pair[0])).fold(BAND, f64::min))
    }

    fn point(&self, canvas: &mut Canvas<'_>, point: &PastReturn, spot: Spot) -> Drawn {
        let above = point.fte.is_some_and(|fte| fte > self.chart.top);
        if above { canvas.mark(spot, Mark::Above(AREA)) } else { canvas.disc(spot, 1.25, AREA) }
    }

    /// The place of a return; none where there is none.
    fn spot(&self, point: &PastReturn, plot: Plot) -> Drawn<Option<Spot>> {
        let Some(fte) = point.fte else { return Ok(None) };
        let y = plot.upwards(0.0, self.chart.top).at(fte.get().min(self.chart.top))?;
        Ok(Some((self.x(point.census, plot)?, y)))
    }

    /// The place of a census, true to time.
    fn x(&self, census: Census, plot: Plot) -> Drawn<f64> {
        let (first, last) = self.ends()?;
        let inside = Plot { left: plot.left + 3.0, right: plot.right - 3.0, ..plot };
        let months = |census: Census| f64::from(census.months_since(first));
        inside.across(0.0, months(last)).at(months(census))
    }

    fn ends(&self) -> Drawn<(Census, Census)> {
        self.chart
            .censuses
            .first()
            .copied()
            .zip(self.chart.censuses.last().copied())
            .ok_or("no census".into())
    }

    /// When the panels begin and end.
    fn time(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let (first, last) = self.ends()?;
        let words = text!("Each panel runs from {} to {}.", first, last);
        canvas.words((LEFT, self.height() - FOOT / 2.0), &words, SMALL)
    }
}

/// The width of a panel.
const WIDE: f64 = (WIDTH_PT - 1.0 - LEFT - (ACROSS as f64 - 1.0) * GAP) / ACROSS as f64;
/// The height of a row of panels.
const ROW: f64 = NAMED_PANEL + VALUES + APART;

/// The name of a PCN, by its order, on one line or two; cut only where two do not hold it.
fn name_lines(panel: &Panel, at: usize) -> Vec<Text> {
    let room = if at % ACROSS == ACROSS - 1 { WIDE } else { WIDE + OVER };
    let mut lines = wrap(&panel.name, LABEL, room);
    if lines.len() > NAME_LINES {
        let rest = Text::join(lines.split_off(NAME_LINES - 1), " ");
        lines.push(cut(&rest, LABEL, room));
    }
    lines
}

/// The first and the last value under a panel; one where they are of the same census, words where there is none.
fn values(canvas: &mut Canvas<'_>, panel: &Panel, plot: Plot) -> Drawn {
    let y = plot.bottom + VALUES / 2.0 + 2.0;
    let Some((first, last)) = panel.ends() else {
        return canvas.words((plot.left, y), "no return", SMALL);
    };
    if let Some(fte) = first.fte.filter(|_| first.census < last.census) {
        canvas.words((plot.left, y), number::fte(fte), SMALL)?;
    }
    let Some(fte) = last.fte else { return Ok(()) };
    canvas.words((plot.right, y), number::fte(fte), LABEL.at(Side::End))
}

fn names(chart: &SmallMultiples) -> Vec<Named> {
    let mut names =
        vec![Named { mark: Mark::Dot(AREA), words: "FTE; below, its first and last return".into() }];
    if chart.panels.iter().any(Panel::is_silent) {
        names.push(Named { mark: Mark::Hatched, words: "no return".into() });
    }
    if chart.panels.iter().any(|panel| panel.highest() > chart.top) {
        names.push(Named { mark: Mark::Above(AREA), words: "above the top of the panel".into() });
    }
    names
}
