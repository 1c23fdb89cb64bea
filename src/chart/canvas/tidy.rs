//! plotters' SVG made smaller, and ready for print.
//!
//! An `opacity` on every mark would cost a group each in the PDF, and a line of dashes a path each.

use std::collections::BTreeMap;

use super::{Dash, Size};

/// Rewrites what plotters wrote; `dashes` names the marks to draw broken, counted from one.
pub(super) fn tidy(raw: &str, size: Size, dashes: &BTreeMap<usize, Dash>) -> String {
    let mut page = Page { svg: String::with_capacity(raw.len()), group: String::new() };
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
    group: String,
}

impl Page {
    /// Adds a mark; circles of one style that follow each other share a group.
    fn mark(&mut self, line: &str) {
        match line.strip_prefix("<circle").and_then(|rest| rest.split_once(" fill=")) {
            Some((place, style)) => {
                self.enter(&format!("<g fill={}", style.replace("/>", ">")));
                self.svg.push_str(&format!("<circle{place}/>\n"));
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

    /// Opens the group of a style, or closes the one before.
    fn enter(&mut self, group: &str) {
        if self.group == group {
            return;
        }
        if !self.group.is_empty() {
            self.svg.push_str("</g>\n");
        }
        if !group.is_empty() {
            self.svg.push_str(group);
            self.svg.push('\n');
        }
        group.clone_into(&mut self.group);
    }
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
