//! How the lines, and the completeness beneath them, are laid out and drawn.

use super::series::{gaps, runs};
use super::{ENOUGH, RunChart, STEPS, Series};
use super::{completeness, labels};
use crate::chart::WIDTH_PT;
use crate::chart::axis::{self, Plot};
use crate::chart::canvas::{Canvas, Dash, Drawn, SMALL, Side, Spot, Stroke};
use crate::chart::lettering::width;
use crate::chart::palette::{AREA, ENGLAND, PAPER, SOFT_INK};
use crate::subject::Census;

const LEFT: f64 = 30.0;
/// Room right of the plots for the names of the lines.
const RIGHT: f64 = 106.0;
const RATE_HEIGHT: f64 = 140.0;
const COMPLETENESS_HEIGHT: f64 = 56.0;
/// From the upper plot to the lower one, with the name of the latter.
const BETWEEN: f64 = 31.0;
/// The figures of the axis of time.
const FOOT: f64 = 18.0;
/// A line of words.
const LINE: f64 = 12.0;
/// Room at both ends of the axis of time, so that a column stands inside.
const MARGIN: f64 = 8.0;

/// Room between a break and its name.
const NAME_GAP: f64 = 4.0;
/// What the chart says where a rate is left out.
const LEFT_OUT: &str = "no rate where returns cover under 80% of patients";
/// What stands where censuses are too far apart.
const NO_DATA: &str = "no data";

/// A chart and where its parts stand.
pub(super) struct Layout<'c> {
    pub chart: &'c RunChart,
    pub censuses: Vec<Census>,
    pub rates: Plot,
    pub shares: Plot,
}

impl<'c> Layout<'c> {
    /// Lays a chart out.
    pub(super) fn of(chart: &'c RunChart) -> Self {
        let top = LINE * (chart.edges().len() + 1) as f64 + 6.0;
        let rates = Plot { left: LEFT, right: WIDTH_PT - RIGHT, top, bottom: top + RATE_HEIGHT };
        let under = rates.bottom + BETWEEN;
        let shares = Plot { top: under, bottom: under + COMPLETENESS_HEIGHT, ..rates };
        Self { chart, censuses: chart.censuses(), rates, shares }
    }

    /// The height of the whole chart.
    pub(super) fn height(&self) -> f64 {
        self.shares.bottom + FOOT
    }

    /// Draws the chart.
    pub(super) fn paint(&self, canvas: &mut Canvas<'_>) -> Drawn {
        canvas.words((0.0, LINE / 2.0), "FTE per 10,000 patients", SMALL)?;
        let upwards = self.rates.upwards(0.0, self.chart.top);
        self.rates.levels(canvas, upwards, &axis::ticks((0.0, self.chart.top), STEPS, ""))?;
        completeness::paint(canvas, self)?;
        self.breaks(canvas)?;
        self.no_data(canvas)?;
        self.rates.foot(canvas)?;
        if let Some(england) = &self.chart.england {
            self.series(canvas, england, &ENGLAND_LINE)?;
        }
        self.series(canvas, &self.chart.area, &AREA_LINE)?;
        self.left_out(canvas)?;
        labels::names(canvas, self.chart, self.rates)
    }

    /// The place of a census, true to time.
    pub(super) fn x(&self, census: Census) -> Drawn<f64> {
        let (Some(&first), Some(&last)) = (self.censuses.first(), self.censuses.last()) else {
            return Err("there is no census".to_owned());
        };
        let plot = Plot { left: self.rates.left + MARGIN, right: self.rates.right - MARGIN, ..self.rates };
        let months = |census: Census| f64::from(census.months_since(first));
        plot.across(0.0, months(last)).at(months(census))
    }
}

/// How a line and its points are drawn.
struct Style {
    stroke: Stroke,
    radius: f64,
}

const AREA_LINE: Style = Style { stroke: Stroke::solid(AREA, 2.0), radius: 2.5 };
const ENGLAND_LINE: Style = Style { stroke: Stroke::solid(ENGLAND, 2.0).with(Dash::Dashed), radius: 1.75 };

