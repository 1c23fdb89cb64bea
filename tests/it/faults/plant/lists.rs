//! List sizes and practice maps that are not whole.

use std::io;

use super::periods::EDITION;
use super::set::{EARLIER_MAP, LISTS, MAP};
use super::{Figures, Plant, Planted, Set};
use briefings::demo::{self, DemoFile};
use briefings::subject::problem::faults;

/// The zip of the list sizes by single years of age.
const SINGLE_YEARS: &str = "list-sizes/gp-reg-pat-prac-sing-age.zip";

/// How messages call its table of women.
const WOMEN: &str = "gp-reg-pat-prac-sing-age-female.zip/gp-reg-pat-prac-sing-age-female.csv";

pub static PLANTS: &[Plant] = &[
    Plant {
        name: "one-sex-alone",
        fault: Some(&faults::ONE_SEX),
        figures: Figures::None,
        what: "there are list sizes of women and no others",
        plant: |set| {
            set.remove(&["prac-all-", "quin-age"]);
            without_men(set)?;
            Ok(Planted::of(WOMEN))
        },
    },
    Plant {
        name: "one-sex-beside-others",
        fault: Some(&faults::ONE_SEX_LEFT),
        figures: Figures::Differ("those over time; none of September 2026"),
        what: "the list sizes of July 2025 are of women alone",
        plant: |set| {
            without_men(set)?;
            Ok(Planted::of(WOMEN))
        },
    },
    Plant {
        name: "regional-list-sizes",
        fault: Some(&faults::NO_PRACTICES),
        figures: Figures::Same,
        what: "list sizes of regions lie beside those of practices",
        plant: |set| {
            let text = "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS\n\
                        GP_PRAC_PAT_LIST,2026-09-01,COMM_REGION,Y62,E40000010,,ALL,ALL,7800000\n";
            set.add("list-sizes/gp-reg-pat-prac-quin-age-regions.csv", text);
            Ok(Planted::of("gp-reg-pat-prac-quin-age-regions.csv"))
        },
    },
    Plant {
        name: "list-sizes-cut-in-half",
        fault: Some(&faults::LIST_CUT),
        figures: Figures::None,
        what: "the second half of the list sizes is not there",
        plant: |set| {
            half(set, LISTS)?;
            Ok(Planted::of(&Set::name(LISTS)))
        },
    },
    Plant {
        name: "earlier-list-sizes-cut-in-half",
        fault: Some(&faults::LIST_CUT),
        figures: Figures::None,
        what: "the second half of the list sizes of April 2024 is not there",
        plant: |set| {
            half(set, "list-sizes/gp-reg-pat-prac-all-apr-24.csv")?;
            Ok(Planted::of("gp-reg-pat-prac-all-apr-24.csv"))
        },
    },
    Plant {
        name: "practice-map-cut-in-half",
        fault: Some(&faults::MAP_CUT),
        figures: Figures::None,
        what: "the second half of a practice map is not there",
        plant: |set| {
            half(set, EARLIER_MAP)?;
            Ok(Planted::of(&Set::name(EARLIER_MAP)))
        },
    },
    Plant {
        name: "practice-without-list-size",
        fault: Some(&faults::LIST_LACKS),
        figures: Figures::Differ("those of the patients of one PCN; no FTE"),
        what: "a practice of the practice map has no list size",
        plant: |set| {
            set.table(LISTS, |sheet| {
                sheet.rows.remove(0);
                Ok(())
            })?;
            Ok(Planted::of(EDITION).about(Set::name(LISTS)))
        },
    },
    Plant {
        name: "practice-not-in-map",
        fault: Some(&faults::NOT_IN_MAP),
        figures: Figures::Differ("those of the patients of one PCN; no FTE"),
        what: "a practice with a list size is not in the practice map",
        plant: |set| {
            set.table(MAP, |sheet| {
                sheet.rows.remove(0);
                Ok(())
            })?;
            Ok(Planted::of(EDITION))
        },
    },
    Plant {
        name: "list-size-with-a-digit-too-many",
        fault: Some(&faults::LIST_JUMP),
        figures: Figures::Differ("those of the patients of one PCN; no FTE"),
        what: "a list size ends with a 0 that it should not have",
        plant: |set| {
            set.table(LISTS, |sheet| {
                sheet.cell(0, "NUMBER_OF_PATIENTS")?.push('0');
                Ok(())
            })?;
            let pcn = set.table(MAP, |sheet| Ok(sheet.get(0, "PCN_CODE")?.to_owned()))?;
            Ok(Planted::of(EDITION).about(pcn))
        },
    },
    Plant {
        name: "practice-in-no-pcn",
        fault: Some(&faults::IN_NO_PCN),
        figures: Figures::Differ("those of the patients of one PCN; no FTE"),
        what: "a practice leaves its PCN and joins none",
        plant: |set| {
            set.table(MAP, |sheet| {
                *sheet.cell(0, "PCN_CODE")? = "U".to_owned();
                *sheet.cell(0, "PCN_NAME")? = "Unallocated".to_owned();
                Ok(())
            })?;
            Ok(Planted::of(EDITION))
        },
    },
];

/// Leaves the list sizes of men out of their zip.
fn without_men(set: &mut Set) -> io::Result<()> {
    let bytes = set.file(SINGLE_YEARS)?;
    let mut archive = zip::ZipArchive::new(io::Cursor::new(bytes.as_slice()))?;
    let mut women = archive.by_name("list-sizes/gp-reg-pat-prac-sing-age-female.zip")?;
    let mut inner = Vec::new();
    io::Read::read_to_end(&mut women, &mut inner)?;
    let path = women.name()?.into_owned();
    drop(women);
    *bytes = demo::zip(&[DemoFile { path, bytes: inner }])?;
    Ok(())
}

/// Keeps the first half of a table's rows.
fn half(set: &mut Set, path: &str) -> io::Result<()> {
    set.table(path, |sheet| {
        sheet.rows.truncate(sheet.rows.len() / 2);
        Ok(())
    })
}
