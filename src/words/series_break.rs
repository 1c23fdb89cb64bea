//! Points across which a series must not be joined, and what a page says of each.

use crate::subject::Census;

/// A point across which figures are not like for like.
#[derive(Clone, Copy, Debug)]
pub struct SeriesBreak {
    /// The first month on the new footing.
    pub year: i16,
    /// Its month.
    pub month: i8,
    /// What changed, as a sentence.
    pub words: &'static str,
}

/// Every break that can fall within a series of censuses, oldest first.
pub const BREAKS: &[SeriesBreak] = &[
    SeriesBreak {
        year: 2021,
        month: 7,
        words: "In July 2021 the workforce collection moved to a new tool; small steps there may come from the tool.",
    },
    SeriesBreak {
        year: 2023,
        month: 4,
        words: "From April 2023 the role is recorded in two parts, with and without mental-health training; the line stops and restarts.",
    },
    SeriesBreak {
        year: 2024,
        month: 4,
        words: "From April 2024 patients are counted from another registration source; the line stops and restarts.",
    },
];

/// The break of areas that change, where each census is taken as it was.
const AREAS: SeriesBreak = SeriesBreak {
    year: 2026,
    month: 4,
    words: "In April 2026 some ICBs changed; figures are as published at each census, so the line stops and restarts.",
};

/// The breaks after the first census of a series and up to its last.
pub fn within(first: Census, last: Census, geography: &str) -> Vec<&'static str> {
    let areas = (geography == "as-published").then_some(&AREAS);
    BREAKS
        .iter()
        .chain(areas)
        .filter(|b| Census::new(b.year, b.month).is_some_and(|at| first < at && at <= last))
        .map(|b| b.words)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(first: (i16, i8), last: (i16, i8), geography: &str) -> usize {
        within(Census::new(first.0, first.1).unwrap(), Census::new(last.0, last.1).unwrap(), geography).len()
    }

    #[test]
    fn only_the_breaks_that_a_series_crosses_are_said() {
        assert_eq!(found((2020, 3), (2021, 6), "edition"), 0);
        assert_eq!(found((2020, 3), (2022, 3), "edition"), 1);
        assert_eq!(found((2020, 3), (2026, 6), "edition"), 3);
        assert_eq!(found((2020, 3), (2026, 6), "as-published"), 4);
        assert_eq!(found((2023, 4), (2024, 1), "edition"), 0);
    }
}
