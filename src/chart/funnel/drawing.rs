//! How the funnel is laid out and drawn.

use super::{FunnelChart, FunnelDot};
use crate::analysis::Kind;
use crate::chart::axis::{self, Plot};
use crate::chart::canvas::{Canvas, Dash, Drawn, LABEL, SMALL, Side, Size, Spot, Stroke, Type};
use crate::chart::lettering::{cut, width};
use crate::chart::mark::{KEY_LINE, Mark, Named, key, key_height};
use crate::chart::palette::{AREA, ENGLAND, OTHERS, SOFT_INK};
use crate::chart::placing::{Found, Room};
use crate::chart::room::Taken;
use crate::chart::{Caption, ChartError, Sketch, icbs};
use crate::measure::funnel::FunnelLimits;
use crate::text::{Chart, Text, number};

/// The tile map stands beside the chart.
const WIDTH: f64 = 210.0;
const HEIGHT: f64 = 246.0;
const LEFT: f64 = 22.0;
/// Room for the names of the lines right of the plot.
const RIGHT: f64 = 39.0;
/// The axis of patients and its name.
const FOOT: f64 = 32.0;
/// Patients to one on the axis.
const MILLION: f64 = 1e6;
/// Points of a curve.
const POINTS: u8 = 60;
/// The height of a line of words.
const LINE: f64 = 10.5;
/// The longest labels of an ICB: the first for which there is a place.
const LABEL_ROOMS: [f64; 4] = [128.0, 96.0, 70.0, 44.0];
const STEPS: f64 = 4.0;

/// How a place for a label is found.
type Place = fn(&mut Room, Spot, f64, Plot) -> Option<Found>;

/// Which of the limits a curve follows.
type Limit = fn(&FunnelLimits) -> f64;
const LIMITS_95: [Limit; 2] = [|at| at.upper, |at| at.lower];
const LIMITS_998: [Limit; 2] = [|at| at.upper_998, |at| at.lower_998];

impl FunnelChart {
    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let layout = Layout::of(self);
        let sketch = Sketch { slug: "funnel", table: "icbs", alt: self.alt() };
        let size = Size { width: WIDTH, height: HEIGHT };
        sketch.draw_sized(caption, size, |canvas| layout.paint(canvas))
    }
}

/// A chart and where its parts stand.
struct Layout<'c> {
    chart: &'c FunnelChart,
    names: Vec<Named>,
    plot: Plot,
    /// Fewest and most patients of the curves.
    sizes: (f64, f64),
    top: f64,
}

impl<'c> Layout<'c> {
    /// Lays a chart out.
    fn of(chart: &'c FunnelChart) -> Self {
        let names = names(chart);
        let above = key_height(&names, WIDTH) + KEY_LINE + 8.0;
        let patients = || chart.dots.iter().map(|dot| dot.patients);
        let sizes = (0.85 * patients().fold(f64::MAX, f64::min), 1.05 * patients().fold(0.0, f64::max));
        let rates = chart.dots.iter().map(|dot| dot.rate.get());
        let highest = rates.fold(chart.funnel.limits(sizes.0).upper_998, f64::max);
        let plot = Plot { left: LEFT, right: WIDTH - RIGHT, top: above, bottom: HEIGHT - FOOT };
        Self { chart, names, plot, sizes, top: axis::top(highest, STEPS) }
    }

