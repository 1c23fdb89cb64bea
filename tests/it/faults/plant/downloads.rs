//! Files as people's folders hold them: saved again by a spreadsheet or a program, packed otherwise, twice, of another level.

use std::io::{self, Write};

use super::book::book;
use super::by_pcn::by_pcn;
use super::set::{EXPORT, LISTS, MAP, SCORES, SURVEY};
use super::{Figures, Plant, Planted, Set};
use briefings::demo::{self, DemoFile};
use briefings::subject::problem::{Fault, faults};

/// A plant that is said and changes no figure.
macro_rules! noted {
    ($name:literal, $fault:expr, $what:literal, $plant:expr) => {
        Plant { name: $name, fault: $fault, figures: Figures::Same, what: $what, plant: $plant }
    };
}

/// A plant that stops a run.
macro_rules! refused {
    ($name:literal, $fault:ident, $what:literal, $plant:expr) => {
        Plant {
            name: $name,
            fault: Some(&faults::$fault),
            figures: Figures::None,
            what: $what,
            plant: $plant,
        }
    };
}

const NOTHING: Option<&'static Fault> = None;

pub static PLANTS: &[Plant] = &[
    refused!("name-twice-in-a-zip", ZIP_TWICE, "a zip holds two files of one name", |set| {
        let rows = [("lists-1.csv", "a,b\n1,2\n"), ("lists-2.csv", "a,b\n3,4\n")];
        let zip = demo::zip(&rows.map(|(name, text)| file(name, text)))?;
        set.add("list-sizes/gp-reg-pat-prac-all.zip", replaced(zip, b"lists-2.csv", b"lists-1.csv"));
        Ok(Planted::of("gp-reg-pat-prac-all.zip"))
    }),
    refused!(
        "zip-packed-otherwise",
        PACKING,
        "the zip of the practice map is packed with Deflate64",
        |set| {
            let zip = set.file(MAP)?;
            for (signature, method) in [(b"PK\x03\x04", 8), (b"PK\x01\x02", 10)] {
                if let Some(at) = zip.windows(4).position(|window| window == signature) {
                    zip[at + method] = 9;
                }
            }
            Ok(Planted::of(&Set::name(MAP)).about("Deflate64"))
        }
    ),
    refused!("empty-zip", UNREAD_PUBLICATION, "a zip of the list sizes has nothing in it", |set| {
        set.add("list-sizes/gp-reg-pat-prac-all-oct-26.zip", demo::zip(&[])?);
        Ok(Planted::of("gp-reg-pat-prac-all-oct-26.zip").about("no table"))
    }),
    refused!("workbook-with-a-password", OLE, "the ePCN workbook has a password", |set| {
        let start = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        set.add("epcn/ePCN.xlsx", [start.as_slice(), &[0; 504]].concat());
        Ok(Planted::of("ePCN.xlsx").about("without a password"))
    }),
    refused!("tables-on-two-sheets", SHEETS, "list sizes are on two sheets of a workbook", |set| {
        let text = text_of(set, LISTS)?;
        set.remove(&[LISTS]);
        set.add("list-sizes/gp-reg-pat-prac-all.xlsx", book(&[("September", &text), ("October", &text)])?);
        Ok(Planted::of("gp-reg-pat-prac-all.xlsx").about("`October`"))
    }),
    noted!(
        "web-page-of-another-name",
        Some(&faults::UNREAD),
        "a web page is saved as a CSV of no publication's name",
        |set| {
            set.add("downloads/login.csv", "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n");
            Ok(Planted::of("login.csv"))
        }
    ),
    noted!("saved-as-a-workbook", NOTHING, "the list sizes are saved as .xlsx", |set| {
        let text = text_of(set, LISTS)?;
        *set.file(LISTS)? = book(&[("gp-reg-pat-prac-all", &text)])?;
        set.rename(LISTS, "list-sizes/gp-reg-pat-prac-all-sep-26.xlsx")?;
        Ok(Planted::of("gp-reg-pat-prac-all-sep-26.xlsx"))
    }),
    noted!("saved-as-text", NOTHING, "the list sizes end in .txt", |set| {
        set.rename(LISTS, "list-sizes/gp-reg-pat-prac-all-sep-26.txt")?;
        Ok(Planted::of("gp-reg-pat-prac-all-sep-26.txt"))
    }),
    noted!("packed-with-gzip", NOTHING, "the list sizes are packed with gzip", |set| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(set.file(LISTS)?)?;
        *set.file(LISTS)? = packer.finish()?;
        set.rename(LISTS, "list-sizes/gp-reg-pat-prac-all-sep-26.csv.gz")?;
        Ok(Planted::of("gp-reg-pat-prac-all-sep-26.csv.gz"))
    }),
    noted!("litter-in-a-zip", NOTHING, "a zip holds what macOS and Excel leave beside a file", |set| {
        let litter = [("a/._gp-reg-pat-prac-all.csv", "\0\0"), ("a/~$ePCN.xlsx", "x")];
        let mut files = litter.map(|(name, text)| file(name, text)).to_vec();
        files.push(DemoFile {
            path: "a/gp-reg-pat-prac-all-sep-26.csv".to_owned(),
            bytes: set.file(LISTS)?.clone(),
        });
        set.remove(&[LISTS]);
        set.add("list-sizes/gp-reg-pat-prac-all.zip", demo::zip(&files)?);
        Ok(Planted::of("gp-reg-pat-prac-all.zip"))
    }),
    noted!(
        "same-table-twice",
        Some(&faults::SAME_TABLE),
        "the list sizes are there twice, with other line ends",
        |set| {
            let text = text_of(set, LISTS)?.replace('\n', "\r\n");
            set.add("list-sizes/gp-reg-pat-prac-all-sep-26 (1).csv", text);
            Ok(Planted::of(&Set::name(LISTS)).about("(1)"))
        }
    ),
    noted!(
        "lines-of-a-macintosh",
        Some(&faults::LINE_ENDS),
        "the list sizes are saved as CSV (Macintosh)",
        |set| {
            set.text(LISTS, |text| text.replace('\n', "\r"))?;
            Ok(Planted::of(&Set::name(LISTS)))
        }
    ),
    noted!(
        "notes-below-the-table",
        Some(&faults::FOOTER),
        "a source and a note stand below the list sizes",
        |set| {
            let mut rows = 0;
            set.text(LISTS, |text| {
                rows = text.lines().count();
                format!(
                    "{text}\n\"Source: NHS England, GP registrations\"\nRounded, not adjusted, see notes\n"
                )
            })?;
            Ok(Planted::of(&Set::name(LISTS)).row(rows + 2))
        }
    ),
    noted!("names-of-r", NOTHING, "the header of the deprivation scores is as R writes it", |set| {
        set.text(EXPORT, |text| {
            let (header, rows) = text.split_once('\n').unwrap_or((&text, ""));
            format!("{}\n{rows}", header.replace(' ', "."))
        })?;
        Ok(Planted::of(&Set::name(EXPORT)))
    }),
    noted!("midnight-after-days", NOTHING, "the days of the list sizes have midnight after them", |set| {
        set.text(LISTS, |text| text.replace(",2026-09-01,", ",2026-09-01 00:00:00,"))?;
        Ok(Planted::of(&Set::name(LISTS)))
    }),
    noted!(
        "epcn-without-a-header",
        Some(&faults::HEADLESS),
        "the ePCN table of the directory has no header",
        |set| {
            set.add("epcn/epcn.csv", "A10001,SURGERY,00L,X,U10001,PCN,00L,X,20240401,,1\n");
            Ok(Planted::of("epcn.csv"))
        }
    ),
    noted!(
        "direction-override-in-a-name",
        Some(&faults::NAME),
        "a sign in a PCN's name turns its line round",
        |set| {
            let code = set.table(MAP, |sheet| {
                sheet.cell(0, "PCN_NAME")?.push('\u{202e}');
                Ok(sheet.get(0, "PCN_CODE")?.to_owned())
            })?;
            Ok(Planted::of(&Set::name(MAP)).row(2).column("PCN_NAME").about(code))
        }
    ),
    stops!(
        "list-size-of-a-fraction",
        LIST_SIZE,
        LISTS,
        "NUMBER_OF_PATIENTS",
        "13.122",
        "a list size is 13.122"
    ),
    stops!(
        "list-size-too-large",
        LIST_SIZE,
        LISTS,
        "NUMBER_OF_PATIENTS",
        "300001",
        "a practice has 300,001 patients"
    ),
    stops!(
        "list-size-too-large-for-a-number",
        LIST_SIZE,
        LISTS,
        "NUMBER_OF_PATIENTS",
        "9007199254740993",
        "a practice has more patients than a number holds"
    ),
    refused!("survey-not-weighted", UNWEIGHTED, "the survey is the unweighted file", |set| {
        set.rename(SURVEY, "survey/GPPS_2026_Practice_data_(unweighted)_(csv).csv")?;
        Ok(Planted::of("GPPS_2026_Practice_data_(unweighted)_(csv).csv").about("download the weighted file"))
    }),
    refused!(
        "survey-not-weighted-by-its-counts",
        UNWEIGHTED,
        "the counts of the survey are all whole",
        |set| {
            set.table(SURVEY, |sheet| {
                for row in 0..sheet.rows.len() {
                    for column in ["healthsupport_3.count", "healthsupport.baseevalw"] {
                        let cell = sheet.cell(row, column)?;
                        *cell = cell.split('.').next().unwrap_or("").to_owned();
                    }
                }
                Ok(())
            })?;
            Ok(Planted::of(&Set::name(SURVEY)).about("whole numbers"))
        }
    ),
    noted!(
        "survey-not-weighted-beside",
        Some(&faults::BESIDE),
        "the unweighted file lies beside the survey",
        |set| {
            let text = text_of(set, SURVEY)? + "\n";
            set.add("survey/GPPS_2026_Practice_data_(unweighted)_(csv).csv", text);
            Ok(Planted::of("GPPS_2026_Practice_data_(unweighted)_(csv).csv"))
        }
    ),
    noted!("survey-by-pcn-beside", Some(&faults::BESIDE), "the survey by PCN lies beside it", |set| {
        let text =
            "ad_pcncode,ad_pcnname,healthsupport_3.count,healthsupport.baseevalw\nU10001,X,1.5,20.25\n";
        set.add("survey/GPPS_2026_PCN_data_(weighted)_(csv).csv", text);
        Ok(Planted::of("GPPS_2026_PCN_data_(weighted)_(csv).csv").about("by PCN"))
    }),
    Plant {
        name: "survey-by-pcn",
        fault: Some(&faults::BY_PCN),
        figures: Figures::Differ("earlier censuses, whose gone PCNs have no value"),
        what: "the survey is the one by PCN, and none by practice is there",
        plant: |set| {
            let text = by_pcn(set)?;
            set.remove(&[SURVEY]);
            set.add("survey/GPPS_2026_PCN_data_(weighted)_(csv).csv", text);
            Ok(Planted::of("GPPS_2026_PCN_data_(weighted)_(csv).csv").about("by PCN"))
        },
    },
    refused!(
        "day-in-the-name-of-a-survey",
        SURVEY_YEAR,
        "the name of the survey has the day of its download",
        |set| {
            set.rename(SURVEY, "survey/GPPS-2026-09-28-practice.csv")?;
            Ok(Planted::of("GPPS-2026-09-28-practice.csv"))
        }
    ),
    refused!("scores-by-pcn", LEVEL, "the deprivation scores are exported by PCN", |set| {
        set.remove(&[EXPORT, SCORES]);
        let text = "Indicator ID,Indicator Name,Area Code,Area Type,Value\n\
                    93553,Deprivation score (IMD 2019),U10001,PCNs (v. 26/08/25),14.2\n";
        set.add("deprivation/indicators-PCNs.data.csv", text);
        Ok(Planted::of("indicators-PCNs.data.csv").about("area type GP"))
    }),
    noted!("other-time-periods", NOTHING, "the deprivation scores have two time periods more", |set| {
        set.table(EXPORT, |sheet| {
            let at = sheet.at("Time period")?;
            let rows = sheet.rows.clone();
            for period in ["2010", "2015"] {
                sheet.rows.extend(rows.iter().cloned().map(|mut row| {
                    period.clone_into(&mut row[at]);
                    row
                }));
            }
            Ok(())
        })?;
        Ok(Planted::of(&Set::name(EXPORT)))
    }),
    noted!("survey-after-every-census", Some(&faults::SURVEY_LATE), "there is a survey of 2027", |set| {
        let text = text_of(set, SURVEY)? + "\n";
        set.add("survey/GPPS_2027_Practice_data_(weighted)_(csv).csv", text);
        Ok(Planted::of("GPPS_2027_Practice_data_(weighted)_(csv).csv").about("July 2027"))
    }),
];

fn file(path: &str, text: &str) -> DemoFile {
    DemoFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
}

fn text_of(set: &mut Set, path: &str) -> io::Result<String> {
    String::from_utf8(set.file(path)?.clone()).map_err(io::Error::other)
}

/// Bytes with some of them written over by as many others.
fn replaced(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    for at in 0..bytes.len().saturating_sub(from.len()) {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
    }
    bytes
}
