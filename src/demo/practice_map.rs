//! Practice maps: which PCN, sub-ICB, ICB and region each practice is in.

use std::io;

use jiff::civil::{Date, date};

use super::england::England;
use super::file::{DemoFile, zip};
use super::name::plain;
use super::network::Practice;
use super::table::{Encoding, Table};

const TO_2022: &str = "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,ONS_CCG_CODE,\
                       CCG_CODE,CCG_NAME,ONS_STP_CODE,STP_CODE,STP_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,\
                       COMM_REGION_NAME";
const FROM_2022: &str = "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,\
                         ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,ICB_CODE,ICB_NAME,\
                         ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME,SUPPLIER_NAME";

/// Maps with CCGs and STPs.
const WITH_CCGS: [Date; 3] = [date(2020, 9, 1), date(2021, 5, 1), date(2022, 1, 1)];

/// Maps with sub-ICBs and ICBs.
const WITH_ICBS: [Date; 5] =
    [date(2022, 11, 1), date(2023, 8, 1), date(2024, 5, 1), date(2025, 3, 1), date(2026, 1, 1)];

/// The first map with the ICBs of April 2026, which came in a zip.
const IN_A_ZIP: Date = date(2026, 8, 1);

/// Every map.
pub(super) fn files(england: &England) -> io::Result<Vec<DemoFile>> {
    let early = WITH_CCGS.iter().map(|on| file(*on, map(Table::new(TO_2022), england, *on)));
    let late = WITH_ICBS.iter().map(|on| file(*on, map(Table::new(FROM_2022), england, *on)));
    let mut files: Vec<DemoFile> = early.chain(late).collect();
    files.push(zipped(england)?);
    Ok(files)
}

fn file(on: Date, table: Table) -> DemoFile {
    let path = format!("practice-map/gp-reg-pat-prac-map-{}.csv", on.strftime("%b-%y")).to_lowercase();
    DemoFile { path, bytes: table.into_bytes(Encoding::Utf8) }
}

fn zipped(england: &England) -> io::Result<DemoFile> {
    let table = map(Table::with_carriage_returns(FROM_2022), england, IN_A_ZIP);
    let map =
        DemoFile { path: "gp-reg-pat-prac-map.csv".to_owned(), bytes: table.into_bytes(Encoding::Utf8) };
    let path = format!("practice-map/gp-reg-pat-prac-map-{}.zip", IN_A_ZIP.strftime("%b-%y")).to_lowercase();
    Ok(DemoFile { path, bytes: zip(&[map])? })
}

/// `01-Sep-20`, `01Jan2022` or `2024-05-01`.
fn extract_date(on: Date) -> String {
    let written = match on.year() {
        2020 => "%d-%b-%y",
        2024 => "%Y-%m-%d",
        _ => "%d%b%Y",
    };
    on.strftime(written).to_string()
}

/// A row for each practice; before there were sub-ICBs, letters outside Windows-1252 were not published.
fn map(mut table: Table, england: &England, on: Date) -> Table {
    let extract = extract_date(on);
    let with_ccgs = WITH_CCGS.contains(&on);
    for (number, practice) in england.practices.iter().enumerate() {
        let pcn = network(england, practice, on);
        let sub = &england.places.subs[practice.sub];
        let icb = england.places.icb(practice.sub, on);
        let (sub_name, icb_name) = match with_ccgs {
            true => (england.places.ccg_name(practice.sub), icb.place()),
            false => (england.places.sub_name(practice.sub, on), icb.name.as_str()),
        };
        let named =
            [&practice.name, pcn[1]].map(|name| if with_ccgs { plain(name) } else { name.to_owned() });
        let here = [&extract, &practice.code, &named[0], &practice.postcode, pcn[0], &named[1]];
        let area = [&sub.ons, &sub.code, &sub_name, &icb.ons, &icb.code, icb_name];
        let region = [&icb.region_ons, &icb.region_code, &icb.region_name].map(String::as_str);
        let supplier = (!with_ccgs).then(|| supplier(number));
        table.row(["GP_PRAC_PAT_LIST"].into_iter().chain(here).chain(area).chain(region).chain(supplier));
    }
    table
}

/// The PCN's code and name, or what the year's map writes for a practice in none.
fn network<'a>(england: &'a England, practice: &Practice, on: Date) -> [&'a str; 2] {
    match (practice.network, on.year()) {
        (Some(network), _) => {
            let identity = england.mapped_as(network, on);
            [&identity.code, &identity.name]
        }
        (None, 2022) => ["Unallocated", "Unallocated"],
        (None, 2023..=2024) => ["Unknown or no PCN", "Unknown or no PCN"],
        (None, _) => ["U", "Unallocated"],
    }
}

/// The system that a practice uses; unknown for a few.
fn supplier(number: usize) -> &'static str {
    match number {
        _ if number % 1_000 == 7 => "",
        _ if number % 5 < 3 => "EMIS",
        _ => "TPP",
    }
}
