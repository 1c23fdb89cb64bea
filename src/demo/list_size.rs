//! Patients Registered at a GP Practice: totals, five-year ages and single years.

use std::io;

use jiff::civil::{Date, date};

use super::chance::whole;
use super::england::England;
use super::file::{DemoFile, zip};
use super::network::Practice;
use super::table::{Encoding, Table};

const TOTALS_TO_2022: &str =
    "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS";
const TOTALS: &str = "PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,CODE,POSTCODE,SEX,AGE,\
                      NUMBER_OF_PATIENTS";
const FIVE_YEARS: &str =
    "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS";
const SINGLE_YEARS: &str = "EXTRACT_DATE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,ORG_CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS";

/// The name of the publication in its first column.
const PUBLICATION: &str = "GP_PRAC_PAT_LIST";

/// Extracts that came as totals.
const EXTRACTS: [Date; 13] = [
    date(2020, 4, 1),
    date(2020, 10, 1),
    date(2021, 4, 1),
    date(2021, 10, 1),
    date(2022, 4, 1),
    date(2022, 10, 1),
    date(2023, 4, 1),
    date(2023, 10, 1),
    date(2024, 4, 1),
    date(2025, 4, 1),
    date(2025, 10, 1),
    date(2026, 4, 1),
    date(2026, 9, 1),
];

/// The extract that came by five years of age.
const FIVE_YEAR_EXTRACT: Date = date(2024, 10, 1);

/// The extract that comes by single years of age.
const SINGLE_YEAR_EXTRACT: Date = date(2025, 7, 1);

/// Groups of age with the share of patients in each; the published file has all 20.
const AGES: [(&str, f64); 2] = [("65_69", 0.052), ("95+", 0.002)];

/// Totals at every extract but one, and that one by age.
pub(super) fn files(england: &England) -> Vec<DemoFile> {
    let mut files: Vec<DemoFile> = EXTRACTS.iter().map(|on| totals(england, *on)).collect();
    files.push(five_years(england));
    files
}

fn totals(england: &England, on: Date) -> DemoFile {
    let mut table = match on < date(2022, 7, 1) {
        true => Table::with_carriage_returns(TOTALS_TO_2022),
        false => Table::new(TOTALS),
    };
    let extract = extract_date(on);
    for practice in &england.practices {
        let sub = &england.places.subs[practice.sub];
        table.row([
            PUBLICATION,
            &extract,
            "GP",
            &sub.code,
            &sub.ons,
            &practice.code,
            &practice.postcode,
            "ALL",
            "ALL",
            &whole(practice.patients(on)).to_string(),
        ]);
    }
    let path = format!("list-sizes/gp-reg-pat-prac-all-{}.csv", on.strftime("%b-%y")).to_lowercase();
    DemoFile { path, bytes: table.into_bytes(Encoding::Utf8) }
}

/// `01JAN2021` to 2023, `2024-04-01` after.
fn extract_date(on: Date) -> String {
    match on.year() {
        ..=2023 => on.strftime("%d%b%Y").to_string().to_uppercase(),
        _ => on.to_string(),
    }
}

fn five_years(england: &England) -> DemoFile {
    let mut table = Table::new(FIVE_YEARS);
    let on = FIVE_YEAR_EXTRACT;
    for (number, sub) in england.places.subs.iter().enumerate() {
        let here = england.practices.iter().filter(|practice| practice.sub == number);
        let patients = here.map(|practice| whole(practice.patients(on))).sum();
        people(&mut table, ["SUB_ICB_LOCATION", &sub.code, &sub.ons, ""], patients);
    }
    for practice in &england.practices {
        people(&mut table, ["GP", &practice.code, "", &practice.postcode], whole(practice.patients(on)));
    }
    let path = "list-sizes/gp-reg-pat-prac-quin-age.csv".to_owned();
    DemoFile { path, bytes: table.into_bytes(Encoding::Utf8) }
}

/// One organisation: all, by sex, and in some groups of age.
fn people(table: &mut Table, [kind, code, ons, postcode]: [&str; 4], patients: u32) {
    let extract = extract_date(FIVE_YEAR_EXTRACT);
    let women = females(patients);
    let sexes = [("ALL", "ALL", patients), ("FEMALE", "ALL", women), ("MALE", "ALL", patients - women)];
    let ages = AGES.map(|(age, share)| ("ALL", age, whole(f64::from(patients) * share)));
    for (sex, age, number) in sexes.into_iter().chain(ages) {
        table.row([PUBLICATION, &extract, kind, code, ons, postcode, sex, age, &number.to_string()]);
    }
}

fn females(patients: u32) -> u32 {
    whole(f64::from(patients) * 0.502)
}

/// The files by single year of age, one a sex, each in its zip as published and both in one, as a folder of
/// downloads is passed on.
pub(super) fn single_years(england: &England) -> io::Result<DemoFile> {
    let zipped = |sex: &str| {
        let file = single_year(england, sex);
        let bytes = zip(std::slice::from_ref(&file))?;
        Ok(DemoFile { path: file.path.replace(".csv", ".zip"), bytes })
    };
    let pair: io::Result<Vec<DemoFile>> = ["FEMALE", "MALE"].into_iter().map(zipped).collect();
    Ok(DemoFile { path: "list-sizes/gp-reg-pat-prac-sing-age.zip".to_owned(), bytes: zip(&pair?)? })
}

fn single_year(england: &England, sex: &str) -> DemoFile {
    let mut table = Table::new(SINGLE_YEARS);
    let extract = extract_date(SINGLE_YEAR_EXTRACT);
    for practice in &england.practices {
        let sub = &england.places.subs[practice.sub];
        let all = of_sex(practice, sex);
        let one_year = whole(f64::from(all) * 0.012);
        for (age, number) in [("ALL", all), ("0", one_year), ("40", one_year), ("95+", all / 500)] {
            let number = number.to_string();
            table.row([&extract, &sub.code, &sub.ons, &practice.code, &practice.postcode, sex, age, &number]);
        }
    }
    let path = format!("list-sizes/gp-reg-pat-prac-sing-age-{}.csv", sex.to_lowercase());
    DemoFile { path, bytes: table.into_bytes(Encoding::Utf8) }
}

fn of_sex(practice: &Practice, sex: &str) -> u32 {
    let patients = whole(practice.patients(SINGLE_YEAR_EXTRACT));
    match sex {
        "FEMALE" => females(patients),
        _ => patients - females(patients),
    }
}
