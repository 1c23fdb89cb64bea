//! Names at the right of a plot, each at the height of what it names, and never touching.

use super::WIDTH_PT;
use super::axis::Plot;
use super::canvas::{Canvas, Drawn, Stroke, Type};
use super::lettering::wrap;
use super::palette::SOFT_INK;
use crate::text::Text;

/// The words at the end of a line.
pub(super) struct Beside {
    lines: Vec<Text>,
    how: Type,
    /// The height of what it names.
    of: f64,
    middle: f64,
    is_fixed: bool,
    /// Where what it names ends; a name that is moved is led back to there.
    end: Option<f64>,
}

/// The height of a line of a name.
const LINE: f64 = 10.5;
/// Room between the plot and the names.
const GAP: f64 = 6.0;
/// Room between two names.
const APART: f64 = 4.0;
/// A name moved by no more than this still stands beside what it names.
const MOVED: f64 = 4.0;

impl Beside {
    /// Words on as many lines as the room right of a plot needs, around a height.
    pub(super) fn new(words: impl Into<Text>, how: Type, plot: Plot, middle: f64) -> Self {
        Self::within(words, how, WIDTH_PT - plot.right - GAP, middle)
    }

    /// Words on as many lines as some room needs, around a height.
    pub(super) fn within(words: impl Into<Text>, how: Type, room: f64, middle: f64) -> Self {
        let lines = wrap(&words.into(), how, room);
        Self { lines, how, of: middle, middle, is_fixed: false, end: None }
    }

    /// A name that stays at its height while others make room.
    pub(super) fn fixed(self) -> Self {
        Self { is_fixed: true, ..self }
    }

    /// A name that, where it is moved, is led back to the end of what it names.
    pub(super) fn led_to(self, end: f64) -> Self {
        Self { end: Some(end), ..self }
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
        if let Some(end) = name.end.filter(|_| (name.middle - name.of).abs() > MOVED) {
            let leader = [(end, name.of), (plot.right, name.of), (plot.right + GAP - 1.5, name.middle)];
            canvas.line(&leader, Stroke::solid(SOFT_INK, 0.5))?;
        }
        let mut y = name.middle - name.height() / 2.0 + LINE / 2.0;
        for line in &name.lines {
            canvas.words((plot.right + GAP, y), line, name.how)?;
            y += LINE;
        }
    }
    Ok(())
}

/// Moves names apart and into the height of the plot; they come from the highest to the lowest.
///
/// A fixed name parts the room: the others stay on their side of it, past the plot where it has too little room.
fn spread(names: &mut [Beside], plot: Plot) {
    let Some(at) = names.iter().position(|name| name.is_fixed) else { return crowd(names, plot) };
    let (above, rest) = names.split_at_mut(at);
    if let Some((fixed, below)) = rest.split_first_mut() {
        let half = fixed.height() / 2.0 + APART;
        let (bottom, top) = (fixed.middle - half, fixed.middle + half);
        crowd(above, Plot { top: plot.top.min(bottom - tall(above)), bottom, ..plot });
        crowd(below, Plot { top, bottom: plot.bottom.max(top + tall(below)), ..plot });
    }
}

/// The height of names one under the other.
fn tall(names: &[Beside]) -> f64 {
    names.iter().map(|name| name.height() + APART).sum()
}

/// Moves names apart and between the top and the bottom of a plot.
fn crowd(names: &mut [Beside], plot: Plot) {
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
    fn a_fixed_name_stays_and_the_others_make_room() {
        let plot = Plot { left: 0.0, right: 400.0, top: 10.0, bottom: 110.0 };
        let name = |words| Beside::new(words, LABEL, plot, 60.0);
        let mut names = vec![name("zero").fixed(), name("last"), name("least")];
        spread(&mut names, plot);
        assert!((names[0].middle - 60.0).abs() < 1e-9);
        assert!(names[1].middle - 60.0 >= LINE + APART - 1e-9);
        assert!(names[2].middle - names[1].middle >= LINE + APART - 1e-9);
    }

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
