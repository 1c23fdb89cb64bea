//! Link workers outside the publication, as the user counts them: in no other figure.

use serde::Serialize;

use super::place::Place;
use crate::panel;
use crate::source::local::LocalRow;
use crate::text::{About, Basis, Claimed, Input, Subject};

crate::figures! {
    /// The user's own count for an area.
    #[derive(Clone, Debug, Serialize)]
    pub struct Local {
        /// The file that it is from.
        pub file: String,
        /// FTE, all rows of the area.
        pub fte: Claimed = About::new(
            "FTE",
            "the sum of the user's own rows for the area, which are in no other figure",
            &[Input::Own("local/*/fte")],
            &[Basis::Local],
        ).sum(),
        /// By employer, the most FTE first; rows alike in employer, day and source are one.
        pub employers: Vec<Employer> => "",
    }
}

crate::figures! {
    /// Who employs link workers outside the publication.
    #[derive(Clone, Debug, Serialize)]
    pub struct Employer {
        /// Its name.
        pub employer: String,
        /// FTE.
        pub fte: Claimed = About::new(
            "FTE",
            "the sum of the user's own rows for the area that are alike in employer, day and source",
            &[],
            &[Basis::Local],
        ).sum(),
        /// The day or month that the figure describes, in words.
        pub as_of: String,
        /// Where the figure is from.
        pub source: String,
        /// The rows of the file; the header is 1.
        pub rows: Vec<usize>,
    } at |own, at| at.step(&format!("row-{}", own.first_row())).of(Subject::Employer(own.first_row()))
}

/// The rows of an area; none where it has none.
pub fn of(local: Option<&panel::Local>, place: &Place) -> Option<Local> {
    let local = local?;
    let rows = || local.rows.iter().filter(|(icb, _)| place.within.has_icb(icb)).map(|(_, row)| row);
    rows().next()?;
    Some(Local {
        file: local.file.clone(),
        fte: rows().map(|row| row.fte).sum::<f64>().into(),
        employers: by_employer(rows()),
    })
}

fn by_employer<'a>(rows: impl Iterator<Item = &'a LocalRow>) -> Vec<Employer> {
    let mut groups: Vec<Vec<&LocalRow>> = Vec::new();
    let key = |row: &LocalRow| (row.employer.clone(), row.as_of.clone(), row.source.clone());
    for row in rows {
        match groups.iter_mut().find(|group| key(group[0]) == key(row)) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    let employer = |group: &Vec<&LocalRow>| {
        let (employer, as_of, source) = key(group[0]);
        let fte: f64 = group.iter().map(|row| row.fte).sum();
        Employer { employer, fte: fte.into(), as_of, source, rows: group.iter().map(|row| row.row).collect() }
    };
    let mut employers: Vec<Employer> = groups.iter().map(employer).collect();
    employers.sort_by(|a, b| b.fte.get().total_cmp(&a.fte.get()).then_with(|| a.rows.cmp(&b.rows)));
    employers
}

impl Local {
    /// The rows behind one of its claims: an employer's, or all.
    pub fn rows_of(&self, subject: &Subject) -> Vec<usize> {
        let one =
            |employer: &&Employer| matches!(subject, Subject::Employer(row) if *row == employer.first_row());
        match self.employers.iter().find(one) {
            Some(employer) => employer.rows.clone(),
            None => {
                let mut rows: Vec<usize> = self.employers.iter().flat_map(|e| e.rows.clone()).collect();
                rows.sort_unstable();
                rows
            }
        }
    }
}

impl Employer {
    /// The first of its rows, by which it is known among the claims of its area.
    fn first_row(&self) -> usize {
        self.rows.first().copied().unwrap_or(0)
    }
}
