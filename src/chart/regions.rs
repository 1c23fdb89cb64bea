//! The regions over time: a small chart for each, all to one scale, with England's line in every one.

use super::canvas::{Canvas, Dash, Drawn, LABEL, SMALL, Side, Spot, Stroke};
use super::lettering::wrap;
use super::palette::{AREA, ENGLAND};
use super::time::{APART, Time};
use super::{Caption, ChartError, Sketch, WIDTH_PT, axis};
use crate::analysis::{Area, Edition, TrendPoint};
use crate::chart::axis::Plot;
use crate::subject::Census;
use crate::subject::series::Breaks;
use crate::text;
use crate::text::{Chart, Claimed, Text, number};

/// A panel for each region.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionPanels {
    /// England's rates.
    pub england: Vec<(Census, Claimed)>,
    /// The regions by name, each with its rates, oldest first.
    pub regions: Vec<(Text, Vec<(Census, Claimed)>)>,
    /// Points across which no line is drawn.
    pub breaks: Breaks,
    /// The top of every panel.
    pub top: f64,
}

/// Panels side by side.
const ACROSS: usize = 4;
const GAP: f64 = 14.0;
const LEFT: f64 = 24.0;
/// The height of a plot, of a line of its name, and of the figures under it.
const HEIGHT: f64 = 62.0;
const LINE: f64 = 11.0;
const FOOT: f64 = 20.0;
const STEPS: f64 = 2.0;
/// The dot of a rate that no line joins to another.
const DOT: f64 = 2.0;

impl RegionPanels {
    /// The chart; none with fewer than two regions or two censuses.
    pub fn new(edition: &Edition) -> Option<Self> {
        let mut regions: Vec<(Text, Vec<(Census, Claimed)>)> =
            edition.regions().map(|region| (region.printed_name(), rates(region))).collect();
        regions.retain(|(_, rates)| !rates.is_empty());
        regions.sort_by_cached_key(|(name, _)| name.plain().to_lowercase());
        let england = rates(&edition.england);
        let all = || regions.iter().flat_map(|(_, rates)| rates).chain(&england);
        let top = axis::top(all().map(|(_, rate)| rate.get()).fold(0.0, f64::max), STEPS);
        (regions.len() > 1 && england.len() > 1).then_some(Self {
            england,
            regions,
            breaks: edition.breaks(),
            top,
        })
    }

    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let last = self.england.last().map(|(census, _)| *census);
        let now = |(name, rates): &(Text, Vec<(Census, Claimed)>)| {
            let (census, rate) = rates.last()?;
            Some((*rate, name.clone())).filter(|_| Some(*census) == last)
        };
        let known: Vec<(Claimed, Text)> = self.regions.iter().filter_map(now).collect();
        let order = |a: &&(Claimed, Text), b: &&(Claimed, Text)| a.0.get().total_cmp(&b.0.get());
        let ends = known.iter().min_by(order).zip(known.iter().max_by(order));
        let span = ends.map_or(Text::default(), |((low, lowest), (high, highest))| {
            text!(
                "Regions run from {} ({}) to {} ({}). ",
                number::rate(*low),
                lowest,
                number::rate(*high),
                highest
            )
        });
        text!(
            "{}A small chart of the rate at each census for every region, with England’s line in each.",
            span
        )
    }

    /// Draws the chart.
    pub fn draw(&self, caption: Caption) -> Result<Chart, ChartError> {
        let wide = (WIDTH_PT - LEFT - GAP * (ACROSS as f64 - 1.0)) / ACROSS as f64;
        let names: Vec<Vec<Text>> =
            self.regions.iter().map(|(name, _)| wrap(name, LABEL.bold(), wide)).collect();
        let lines = names.iter().map(Vec::len).max().unwrap_or(1) as f64;
        let tall = lines * LINE + HEIGHT + FOOT;
        let rows = self.regions.len().div_ceil(ACROSS) as f64;
        let sketch = Sketch { slug: "regions", table: "areas.csv", alt: self.alt() };
        sketch.draw(caption, rows * tall, |canvas| {
            for (nth, ((_, rates), name)) in self.regions.iter().zip(&names).enumerate() {
                let (row, column) = (nth / ACROSS, nth % ACROSS);
                let left = LEFT + column as f64 * (wide + GAP);
                let top = row as f64 * tall + lines * LINE;
                let plot = Plot { left, right: left + wide, top, bottom: top + HEIGHT };
                self.panel(canvas, plot, rates, column == 0)?;
                for (line, words) in name.iter().rev().enumerate() {
                    canvas.words((left, top - LINE * (line as f64 + 0.5) - 1.0), words, LABEL.bold())?;
                }
            }
            Ok(())
        })
    }

    fn panel(
        &self,
        canvas: &mut Canvas<'_>,
        plot: Plot,
        rates: &[(Census, Claimed)],
        is_first: bool,
    ) -> Drawn {
        let upwards = plot.upwards(0.0, self.top);
        let time = Time::new(
            self.england.iter().map(|(census, _)| *census).collect(),
            plot.left + 3.0,
            plot.right - 3.0,
        );
        let ticks = upwards.ticks(STEPS, "");
        for tick in &ticks {
            let y = upwards.at(tick.value)?;
            canvas.line(&[(plot.left, y), (plot.right, y)], Stroke::solid(super::palette::GRID, 0.5))?;
            if is_first {
                canvas.furniture((plot.left - 5.0, y), &tick.label, SMALL.at(Side::End))?;
            }
        }
        plot.foot(canvas)?;
        time.folds(canvas, plot.bottom)?;
        let england = Stroke::solid(ENGLAND, 1.25).with(Dash::Dashed);
        for (points, stroke) in [(&self.england[..], england), (rates, Stroke::solid(AREA, 1.75))] {
            let held = points.iter().copied().filter(|(census, _)| time.at(*census).is_ok());
            let held: Vec<(Census, Claimed)> = held.collect();
            let near = |a: &(Census, Claimed), b: &(Census, Claimed)| b.0.months_since(a.0) <= APART;
            let parts = self.breaks.split(&held, |(census, _)| *census).into_iter();
            for run in parts.flat_map(|part| part.points().chunk_by(near)) {
                let spots = run.iter().map(|(census, rate)| Ok((time.at(*census)?, upwards.at(rate.get())?)));
                match spots.collect::<Drawn<Vec<Spot>>>()?.as_slice() {
                    [alone] => canvas.disc(*alone, DOT, stroke.colour)?,
                    spots => canvas.line(spots, stroke)?,
                }
            }
        }
        let ends = [self.england.first(), self.england.last()].into_iter().flatten();
        for (at, (census, _)) in ends.enumerate() {
            let (x, side) = if at == 0 { (plot.left, Side::Start) } else { (plot.right, Side::End) };
            canvas.furniture((x, plot.bottom + 8.0), &census.short(), SMALL.at(side))?;
        }
        Ok(())
    }
}

/// The rates of an area that may be shown.
fn rates(area: &Area) -> Vec<(Census, Claimed)> {
    let shown = |point: &TrendPoint| point.rate.filter(|_| point.rate_why_not_shown.is_none());
    area.own.series.trend.iter().filter_map(|point| Some((point.census, shown(point)?))).collect()
}
