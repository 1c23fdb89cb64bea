//! The standing words: headings and prose that are the same in every document, from `words.toml`.

use toml::{Table, Value};

use super::built_in::{WORDS, WORDS_NAME};
use crate::subject::nearest::nearest;

/// The built-in words with the user's in their place.
pub fn merged(own: Option<&str>) -> Table {
    let mut words = table(WORDS).unwrap_or_default(); // a test reads the built-in words
    if let Some(own) = own.and_then(|own| table(own).ok()) {
        replace(&mut words, own);
    }
    words
}

/// What is wrong with a file of the user's own words, if anything is.
pub fn fault(own: &str) -> Option<String> {
    match (table(WORDS), table(own)) {
        (_, Err(why)) | (Err(why), _) => Some(format!("`{WORDS_NAME}` {why}")),
        (Ok(built_in), Ok(own)) => unlike(&built_in, &own, ""),
    }
}

/// Words as a table, or why the text is none.
fn table(text: &str) -> Result<Table, String> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| text[..span.start].lines().count().max(1));
        let at = line.map_or_else(|| "cannot be read".to_owned(), |line| format!("line {line}"));
        format!("{at}: {}", error.message())
    })
}

/// The first key that the built-in words do not have, or have as something else.
fn unlike(built_in: &Table, own: &Table, above: &str) -> Option<String> {
    own.iter().find_map(|(key, value)| match (built_in.get(key), value) {
        (Some(Value::Table(known)), Value::Table(inside)) => unlike(known, inside, &format!("{above}{key}.")),
        (Some(known), value) if known.same_type(value) => None,
        (Some(known), value) => Some(format!(
            "`{WORDS_NAME}`: `{above}{key}` is a {}, expected a {}",
            value.type_str(),
            known.type_str()
        )),
        (None, _) => {
            let near = nearest(key, built_in.keys().map(String::as_str));
            Some(format!("`{WORDS_NAME}`: there are no words `{above}{key}`{near}"))
        }
    })
}

/// Puts words in the place of others, section by section.
fn replace(words: &mut Table, own: Table) {
    for (key, value) in own {
        match (words.get_mut(&key), value) {
            (Some(Value::Table(inside)), Value::Table(own)) => replace(inside, own),
            (_, value) => drop(words.insert(key, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_can_be_read() {
        assert!(!table(WORDS).unwrap().is_empty());
        assert_eq!(fault(WORDS), None);
    }

    #[test]
    fn a_key_that_is_not_known_and_a_broken_file_are_faults() {
        assert!(fault("[chart]\nnon = \"x\"\n").unwrap().contains("there are no words `chart.non`"));
        assert!(fault("[chart]\nnone = 3\n").unwrap().contains("expected a string"));
        assert!(fault("[chart]\nnone = \n").unwrap().contains("line 2"));
    }
}
