//! What the fuzzer reads, and what it asserts. Shared by the test and by the example `fuzz`, which runs it for longer.
//!
//! To add a reader: a line in [`seeds`], and a [`Reader`] where it is not reached through a data folder.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use briefings::demo::{Demo, DemoFile, zip};
use briefings::source::{Choice, Origin, Publications, local, own, own_areas, survey_of};

/// The longest that one small file may take; a loaded machine is slow.
const LONGEST: Duration = Duration::from_secs(10);

/// How many lines of a table are kept: damage to a short table is as good, and quicker to read.
const LINES: usize = 30;

/// What reads a seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// `build` and `check`: any file of a data folder.
    Folder,
    /// `measure`.
    Measure,
    /// `--similar`.
    Similar,
    /// `--geography`.
    Areas,
    /// `--local`.
    Local,
}

/// A file to damage.
pub struct Seed {
    /// Its name, whose ending says how it is opened.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What reads it.
    pub reader: Reader,
}

/// A file of each kind and layout, short.
pub fn seeds() -> io::Result<Vec<Seed>> {
    let parts = [
        "March 2020",
        "June 2022",
        "September 2026",
        "all-apr-20",
        "all-sep-26",
        "quin-age",
        "sing-age",
        "map-sep-20",
        "map-jan-26",
        "map-aug-26",
        "93553",
        "imd-2025",
        "GPPS_2019",
        "GPPS_2026",
    ];
    let files = (Demo { scale: 0.01, ..Demo::default() }).files()?;
    let wanted = files.into_iter().filter(|file| parts.iter().any(|part| file.path.contains(part)));
    let mut seeds: Vec<Seed> = wanted.map(|file| short(&file)).collect();
    let seed = |(name, text, reader): (&str, &str, Reader)| Seed {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
        reader,
    };
    seeds.extend(TABLES.map(seed));
    let lists = seeds.iter().find(|seed| seed.name.contains("all-sep-26")).map(|seed| seed.bytes.clone());
    let lists = lists.ok_or_else(|| io::Error::other("no list sizes among the seeds"))?;
    let text = String::from_utf8(lists.clone()).map_err(io::Error::other)?;
    seeds.extend([workbook("epcn.xlsx", "PCN Core Partner Details", EPCN)?, gzip("lists.csv.gz", &lists)?]);
    seeds.push(workbook("lists.xlsx", "Sheet1", text.trim_start_matches('\u{feff}'))?);
    Ok(seeds)
}

/// Tables that no data set has.
const TABLES: [(&str, &str, Reader); 9] = [
    ("published.csv", "month,fte_nonmh,fte_mh\nmarch_2020,112.32,\n2023-06,2000.5,80\n", Reader::Folder),
    (
        "bulletin.csv",
        "census,measure,code,name,splw_non_mh,splw_mh,level\n2025-03,FTE,U12345,A PCN,1.5,0.2,PCN\n\
         2025-03,Headcount,,England,3000,200,England\n",
        Reader::Folder,
    ),
    (
        "boundaries.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[{\"ICB23CD\":\"E54000008\"}]}",
        Reader::Folder,
    ),
    (
        "measure.csv",
        "pcn,icb,list_size,fte,need_num,need_den,imd_score,quarter\nP1,A,\"10,000\",1.5,3,40,20,2022-03\n\
         P2,A,20000,,4,40,10,2022-03\nP2,A,20000,0.5,4,40,10,2022-06\n",
        Reader::Measure,
    ),
    ("similar.csv", "icb,similar\nQJK,QWO\nQJK,QHM\nQWO,QJK\n", Reader::Similar),
    ("areas.csv", "icb,to,name\nQJK,QWO,NHS West\nQHM,QWO,NHS West\n", Reader::Areas),
    (
        "epcn sheet.csv",
        "PARTNER_ORGANISATION_CODE,PRACTICE_PARENT_CCG_CODE,PCN_CODE,PCN_NAME,PCN_PARENT_CCG_CODE,\
         PRACTICE_TO_PCN_RELATIONSHIP_START_DATE,PRACTICE_TO_PCN_RELATIONSHIP_END_DATE,PRACTICE_CCG_AND_PCN_CCG_MATCH\n\
         A10001,00L,U12345,A PCN,00L,20190701,,1\nA10002,00L,U12345,A PCN,00L,20190701,20200331,1\n",
        Reader::Folder,
    ),
    (
        "GPPS_2026_PCN_data.csv",
        "ad_pcncode,ad_pcnname,healthsupport_3.count,healthsupport.baseevalw\nU12345,A PCN,1.5,20.25\nU12346,B PCN,-97,-97\n",
        Reader::Folder,
    ),
    (
        "local.csv",
        "pcn,employer,fte,source,as_of,note\nU12345,A charity,1.5,Survey,2026-09,\n",
        Reader::Local,
    ),
];

/// A file's first and last lines, or a zip as it is.
fn short(file: &DemoFile) -> Seed {
    let name = file.path.rsplit('/').next().unwrap_or_default().to_owned();
    let lines: Vec<&[u8]> = file.bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let kept = |(at, line): (usize, &&[u8])| {
        let near = at < LINES / 2 || at + LINES / 2 >= lines.len();
        if near { line.to_vec() } else { Vec::new() }
    };
    let bytes = match name.ends_with(".zip") {
        true => file.bytes.clone(),
        false => lines.iter().enumerate().flat_map(kept).collect(),
    };
    Seed { name, bytes, reader: Reader::Folder }
}

