//! The names without a return: they have no place on the axis, so they stand under it.

use super::Unit;
use crate::chart::WIDTH_PT;
use crate::chart::canvas::{Canvas, Drawn, LABEL};
use crate::chart::lettering::wrap;
use crate::chart::mark::Mark;
use crate::chart::palette::DARK_GREY;
use crate::claim::Claimed;
use crate::number;

/// Names on as few lines as they need.
pub(super) struct List {
    lines: Vec<String>,
}

/// The height of a line.
const LINE: f64 = 11.0;
/// Lines before the list is cut.
const LINES: usize = 9;
/// Room above the list, where there is one.
const ABOVE: f64 = 6.0;
/// Room for the open symbol before it.
const INDENT: f64 = 12.0;

impl List {
    /// The names in order; those that do not fit are counted.
    pub(super) fn of(names: &[String], unit: Unit) -> Self {
        let head = format!(
            "no return ({}): ",
            unit.counted(Claimed::derived(names.len(), "those without a return"))
        );
        let set = |kept: usize| {
            let mut words = format!("{head}{}", names[..kept].join("; "));
            if kept < names.len() {
                words.push_str(&format!(
                    "; and {} more",
                    number::count(Claimed::derived(names.len() - kept, "names that there was no room for"))
                ));
            }
            wrap(&words, LABEL, WIDTH_PT - INDENT)
        };
        let fitting = (1..=names.len()).rev().map(set).find(|lines| lines.len() <= LINES);
        Self { lines: fitting.unwrap_or_default() }
    }

    /// The height that it takes.
    pub(super) fn height(&self) -> f64 {
        if self.lines.is_empty() { 0.0 } else { self.lines.len() as f64 * LINE + ABOVE }
    }

    /// Draws it below a height, after an open symbol.
    pub(super) fn paint(&self, canvas: &mut Canvas<'_>, top: f64) -> Drawn {
        let mut y = top + ABOVE + LINE / 2.0 - 2.0;
        if !self.lines.is_empty() {
            canvas.mark((INDENT / 2.0 - 1.0, y), Mark::Ring(DARK_GREY))?;
        }
        for line in &self.lines {
            canvas.words((INDENT, y), line, LABEL)?;
            y += LINE;
        }
        Ok(())
    }
}
