//! The names that are not drawn: they have no place on the axis, so they stand under it.

use super::{FairShareDots, TOO_FEW, Unit};
use crate::chart::WIDTH_PT;
use crate::chart::canvas::{Canvas, Drawn, LABEL};
use crate::chart::lettering::wrap;
use crate::text;
use crate::text::words::list;
use crate::text::{Claimed, Text, number};

/// Names on as few lines as they need: those without a return, then those with too few for a rate.
pub(super) struct List {
    lines: Vec<Text>,
}

/// The height of a line.
const LINE: f64 = 11.0;
/// Lines before the names without a return are cut.
const LINES: usize = 9;
/// Room above the names, where there are any.
const ABOVE: f64 = 6.0;

impl List {
    /// The names in order; those without a return that do not fit are counted.
    pub(super) fn of(chart: &FairShareDots) -> Self {
        let mut lines = no_return(chart);
        if !chart.too_few.is_empty() {
            lines.extend(wrap(&list::named(&TOO_FEW.into(), &chart.too_few), LABEL, WIDTH_PT));
        }
        Self { lines }
    }

    /// The height that it takes.
    pub(super) fn height(&self) -> f64 {
        if self.lines.is_empty() { 0.0 } else { self.lines.len() as f64 * LINE + ABOVE }
    }

    /// Draws it below a height.
    pub(super) fn paint(&self, canvas: &mut Canvas<'_>, top: f64) -> Drawn {
        let mut y = top + ABOVE + LINE / 2.0 - 2.0;
        for line in &self.lines {
            canvas.words((0.0, y), line, LABEL)?;
            y += LINE;
        }
        Ok(())
    }
}

/// Those without a return, on lines.
fn no_return(chart: &FairShareDots) -> Vec<Text> {
    // The page names an ICB's PCNs in its text.
    let names = if chart.unit == Unit::Icb { &chart.no_return[..] } else { &[] };
    let count = chart.unit.counted(names.len(), "those without a return");
    let set = |kept: usize| {
        let mut words = text!("Not drawn, no return ({}): ", &count);
        words.push(Text::join(names[..kept].iter().cloned(), "; "));
        if kept < names.len() {
            let more = Claimed::derived(names.len() - kept, "names that there was no room for");
            words.push(text!("; and {} more", number::count(more)));
        }
        wrap(&words, LABEL, WIDTH_PT)
    };
    (1..=names.len()).rev().map(set).find(|lines| lines.len() <= LINES).unwrap_or_default() // no names, no lines
}
