//! Which of two files serves that describe one period: the one that the user prefers, else neither.

use std::collections::{BTreeMap, BTreeSet};

use super::{Deprivation, ListSizes, PracticeMap, Survey, Workforce};
use crate::subject::problem::{Problem, Problems, faults};

/// A table that describes a period.
pub trait Dated {
    /// The file that it is from.
    fn file(&self) -> &str;
}

impl Dated for Workforce {
    fn file(&self) -> &str {
        &self.file
    }
}

impl Dated for ListSizes {
    fn file(&self) -> &str {
        &self.files[0]
    }
}

impl Dated for PracticeMap {
    fn file(&self) -> &str {
        &self.file
    }
}

impl Dated for Deprivation {
    fn file(&self) -> &str {
        &self.file
    }
}

impl Dated for Survey {
    fn file(&self) -> &str {
        &self.file
    }
}

/// Puts a table in the place of its period; of two, the preferred one serves, and without one neither is chosen.
pub fn select<P: Ord, T: Dated>(
    tables: &mut BTreeMap<P, T>,
    period: P,
    table: T,
    (read, preferred): (&str, &BTreeSet<String>),
    problems: &mut Problems,
) {
    let Some(first) = tables.get(&period) else {
        tables.insert(period, table);
        return;
    };
    let names = (first.file().to_owned(), table.file().to_owned());
    let expected = format!("one file of its kind for {read}");
    match (preferred.contains(&names.0), preferred.contains(&names.1)) {
        (false, true) => {
            let found = format!("a second file beside `{}`, which is not used", names.0);
            problems.push(Problem::new(&faults::PREFERRED, &names.1, found, expected));
            tables.insert(period, table);
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
