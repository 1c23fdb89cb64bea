//! Lists, plurals and joins.

use crate::claim::{self, Count};
use crate::number;

/// Words in a row: `A`, `A and B`, `A, B and C`.
pub fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A count with its noun: `1 PCN`, `24 PCNs`.
pub fn counted(count: Count, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", number::count(count))
}

/// A count with a word that has its own plural: `1 census`, `10 censuses`; `1 differs`, `3 differ`.
pub fn counted_as(count: Count, (one, more): (&str, &str)) -> String {
    format!("{} {}", number::count(count), if count == 1 { one } else { more })
}

/// The first letter made a capital; a number's mark before it stays.
pub fn capital(words: &str) -> String {
    let at = claim::start(words);
    let mut letters = words[at..].chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    words[..at].chars().chain(first).chain(letters).collect()
}

/// A reason as it may follow a colon: without a full stop.
pub fn reason(words: &str) -> &str {
    words.trim().trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_as_prose() {
        let words = |list: &[&str]| and(&list.iter().map(|&w| w.to_owned()).collect::<Vec<_>>());
        assert_eq!(words(&[]), "");
        assert_eq!(words(&["A"]), "A");
        assert_eq!(words(&["A", "B"]), "A and B");
        assert_eq!(words(&["A", "B", "C"]), "A, B and C");
    }

    #[test]
    fn one_is_singular() {
        let printed = |count: usize| claim::plain(&counted(count.into(), "PCN"));
        assert_eq!(printed(1), "1 PCN");
        assert_eq!(printed(1_060), "1,060 PCNs");
        assert_eq!(printed(0), "0 PCNs");
    }

    #[test]
    fn capitals_and_full_stops() {
        assert_eq!(capital("lack of support"), "Lack of support");
        assert_eq!(capital(""), "");
        assert_eq!(reason("only 2 PCNs. "), "only 2 PCNs");
    }
}
