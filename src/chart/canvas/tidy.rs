//! plotters' SVG made smaller, and ready for print.
//!
//! An `opacity` on every mark would cost a group each in the PDF, and a line of dashes a path each.

use std::collections::BTreeMap;

use super::{Dash, Size};

/// Rewrites what plotters wrote; `dashes` names the marks to draw broken, counted from one.
pub(super) fn tidy(raw: &str, size: Size, dashes: &BTreeMap<usize, Dash>) -> String {
    let mut page = Page { svg: String::with_capacity(raw.len()), circles: String::new() };
    let mut marks = 0;
    for line in raw.lines() {
        if line.starts_with("<svg") {
            page.push(&root(line, size));
        } else if line.starts_with('<') && !line.starts_with("</") {
            marks += 1;
            page.mark(&slim(line, dashes.get(&marks)));
        } else {
            page.push(line);
        }
    }
    page.svg
}

/// The picture so far, and the style of the run of circles that it stands in.
struct Page {
    svg: String,
    circles: String,
}

impl Page {
    /// Adds a mark; circles of one style that follow each other are one path, for each mark of its own costs time.
    fn mark(&mut self, line: &str) {
        match line.strip_prefix("<circle").and_then(|rest| rest.split_once(" fill=")) {
            Some((place, style)) => {
                self.enter(style);
                self.svg.push_str(&round(place));
            }
            None => self.push(line),
        }
    }

    /// Adds a line as it is; words stay on the line of their tag, for a line end would be a space.
    fn push(&mut self, line: &str) {
        self.enter("");
        self.svg.push_str(line);
        if line.ends_with("/>") || line.starts_with("</") || line.starts_with("<svg") {
            self.svg.push('\n');
        }
    }

    /// Opens the path of a style, or closes the one before.
    fn enter(&mut self, style: &str) {
        if self.circles == style {
            return;
        }
        if !self.circles.is_empty() {
            self.svg.push_str(&format!("\" fill={}\n", self.circles));
        }
        if !style.is_empty() {
            self.svg.push_str("<path d=\"");
        }
        style.clone_into(&mut self.circles);
    }
}

/// A circle, by its attributes, as a part of a path: two half turns from its left end.
fn round(place: &str) -> String {
    let [x, y, r] = ["cx", "cy", "r"].map(|name| {
        let value = place.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.and_then(|value| value.parse::<i32>().ok()).unwrap_or(0)
    });
    format!("M{} {y}a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0 {} 0z", x - r, 2 * r, -2 * r)
}

/// The opening tag with its size in points and round corners on every line.
fn root(line: &str, size: Size) -> String {
    let view = line.find("viewBox").map_or("", |at| &line[at..]);
    let view = view.trim_end_matches('>');
    format!("<svg width=\"{}pt\" height=\"{}pt\" stroke-linejoin=\"round\" {view}>", size.width, size.height)
}

/// A mark without what goes without saying, and with its dashes.
fn slim(line: &str, dash: Option<&Dash>) -> String {
    let slim = line
        .replace(" opacity=\"1\"", "")
        .replace(" stroke=\"none\" stroke-width=\"1\"", "")
        .replace(" stroke=\"none\"", "")
        .replace(" \"/>", "\"/>");
    match dash {
        Some(Dash::Dashed) => slim.replace("/>", " stroke-dasharray=\"24 12\"/>"),
        Some(Dash::Dotted) => slim.replace("/>", " stroke-dasharray=\"4 8\"/>"),
        Some(Dash::Solid) | None => slim,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_of_one_style_are_one_path() {
        let circle = |x: i32, fill: &str| {
            format!(
                "<circle cx=\"{x}\" cy=\"20\" r=\"3\" opacity=\"1\" fill=\"{fill}\" stroke=\"none\" stroke-width=\"1\"/>\n"
            )
        };
        let raw = circle(10, "#8E8E8E") + &circle(16, "#8E8E8E") + &circle(30, "#FFFFFF");
        let tidied = tidy(&format!("{raw}</svg>"), Size { width: 1.0, height: 1.0 }, &BTreeMap::new());
        assert_eq!(
            tidied,
            "<path d=\"M7 20a3 3 0 1 0 6 0a3 3 0 1 0 -6 0zM13 20a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z\" fill=\"#8E8E8E\"/>\n\
             <path d=\"M27 20a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z\" fill=\"#FFFFFF\"/>\n</svg>\n"
        );
    }
}
