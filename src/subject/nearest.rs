//! Near misses.

/// So alike is a name that was meant.
const ALIKE: f64 = 0.6;

/// The known name that is most like a wrong one, as ` (the nearest is `x`)`; nothing where none is like it.
pub fn nearest<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> String {
    known
        .map(|name| (strsim::jaro_winkler(name, wrong), name))
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .filter(|(likeness, _)| *likeness > ALIKE)
        .map_or_else(String::new, |(_, name)| format!(" (the nearest is `{name}`)"))
}
