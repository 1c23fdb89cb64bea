//! Link workers outside the publication, each row in its ICB of the edition.

use std::collections::BTreeMap;

use super::section::Section;
use crate::source::local::{LocalRow, LocalTable};
use crate::subject::Mark;
use crate::subject::error::Result;
use crate::subject::problem::{Found, Problem, faults};
use crate::subject::{IcbCode, PcnCode};

/// The user's table, placed.
#[derive(Clone, Debug)]
pub struct Local {
    /// The file's name.
    pub file: String,
    /// Whether it is no finding.
    pub mark: Option<Mark>,
    /// Its rows with the ICB that each is in, in the order of the file.
    pub rows: Vec<(IcbCode, LocalRow)>,
}

impl Local {
    /// Places each row.
    ///
    /// # Errors
    /// Where a PCN or an ICB is not one of the edition, or a PCN is in another ICB than its row says.
    pub fn of(table: &LocalTable, latest: &Section) -> Result<Self> {
        let homes: BTreeMap<&PcnCode, &IcbCode> =
            latest.rows.iter().filter_map(|row| Some((&row.pcn, row.icb.as_ref()?))).collect();
        let placed = |row: &LocalRow| match home(row, &homes) {
            Ok(icb) => Ok((*icb, row.clone())),
            Err((found, expected)) => {
                let file = &table.file.file;
                let problem = Problem::new(&faults::CODE, file, format!("`{found}`"), expected);
                Err(Box::new(problem.row(row.row).column(row.column)))
            }
        };
        Ok(Self {
            file: table.file.file.clone(),
            mark: table.mark,
            rows: table.rows.iter().map(placed).collect::<Found<_>>()?,
        })
    }
}

/// The ICB of a row, or what is there and what should be.
fn home<'a>(
    row: &LocalRow,
    homes: &BTreeMap<&'a PcnCode, &'a IcbCode>,
) -> std::result::Result<&'a IcbCode, (String, String)> {
    let known = |icb: &IcbCode| homes.values().copied().find(|known| *known == icb);
    let stranger = |icb: &IcbCode| {
        let near = nearest(icb.as_str(), homes.values().map(|icb| icb.as_str()));
        (icb.to_string(), format!("an ICB of this edition ({near})"))
    };
    let named = row.icb.as_ref().map(|icb| known(icb).ok_or_else(|| stranger(icb))).transpose()?;
    let Some(pcn) = &row.pcn else {
        return named.ok_or_else(|| (String::new(), "the code of a PCN or an ICB".to_owned()));
    };
    let home = homes.get(pcn).copied().ok_or_else(|| {
        let near = nearest(pcn.as_str(), homes.keys().map(|pcn| pcn.as_str()));
        (pcn.to_string(), format!("a PCN of this edition ({near})"))
    })?;
    match named.filter(|icb| *icb != home) {
        None => Ok(home),
        Some(icb) => Err((format!("{pcn} in {icb}"), format!("{home}, the ICB of this PCN in this edition"))),
    }
}

/// The three codes most like one that is not there.
fn nearest<'a>(wanted: &str, codes: impl Iterator<Item = &'a str>) -> String {
    let mut codes: Vec<&str> = codes.collect();
    codes.sort_unstable();
    codes.dedup();
    // The sort keeps the order of codes that are as much alike.
    codes.sort_by(|a, b| strsim::jaro_winkler(b, wanted).total_cmp(&strsim::jaro_winkler(a, wanted)));
    format!("the nearest are {}", codes.into_iter().take(3).collect::<Vec<_>>().join(", "))
}
