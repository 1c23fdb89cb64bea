//! The built-in templates and the theme, as they are compiled in.

/// How every page looks: plain Typst, beside the rendered pages.
pub const PLAIN_TYPST: [(&str, &str); 3] = [
    ("theme.typ", include_str!("../../../templates/theme.typ")),
    ("style.typ", include_str!("../../../templates/style.typ")),
    ("tables.typ", include_str!("../../../templates/tables.typ")),
];

/// The standing words of every document.
pub(super) const WORDS: &str = include_str!("../../../templates/words.toml");

/// The name of the file of standing words, in a folder of templates.
pub const WORDS_NAME: &str = "words.toml";

/// A built-in template: its name, and its text.
macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../templates/", $name)))),*]
    };
}

/// Every built-in template by name, in the order of the pages.
pub const TEMPLATES: &[(&str, &str)] = built_in![
    "briefing/main.typ.j2",
    "briefing/front.typ.j2",
    "briefing/front_sheet.typ.j2",
    "briefing/page_one.typ.j2",
    "briefing/places.typ.j2",
    "briefing/need.typ.j2",
    "briefing/since.typ.j2",
    "briefing/change.typ.j2",
    "briefing/compared.typ.j2",
    "briefing/boundaries.typ.j2",
    "briefing/sure.typ.j2",
    "briefing/local.typ.j2",
    "briefing/pcns.typ.j2",
    "briefing/annex.typ.j2",
    "briefing/chart.typ.j2",
    "briefing/table.typ.j2",
    "region/main.typ.j2",
    "england/main.typ.j2",
    "summary/main.typ.j2",
];

/// The front sheet that an ICB starts from.
pub(super) const FRONT_SHEET: (&str, &str) =
    ("front-sheet.example.toml", include_str!("../../../templates/front-sheet.example.toml"));

/// What a folder of ejected templates is, for whoever opens it.
pub(super) const README: (&str, &str) = ("README.md", include_str!("../../../templates/README.md"));

/// Everything that a user may edit: every template, the theme, an example front sheet and what they are.
pub fn ejected() -> impl Iterator<Item = (&'static str, &'static str)> {
    pages_and_theme().chain([FRONT_SHEET, README])
}

/// The text of a built-in file.
pub(super) fn built_in(name: &str) -> Option<&'static str> {
    pages_and_theme().find(|(known, _)| *known == name).map(|(_, text)| text)
}

/// Every built-in file that pages are made with.
pub(super) fn pages_and_theme() -> impl Iterator<Item = (&'static str, &'static str)> {
    TEMPLATES.iter().copied().chain(PLAIN_TYPST).chain([(WORDS_NAME, WORDS)])
}
