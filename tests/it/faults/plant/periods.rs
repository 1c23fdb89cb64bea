//! Periods: which month a file is of, two files for one, and months that are missing.

use super::set::{LISTS, SURVEY, WORKFORCE};
use super::{Figures, Plant, Planted, Set};
use briefings::subject::problem::faults;
use briefings::subject::role::TITLE;

/// The edition that is made of the latest census.
pub const EDITION: &str = "2026-09";

pub static PLANTS: &[Plant] = &[
    Plant {
        name: "two-files-for-one-census",
        fault: Some(&faults::PERIOD_TWICE),
        figures: Figures::None,
        what: "a second, later workforce file of September 2026 lies beside the first",
        plant: |set| {
            let again = reissue(set)?;
            Ok(Planted::of(&Set::name(WORKFORCE)).about(again))
        },
    },
    Plant {
        name: "two-list-sizes-for-one-day",
        fault: Some(&faults::PERIOD_TWICE),
        figures: Figures::None,
        what: "list sizes of another month say that they are of September 2026",
        plant: |set| {
            let text =
                String::from_utf8_lossy(set.file("list-sizes/gp-reg-pat-prac-all-apr-26.csv")?).into_owned();
            set.remove(&["prac-all-apr-26"]);
            set.add("list-sizes/later.csv", text.replace("2026-04-01", "2026-09-01"));
            Ok(Planted::of("later.csv").about(Set::name(LISTS)))
        },
    },
    Plant {
        name: "corrected-reissue",
        fault: Some(&faults::PREFERRED),
        figures: Figures::Differ("FTE, by the 0.4 that the re-issue corrects"),
        what: "a corrected workforce file of September 2026 lies beside the first, and --prefer names it",
        plant: |set| {
            let again = reissue(set)?;
            Ok(Planted::of(&again).about(Set::name(WORKFORCE)).prefer(&again))
        },
    },
    Plant {
        name: "name-of-another-month",
        fault: Some(&faults::NAME_DIFFERS),
        figures: Figures::Same,
        what: "the name of the list sizes says March 2025",
        plant: |set| {
            set.rename(LISTS, "list-sizes/gp-reg-pat-prac-all-mar-25.csv")?;
            Ok(Planted::of("gp-reg-pat-prac-all-mar-25.csv").about("March 2025"))
        },
    },
    Plant {
        name: "survey-without-year",
        fault: Some(&faults::SURVEY_YEAR),
        figures: Figures::None,
        what: "the name of the survey has no year",
        plant: |set| {
            set.rename(SURVEY, "survey/practice data.csv")?;
            Ok(Planted::of("practice data.csv"))
        },
    },
    Plant {
        name: "survey-of-another-layout",
        fault: Some(&faults::SURVEY_LAYOUT),
        figures: Figures::None,
        what: "the name of the survey says 2021, and its columns are those of 2024 on",
        plant: |set| {
            set.rename(SURVEY, "survey/GPPS_2021_Practice_data_(weighted)_(csv).csv")?;
            Ok(Planted::of("GPPS_2021_Practice_data_(weighted)_(csv).csv").about("2021"))
        },
    },
    Plant {
        name: "missing-quarter",
        fault: Some(&faults::CENSUS_GAP),
        figures: Figures::Differ("those over time; none of September 2026"),
        what: "the workforce file of December 2022 is not there",
        plant: |set| {
            set.remove(&["December 2022"]);
            Ok(Planted::of(EDITION).about("September 2022 and March 2023"))
        },
    },
    Plant {
        name: "list-sizes-over-six-months-away",
        fault: Some(&faults::EXTRACT_FAR),
        figures: Figures::Differ("those of patients; no FTE"),
        what: "the nearest list sizes are of October 2025",
        plant: |set| {
            set.remove(&["all-apr-26", "all-sep-26"]);
            Ok(Planted::of(EDITION).about("list sizes of 1 October 2025 for September 2026"))
        },
    },
    Plant {
        name: "list-sizes-over-eighteen-months-away",
        fault: None,
        figures: Figures::None,
        what: "the nearest list sizes are of October 2024",
        plant: |set| {
            set.remove(&["all-apr-25", "all-oct-25", "all-apr-26", "all-sep-26", "sing-age"]);
            Ok(Planted::of("list sizes").about("18 months"))
        },
    },
    Plant {
        name: "early-list-sizes-missing",
        fault: Some(&faults::CENSUS_LEFT_OUT),
        figures: Figures::Differ("those over time; none of September 2026"),
        what: "there are no list sizes before October 2022",
        plant: |set| {
            set.remove(&["all-apr-20", "all-oct-20", "all-apr-21", "all-oct-21", "all-apr-22"]);
            Ok(Planted::of(EDITION).about("March 2020"))
        },
    },
];

/// Puts a corrected workforce file beside the latest: the first link worker has 0.4 FTE more. Gives its name.
fn reissue(set: &mut Set) -> std::io::Result<String> {
    let path = "workforce/27.Primary Care Networks - September 2026 Individual Level (corrected).csv";
    let bytes = set.file(WORKFORCE)?.clone();
    set.add(path, bytes);
    set.table(path, |sheet| {
        let row = sheet.find(&[
            ("DETAILED_STAFF_ROLE", &|role| role == TITLE),
            ("FTE", &|fte| fte.parse::<f64>().is_ok_and(|fte| fte > 0.0)),
        ])?;
        let cell = sheet.cell(row, "FTE")?;
        let fte: f64 = cell.parse().map_err(std::io::Error::other)?;
        *cell = format!("{:.6}", fte + 0.4);
        Ok(())
    })?;
    Ok(Set::name(path))
}
