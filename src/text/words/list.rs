//! Lists, plurals and joins.

use crate::text;
use crate::text::number;
use crate::text::{Count, Text};

/// Words in a row: `A`, `A and B`, `A, B and C`.
pub fn and(words: &[Text]) -> Text {
    match words {
        [] => Text::default(),
        [only] => only.clone(),
        [first @ .., last] => text!("{} and {}", Text::join(first.iter().cloned(), ", "), last),
    }
}

/// The same of names; with semicolons where one of them holds an `and` or a comma of its own.
fn names(names: &[Text]) -> Text {
    let is_long = |name: &Text| [" and ", ", "].iter().any(|part| name.plain().contains(part));
    match names {
        [first @ .., last] if names.len() > 1 && names.iter().any(is_long) => {
            text!("{}; and {}", Text::join(first.iter().cloned(), "; "), last)
        }
        _ => and(names),
    }
}

/// Words of one sentence that names may fill, so that with what leads to them it stays under thirty.
const NAMES_IN_A_SENTENCE: usize = 18;

/// Names after what leads to them, in as many sentences as they need: `Above: A and B. Also C.`
pub fn named(lead: &Text, names: &[Text]) -> Text {
    let mut sentences: Vec<Vec<Text>> = Vec::new();
    let mut words = 0;
    for name in names {
        let more = name.plain().split_whitespace().count();
        match sentences.last_mut().filter(|_| words + more <= NAMES_IN_A_SENTENCE) {
            Some(sentence) => sentence.push(name.clone()),
            None => {
                sentences.push(vec![name.clone()]);
                words = 0;
            }
        }
        words += more;
    }
    let leads = std::iter::once(text!("{}: ", lead)).chain(std::iter::repeat(text!("Also ")));
    let said = leads.zip(&sentences).map(|(lead, names)| text!("{}{}.", lead, self::names(names)));
    Text::join(said, " ")
}

/// The first of some names in a message: `a, b and 3 more`.
pub fn first(names: impl IntoIterator<Item = String>, most: usize) -> String {
    let names: Vec<String> = names.into_iter().collect();
    let shown = names.iter().take(most).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// A count with its noun: `1 PCN`, `24 PCNs`.
pub fn counted(count: Count, noun: &'static str) -> Text {
    let plural = if count == 1 { "" } else { "s" };
    text!("{} {}{}", number::count(count), noun, plural)
}

/// A count with a word that has its own plural: `1 census`, `10 censuses`; `1 differs`, `3 differ`.
pub fn counted_as(count: Count, one: &'static str, more: &'static str) -> Text {
    text!("{} {}", number::count(count), if count == 1 { one } else { more })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_names_take_many_sentences() {
        let names = vec![Text::name("NHS Some Long Name"); 9];
        let said = named(&"Above".into(), &names).plain();
        assert!(said.starts_with("Above: NHS Some Long Name, NHS"), "{said}");
        assert_eq!(said.matches("Also ").count(), 2, "{said}");
    }

    #[test]
    fn a_list_reads_as_prose() {
        let words = |list: &[&'static str]| and(&list.iter().map(|&w| w.into()).collect::<Vec<_>>()).plain();
        assert_eq!(words(&[]), "");
        assert_eq!(words(&["A"]), "A");
        assert_eq!(words(&["A", "B"]), "A and B");
        assert_eq!(words(&["A", "B", "C"]), "A, B and C");
    }

    #[test]
    fn a_long_list_is_cut_and_says_so() {
        let names = || ["a", "b", "c"].map(str::to_owned);
        assert_eq!(first(names(), 3), "a, b, c");
        assert_eq!(first(names(), 1), "a and 2 more");
    }

    #[test]
    fn one_is_singular() {
        let printed = |count: usize| counted(count.into(), "PCN").plain();
        assert_eq!(printed(1), "1 PCN");
        assert_eq!(printed(1_060), "1,060 PCNs");
        assert_eq!(printed(0), "0 PCNs");
    }
}
