//! How the rows are laid out and drawn.

use super::{Compared, Role, Row, STEPS};
use crate::analysis::Kind;
use crate::chart::axis::{Plot, Scale};
use crate::chart::canvas::{Canvas, Drawn, LABEL, SMALL, Side, Stroke, Type};
use crate::chart::icbs::Way;
use crate::chart::lettering::{width, wrap};
use crate::chart::mark::{Mark, Named, key, key_height};
use crate::chart::palette::{AREA, Colour, ENGLAND, FALL, GRID, OTHERS, PALE, RISE};
use crate::chart::{Caption, ChartError, Sketch, WIDTH_PT};
use crate::measure::Verdict;
use crate::text;
use crate::text::{Chart, Text, number};

/// The widest that a name may be; a longer one goes on on a second line.
const NAMES: f64 = 182.0;
const NAME_GAP: f64 = 8.0;
/// The columns right of the plot, each with its two lines of heading.
const COLUMNS: [(&str, &str, f64); 4] =
    [("", "Rate", 30.0), ("", "FTE", 42.0), ("Reporting", "none", 56.0), ("Patients", "covered", 44.0)];
/// A row of one line: as much as is comfortable, and as little as can be read; a second line; and the room between groups.
const ROW: (f64, f64) = (10.2, 13.5);
const SECOND: f64 = 9.5;
const BETWEEN: f64 = 3.0;
/// The tallest chart that leaves room for a heading, two lines of text and a caption on its page.
const TALLEST: f64 = 585.0;
/// The two lines of headings, and the figures of the axis.
const HEAD: f64 = 28.0;
const FOOT: f64 = 16.0;

impl Compared {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let layout = Layout::of(self);
        let sketch = Sketch { slug: "compared", table: "areas.csv", alt: self.alt() };
        sketch.draw(caption, layout.plot.bottom + FOOT, |canvas| layout.paint(canvas))
    }
}

/// A chart and where its parts stand.
struct Layout<'c> {
    chart: &'c Compared,
    keys: Vec<Named>,
    rows: Vec<Placed<'c>>,
    plot: Plot,
}

/// A row, its name on lines, and where its middle is.
struct Placed<'c> {
    row: &'c Row,
    name: Vec<Text>,
    how: Type,
    top: f64,
    middle: f64,
    tall: f64,
}

impl<'c> Layout<'c> {
    fn of(chart: &'c Compared) -> Self {
        let keys = keys(chart);
        let groups: Vec<&[Row]> =
            chart.groups.iter().map(Vec::as_slice).chain([&chart.withheld[..]]).collect();
        let how = |row: &Row| if row.role == Role::Own { LABEL.bold() } else { LABEL };
        let names = |row: &Row| wrap(&named(row), how(row), NAMES);
        let all = groups.iter().copied().flatten();
        let second = all.clone().map(|row| SECOND * (names(row).len().max(1) - 1) as f64).sum::<f64>();
        let mut y = key_height(&keys, WIDTH_PT) + HEAD;
        let room = TALLEST - y - FOOT - second - BETWEEN * groups.len() as f64;
        let tall = (room / all.count().max(1) as f64).clamp(ROW.0, ROW.1);
        let top = y;
        let mut rows: Vec<Placed<'_>> = Vec::new();
        for group in groups {
            for row in group {
                let (how, name) = (how(row), names(row));
                let height = tall + SECOND * (name.len().max(1) - 1) as f64;
                rows.push(Placed { row, name, how, top: y, middle: y + height / 2.0, tall: height });
                y += height;
            }
            y += if group.is_empty() { 0.0 } else { BETWEEN };
        }
        let names = rows.iter().flat_map(|placed| placed.name.iter().map(|name| width(name, placed.how)));
        let columns: f64 = COLUMNS.iter().map(|(.., wide)| wide).sum();
        let plot =
            Plot { left: names.fold(0.0, f64::max) + NAME_GAP, right: WIDTH_PT - columns, top, bottom: y };
        Self { chart, keys, rows, plot }
    }

