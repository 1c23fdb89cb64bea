//! Which of two files is taken that describe one period: the one that the user prefers, else neither.

use std::collections::{BTreeMap, BTreeSet};

use super::records::Dated;
use crate::subject::problem::{Problem, Problems, faults};

/// A period as a key and in words.
pub struct Period<'a, P> {
    /// The key that tables are kept by.
    pub key: P,
    /// The same in words.
    pub words: &'a str,
}

/// Puts a table in the place of its period; of two, the preferred one is taken, and without one neither is chosen.
pub fn select<P: Ord, T: Dated>(
    tables: &mut BTreeMap<P, T>,
    period: Period<'_, P>,
    table: T,
    preferred: &BTreeSet<String>,
    problems: &mut Problems,
) {
    let Some(first) = tables.get(&period.key) else {
        tables.insert(period.key, table);
        return;
    };
    if first.says_the_same(&table) {
        let found = format!("the same as in `{}`", first.file());
        problems.push(Problem::new(&faults::SAME_TABLE, table.file(), found, "each table once"));
        return;
    }
    let names = (first.file().to_owned(), table.file().to_owned());
    let expected = format!("one file of its kind for {}", period.words);
    match (preferred.contains(&names.0), preferred.contains(&names.1)) {
        (false, true) => {
            let found = format!("a second file beside `{}`, which is not used", names.0);
            problems.push(Problem::new(&faults::PREFERRED, &names.1, found, expected));
            tables.insert(period.key, table);
        }
        (true, false) => {
            let found = format!("a second file beside `{}`, which is not used", names.1);
            problems.push(Problem::new(&faults::PREFERRED, &names.0, found, expected));
        }
        _ => {
            let found = format!("a second file for it, `{}`", names.0);
            let remedy = which_to_remove(&names.0, &names.1);
            problems.push(Problem::new(&faults::PERIOD_TWICE, &names.1, found, expected).remedy(remedy));
        }
    }
}

/// Words in the name of a re-issue, and of a copy.
const REISSUE: [&str; 5] = ["corrected", "revised", "reissue", "re-issue", "updated"];
const COPY: [&str; 4] = ["copy", "(1)", "(2)", "old"];

/// What to do about two files for one period, by what their names say.
fn which_to_remove(first: &str, second: &str) -> String {
    let says = |name: &str, words: &[&str]| words.iter().any(|word| name.to_lowercase().contains(word));
    let superseded = |name: &str, other: &str| {
        says(name, &COPY) && !says(other, &COPY) || says(other, &REISSUE) && !says(name, &REISSUE)
    };
    match (superseded(first, second), superseded(second, first)) {
        (true, false) => {
            format!("by its name `{first}` is superseded: remove it, or give --prefer '{second}'")
        }
        (false, true) => {
            format!("by its name `{second}` is superseded: remove it, or give --prefer '{first}'")
        }
        _ => {
            format!("remove one of them: `{first}` or `{second}`; or give --prefer with the one that serves")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_which_of_two_files_is_superseded() {
        let remedy = which_to_remove("march.csv", "march corrected.csv");
        assert!(remedy.contains("`march.csv` is superseded"), "{remedy}");
        let remedy = which_to_remove("march.csv", "march (1).csv");
        assert!(remedy.contains("`march (1).csv` is superseded"), "{remedy}");
        assert!(which_to_remove("a.csv", "b.csv").starts_with("remove one of them"));
    }
}
