//! The axis of time: censuses at their true dates, the figures that have room, and the breaks of a series.

use super::WIDTH_PT;
use super::axis::Plot;
use super::canvas::{Canvas, Dash, Drawn, SMALL, Side, Stroke};
use super::lettering::width;
use super::palette::{PAPER, SOFT_INK};
use crate::subject::Census;
use crate::subject::series::SeriesBreak;
use crate::text;
use crate::text::Text;

/// Censuses further apart than this many months are not joined.
pub(super) const APART: i32 = 6;
/// An axis of so many months names more than one census a year.
const SHORT: i32 = 24;
/// The months between two figures, as few as there is room for; under a year only on a short axis.
const STEPS: [i32; 6] = [3, 6, YEAR, 2 * YEAR, 3 * YEAR, 5 * YEAR];
const YEAR: i32 = 12;
/// Room between two figures.
const GAP: f64 = 9.0;
/// A line of words.
const LINE: f64 = 12.0;
/// How far the line of a break rises over the middle of its name: clear of the words above.
const RISE: f64 = 4.0;
/// Room between a break and its name.
const NAME_GAP: f64 = 4.0;
/// What stands where censuses are too far apart.
const NO_DATA: &str = "no data";

/// Censuses, oldest first, between two places; years without one are folded to a short stretch.
pub(super) struct Time {
    censuses: Vec<Census>,
    from: f64,
    to: f64,
    /// How wide a folded stretch is; none is where too little would be left to give room to.
    fold: Option<f64>,
}

/// A stretch of more months than this without a census is folded, to a sixth of the axis and at most 15 mm.
const FOLDED: i32 = 12;
const FOLD: (f64, f64) = (6.0, 44.0);

/// The pairs of censuses that follow each other too far apart to be joined.
pub(super) fn gaps(censuses: &[Census]) -> impl Iterator<Item = (Census, Census)> {
    let pairs = censuses.windows(2).map(|pair| (pair[0], pair[1]));
    pairs.filter(|(before, after)| after.months_since(*before) > APART)
}

/// What changed at a break and when: `role split in two, April 2023`.
pub(super) fn edge_words(edge: &SeriesBreak) -> Text {
    match edge.census() {
        Some(census) => text!("{}, {}", edge.label, census),
        None => edge.label.into(),
    }
}

impl Time {
    /// An axis from the first census to the last.
    pub(super) fn new(censuses: Vec<Census>, from: f64, to: f64) -> Self {
        let months = censuses.windows(2).map(|pair| pair[1].months_since(pair[0]));
        let open: i32 = months.filter(|months| *months <= FOLDED).sum();
        let fold = (open >= YEAR).then(|| ((to - from) / FOLD.0).min(FOLD.1));
        Self { censuses, from, to, fold }
    }

    /// The place of a census, true to time but for what is folded.
    pub(super) fn at(&self, census: Census) -> Drawn<f64> {
        let (Some(&first), Some(&last)) = (self.censuses.first(), self.censuses.last()) else {
            return Err("there is no census".to_owned());
        };
        if census < first || census > last {
            return Err(format!("{census} is not between {first} and {last}"));
        }
        let mut x = self.from;
        for pair in self.censuses.windows(2) {
            let (months, wide) = (pair[1].months_since(pair[0]), self.stretch(pair));
            if census <= pair[1] {
                return Ok(x + wide * f64::from(census.months_since(pair[0])) / f64::from(months.max(1)));
            }
            x += wide;
        }
        Ok(x)
    }

    /// The width between two censuses that follow each other.
    fn stretch(&self, pair: &[Census]) -> f64 {
        let months = f64::from(pair[1].months_since(pair[0]));
        self.folded(pair).unwrap_or_else(|| months * self.month())
    }

    /// How wide the stretch between two censuses is where it is folded.
    fn folded(&self, pair: &[Census]) -> Option<f64> {
        self.fold.filter(|_| pair[1].months_since(pair[0]) > FOLDED)
    }

    /// The width of a month that is not folded.
    pub(super) fn month(&self) -> f64 {
        let pairs = || self.censuses.windows(2);
        let folds: f64 = pairs().filter_map(|pair| self.folded(pair)).sum();
        let open = pairs().filter(|pair| self.folded(pair).is_none());
        let open: i32 = open.map(|pair| pair[1].months_since(pair[0])).sum();
        (self.to - self.from - folds) / f64::from(open.max(1))
    }

    /// Two short strokes across the foot of a plot in the middle of each stretch that is folded.
    pub(super) fn folds(&self, canvas: &mut Canvas<'_>, y: f64) -> Drawn {
        for pair in self.censuses.windows(2).filter(|pair| self.folded(pair).is_some()) {
            let middle = f64::midpoint(self.at(pair[0])?, self.at(pair[1])?);
            canvas.bar((middle - 2.5, y - 2.0), (middle + 2.5, y + 2.0), PAPER)?;
            for x in [middle - 2.5, middle + 2.5] {
                canvas.line(&[(x - 1.5, y + 4.0), (x + 1.5, y - 4.0)], Stroke::solid(SOFT_INK, 1.0))?;
            }
        }
        Ok(())
    }

