//! Surveys and deprivation scores.

use super::periods::EDITION;
use super::set::{SCORES, SURVEY};
use super::{Figures, Plant, Planted, Set};
use briefings::subject::problem::faults;

pub static PLANTS: &[Plant] = &[
    Plant {
        name: "more-answers-than-base",
        fault: Some(&faults::SHARE),
        figures: Figures::None,
        what: "more people of a practice lacked support than answered",
        plant: |set| set.cell(SURVEY, "healthsupport_3.count", "9999"),
    },
    Plant {
        name: "answers-suppressed",
        fault: Some(&faults::SUPPRESSED),
        figures: Figures::Differ("those of need; no FTE and no rate of an area"),
        what: "the answers of one more practice are suppressed",
        plant: |set| {
            set.cell(SURVEY, "healthsupport_3.count", "-99")?;
            Ok(Planted::of(&Set::name(SURVEY)).column("healthsupport_3.count"))
        },
    },
    Plant {
        name: "survey-cut-in-half",
        fault: Some(&faults::NEED_COVERAGE),
        figures: Figures::Differ("those of need; no FTE and no rate of an area"),
        what: "the second half of the survey is not there",
        plant: |set| {
            set.table(SURVEY, |sheet| {
                sheet.rows.truncate(sheet.rows.len() / 2);
                Ok(())
            })?;
            Ok(Planted::of(EDITION).about("support-gap 2026"))
        },
    },
    Plant {
        name: "score-over-100",
        fault: Some(&faults::SCORE),
        figures: Figures::None,
        what: "a deprivation score is 214.3",
        plant: |set| set.cell(SCORES, "IMD_SCORE", "214.3"),
    },
    Plant {
        name: "score-missing",
        fault: Some(&faults::NO_SCORE),
        figures: Figures::Differ("those of need; no FTE and no rate of an area"),
        what: "a practice's deprivation score is empty",
        plant: |set| {
            set.cell(SCORES, "IMD_SCORE", "")?;
            Ok(Planted::of(&Set::name(SCORES)).column("IMD_SCORE"))
        },
    },
    Plant {
        name: "other-indicator",
        fault: Some(&faults::OTHER_INDICATOR),
        figures: Figures::Same,
        what: "a Fingertips export of smoking lies beside that of deprivation",
        plant: |set| {
            let text = "Indicator ID,Indicator Name,Area Code,Value\n91280,Smoking prevalence,Z10002,14.2\n";
            set.add("deprivation/indicator-data-91280.csv", text);
            Ok(Planted::of("indicator-data-91280.csv"))
        },
    },
];
