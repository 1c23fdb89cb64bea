//! What is right in every file and odd in the edition: PCNs that change, ICBs without returns, published totals.

use std::io;

use super::periods::EDITION;
use super::set::{LISTS, MAP, Sheet, WORKFORCE};
use super::{Figures, Plant, Planted, Set};
use briefings::subject::problem::faults;

pub static PLANTS: &[Plant] = &[
    Plant {
        name: "icb-without-returns",
        fault: Some(&faults::INCOMPLETE),
        figures: Figures::Differ("those of one ICB and of the areas that it is in"),
        what: "no PCN of one ICB is in the workforce file",
        plant: |set| {
            let icb = set.table(WORKFORCE, |sheet| {
                let icb = sheet.get(0, "ICB_CODE")?.to_owned();
                let at = sheet.at("ICB_CODE")?;
                sheet.rows.retain(|cells| cells[at] != icb);
                Ok(icb)
            })?;
            Ok(Planted::of(EDITION).about(format!("({icb}) 0.0% complete")))
        },
    },
    Plant {
        name: "icb-nearly-complete",
        fault: Some(&faults::NEARLY_COMPLETE),
        figures: Figures::Differ("those of one PCN and of the areas that it is in"),
        what: "a small PCN is not in the workforce file",
        plant: nearly_complete,
    },
    Plant {
        name: "icb-unknown",
        fault: Some(&faults::ICB_UNKNOWN),
        figures: Figures::Differ("those of the ICB that a PCN leaves; none of England"),
        what: "the workforce file puts a PCN in an ICB that never was",
        plant: |set| {
            recode(set, "ICB_CODE", "Q9Q")?;
            Ok(Planted::of(EDITION).about("Q9Q"))
        },
    },
    Plant {
        name: "pcn-with-a-new-code",
        fault: Some(&faults::NO_PATIENTS),
        figures: Figures::Differ("those of patients of one PCN; no FTE of an area"),
        what: "a PCN files under a code that no practice map has",
        plant: |set| {
            recode(set, "PCN_CODE", "U99999")?;
            Ok(Planted::of(EDITION).about("U99999"))
        },
    },
    Plant {
        name: "pcn-with-a-new-code-everywhere",
        fault: Some(&faults::RECONFIGURED),
        figures: Figures::Differ(
            "the code of one PCN, which is followed by its practices; no figure of an area",
        ),
        what: "a PCN has a new code, in the practice map and in the workforce file",
        plant: |set| {
            let pcn = recode(set, "PCN_CODE", "U99997")?;
            set.table(MAP, |sheet| {
                let at = sheet.at("PCN_CODE")?;
                sheet
                    .rows
                    .iter_mut()
                    .filter(|cells| cells[at] == pcn)
                    .for_each(|cells| "U99997".clone_into(&mut cells[at]));
                Ok(())
            })?;
            Ok(Planted::of(EDITION).about(format!("({pcn} to U99997)")))
        },
    },
    Plant {
        name: "pcns-merged",
        fault: Some(&faults::INCOMPLETE),
        figures: Figures::Differ("those of patients of one PCN; no FTE of an area"),
        what: "two PCNs file as one before the practice map has them as one",
        plant: |set| {
            let icb = set.table(WORKFORCE, |sheet| {
                let (first, icb) =
                    (sheet.get(0, "PCN_CODE")?.to_owned(), sheet.get(0, "ICB_CODE")?.to_owned());
                let next =
                    sheet.find(&[("PCN_CODE", &|code| code != first), ("ICB_CODE", &|of| of == icb)])?;
                let second = sheet.get(next, "PCN_CODE")?.to_owned();
                let at = sheet.at("PCN_CODE")?;
                sheet
                    .rows
                    .iter_mut()
                    .filter(|cells| cells[at] == second)
                    .for_each(|cells| cells[at].clone_from(&first));
                Ok(icb)
            })?;
            Ok(Planted::of(EDITION).about(format!("({icb})")))
        },
    },
    Plant {
        name: "pcn-split",
        fault: Some(&faults::NO_PATIENTS),
        figures: Figures::Differ("those of one PCN's rate; no FTE of an area"),
        what: "one row of a PCN is filed under the code of a PCN that no practice map has",
        plant: |set| {
            set.table(WORKFORCE, |sheet| {
                *sheet.cell(1, "PCN_CODE")? = "U99998".to_owned();
                Ok(())
            })?;
            Ok(Planted::of(EDITION).about("U99998"))
        },
    },
    Plant {
        name: "pcn-without-patients",
        fault: Some(&faults::NO_PATIENTS),
        figures: Figures::Differ("those of patients of one PCN; no FTE of an area"),
        what: "no practice of a PCN has a list size",
        plant: |set| {
            let pcn = set.table(MAP, |sheet| Ok(sheet.get(0, "PCN_CODE")?.to_owned()))?;
            let practices = set.table(MAP, |sheet| practices(sheet, &pcn))?;
            set.table(LISTS, |sheet| {
                let at = sheet.at("CODE")?;
                sheet.rows.retain(|cells| !practices.contains(&cells[at]));
                Ok(())
            })?;
            Ok(Planted::of(EDITION).about(pcn))
        },
    },
    Plant {
        name: "pcn-straddles",
        fault: Some(&faults::STRADDLES),
        figures: Figures::Differ("what other choices would change; no FTE and no rate of an ICB"),
        what: "the practice map has one practice of a PCN in another ICB",
        plant: |set| {
            let pcn = set.table(MAP, |sheet| {
                *sheet.cell(0, "ICB_CODE")? = "QWO".to_owned();
                Ok(sheet.get(0, "PCN_CODE")?.to_owned())
            })?;
            Ok(Planted::of(EDITION).about(pcn))
        },
    },
    Plant {
        name: "published-totals-differ",
        fault: Some(&faults::TOTALS_DIFFER),
        figures: Figures::None,
        what: "a table of published totals has two for one month",
        plant: |set| {
            set.add(
                "published.csv",
                format!("{PUBLISHED}september_2026,320.5,12.5\nseptember_2026,330.5,12.5\n"),
            );
            Ok(Planted::of("published.csv").about("330.50"))
        },
    },
    Plant {
        name: "published-total-is-not-ours",
        fault: Some(&faults::RECONCILIATION),
        figures: Figures::Differ("none; the published total stands beside ours, and pages say synthetic"),
        what: "a published total is not that of the rows; the data is marked as synthetic, since illustrative \
               data is set beside no published total",
        plant: |set| {
            set.rename("ILLUSTRATIVE.txt", "SYNTHETIC.txt")?;
            set.add("published.csv", format!("{PUBLISHED}september_2026,9999.5,12.5\n"));
            Ok(Planted::of(EDITION).about("9999.50"))
        },
    },
];