    /// The fewest months between two censuses.
    pub(super) fn nearest(&self) -> f64 {
        let months = self.censuses.windows(2).map(|pair| pair[1].months_since(pair[0]));
        months.min().map_or(3.0, f64::from)
    }

    /// The figures under a plot, as many as have room; gives the censuses that have one.
    pub(super) fn figures(&self, canvas: &mut Canvas<'_>, plot: Plot) -> Drawn<Vec<Census>> {
        let mut taken: Vec<f64> = Vec::new();
        let mut named = Vec::new();
        for census in self.by_interest() {
            let x = self.at(census)?;
            let label = census.short();
            let room = width(&label, SMALL) + GAP;
            if taken.iter().all(|other| (other - x).abs() >= room) {
                taken.push(x);
                plot.figure(canvas, x, &label)?;
                named.push(census);
            }
        }
        Ok(named)
    }

    /// Upright lines at the breaks, through every plot; each is named on a row of its own, the first at `row`.
    pub(super) fn breaks(
        &self,
        canvas: &mut Canvas<'_>,
        edges: &[&SeriesBreak],
        row: f64,
        plots: &[Plot],
    ) -> Drawn {
        let dotted = Stroke::solid(SOFT_INK, 1.0).with(Dash::Dotted);
        let mut y = row;
        for (edge, x) in edges.iter().zip(self.edges(edges)?) {
            for (nth, plot) in plots.iter().enumerate() {
                let top = if nth == 0 { y - RISE } else { plot.top };
                canvas.line(&[(x, top), (x, plot.bottom)], dotted)?;
            }
            let words = edge_words(edge);
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

    /// The places of breaks: each before its first census, which is dated to the end of a month; those of a folded
    /// stretch in the middle of it.
    pub(super) fn edges(&self, edges: &[&SeriesBreak]) -> Drawn<Vec<f64>> {
        let half = self.month() / 2.0;
        let place = |census: Census| {
            let around = self.censuses.windows(2).find(|pair| pair[0] < census && census <= pair[1]);
            match around.filter(|pair| self.folded(pair).is_some()) {
                Some(pair) => Ok(f64::midpoint(self.at(pair[0])?, self.at(pair[1])?)),
                None => Ok(self.at(census)? - half),
            }
        };
        edges.iter().filter_map(|edge| edge.census()).map(place).collect()
    }

    /// Says so in each plot where censuses are too far apart, clear of some places.
    pub(super) fn no_data(&self, canvas: &mut Canvas<'_>, taken: &[f64], plots: &[Plot]) -> Drawn {
        for (before, after) in gaps(&self.censuses) {
            let (from, to) = widest(self.at(before)?, self.at(after)?, taken);
            if to - from < width(NO_DATA, SMALL) + 12.0 {
                continue;
            }
            for plot in plots {
                let spot = ((from + to) / 2.0, (plot.top + plot.bottom) / 2.0);
                canvas.words(spot, NO_DATA, SMALL.at(Side::Middle))?;
            }
        }
        Ok(())
    }

    /// Censuses in the order in which they deserve a figure: the last, those at even steps and the first.
    fn by_interest(&self) -> Vec<Census> {
        let (Some(&first), Some(&last)) = (self.censuses.first(), self.censuses.last()) else {
            return Vec::new();
        };
        [last].into_iter().chain(self.even()).chain([first]).collect()
    }

    /// The censuses at the shortest even step whose figures have room, from the month that most are of.
    fn even(&self) -> Vec<Census> {
        let all = || self.censuses.iter().copied();
        let like = |census: &Census| all().filter(|other| other.month() == census.month()).count();
        // The first of the greatest, for ties go to the last.
        let Some(from) = all().rev().max_by_key(like) else { return Vec::new() };
        let is_short = self.censuses.last().is_some_and(|last| last.months_since(self.censuses[0]) <= SHORT);
        let room = self.censuses.iter().map(|census| width(&census.short(), SMALL) + GAP).fold(0.0, f64::max);
        let mut steps = STEPS.iter().copied().filter(|step| is_short || *step >= YEAR);
        let fits = |step: &i32| f64::from(*step) * self.month() >= room;
        let step = steps.find(fits).unwrap_or(YEAR);
        all().filter(|census| census.months_since(from) % step == 0).collect()
    }
}

/// The widest stretch between two places that holds none of some others.
fn widest(from: f64, to: f64, taken: &[f64]) -> (f64, f64) {
    let mut places: Vec<f64> = taken.iter().copied().filter(|x| (from..to).contains(x)).collect();
    places.extend([from, to]);
    places.sort_by(f64::total_cmp);
    let stretches = places.windows(2).map(|pair| (pair[0], pair[1]));
    stretches.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))).unwrap_or((from, to))
}
