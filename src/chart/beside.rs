//! Names at the right of a plot, each at the height of what it names, and never touching.

use super::WIDTH_PT;
use super::axis::Plot;
use super::canvas::{Canvas, Drawn, Type};
use super::lettering::wrap;

/// The words at the end of a line.
pub(super) struct Beside {
    lines: Vec<String>,
    how: Type,
    middle: f64,
}

/// The height of a line of a name.
const LINE: f64 = 10.5;
/// Room between the plot and the names.
const GAP: f64 = 6.0;
/// Room between two names.
const APART: f64 = 4.0;

impl Beside {
    /// Words on as many lines as the room right of a plot needs, around a height.
    pub(super) fn new(words: &str, how: Type, plot: Plot, middle: f64) -> Self {
        Self { lines: wrap(words, how, WIDTH_PT - plot.right - GAP), how, middle }
    }

    fn height(&self) -> f64 {
        self.lines.len() as f64 * LINE
    }
}

/// Draws names beside a plot, moved apart where they would touch.
pub(super) fn beside(canvas: &mut Canvas<'_>, plot: Plot, mut names: Vec<Beside>) -> Drawn {
    names.sort_by(|a, b| a.middle.total_cmp(&b.middle));
    spread(&mut names, plot);
    for name in &names {
        let mut y = name.middle - name.height() / 2.0 + LINE / 2.0;
        for line in &name.lines {
            canvas.words((plot.right + GAP, y), line, name.how)?;
            y += LINE;
        }
    }
    Ok(())
}

/// Moves names apart and into the height of the plot; they come from the highest to the lowest.
fn spread(names: &mut [Beside], plot: Plot) {
    let mut free = plot.top;
    for name in names.iter_mut() {
        name.middle = name.middle.max(free + name.height() / 2.0);
        free = name.middle + name.height() / 2.0 + APART;
    }
    let mut free = plot.bottom;
    for name in names.iter_mut().rev() {
        name.middle = name.middle.min(free - name.height() / 2.0);
        free = name.middle - name.height() / 2.0 - APART;
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::LABEL;
    use super::*;

    #[test]
    fn names_of_equal_values_stand_apart_inside_the_plot() {
        let plot = Plot { left: 0.0, right: 400.0, top: 10.0, bottom: 110.0 };
        for middle in [10.0, 60.0, 110.0] {
            let mut names: Vec<Beside> =
                ["one", "two", "three"].map(|words| Beside::new(words, LABEL, plot, middle)).into();
            spread(&mut names, plot);
            for pair in names.windows(2) {
                assert!(pair[1].middle - pair[0].middle >= LINE + APART - 1e-9);
            }
            assert!(names.first().unwrap().middle >= plot.top);
            assert!(names.last().unwrap().middle <= plot.bottom);
        }
    }
}
