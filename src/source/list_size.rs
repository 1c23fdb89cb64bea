//! Patients registered at a GP practice: list sizes by practice.
//!
//! Three files of one publication hold them: totals, five-year ages and single years of age.
//! Where a file holds one sex only, the other file of the same day completes it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::account::{Account, Fate};
use super::dates::{name_agrees, one_day};
use super::publications::Kind;
use super::records::ListSizes;
use super::says::{Reading, Says};
use super::table::{Column, Table};
use crate::subject::problem::{Found, Problem, Problems, faults};
use crate::subject::{Census, PracticeCode, day_in_words};

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

/// Every column as published, in order, over the three files and both names of the commissioners.
pub const PUBLISHED: &[&str] = &[
    "PUBLICATION",
    "EXTRACT_DATE",
    "TYPE",
    "ORG_TYPE",
    "CCG_CODE",
    "SUB_ICB_LOCATION_CODE",
    "ONS_CCG_CODE",
    "ONS_SUB_ICB_LOCATION_CODE",
    "CODE",
    "ORG_CODE",
    "ONS_CODE",
    "POSTCODE",
    "SEX",
    "AGE",
    "AGE_GROUP_5",
    "NUMBER_OF_PATIENTS",
];

/// Reads the file.
pub fn read(table: &Table, kind: &Kind, problems: &mut Problems) -> Found<Reading> {
    let date = one_day(table, kind.name)?;
    let Totals { practices, sexes, account } = totals(table, kind, problems)?;
    let period = day_in_words(date);
    if practices.is_empty() {
        // The regional files of the publication hold no practices.
        let found = "no row of a practice";
        problems.push(Problem::new(&faults::NO_PRACTICES, table.file(), found, "rows of practices"));
        return Ok(Reading::nothing(period, account));
    }
    if let Some(census) = Census::new(date.year(), date.month()) {
        name_agrees(table.file(), census, problems);
    }
    let file = table.file().to_owned();
    let list = ListSizes { patients: practices, files: vec![file], sexes };
    Ok(Reading::of(period, account, Says::Lists(date, list)))
}

/// Adds lists of one sex to those of the other, where they are there; else gives them back.
pub fn complete(lists: &mut BTreeMap<Date, ListSizes>, date: Date, other: ListSizes) -> Option<ListSizes> {
    let Some(list) = lists.get_mut(&date).filter(|list| list.completes(&other.sexes)) else {
        return Some(other);
    };
    list.files.extend(other.files);
    list.sexes.extend(other.sexes);
    for (practice, patients) in other.patients {
        *list.patients.entry(practice).or_default() += patients;
    }
    None
}

/// What a file adds up to.
struct Totals {
    /// Patients by practice.
    practices: BTreeMap<PracticeCode, f64>,
    /// The sexes they are of.
    sexes: Vec<String>,
    account: Account,
}

/// More patients than any practice has: the largest list is a third of it.
const LARGEST: f64 = 300_000.0;

/// Why a row of a list is left out.
const NO_TOTAL: &str = "an age or sex of what is counted whole";
const NO_PRACTICE: &str = "of no practice";

/// Adds up the rows of practices, each of which has one row a sex.
fn totals(table: &Table, kind: &Kind, problems: &mut Problems) -> Found<Totals> {
    let code = table.column(CODE, kind.name)?;
    let sex = table.column(&["SEX"], kind.name)?;
    let age = table.column(AGE, kind.name)?;
    let patients = table.column(&["NUMBER_OF_PATIENTS"], kind.name)?;
    let organisation = table.optional(TYPE);
    let is_practice =
        |row: usize| organisation.as_ref().is_none_or(|column| column.text(row).eq_ignore_ascii_case("GP"));
    let is_total = |row: usize| is_practice(row) && age.text(row).eq_ignore_ascii_case("ALL");
    let sexes = sexes_to_add(table.height(), &sex, &is_total);
    let mut practices = BTreeMap::new();
    let mut seen: BTreeSet<(PracticeCode, usize)> = BTreeSet::new();
    let account = table.each(problems, |row| {
        let adds = sexes.iter().position(|wanted| wanted.eq_ignore_ascii_case(sex.text(row)));
        if !is_practice(row) {
            return Ok(Fate::Left(NO_PRACTICE));
        }
        let Some(adds) = adds.filter(|_| is_total(row)) else { return Ok(Fate::Left(NO_TOTAL)) };
        let practice = code.parse(row, str::parse::<PracticeCode>)?;
        let amount = patients.amount(row)?;
        if amount.fract() != 0.0 || amount > LARGEST {
            let expected = format!("a whole number of patients, at most {LARGEST} for a practice");
            return Err(patients.wrong(&faults::LIST_SIZE, row, expected));
        }
        if !seen.insert((practice, adds)) {
            let expected = "a practice and sex that are not in an earlier row".to_owned();
            return Err(code.wrong(&faults::TWICE_IN_FILE, row, expected));
        }
        *practices.entry(practice).or_insert(0.0) += amount;
        Ok(Fate::Used)
    });
    patients.thousands().into_iter().for_each(|note| problems.push(note));
    Ok(Totals { practices, sexes, account })
}

/// `ALL` where the file has such rows, else the sexes that it has.
fn sexes_to_add(height: usize, sex: &Column<'_>, is_total: &dyn Fn(usize) -> bool) -> Vec<String> {
    let mut found: Vec<String> =
        (0..height).filter(|&row| is_total(row)).map(|row| sex.text(row).to_uppercase()).collect();
    found.sort();
    found.dedup();
    if found.iter().any(|sex| sex == "ALL") { vec!["ALL".to_owned()] } else { found }
}
