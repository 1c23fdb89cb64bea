//! Lists, plurals and joins.

use crate::text::claim::{self, Count};
use crate::text::number;

/// Words in a row: `A`, `A and B`, `A, B and C`.
pub fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Words of one sentence that names may fill, so that with what leads to them it stays under thirty.
const NAMES_IN_A_SENTENCE: usize = 18;

/// Names after what leads to them, in as many sentences as they need: `Above: A and B. Also C.`
pub fn named(lead: &str, names: &[String]) -> String {
    let mut sentences: Vec<Vec<String>> = Vec::new();
    let mut words = 0;
    for name in names {
        let more = claim::plain(name).split_whitespace().count();
        match sentences.last_mut().filter(|_| words + more <= NAMES_IN_A_SENTENCE) {
            Some(sentence) => sentence.push(name.clone()),
            None => {
                sentences.push(vec![name.clone()]);
                words = 0;
            }
        }
        words += more;
    }
    let leads = std::iter::once(format!("{lead}: ")).chain(std::iter::repeat("Also ".to_owned()));
    let said = leads.zip(&sentences).map(|(lead, names)| format!("{lead}{}.", and(names)));
    said.collect::<Vec<_>>().join(" ")
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
    fn many_names_take_many_sentences() {
        let names = vec!["NHS Some Long Name".to_owned(); 9];
        let said = named("Above", &names);
        assert!(said.starts_with("Above: NHS Some Long Name, NHS"), "{said}");
        assert_eq!(said.matches("Also ").count(), 2, "{said}");
    }

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
