//! Patients registered at a GP practice: list sizes by practice.
//!
//! Three files of one publication hold them: totals, five-year ages and single years of age.
//! Where a file holds one sex only, the other file of the same day completes it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::table::{Column, Table};
use super::{Kind, Publications, Read, day};
use crate::error::Result;
use crate::subject::{PracticeCode, day_in_words};

/// Spellings of the practice's code, which differ by file.
const CODE: &[&str] = &["CODE", "ORG_CODE"];
/// Spellings of the age column.
const AGE: &[&str] = &["AGE", "AGE_GROUP_5"];
/// Spellings of the kind of organisation; not in the single-year files.
const TYPE: &[&str] = &["TYPE", "ORG_TYPE"];

/// The columns that every layout has, each by its spellings.
pub const REQUIRED: &[&[&str]] = &[&["EXTRACT_DATE"], CODE, &["SEX"], AGE, &["NUMBER_OF_PATIENTS"]];

/// The column that only some layouts have.
pub const OPTIONAL: &[&[&str]] = &[TYPE];

/// List sizes on one day.
#[derive(Debug, Default)]
pub struct ListSizes {
    /// Registered patients by practice.
    pub patients: BTreeMap<PracticeCode, f64>,
    /// The files' names: more than one where each holds one sex.
    pub files: Vec<String>,
    /// Which sexes are in: a whole is `ALL`, or `FEMALE` and `MALE`.
    sexes: Vec<String>,
}

/// Reads the file into `publications`.
pub fn read(table: &Table, kind: &Kind, into: &mut Publications) -> Result<Read> {
    let date = one_day(table, kind)?;
    let (practices, sexes, used) = totals(table, kind)?;
    let read = Read { period: day_in_words(date), rows: table.height(), used };
    if used == 0 {
        // The regional files of the publication hold no practices.
        return Ok(read);
    }
    let list = into.lists.entry(date).or_default();
    if let Some(first) = list.files.first()
        && sexes.iter().any(|sex| sex == "ALL" || list.sexes.contains(sex) || list.sexes[0] == "ALL")
    {
        return Err(super::twice(first, table.file(), kind, day_in_words(date)));
    }
    list.files.push(table.file().to_owned());
    list.sexes.extend(sexes);
    for (practice, patients) in practices {
        *list.patients.entry(practice).or_default() += patients;
    }
    Ok(read)
}

/// Patients by practice, the sexes they are of, and the number of rows used.
fn totals(table: &Table, kind: &Kind) -> Result<(BTreeMap<PracticeCode, f64>, Vec<String>, usize)> {
    let code = table.column(CODE, kind.name)?;
    let sex = table.column(&["SEX"], kind.name)?;
    let age = table.column(AGE, kind.name)?;
    let patients = table.column(&["NUMBER_OF_PATIENTS"], kind.name)?;
    let organisation = table.optional(TYPE);
    let is_total = |row: usize| {
        organisation.as_ref().is_none_or(|column| column.text(row).eq_ignore_ascii_case("GP"))
            && age.text(row).eq_ignore_ascii_case("ALL")
    };
    let sexes = sexes_to_add(table.height(), &sex, &is_total);
    let mut by_practice = BTreeMap::new();
    let mut used = 0;
    for row in (0..table.height()).filter(|&row| is_total(row)) {
        if sexes.iter().any(|wanted| wanted.eq_ignore_ascii_case(sex.text(row))) {
            let practice = code.parse(row, str::parse::<PracticeCode>)?;
            *by_practice.entry(practice).or_insert(0.0) += patients.amount(row)?;
            used += 1;
        }
    }
    Ok((by_practice, sexes, used))
}

/// `ALL` where the file has such rows, else the sexes that it has.
fn sexes_to_add(height: usize, sex: &Column<'_>, is_total: &dyn Fn(usize) -> bool) -> Vec<String> {
    let mut found: Vec<String> =
        (0..height).filter(|&row| is_total(row)).map(|row| sex.text(row).to_uppercase()).collect();
    found.sort();
    found.dedup();
    if found.iter().any(|sex| sex == "ALL") { vec!["ALL".to_owned()] } else { found }
}

/// The day that all rows are of.
fn one_day(table: &Table, kind: &Kind) -> Result<Date> {
    let extract = table.column(&["EXTRACT_DATE"], kind.name)?;
    let date = extract.parse(0, day)?;
    for row in 1..table.height() {
        if extract.text(row) != extract.text(0) && extract.parse(row, day)? != date {
            return Err(extract.wrong(row, format!("{date}, as in row 2 (one day a file)")));
        }
    }
    Ok(date)
}

impl ListSizes {
    /// The sex whose file is not there, where only one is.
    pub fn missing_sex(&self) -> Option<&'static str> {
        let has = |sex: &str| self.sexes.iter().any(|s| s == sex);
        match (has("ALL"), has("FEMALE"), has("MALE")) {
            (true, ..) | (_, true, true) => None,
            (_, true, false) => Some("male"),
            _ => Some("female"),
        }
    }
}
