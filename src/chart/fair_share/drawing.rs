//! How the rows are laid out and drawn.

use super::names::List;

use super::{FairShareDots, NOTE_ROWS, Row, STEPS, Standing, Unit};
use crate::chart::axis::{Plot, Scale};
use crate::chart::canvas::{Canvas, Drawn, LABEL, SMALL, Side, Stroke};
use crate::chart::lettering::{width, wrap};
use crate::chart::mark::{Mark, Named, key, key_height};
use crate::chart::palette::{AREA, GRID, OTHERS, PAPER};
use crate::chart::{Caption, ChartError, Sketch, WIDTH_PT};
use crate::text;
use crate::text::Chart;
use crate::text::number::{self, Direction};

/// The tallest chart that leaves room for a heading and a caption on its page.
const TALLEST: f64 = 400.0;
/// The room for a row: as much as is comfortable, and as little as can be read.
const ROW: (f64, f64) = (13.0, 9.2);
/// The widest that a name may be; the plot gives way to it.
const NAMES: f64 = 250.0;
/// A further line of a name.
const SECOND: f64 = 9.5;
/// Room between a name and the plot.
const NAME_GAP: f64 = 8.0;
/// The axis with its name, above the rows.
const HEAD: f64 = 30.0;
/// The figures under the rows.
const FOOT: f64 = 16.0;

impl FairShareDots {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let layout = Layout::of(self);
        let table = if self.listed.starts_with("pcns") { "pcns.csv" } else { "pcns" };
        let sketch = Sketch { slug: "fair-share", table, alt: self.alt() };
        sketch.draw(caption, layout.height(), |canvas| layout.paint(canvas))
    }
}

/// How many rows fit, beside the key and the names that are not drawn.
pub(super) fn capacity(chart: &FairShareDots) -> usize {
    let room = TALLEST - top(chart) - FOOT - List::of(chart).height();
    (1..200u8).take_while(|rows| f64::from(*rows) * ROW.1 <= room).count()
}

/// A chart and where its parts stand.
struct Layout<'c> {
    chart: &'c FairShareDots,
    list: List,
    plot: Plot,
    row: f64,
}

impl<'c> Layout<'c> {
    /// Lays a chart out.
    fn of(chart: &'c FairShareDots) -> Self {
        let list = List::of(chart);
        let (lines, top) = (lines(chart), top(chart));
        let row = ((TALLEST - top - FOOT - list.height()) / lines).clamp(ROW.1, ROW.0);
        let names = chart.rows.iter().map(|row| width(&row.name, LABEL)).fold(0.0, f64::max);
        let states = chart.rows.iter().map(|row| width(state(row), SMALL)).fold(0.0, f64::max);
        let state_room = if states > 0.0 { states + 6.0 } else { 0.0 };
        let plot = Plot {
            left: names.min(NAMES) + NAME_GAP,
            right: WIDTH_PT - GAP_ROOM - state_room,
            top,
            bottom: top + row * lines + chart.rows.iter().map(second).sum::<f64>(),
        };
        Self { chart, list, plot, row }
    }

    /// The height of the whole chart.
    fn height(&self) -> f64 {
        self.plot.bottom + FOOT + self.list.height()
    }
}

/// Room for the figures right of the plot.
const GAP_ROOM: f64 = 60.0;
/// Room for the first of them.
const NOW_ROOM: f64 = 32.0;
/// The line from FTE now to the fair share, for a row below it and for one that is not.
const BELOW: Stroke = Stroke::solid(AREA, 2.0);
const NOT_BELOW: Stroke = Stroke::solid(OTHERS, 1.0);

