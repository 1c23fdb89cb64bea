//! Deprivation scores by practice: the Fingertips export of IMD 2019, and the extract of IMD 2025.

use super::chance::Chance;
use super::england::England;
use super::file::DemoFile;
use super::name::title_case;
use super::network::Practice;
use super::table::{Encoding, Table, decimals};

const FINGERTIPS: &str = "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,\
                          Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,\
                          Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,\
                          Compared to England value or percentiles,Compared to percentiles,Time period Sortable,New data,\
                          Compared to goal,Time period range";
const EXTRACT: &str = "PRACTICE_CODE,PRACTICE_NAME,IMD_YEAR,IMD_SCORE";

/// Both files.
pub(super) fn files(england: &England) -> Vec<DemoFile> {
    vec![imd_2019(england), imd_2025(england)]
}

/// A practice's score: near its PCN's, and no other for the other year than chance makes it.
fn score(england: &England, practice: &Practice, chance: &mut Chance) -> f64 {
    let near = practice.network.map_or(22.0, |network| england.networks[network].deprivation);
    (near * (1.0 + 0.12 * chance.normal())).clamp(3.0, 80.0)
}

fn imd_2019(england: &England) -> DemoFile {
    let mut chance = Chance::new(england.seed, 31);
    let mut table = Table::with_carriage_returns(FINGERTIPS);
    fingertips_row(&mut table, ["", "", "E92000001", "England", "England"], "21.7");
    fingertips_row(&mut table, ["E92000001", "England", "E92000001", "England", "England"], "21.7");
    for practice in &england.practices {
        let score = decimals(score(england, practice, &mut chance), 4);
        let value = if chance.happens(0.006) { "" } else { &score };
        let area = ["E92000001", "England", &practice.code, &title_case(&practice.name), "GP"];
        fingertips_row(&mut table, area, value);
    }
    let path = "deprivation/indicator-data-93553-imd-2019-practice.csv".to_owned();
    DemoFile { path, bytes: table.into_bytes(Encoding::Utf8) }
}

/// A row of an area, by its parent and the parent's name, its own code and name, and what it is.
fn fingertips_row(table: &mut Table, area: [&str; 5], value: &str) {
    let indicator = ["93553", "Deprivation score (IMD 2019)"];
    let all = ["Persons", "All ages", "", "", "2019", value];
    let compared = ["Cannot be calculated", "Not compared", "Not compared", "20190000", "", "", "1y"];
    table.row(indicator.into_iter().chain(area).chain(all).chain([""; 7]).chain(compared));
}

fn imd_2025(england: &England) -> DemoFile {
    let mut chance = Chance::new(england.seed, 32);
    let mut table = Table::new(EXTRACT);
    for practice in &england.practices {
        let score = decimals(score(england, practice, &mut chance), 3);
        if !chance.happens(0.006) {
            table.row([&practice.code, &title_case(&practice.name), "2025", &score]);
        }
    }
    let path = "deprivation/fingertips-imd-2025-gp-practice.csv".to_owned();
    DemoFile { path, bytes: table.into_bytes(Encoding::Utf8) }
}
