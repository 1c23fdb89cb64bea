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

/// A long list as sentences of a length that is easy to follow: `A, B and C. D and E.`
pub fn in_sentences(words: &[String]) -> String {
    /// Words in a sentence, with room for what introduces the first.
    const LONGEST: usize = 20;
    let long = |some: &[String]| some.iter().map(|item| item.split_whitespace().count()).sum::<usize>();
    let mut sentences: Vec<Vec<String>> = Vec::new();
    for item in words {
        match sentences.last_mut() {
            Some(last) if long(last) + long(std::slice::from_ref(item)) <= LONGEST => last.push(item.clone()),
            _ => sentences.push(vec![item.clone()]),
        }
    }
    sentences.iter().map(|sentence| format!("{}.", and(sentence))).collect::<Vec<_>>().join(" ")
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
    fn a_long_list_is_cut_into_sentences() {
        let item = "one two three four five six seven".to_owned();
        let said = in_sentences(&[item.clone(), item.clone(), item.clone()]);
        assert_eq!(said, format!("{item} and {item}. {item}."));
        assert_eq!(in_sentences(&["A".to_owned()]), "A.");
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