/// The rows of an ePCN workbook.
const EPCN: &str = "PARTNER_ORGANISATION_CODE,PRACTICE_PARENT_SUB_ICB_LOC_CODE,PCN_CODE,PCN_NAME,PCN_PARENT_SUB_ICB_LOC_CODE,\
                    PRACTICE_TO_PCN_RELATIONSHIP_START_DATE,PRACTICE_TO_PCN_RELATIONSHIP_END_DATE,\
                    PRACTICE_SUB_ICB_LOC_AND_PCN_SUB_ICB_LOC_MATCH\n\
                    A10001,Z01B,U12345,A PCN,Z01B,20190701,,1\n\
                    A10002,Z01B,U12345,A PCN,Z01B,20190701,20200331,1";

/// A file packed as `.gz`.
fn gzip(name: &str, bytes: &[u8]) -> io::Result<Seed> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes)?;
    Ok(Seed { name: name.to_owned(), bytes: packed.finish()?, reader: Reader::Folder })
}

/// A workbook of one sheet.
fn workbook(name: &str, title: &str, text: &str) -> io::Result<Seed> {
    let file = |path: &str, text: &str| DemoFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |text: &str| format!("<row>{}</row>", text.split(',').map(cell).collect::<String>());
    let sheet: String = text.lines().map(row).collect();
    let bytes = zip(&[
        file("[Content_Types].xml", "<Types/>"),
        file("_rels/.rels", &linked("officeDocument", "xl/workbook.xml")),
        file(
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"{title}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        file("xl/_rels/workbook.xml.rels", &linked("worksheet", "worksheets/sheet1.xml")),
        file("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>")),
    ])?;
    Ok(Seed { name: name.to_owned(), bytes, reader: Reader::Folder })
}

/// A part of a workbook that links to another.
fn linked(kind: &str, to: &str) -> String {
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{kinds}/{kind}\" Target=\"{to}\"/></Relationships>"
    )
}

/// The time.
#[expect(clippy::disallowed_methods, reason = "a reader that hangs is a finding")]
pub fn now() -> Instant {
    Instant::now()
}

/// Reads a file twice.
///
/// # Errors
/// Where it panics, takes long, leaves a row unaccounted for, or says one thing and then another.
pub fn trial(reader: Reader, name: &str, bytes: &[u8], folder: &Path) -> Result<(), String> {
    let start = now();
    let once = || catch_unwind(AssertUnwindSafe(|| said(reader, name, bytes, folder)));
    let (first, second) = (once(), once());
    let took = start.elapsed();
    let (Ok(first), Ok(second)) = (first, second) else { return Err("it panics".to_owned()) };
    if first? != second? {
        return Err("it says one thing, and then another".to_owned());
    }
    if took > LONGEST { Err(format!("it takes {took:?}")) } else { Ok(()) }
}

/// What a reader says of a file.
fn said(reader: Reader, name: &str, bytes: &[u8], folder: &Path) -> Result<String, String> {
    if reader == Reader::Folder {
        let origin = Origin::Memory { name: name.to_owned(), bytes: Arc::new(bytes.to_vec()) };
        return survey_of(&[origin], Choice::default(), 1)
            .map_or_else(|error| Ok(error.chain()), |read| account(&read));
    }
    let path = folder.join(name);
    std::fs::write(&path, bytes).map_err(|error| error.to_string())?;
    let words = |error: briefings::subject::error::Error| error.chain();
    Ok(match reader {
        Reader::Measure => own::observations(&path).map_or_else(words, |rows| format!("{rows:?}")),
        Reader::Similar => own::similar(&path).map_or_else(words, |rows| format!("{rows:?}")),
        Reader::Areas => own_areas::read(&path).map_or_else(words, |rows| format!("{rows:?}")),
        Reader::Local | Reader::Folder => local::read(&path).map_or_else(words, |rows| format!("{rows:?}")),
    })
}

/// What was read, in words; an error where an account does not balance or a number is none.
fn account(read: &Publications) -> Result<String, String> {
    let mut text = format!("{:?}", read.problems);
    for input in &read.inputs {
        let _ = write!(text, "{} {:?}", input.name, input.note);
        if let Some(known) = &input.recognised {
            let account = &known.read.account;
            let left: usize = account.left.values().sum();
            if account.rows != account.used + left {
                return Err(format!(
                    "{}: {} rows are not {} and {left}",
                    input.name, account.rows, account.used
                ));
            }
            let _ = write!(text, "{} {} {account:?}", known.kind.id, known.read.period);
        }
    }
    let patients = read.lists.values().flat_map(|list| list.patients.values());
    let filings = read.workforce.values().flat_map(|file| file.filings.values());
    let fte = filings.flat_map(|filing| filing.roles().into_values()).map(|fte| fte.staff + fte.contracted);
    let scores = read.deprivation.values().flat_map(|index| index.scores.values());
    let answers = read.survey.values().flat_map(|survey| survey.answers.values());
    let need = scores.copied().chain(answers.flat_map(|answers| [answers.lacked, answers.base]));
    if let Some(number) = patients.copied().chain(fte).chain(need).find(|number| !number.is_finite()) {
        return Err(format!("{number} was read"));
    }
    Ok(text)
}