/// The header of England's published totals.
const PUBLISHED: &str = "month,fte_nonmh,fte_mh\n";

/// Writes over a column in every row of the first row's PCN, and gives that PCN's code.
fn recode(set: &mut Set, column: &str, to: &str) -> io::Result<String> {
    set.table(WORKFORCE, |sheet| {
        let pcn = sheet.get(0, "PCN_CODE")?.to_owned();
        let (of, at) = (sheet.at("PCN_CODE")?, sheet.at(column)?);
        sheet
            .rows
            .iter_mut()
            .filter(|cells| cells[of] == pcn)
            .for_each(|cells| to.clone_into(&mut cells[at]));
        Ok(pcn)
    })
}

/// The practices of a PCN.
fn practices(sheet: &mut Sheet, pcn: &str) -> io::Result<Vec<String>> {
    let (of, at) = (sheet.at("PCN_CODE")?, sheet.at("PRACTICE_CODE")?);
    Ok(sheet.rows.iter().filter(|cells| cells[of] == pcn).map(|cells| cells[at].clone()).collect())
}

/// Takes a PCN out whose patients are 6% to 19% of those of its ICB, all of whose PCNs file.
fn nearly_complete(set: &mut Set) -> io::Result<Planted> {
    let lists = set.table(LISTS, |sheet| {
        let (code, patients) = (sheet.at("CODE")?, sheet.at("NUMBER_OF_PATIENTS")?);
        let row = |cells: &Vec<String>| Some((cells[code].clone(), cells[patients].parse::<f64>().ok()?));
        Ok(sheet.rows.iter().filter_map(row).collect::<std::collections::BTreeMap<_, _>>())
    })?;
    let mut sums: std::collections::BTreeMap<(String, String), f64> = std::collections::BTreeMap::new();
    set.table(MAP, |sheet| {
        let at = [sheet.at("ICB_CODE")?, sheet.at("PCN_CODE")?, sheet.at("PRACTICE_CODE")?];
        for cells in sheet.rows.iter().filter(|cells| cells[at[1]].len() == 6) {
            let place = (cells[at[0]].clone(), cells[at[1]].clone());
            *sums.entry(place).or_default() += lists.get(&cells[at[2]]).copied().unwrap_or_default();
        }
        Ok(())
    })?;
    set.table(WORKFORCE, |sheet| {
        let at = sheet.at("PCN_CODE")?;
        let filed = |pcn: &String| sheet.rows.iter().any(|cells| cells[at] == *pcn);
        let whole = |icb: &String| sums.keys().filter(|(of, _)| of == icb).all(|(_, pcn)| filed(pcn));
        let all =
            |icb: &String| sums.iter().filter(|((of, _), _)| of == icb).map(|(_, sum)| sum).sum::<f64>();
        let small =
            |(icb, _): &(String, String), sum: f64| (0.06..0.19).contains(&(sum / all(icb))) && whole(icb);
        let found = sums.iter().find(|(place, sum)| small(place, **sum)).map(|(place, _)| place.clone());
        let (icb, pcn) = found.ok_or_else(|| io::Error::other("no PCN is small enough in its ICB"))?;
        sheet.rows.retain(|cells| cells[at] != pcn);
        Ok(Planted::of(EDITION).about(format!("({icb})")))
    })
}
