//! The extract nearest to a census.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::resolved::Resolved;
use crate::source::kind::LIST_SIZES;
use crate::subject::error::{Error, Result};
use crate::subject::{Census, EIGHTEEN_MONTHS, day_in_words};

/// What is looked for, for messages.
pub struct Extract {
    pub kind: &'static str,
    pub publication: &'static str,
    pub census: Census,
}

/// The extract nearest in days to the end of the census's month; a tie goes to the earlier.
pub fn nearest<'a, T>(
    extracts: &'a BTreeMap<Date, T>,
    wanted: &Extract,
    resolved: &Resolved,
) -> Result<(Date, &'a T)> {
    let found = extracts.iter().min_by_key(|(date, _)| (wanted.census.days_from(**date), **date));
    let Some((&date, extract)) = found else {
        return Err(Error::Missing {
            missing: format!("no {} for {}", wanted.kind, wanted.census.words()),
            remedy: format!(
                "download \"{}\" from NHS England ({}) for a month near it and put it in the data folder",
                wanted.publication, LIST_SIZES
            ),
        });
    };
    if wanted.census.days_from(date) > EIGHTEEN_MONTHS && resolved.allow_stale.is_none() {
        return Err(Error::Stale {
            kind: wanted.kind,
            census: wanted.census.words(),
            date: day_in_words(date),
        });
    }
    Ok((date, extract))
}