    fn scale(&self) -> Scale {
        self.plot.across(0.0, self.chart.end)
    }

    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        key(canvas, (0.0, 0.0), &self.keys, WIDTH_PT)?;
        self.grounds(canvas)?;
        self.frame(canvas)?;
        for placed in &self.rows {
            self.row(canvas, placed)?;
        }
        Ok(())
    }

    /// A pale ground behind the area itself.
    fn grounds(&self, canvas: &mut Canvas<'_>) -> Drawn {
        for placed in self.rows.iter().filter(|placed| placed.row.role == Role::Own) {
            canvas.bar((0.0, placed.top), (WIDTH_PT, placed.top + placed.tall), PALE)?;
        }
        Ok(())
    }

    /// The axis, England's line and the headings of the columns.
    fn frame(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let Plot { top, bottom, right, .. } = self.plot;
        for tick in self.scale().ticks(STEPS, "") {
            let x = self.scale().at(tick.value)?;
            canvas.line(&[(x, top), (x, bottom)], Stroke::solid(GRID, 0.5))?;
            canvas.furniture((x, bottom + 9.0), &tick.label, SMALL.at(Side::Middle))?;
        }
        if let Some(rate) = self.chart.england {
            let x = self.scale().at(rate.get())?;
            canvas.line(&[(x, top - 3.0), (x, bottom)], Stroke::solid(ENGLAND, 1.5))?;
            let words = text!("England {}", number::rate(rate));
            let half = width(&words, LABEL) / 2.0;
            let middle = x.clamp(self.plot.left + half, right - half);
            canvas.words((middle, top - 9.0), &words, LABEL.at(Side::Middle))?;
        }
        let mut x = right;
        for (first, second, wide) in COLUMNS {
            x += wide;
            canvas.words((x, top - 19.0), first, SMALL.at(Side::End))?;
            canvas.words((x, top - 9.0), second, SMALL.at(Side::End))?;
        }
        Ok(())
    }

    fn row(&self, canvas: &mut Canvas<'_>, placed: &Placed<'_>) -> Drawn {
        let Placed { row, middle, .. } = *placed;
        let first = middle - SECOND * (placed.name.len().max(1) - 1) as f64 / 2.0;
        for (nth, line) in placed.name.iter().enumerate() {
            let spot = (self.plot.left - NAME_GAP, first + SECOND * nth as f64);
            canvas.words(spot, line, placed.how.at(Side::End))?;
        }
        self.marks(canvas, row, middle)?;
        let rate = row.rate.map_or("–".into(), |rate| Text::from(number::rate(rate)));
        let cells = [&rate, &row.fte, &row.none, &row.coverage];
        let mut x = self.plot.right;
        for (cell, (.., wide)) in cells.into_iter().zip(COLUMNS) {
            x += wide;
            canvas.words((x, middle), cell, placed.how.at(Side::End))?;
        }
        Ok(())
    }

    /// The dot with its interval; for a rate that must not be shown, the range that it is in.
    fn marks(&self, canvas: &mut Canvas<'_>, row: &Row, y: f64) -> Drawn {
        let scale = self.scale();
        let at = |value: f64| scale.at(value.clamp(0.0, scale.high));
        if let Some((low, high)) = row.range {
            return canvas.hatched_along((at(low.get())?, y - 3.5), (at(high.get())?, y + 3.5));
        }
        let Some(rate) = row.rate else { return Ok(()) };
        let own = row.role == Role::Own;
        let (line, colour) =
            if own { (Stroke::solid(AREA, 1.5), AREA) } else { (Stroke::solid(OTHERS, 1.0), side(row)) };
        if let Some((lower, upper)) = row.interval {
            canvas.line(&[(at(lower.get())?, y), (at(upper.get())?, y)], line)?;
            if upper > scale.high {
                canvas.mark((scale.to, y), Mark::Beyond(line.colour))?;
            }
        }
        canvas.mark((at(rate.get())?, y), mark(row, colour))
    }
}

/// The name, with why it is there.
fn named(row: &Row) -> Text {
    if row.role == Role::Alike { text!("{} (alike)", &row.name) } else { row.name.clone() }
}

/// The colour of a side, where the difference has evidence.
fn side(row: &Row) -> Colour {
    match row.against {
        Some((verdict, Way::Above)) if verdict.speaks() => RISE,
        Some((verdict, Way::Below)) if verdict.speaks() => FALL,
        _ => OTHERS,
    }
}

fn mark(row: &Row, colour: Colour) -> Mark {
    match row.against {
        Some((Verdict::Clear, Way::Above)) => Mark::Above(colour),
        Some((Verdict::Clear, Way::Below)) => Mark::Below(colour),
        Some((Verdict::SomeEvidence, Way::Above)) => Mark::OpenAbove(colour),
        Some((Verdict::SomeEvidence, Way::Below)) => Mark::OpenBelow(colour),
        _ => Mark::Dot(colour),
    }
}

/// What the marks are that the chart has.
fn keys(chart: &Compared) -> Vec<Named> {
    let is = |verdict: Verdict, way: Way| chart.shown().any(|row| row.against == Some((verdict, way)));
    let marks = [
        (Verdict::Clear, Way::Above, Mark::Above(RISE), "clearly above"),
        (Verdict::SomeEvidence, Way::Above, Mark::OpenAbove(RISE), "above, some evidence"),
        (Verdict::SomeEvidence, Way::Below, Mark::OpenBelow(FALL), "below, some evidence"),
        (Verdict::Clear, Way::Below, Mark::Below(FALL), "clearly below"),
    ];
    let speaking = marks.into_iter().filter(|(verdict, way, ..)| is(*verdict, *way));
    let mut keys: Vec<Named> = speaking.map(|(.., mark, words)| Named::new(mark, words)).collect();
    let quiet = |row: &Row| row.rate.is_some() && row.against.is_none_or(|(verdict, _)| !verdict.speaks());
    if chart.shown().any(quiet) {
        keys.push(Named::new(Mark::Dot(OTHERS), "could be chance"));
    }
    if chart.shown().chain(&chart.withheld).any(|row| row.range.is_some()) {
        let words =
            if chart.kind == Kind::Icb { "range of a rate not known" } else { "range, too few returns" };
        keys.push(Named::new(Mark::Hatched, words));
    }
    keys
}