    /// Draws the chart.
    fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let plot = self.plot;
        key(canvas, (0.0, 0.0), &self.names, WIDTH)?;
        canvas.words((0.0, plot.top - KEY_LINE / 2.0 - 6.0), "FTE per 10,000 patients", SMALL)?;
        let upwards = plot.upwards(0.0, self.top);
        plot.levels(canvas, upwards, &upwards.ticks(STEPS, ""))?;
        plot.foot(canvas)?;
        let across = plot.across(0.0, self.sizes.1 / MILLION);
        plot.figures(canvas, across, &across.ticks(STEPS, ""))?;
        let foot = ((plot.left + plot.right) / 2.0, plot.bottom + 25.0);
        canvas.words(foot, "patients in PCNs with a return, millions", SMALL.at(Side::Middle))?;
        let lines = self.lines(canvas)?;
        self.dots(canvas)?;
        self.labels(canvas, lines)
    }

    /// The limits and England's line, named at their right ends; gives the places that they take.
    fn lines(&self, canvas: &mut Canvas<'_>) -> Drawn<Vec<Taken>> {
        let mut taken = Vec::new();
        let fine = Stroke::solid(SOFT_INK, 0.75);
        for (limits, stroke) in [(LIMITS_95, fine.with(Dash::Dashed)), (LIMITS_998, fine)] {
            for limit in limits {
                let curve = self.curve(limit)?;
                canvas.line(&curve, stroke)?;
                taken.extend(curve.into_iter().map(|spot| Taken::around(spot, 1.5)));
            }
        }
        let level = self.y(self.chart.overall.get())?;
        canvas.line(&[(self.plot.left, level), (self.plot.right, level)], Stroke::solid(ENGLAND, 1.5))?;
        taken.push(Taken::strip(self.plot.left, self.plot.right, level));
        self.line_names(canvas, level)?;
        Ok(taken)
    }

    /// Names right of the plot: upper limits above England's rate, never touching.
    fn line_names(&self, canvas: &mut Canvas<'_>, level: f64) -> Drawn {
        let x = self.plot.right + 3.0;
        let at_end = self.chart.funnel.limits(self.sizes.1);
        let inner = self.y(at_end.upper)?.min(level - LINE);
        let outer = self.y(at_end.upper_998)?.min(inner - LINE);
        canvas.furniture((x, outer), "99.8%", SMALL)?;
        canvas.furniture((x, inner), "95%", SMALL)?;
        canvas.words((x, level), "England", LABEL)?;
        canvas.words((x, level + LINE), number::rate(self.chart.overall), LABEL)
    }

    /// A limit from the smallest size to the largest.
    fn curve(&self, limit: Limit) -> Drawn<Vec<Spot>> {
        let (least, most) = self.sizes;
        let at = |step: u8| {
            let patients = least + (most - least) * f64::from(step) / f64::from(POINTS);
            Ok((self.x(patients)?, self.y(limit(&self.chart.funnel.limits(patients)))?))
        };
        (0..=POINTS).map(at).collect()
    }

    /// The dots, the area's own last.
    fn dots(&self, canvas: &mut Canvas<'_>) -> Drawn {
        for own in [false, true] {
            for dot in self.chart.dots.iter().filter(|dot| dot.own == own) {
                canvas.mark(self.spot(dot)?, mark(dot))?;
            }
        }
        Ok(())
    }

    /// The area's own name and rate, then the names of those unusual for their size.
    fn labels(&self, canvas: &mut Canvas<'_>, lines: Vec<Taken>) -> Drawn {
        let own = |dot: &FunnelDot| dot.own && self.chart.kind == Kind::Icb;
        let mut named: Vec<&FunnelDot> =
            self.chart.dots.iter().filter(|dot| dot.unusual || own(dot)).collect();
        named.sort_by_key(|dot| !own(dot));
        let around = |dot| Ok(Taken::around(self.spot(dot)?, 3.5));
        let mut taken = Room { marks: self.chart.dots.iter().map(around).collect::<Drawn<_>>()?, lines };
        for dot in named {
            let spot = self.spot(dot)?;
            // A shorter label that is clear of lines goes before a longer one over them.
            let ways: [Place; 2] = [Room::place_clear, Room::place_over];
            let tries = ways.into_iter().flat_map(|place| LABEL_ROOMS.map(|room| (place, room)));
            let mut placed = tries.filter_map(|(place, room)| {
                let (words, how) = label(dot, own(dot), room);
                Some((place(&mut taken, spot, width(&words, how), self.plot)?, words, how))
            });
            if let Some((found, words, how)) = placed.next() {
                found.lead(canvas, spot)?;
                canvas.words(found.start, &words, how)?;
            }
        }
        Ok(())
    }

    fn spot(&self, dot: &FunnelDot) -> Drawn<Spot> {
        Ok((self.x(dot.patients)?, self.y(dot.rate.get())?))
    }

    fn x(&self, patients: f64) -> Drawn<f64> {
        self.plot.across(0.0, self.sizes.1).at(patients)
    }

    fn y(&self, rate: f64) -> Drawn<f64> {
        self.plot.upwards(0.0, self.top).at(rate)
    }
}

/// What is written at a dot.
fn label(dot: &FunnelDot, own: bool, room: f64) -> (Text, Type) {
    let how = if own { LABEL.bold().in_colour(AREA) } else { LABEL };
    let words = if own { number::rate(dot.rate).into() } else { cut(&dot.short_name(), how, room) };
    (words, how)
}

fn mark(dot: &FunnelDot) -> Mark {
    match (dot.own, dot.unusual) {
        (true, true) => Mark::Lozenge(AREA),
        (true, false) => Mark::Dot(AREA),
        (false, true) => Mark::Diamond,
        (false, false) => Mark::Ring(OTHERS),
    }
}

fn names(chart: &FunnelChart) -> Vec<Named> {
    let mut names = Vec::new();
    let has =
        |own: bool, unusual: bool| chart.dots.iter().any(|dot| (dot.own, dot.unusual) == (own, unusual));
    let own = chart.dots.iter().any(|dot| dot.own);
    if own {
        let mark = if has(true, false) { Mark::Dot(AREA) } else { Mark::Lozenge(AREA) };
        names.push(Named::new(mark, icbs::own_words(&chart.area, chart.kind)));
    }
    if chart.dots.iter().any(|dot| dot.unusual) {
        names.push(Named::new(Mark::Diamond, "outside the limits for its size"));
    }
    if has(false, false) {
        names.push(Named::new(Mark::Ring(OTHERS), if own { "other ICBs" } else { "ICBs" }));
    }
    names
}