impl Layout<'_> {
    /// Draws the chart.
    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        key(canvas, (0.0, 0.0), &names(self.chart), WIDTH_PT)?;
        let scale = self.plot.across(0.0, self.chart.end);
        self.frame(canvas, scale)?;
        let half = self.chart.rows.len().div_ceil(2);
        let mut y = self.plot.top + self.row / 2.0;
        for (index, row) in self.chart.rows.iter().enumerate() {
            if self.chart.left_out > 0 && index == half {
                y += self.left_out(canvas, y)?;
            }
            let half = second(row) / 2.0;
            self.row(canvas, scale, row, y + half)?;
            y += self.row + 2.0 * half;
        }
        self.list.paint(canvas, self.plot.bottom + FOOT)
    }

    /// The axis above and below the rows, and the names of the columns.
    fn frame(&self, canvas: &mut Canvas<'_>, scale: Scale) -> Drawn {
        let Plot { left, right, top, bottom } = self.plot;
        canvas.words((left, top - 20.0), "Link-worker FTE", SMALL)?;
        for tick in scale.ticks(STEPS, "") {
            let x = scale.at(tick.value)?;
            canvas.line(&[(x, top), (x, bottom)], Stroke::solid(GRID, 0.5))?;
            for y in [top - 8.0, bottom + 9.0] {
                canvas.furniture((x, y), &tick.label, SMALL.at(Side::Middle))?;
            }
        }
        let column = SMALL.at(Side::End);
        for (x, heading) in [(right + NOW_ROOM, ["FTE", "now"]), (right + GAP_ROOM, ["Fair", "share"])] {
            canvas.words((x, top - 20.0), heading[0], column)?;
            canvas.words((x, top - 8.0), heading[1], column)?;
        }
        Ok(())
    }

    fn row(&self, canvas: &mut Canvas<'_>, scale: Scale, row: &Row, y: f64) -> Drawn {
        let Plot { left, right, .. } = self.plot;
        let mut line = y - second(row) / 2.0;
        for words in wrap(&row.name, LABEL, NAMES) {
            canvas.words((left - NAME_GAP, line), &words, LABEL.at(Side::End))?;
            line += SECOND;
        }
        self.marks(canvas, scale, row.standing, y)?;
        let how = match row.standing.gap().map(|gap| number::direction(gap, 1)) {
            Some(Direction::Fewer) => LABEL.bold(),
            Some(Direction::More | Direction::Same) | None => LABEL,
        };
        // Both figures and not their difference, which rounding would keep from adding up.
        canvas.words((right + NOW_ROOM, y), number::fte(row.standing.fte()), how.at(Side::End))?;
        if let Some(target) = row.standing.target() {
            canvas.words((right + GAP_ROOM, y), number::fte(target), how.at(Side::End))?;
        }
        canvas.words((right + GAP_ROOM + 6.0, y), state(row), SMALL)
    }

    /// The dot, the diamond and the line from one to the other.
    fn marks(&self, canvas: &mut Canvas<'_>, scale: Scale, standing: Standing, y: f64) -> Drawn {
        let Plot { left, right, .. } = self.plot;
        let beyond = standing.fte() > self.chart.end;
        let now = if beyond { right } else { scale.at(standing.fte().get())? };
        let share = standing.target().map(|target| scale.at(target.get())).transpose()?;
        let first = share.map_or(now, |share| share.min(now));
        canvas.line(&[(left, y), (first, y)], Stroke::solid(GRID, 0.5))?;
        if let Some(share) = share {
            let stroke = if now < share { BELOW } else { NOT_BELOW };
            canvas.line(&[(now, y), (share, y)], stroke)?;
            canvas.diamond((share, y))?;
        }
        // Where the axis ends a triangle stands for the dot; the column has the figure.
        let (at, mark) =
            if beyond { ((right - 3.5, y), Mark::Beyond(AREA)) } else { ((now, y), dot(standing)) };
        canvas.mark(at, mark)?;
        // Once more over the dot, so that both show where they are close.
        share.map_or(Ok(()), |share| canvas.diamond_edge((share, y)))
    }

    /// The words in the place of the rows that are not drawn, across no grid line; gives their height.
    fn left_out(&self, canvas: &mut Canvas<'_>, y: f64) -> Drawn<f64> {
        let (left, height) = (self.plot.left, NOTE_ROWS as f64 * self.row);
        let words = text!(
            "{} in the middle of this order: not drawn; all are in {}",
            self.chart.not_drawn(),
            self.chart.listed
        );
        let top = y - self.row / 2.0;
        canvas.bar((left - 1.0, top), (self.plot.right + 1.0, top + height), PAPER)?;
        let start = left.min(WIDTH_PT - width(&words, SMALL)).max(0.0);
        canvas.words((start, top + height / 2.0), &words, SMALL)?;
        Ok(height)
    }
}

/// The height of the key and of the axis with its name, above the rows.
fn top(chart: &FairShareDots) -> f64 {
    key_height(&names(chart), WIDTH_PT) + HEAD
}

/// The dot of FTE now, open where a return named no link worker.
fn dot(standing: Standing) -> Mark {
    match standing {
        Standing::ReportedNone { .. } => Mark::Ring(AREA),
        Standing::Share { .. } | Standing::NoShare { .. } => Mark::Dot(AREA),
    }
}

fn names(chart: &FairShareDots) -> Vec<Named> {
    let total = match chart.unit {
        Unit::Pcn => "the area’s total",
        Unit::Icb => "England’s total",
    };
    let share = text!("fair share of {}, by {}", total, chart.shared_by);
    let mut names = vec![Named::new(Mark::Dot(AREA), "FTE now"), Named::new(Mark::Diamond, share)];
    if chart.rows.iter().any(|row| matches!(row.standing, Standing::ReportedNone { .. })) {
        names.push(Named::new(Mark::Ring(AREA), "reported none"));
    }
    if chart.rows.iter().any(|row| row.standing.fte() > chart.end) {
        names.push(Named::new(Mark::Beyond(AREA), "beyond the axis"));
    }
    names
}

/// What is said of a row beside its figure.
fn state(row: &Row) -> &'static str {
    match row.standing {
        Standing::Share { .. } => "",
        Standing::ReportedNone { .. } => "reported none",
        Standing::NoShare { .. } => "no fair share",
    }
}

/// The height that the further lines of a row's name take.
fn second(row: &Row) -> f64 {
    SECOND * (wrap(&row.name, LABEL, NAMES).len().max(1) - 1) as f64
}

/// The lines that the rows take, with that for rows left out.
fn lines(chart: &FairShareDots) -> f64 {
    let note = if chart.left_out > 0 { NOTE_ROWS } else { 0 };
    (chart.rows.len() + note) as f64
}
