//! Annex B: methods in half a page, sources, words, and what is attached.

use super::front;
use super::methods;
use super::scope::Scope;
use crate::analysis::SourceUsed;
use crate::content;
use crate::subject::Census;
use crate::text;
use crate::text::{Column, Table, Text};

content! {
    /// The annex.
    #[derive(Debug)]
    pub struct Annex {
        heading: &'static str,
        methods: methods::Methods,
        sources: Table,
        program: Text,
    }
}

/// Composes it.
pub fn compose(scope: Scope<'_>) -> Annex {
    // Only an ICB's paper has an annex before it.
    let heading = if scope.is_icb() {
        "Annex B: methods, sources and words"
    } else {
        "Annex: methods, sources and words"
    };
    Annex { heading, methods: methods::compose(scope), sources: sources(scope), program: front::program() }
}

/// A row for each publication that served.
fn sources(scope: Scope<'_>) -> Table {
    let mut publications: Vec<(&'static str, Vec<&SourceUsed>)> = Vec::new();
    for source in &scope.edition.served.sources {
        match publications.iter_mut().find(|(name, _)| *name == source.publication) {
            Some((_, group)) => group.push(source),
            None => publications.push((source.publication, vec![source])),
        }
    }
    let row = |(name, group): &(&'static str, Vec<&SourceUsed>)| {
        vec![Text::from(*name).into(), period(group).into()]
    };
    Table::new("sources", "Publications", ["Publication", "Of"].map(Column::words).to_vec())
        .rows(publications.iter().map(row))
}

/// From the first period to the last; several where they are not dated.
pub fn period(group: &[&SourceUsed]) -> Text {
    let mut periods: Vec<&str> = group.iter().map(|source| source.period.as_str()).collect();
    periods.dedup();
    let mut dated: Vec<_> = periods.iter().filter_map(|words| Some((census(words)?, *words))).collect();
    dated.sort();
    match (periods.as_slice(), dated.as_slice()) {
        ([only], _) => Text::name(*only),
        (all, [first, .., last]) if dated.len() == all.len() => {
            text!("{} to {}", Text::name(first.1), Text::name(last.1))
        }
        (all, _) => Text::name(all.join(", ")),
    }
}

/// `June 2020` or `1 January 2022` as a month to sort by.
fn census(words: &str) -> Option<Census> {
    let (rest, year) = words.rsplit_once(' ')?;
    let month = rest.rsplit(' ').next()?;
    let year: i16 = year.parse().ok()?;
    (1..=12).filter_map(|number| Census::new(year, number)).find(|census| census.words().starts_with(month))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(period: &str) -> SourceUsed {
        SourceUsed {
            publication: "Workforce",
            file: "a.csv".to_owned(),
            period: period.to_owned(),
            rows: 10.into(),
            used: String::new(),
        }
    }

    #[test]
    fn many_files_run_from_the_first_month_to_the_last() {
        let files = ["June 2020", "March 2021", "March 2020"].map(source);
        assert_eq!(period(&files.iter().collect::<Vec<_>>()).plain(), "March 2020 to March 2021");
        let files = ["IMD 2019", "2019"].map(source);
        assert_eq!(period(&files.iter().collect::<Vec<_>>()).plain(), "IMD 2019, 2019");
        assert_eq!(census("1 January 2022"), Census::new(2022, 1));
    }
}
