//! Files that are damaged as a whole, or are not what they seem.

use super::set::{LISTS, MAP, WORKFORCE};
use super::{Figures, Plant, Planted, Set};
use briefings::demo::{self, DemoFile};
use briefings::subject::problem::faults;

pub static PLANTS: &[Plant] = &[
    Plant {
        name: "truncated-zip",
        fault: Some(&faults::ZIP),
        figures: Figures::None,
        what: "the zip of the practice map ends half way",
        plant: |set| {
            set.file(MAP).map(|bytes| bytes.truncate(bytes.len() / 2))?;
            Ok(zip_itself())
        },
    },
    Plant {
        name: "damaged-workbook",
        fault: Some(&faults::ZIP),
        figures: Figures::None,
        what: "a workbook ends half way",
        plant: |set| {
            let mut bytes = demo::zip(&[file("xl/workbook.xml", &"<sheet/>".repeat(200))])?;
            bytes.truncate(bytes.len() / 2);
            set.add("epcn/epcn.xlsx", bytes);
            Ok(Planted::of("epcn.xlsx"))
        },
    },
    Plant {
        name: "locked-zip",
        fault: Some(&faults::ZIP_LOCKED),
        figures: Figures::None,
        what: "the zip of the practice map has a password",
        plant: |set| {
            lock(set.file(MAP)?);
            Ok(Planted::of(&Set::name(MAP)))
        },
    },
    Plant {
        name: "zip-path-climbs",
        fault: Some(&faults::ZIP_CLIMBS),
        figures: Figures::None,
        what: "a zip holds a path that leads out of it",
        plant: |set| {
            set.add("gp-reg-pat-prac-more.zip", demo::zip(&[file("../outside.csv", "a,b\n1,2\n")])?);
            Ok(Planted::of("gp-reg-pat-prac-more.zip").about("../outside.csv"))
        },
    },
    Plant {
        name: "zips-in-zips",
        fault: Some(&faults::ZIP_TOO_LARGE),
        figures: Figures::None,
        what: "a table lies in a zip inside three others",
        plant: |set| {
            let mut inner = file("table.csv", "a,b\n1,2\n");
            for name in ["gp-reg-pat-prac-four.zip", "gp-reg-pat-prac-three.zip", "two.zip"] {
                inner = DemoFile { path: name.to_owned(), bytes: demo::zip(&[inner])? };
            }
            set.add("one.zip", demo::zip(&[inner])?);
            Ok(Planted::of("gp-reg-pat-prac-three.zip").about("four.zip"))
        },
    },
    Plant {
        name: "zip-of-many-files",
        fault: Some(&faults::ZIP_TOO_LARGE),
        figures: Figures::None,
        what: "a zip holds 1,200 files",
        plant: |set| {
            let files: Vec<DemoFile> =
                (0..1200).map(|number| file(&format!("{number}.csv"), "a,b\n1,2\n")).collect();
            set.add("gp-reg-pat-prac-many.zip", demo::zip(&files)?);
            Ok(Planted::of("gp-reg-pat-prac-many.zip"))
        },
    },
    Plant {
        name: "same-file-twice",
        fault: Some(&faults::SAME_FILE),
        figures: Figures::Same,
        what: "the latest workforce file is there under a second name",
        plant: |set| {
            let bytes = set.file(WORKFORCE)?.clone();
            set.add("workforce/copy.csv", bytes);
            Ok(Planted::of("copy.csv").about(Set::name(WORKFORCE)))
        },
    },
    Plant {
        name: "web-page",
        fault: Some(&faults::WEB_PAGE),
        figures: Figures::None,
        what: "the list sizes are the page that links to them",
        plant: |set| {
            *set.file(LISTS)? = b"<!DOCTYPE html>\n<html><body>Sign in to download</body></html>\n".to_vec();
            Ok(Planted::of(&Set::name(LISTS)))
        },
    },
    Plant {
        name: "workbook-named-csv",
        fault: Some(&faults::NOT_TEXT),
        figures: Figures::None,
        what: "the list sizes are a workbook whose name ends in .csv",
        plant: |set| {
            *set.file(LISTS)? = demo::zip(&[file("xl/workbook.xml", "<sheet/>")])?;
            Ok(Planted::of(&Set::name(LISTS)))
        },
    },
    Plant {
        name: "utf-16-without-mark",
        fault: Some(&faults::NOT_TEXT),
        figures: Figures::None,
        what: "the list sizes are in UTF-16 and do not say so",
        plant: |set| {
            let text = String::from_utf8_lossy(set.file(LISTS)?).into_owned();
            *set.file(LISTS)? = utf_16(&text);
            Ok(Planted::of(&Set::name(LISTS)))
        },
    },
    Plant {
        name: "utf-16",
        fault: Some(&faults::UTF_16),
        figures: Figures::Same,
        what: "the list sizes are saved as Unicode text, which is UTF-16",
        plant: |set| {
            let text = String::from_utf8_lossy(set.file(LISTS)?).into_owned();
            *set.file(LISTS)? = utf_16(&format!("\u{feff}{text}"));
            Ok(Planted::of(&Set::name(LISTS)))
        },
    },
    Plant {
        name: "byte-order-mark",
        fault: None,
        figures: Figures::Same,
        what: "the list sizes begin with a byte-order mark",
        plant: |set| {
            set.text(LISTS, |text| format!("\u{feff}{text}"))?;
            Ok(Planted::of(&Set::name(LISTS)))
        },
    },
    Plant {
        name: "header-alone",
        fault: Some(&faults::EMPTY),
        figures: Figures::None,
        what: "the list sizes have a header and no rows",
        plant: |set| {
            set.text(LISTS, |text| text.lines().take(1).map(|line| format!("{line}\n")).collect())?;
            Ok(Planted::of(&Set::name(LISTS)))
        },
    },
    Plant {
        name: "empty-file",
        fault: Some(&faults::UNREAD_PUBLICATION),
        figures: Figures::None,
        what: "a file of no bytes lies beside the others",
        plant: |set| {
            set.add("list-sizes/gp-reg-pat-prac-all-oct-26.csv", "");
            Ok(Planted::of("gp-reg-pat-prac-all-oct-26.csv").row(1))
        },
    },
    Plant {
        name: "other-table",
        fault: Some(&faults::UNKNOWN),
        figures: Figures::Same,
        what: "a table of another publication lies beside the others",
        plant: |set| {
            set.add("appointments.csv", "SUB_ICB_CODE,APPOINTMENTS\nZ01B,5\n");
            Ok(Planted::of("appointments.csv").row(1))
        },
    },
];

/// The practice map's zip, where it cannot be listed.
fn zip_itself() -> Planted {
    Planted::of(MAP.rsplit('/').next().unwrap_or(MAP))
}

fn file(path: &str, text: &str) -> DemoFile {
    DemoFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
}

/// Sets the mark of a password on a zip's only file, in its own header and in the list at the zip's end.
fn lock(zip: &mut [u8]) {
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        if let Some(at) = zip.windows(4).position(|window| window == signature) {
            zip[at + flags] |= 1;
        }
    }
}

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_lock_is_a_bit_of_both_headers() {
    let mut zip = demo::zip(&[file("a.csv", "a\n1\n")]).unwrap();
    let before = zip.clone();
    lock(&mut zip);
    assert_eq!(zip.iter().zip(before).filter(|(a, b)| **a != *b).count(), 2);
}