impl Layout<'_> {
    /// One line with its points.
    fn series(&self, canvas: &mut Canvas<'_>, series: &Series, style: &Style) -> Drawn {
        let upwards = self.rates.upwards(0.0, self.chart.top);
        for run in runs(series, &self.chart.breaks) {
            let spots = run
                .iter()
                .map(|point| Ok((self.x(point.census)?, upwards.at(point.rate.get())?)))
                .collect::<Drawn<Vec<Spot>>>()?;
            canvas.line(&spots, style.stroke)?;
        }
        for point in &series.points {
            let spot = (self.x(point.census)?, upwards.at(point.rate.get())?);
            canvas.disc(spot, style.radius, style.stroke.colour)?;
        }
        Ok(())
    }

    /// Says so where a rate is left out for want of returns.
    fn left_out(&self, canvas: &mut Canvas<'_>) -> Drawn {
        if self.chart.completeness.iter().all(|point| point.share >= ENOUGH) {
            return Ok(());
        }
        canvas.words((WIDTH_PT, LINE / 2.0), LEFT_OUT, SMALL.at(Side::End))
    }

    /// Upright lines at the breaks, each named on a row of its own.
    fn breaks(&self, canvas: &mut Canvas<'_>) -> Drawn {
        let dotted = Stroke::solid(SOFT_INK, 1.0).with(Dash::Dotted);
        let mut y = LINE * 1.5;
        for (edge, x) in self.chart.edges().into_iter().zip(self.edges()?) {
            let upper = [(x, y - LINE / 2.0), (x, self.rates.bottom)];
            canvas.line(&upper, dotted)?;
            canvas.line(&[(x, self.shares.top), (x, self.shares.bottom)], dotted)?;
            let words = edge.words();
            let wide = width(&words, SMALL);
            if x + NAME_GAP + wide <= WIDTH_PT {
                canvas.words((x + NAME_GAP, y), &words, SMALL)?;
            } else {
                let end = x - NAME_GAP;
                canvas.bar((end - wide, y - 4.0), (end, y + 4.0), PAPER)?;
                canvas.words((end, y), &words, SMALL.at(Side::End))?;
            }
            y += LINE;
        }
        Ok(())
    }

    /// The places of the breaks: each before its first census, which is dated to the end of a month.
    fn edges(&self) -> Drawn<Vec<f64>> {
        let half = self.month()? / 2.0;
        let censuses = self.chart.edges().into_iter().filter_map(|edge| edge.census());
        censuses.map(|census| Ok(self.x(census)? - half)).collect()
    }

    /// Says so where censuses are too far apart to be joined.
    fn no_data(&self, canvas: &mut Canvas<'_>) -> Drawn {
        for (before, after) in gaps(&self.censuses) {
            let (from, to) = self.widest(self.x(before)?, self.x(after)?)?;
            if to - from < width(NO_DATA, SMALL) + 12.0 {
                continue;
            }
            for plot in [self.rates, self.shares] {
                let spot = ((from + to) / 2.0, (plot.top + plot.bottom) / 2.0);
                canvas.words(spot, NO_DATA, SMALL.at(Side::Middle))?;
            }
        }
        Ok(())
    }

    /// The widest stretch between two places that no break crosses.
    fn widest(&self, from: f64, to: f64) -> Drawn<(f64, f64)> {
        let inside = self.edges()?.into_iter().filter(|x| (from..to).contains(x));
        let places: Vec<f64> = std::iter::once(from).chain(inside).chain([to]).collect();
        let stretches = places.windows(2).map(|pair| (pair[0], pair[1]));
        let wider = |a: &(f64, f64), b: &(f64, f64)| (a.1 - a.0).total_cmp(&(b.1 - b.0));
        Ok(stretches.max_by(wider).unwrap_or((from, to)))
    }

    /// The width of a month.
    pub(super) fn month(&self) -> Drawn<f64> {
        let (Some(&first), Some(&last)) = (self.censuses.first(), self.censuses.last()) else {
            return Err("there is no census".to_owned());
        };
        let months = f64::from(last.months_since(first)).max(1.0);
        Ok((self.rates.right - self.rates.left - 2.0 * MARGIN) / months)
    }
}
