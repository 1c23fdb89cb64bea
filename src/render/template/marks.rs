//! Which template a line of a filled page is of: comments that a page is filled with to trace a fault.

/// Whether a filled page says which template each part of it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateMarks {
    /// It does not: what is typeset.
    Off,
    /// It does, in Typst comments on lines of their own: what a fault is traced by.
    On,
}

/// Before a template's text.
const ENTER: &str = "/* > ";
/// After it.
const LEAVE: &str = "/* < ";

/// A template's text between two comments that name it.
pub(super) fn around(name: &str, text: &str) -> String {
    format!("{ENTER}{name} */\n{text}\n{LEAVE}{name} */\n")
}

/// The template that a line of a filled page is of, the line counted from 1.
pub fn template_at(page: &str, line: usize) -> Option<&str> {
    let mut within = Vec::new();
    for text in page.lines().take(line) {
        // An include in the middle of a line puts a comment there.
        for part in text.split_inclusive("*/") {
            if let Some((_, name)) = part.split_once(ENTER) {
                within.push(name.trim_end_matches("*/").trim());
            } else if part.contains(LEAVE) {
                within.pop();
            }
        }
    }
    within.last().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_template_of_a_line_is_found() {
        let page = format!("a\n{}", around("main", &format!("b\n{}c", around("part", "d"))));
        let of = |wanted: &str| template_at(&page, 1 + page.lines().position(|line| line == wanted).unwrap());
        assert_eq!([of("a"), of("b"), of("c"), of("d")], [None, Some("main"), Some("main"), Some("part")]);
    }
}
