//! What a workforce file may say of its people that is not so, or is and looks odd.

use std::io;

use super::set::{Sheet, WORKFORCE};
use super::{Figures, Plant, Planted, Set};
use briefings::subject::problem::faults;
use briefings::subject::role::TITLE;

pub static PLANTS: &[Plant] = &[
    Plant {
        name: "role-near-miss",
        fault: Some(&faults::ROLE),
        figures: Figures::None,
        what: "a link worker's role is Social Prescriber Link Worker",
        plant: |set| set.cell(WORKFORCE, "DETAILED_STAFF_ROLE", "Social Prescriber Link Worker"),
    },
    Plant {
        name: "no-link-workers",
        fault: Some(&faults::NO_LINK_WORKER),
        figures: Figures::None,
        what: "the workforce file holds every role but link workers",
        plant: |set| {
            set.table(WORKFORCE, |sheet| {
                let at = sheet.at("DETAILED_STAFF_ROLE")?;
                sheet.rows.retain(|cells| !cells[at].contains(TITLE));
                Ok(())
            })?;
            Ok(Planted::of(&Set::name(WORKFORCE)).column("DETAILED_STAFF_ROLE"))
        },
    },
    Plant {
        name: "fte-as-hours",
        fault: Some(&faults::FTE_HOURS),
        figures: Figures::None,
        what: "a link worker's FTE is 37.5, the hours of a week",
        plant: |set| set.cell(WORKFORCE, "FTE", "37.5"),
    },
    Plant {
        name: "fte-as-part-time-hours",
        fault: Some(&faults::FTE_HOURS),
        figures: Figures::None,
        what: "a link worker's FTE is 15, the hours of a week",
        plant: |set| set.cell(WORKFORCE, "FTE", "15"),
    },
    Plant {
        name: "fte-below-zero",
        fault: Some(&faults::FTE_NEGATIVE),
        figures: Figures::Differ("FTE, by the 0.3 that is taken off"),
        what: "a correction of -0.3 FTE is a row of its own",
        plant: |set| {
            let row = contracted(set, "-0.3")?;
            Ok(Planted::of(&Set::name(WORKFORCE)).row(row).column("FTE"))
        },
    },
    Plant {
        name: "fte-over-one",
        fault: Some(&faults::FTE_OVER_ONE),
        figures: Figures::Differ("FTE, by the 14 of the row"),
        what: "a row of contracted services has 14 FTE",
        plant: |set| {
            contracted(set, "14")?;
            Ok(Planted::of(&Set::name(WORKFORCE)).column("FTE"))
        },
    },
    Plant {
        name: "contracted-row-repeats",
        fault: Some(&faults::REPEATED),
        figures: Figures::Differ("FTE, by the 1.4 of both rows"),
        what: "a row of contracted services is there twice, as real ones are",
        plant: |set| {
            contracted(set, "0.7")?;
            contracted(set, "0.7")?;
            Ok(Planted::of(&Set::name(WORKFORCE)).column("FTE"))
        },
    },
    Plant {
        name: "other-data-source",
        fault: Some(&faults::SOURCE),
        figures: Figures::Same,
        what: "a link worker's data source is Other provider",
        plant: |set| {
            set.cell(WORKFORCE, "Data_source", "Other provider")?;
            Ok(Planted::of(&Set::name(WORKFORCE)).column("Data_source").about("Other provider"))
        },
    },
    Plant {
        name: "pcn-in-two-icbs",
        fault: Some(&faults::TWO_ICBS),
        figures: Figures::Same,
        what: "the second row of a PCN puts it in another ICB",
        plant: |set| {
            let pcn = set.table(WORKFORCE, |sheet| {
                *sheet.cell(1, "ICB_CODE")? = "QWO".to_owned();
                Ok(sheet.get(1, "PCN_CODE")?.to_owned())
            })?;
            Ok(Planted::of(&Set::name(WORKFORCE)).column("ICB_CODE").about(pcn))
        },
    },
    Plant {
        name: "other-role",
        fault: Some(&faults::OTHER_ROLE),
        figures: Figures::Differ("FTE of one link worker, who is in the other role"),
        what: "a link worker is in the role with mental-health training",
        plant: |set| {
            let role = format!("{TITLE} (Mental Health Practitioner - Adult)");
            set.cell(WORKFORCE, "DETAILED_STAFF_ROLE", &role)?;
            Ok(Planted::of(super::periods::EDITION))
        },
    },
];

/// Adds a row of contracted link workers to the PCN of the first row, and gives its number.
fn contracted(set: &mut Set, fte: &str) -> io::Result<usize> {
    let row = |sheet: &mut Sheet| {
        let mut row = sheet.rows[0].clone();
        let cells = [
            ("Data_source", "NWRS contracted services"),
            ("DETAILED_STAFF_ROLE", TITLE),
            ("FTE", fte),
            ("UNIQUE_IDENTIFIER", ""),
        ];
        for (column, text) in cells {
            row[sheet.at(column)?] = text.to_owned();
        }
        sheet.rows.push(row);
        Ok(sheet.rows.len() + 1)
    };
    set.table(WORKFORCE, row)
}
