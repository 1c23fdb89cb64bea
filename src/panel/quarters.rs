//! The censuses that lie a quarter apart: what usual movement, changes and models are made from.
//!
//! The workforce publication is monthly by now. Months between two quarters stay in the series that is drawn.

use super::section::Section;
use crate::subject::series::Breaks;
use crate::subject::{Census, QUARTER, YEAR};

/// The quarter's censuses, up to the edition's and on its side of the last break.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quarters {
    edition: Option<Census>,
    /// Oldest first.
    censuses: Vec<Census>,
    /// Those before the edition's that are in none of the measures, oldest first.
    between: Vec<Census>,
}

impl Quarters {
    /// Of a panel's sections, the last of which is the edition's.
    ///
    /// Whole steps of three months before the edition, where any is there; else March, June, September and December.
    pub fn of(sections: &[Section], breaks: &Breaks) -> Self {
        let Some(edition) = sections.last().map(|section| section.census) else { return Self::default() };
        let all: Vec<Census> = sections
            .iter()
            .map(|section| section.census)
            .filter(|census| breaks.join(*census, edition))
            .collect();
        let steps = |census: &Census| edition.months_since(*census) % QUARTER == 0;
        let ends = |census: &Census| i32::from(census.month()) % QUARTER == 0;
        let stepped = all.iter().filter(|census| steps(census)).count() > 1;
        let (censuses, mut between): (Vec<Census>, Vec<Census>) =
            all.into_iter().partition(|census| if stepped { steps(census) } else { ends(census) });
        between.retain(|census| *census != edition);
        Self { edition: Some(edition), censuses, between }
    }

    /// Those that measures are made from, oldest first.
    pub fn censuses(&self) -> &[Census] {
        &self.censuses
    }

    /// Whether a census is one of them.
    pub fn has(&self, census: Census) -> bool {
        self.censuses.contains(&census)
    }

    /// Those between two quarters, which are in none of the measures, oldest first.
    pub fn between(&self) -> &[Census] {
        &self.between
    }

    /// Each two that follow each other a quarter apart.
    pub fn steps(&self) -> impl Iterator<Item = [Census; 2]> {
        let pairs = self.censuses.windows(2).map(|pair| [pair[0], pair[1]]);
        pairs.filter(|[before, after]| after.months_since(*before) == QUARTER)
    }

    /// Twelve months before the edition, and the edition.
    pub fn year(&self) -> Option<[Census; 2]> {
        self.edition.map(|edition| [edition.earlier(YEAR), edition])
    }

    /// Every pair of censuses that is compared.
    pub fn pairs(&self) -> Vec<[Census; 2]> {
        self.steps().chain(self.year()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use super::*;

    fn of(months: &[(i16, i8)]) -> Vec<String> {
        let section = |(year, month): &(i16, i8)| {
            let census = Census::new(*year, *month).unwrap();
            Section {
                census,
                list_date: census.date(),
                map_date: census.date(),
                derived: None,
                rows: Vec::new(),
                places: OnceLock::new(),
            }
        };
        let sections: Vec<Section> = months.iter().map(section).collect();
        let quarters = Quarters::of(&sections, &Breaks::none());
        quarters.censuses().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn months_between_quarters_are_in_no_measure() {
        let monthly: Vec<(i16, i8)> = (5..=11).map(|month| (2025, month)).collect();
        assert_eq!(of(&monthly), ["2025-05", "2025-08", "2025-11"]);
        assert_eq!(of(&[(2024, 12), (2025, 3), (2025, 6)]), ["2024-12", "2025-03", "2025-06"]);
    }

    #[test]
    fn an_edition_off_the_quarters_leaves_the_quarters_to_themselves() {
        assert_eq!(of(&[(2025, 3), (2025, 6), (2025, 7)]), ["2025-03", "2025-06"]);
    }
}
