//! Days, months and years: as spreadsheets damage them, and more than one in a file.

use super::set::{EXPORT, LISTS, SCORES, WORKFORCE};
use super::{Figures, Plant};
use briefings::subject::problem::faults;

/// A cell of the second row or a later one, which differs from the first.
macro_rules! mixed {
    ($name:literal, $path:ident, $column:literal, $to:literal, $what:literal) => {
        Plant {
            name: $name,
            fault: Some(&faults::DATES_MIXED),
            figures: Figures::None,
            what: $what,
            plant: |set| {
                set.table($path, |sheet| {
                    *sheet.cell(8, $column)? = $to.to_owned();
                    Ok(())
                })?;
                Ok(super::Planted::of(&super::Set::name($path)).row(10).column(&$column.replace(' ', "_")))
            },
        }
    };
}

pub static PLANTS: &[Plant] = &[
    stops!("date-as-a-number", DATE, LISTS, "EXTRACT_DATE", "46266", "a spreadsheet wrote the day as 46266"),
    stops!("date-without-year", DATE, LISTS, "EXTRACT_DATE", "01-Sep", "a spreadsheet left the year out"),
    stops!(
        "date-month-first",
        DATE,
        LISTS,
        "EXTRACT_DATE",
        "09/01/2026",
        "a spreadsheet put the month before the day"
    ),
    stops!("date-that-is-none", DATE, LISTS, "EXTRACT_DATE", "31SEP2026", "the day is 31 September"),
    stops!("date-in-words", DATE, LISTS, "EXTRACT_DATE", "September 2026", "the day is a month in words"),
    stops!("date-empty", DATE, LISTS, "EXTRACT_DATE", "", "the first row has no day"),
    stops!("date-of-another-century", DATE, LISTS, "EXTRACT_DATE", "01SEP1926", "the day is of 1926"),
    stops!("month-thirteen", DATE, LISTS, "EXTRACT_DATE", "2026-13-01", "the month is 13"),
    stops!(
        "census-month-thirteen",
        DATE,
        WORKFORCE,
        "CENSUS_MONTH",
        "13",
        "the month of a workforce row is 13"
    ),
    stops!(
        "census-month-in-words",
        DATE,
        WORKFORCE,
        "CENSUS_MONTH",
        "Sep",
        "the month of a workforce row is Sep"
    ),
    stops!(
        "census-year-of-two-digits",
        DATE,
        WORKFORCE,
        "CENSUS_YEAR",
        "26",
        "the year of a workforce row is 26"
    ),
    mixed!("two-censuses", WORKFORCE, "CENSUS_MONTH", "6", "a workforce file holds a row of another census"),
    mixed!("two-days", LISTS, "EXTRACT_DATE", "2026-08-01", "list sizes hold a row of another day"),
    mixed!("two-indices", SCORES, "IMD_YEAR", "2019", "deprivation scores hold a row of another index"),
    mixed!(
        "two-indices-in-an-export",
        EXPORT,
        "Indicator Name",
        "Deprivation score (IMD 2015)",
        "a Fingertips export holds a row of another index"
    ),
];
