//! PCNs that merge, split and change codes, on made-up tables whose truth is worked out by hand; and what rates leave out.

mod followed;
mod late;
mod left_out;

use std::fmt::Write;

use briefings::analysis::{Area, Edition};
use briefings::panel::{Known, Options, Panel, ReconfigurationKind, assemble};
use briefings::source::{Origin, Publications, load};
use briefings::subject::{Census, PcnCode};

/// A practice in a map: its number, the PCN's, the PCN's name.
type Place = (u32, u32, &'static str);

/// The map of March 2021.
const BEFORE: &[Place] = &[
    (1, 1, "ABBEY"),
    (2, 1, "ABBEY"),
    (3, 2, "BRIDGE"),
    (4, 4, "DALE"),
    (5, 4, "DALE"),
    (6, 7, "GROVE"),
    (7, 7, "GROVE"),
    (8, 9, "OLD HILL PCN"),
    (9, 9, "OLD HILL PCN"),
    (10, 10, "JETTY & PIER"),
    (11, 10, "JETTY & PIER"),
    (12, 11, "KNOLL"),
    (13, 11, "KNOLL"),
    (14, 12, "LAKE"),
    (15, 13, "MEADOW"),
];

/// The map of March 2022: ABBEY and BRIDGE are CASTLE, DALE is EAST DALE and WEST DALE, GROVE has another code, OLD
/// HILL another name, a practice of KNOLL is in LAKE; two are in no PCN, and one list is of no practice of the map.
const AFTER: &[Place] = &[
    (1, 3, "CASTLE"),
    (2, 3, "CASTLE"),
    (3, 3, "CASTLE"),
    (4, 5, "EAST DALE"),
    (5, 6, "WEST DALE"),
    (6, 8, "GROVE"),
    (7, 8, "GROVE"),
    (8, 9, "NEW HILL PCN"),
    (9, 9, "NEW HILL PCN"),
    (10, 10, "Jetty and Pier PCN"),
    (11, 10, "Jetty and Pier PCN"),
    (12, 11, "KNOLL"),
    (13, 12, "LAKE"),
    (14, 12, "LAKE"),
    (15, 13, "MEADOW"),
];

/// Patients in thousands, by practice.
const LISTS: &[(u32, u32)] = &[
    (1, 20),
    (2, 10),
    (3, 20),
    (4, 24),
    (5, 16),
    (6, 15),
    (7, 10),
    (8, 12),
    (9, 8),
    (10, 20),
    (11, 10),
    (12, 30),
    (13, 10),
    (14, 30),
    (15, 10),
];

const FILED_BEFORE: &[(u32, f64)] =
    &[(1, 2.0), (2, 3.0), (4, 4.0), (7, 1.0), (9, 1.0), (10, 2.0), (11, 3.0), (12, 1.0), (13, 1.0)];
const FILED_AFTER: &[(u32, f64)] =
    &[(3, 6.0), (5, 2.0), (6, 1.0), (8, 1.5), (9, 1.0), (10, 2.5), (11, 3.0), (12, 2.0)];

/// Tables of few rows, by the year of their March.
struct Tables(tempfile::TempDir);

impl Tables {
    fn new() -> Self {
        let mut scores = "PRACTICE_CODE,PRACTICE_NAME,IMD_YEAR,IMD_SCORE\n".to_owned();
        for (practice, _) in LISTS {
            writeln!(scores, "Z{practice:05},A,2019,{}", 10 + practice).unwrap();
        }
        let tables = Self(tempfile::tempdir().unwrap());
        tables.put("imd.csv", &scores);
        tables
    }

    /// The merger, the split and the rest between the maps of March 2021 and March 2022.
    fn changed() -> Self {
        let tables = Self::new();
        tables.map(2021, BEFORE, &[]);
        tables.map(2022, AFTER, &[(90, "U"), (91, "Unallocated")]);
        tables.lists(2021, LISTS);
        tables.lists(2022, &[LISTS, &[(90, 5), (92, 3)]].concat());
        tables.filed(2021, FILED_BEFORE);
        tables.filed(2022, FILED_AFTER);
        tables
    }

    fn put(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).unwrap();
    }

    fn map(&self, year: u32, places: &[Place], in_none: &[(u32, &str)]) {
        let mut text = "EXTRACT_DATE,PRACTICE_CODE,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,ICB_CODE\n".to_owned();
        for (practice, pcn, name) in places {
            writeln!(text, "{year}-03-01,Z{practice:05},X,U{pcn:05},{name},QJK").unwrap();
        }
        for (practice, code) in in_none {
            writeln!(text, "{year}-03-01,Z{practice:05},X,{code},Unallocated,QJK").unwrap();
        }
        self.put(&format!("map-{year}.csv"), &text);
    }

    fn lists(&self, year: u32, lists: &[(u32, u32)]) {
        let mut text = "EXTRACT_DATE,TYPE,CODE,SEX,AGE,NUMBER_OF_PATIENTS\n".to_owned();
        for (practice, thousands) in lists {
            writeln!(text, "{year}-03-01,GP,Z{practice:05},ALL,ALL,{thousands}000").unwrap();
        }
        self.put(&format!("list-{year}.csv"), &text);
    }

    fn filed(&self, year: u32, filed: &[(u32, f64)]) {
        let mut text = "DATA_SOURCE,CENSUS_YEAR,CENSUS_MONTH,PCN_CODE,PCN_NAME,ICB_CODE,DETAILED_STAFF_ROLE,FTE,UNIQUE_IDENTIFIER\n".to_owned();
        for (pcn, fte) in filed {
            writeln!(
                text,
                "NWRS Staff,{year},3,U{pcn:05},NAME {pcn},QJK,Social Prescribing Link Worker,{fte},1"
            )
            .unwrap();
        }
        self.put(&format!("workforce-{year}.csv"), &text);
    }

    fn made(&self) -> Made {
        let publications = load(&[Origin::Path(self.0.path().to_owned())], 1).unwrap();
        let panel = assemble(&publications, &Options::default()).unwrap();
        let edition = Edition::of(&panel, &publications).unwrap();
        Made { publications, panel, edition }
    }
}

struct Made {
    publications: Publications,
    panel: Panel,
    edition: Edition,
}

impl Made {
    /// FTE by census of a PCN; none where it has none or it is not known.
    fn history(&self, pcn: u32) -> Vec<Option<f64>> {
        let wanted = code(pcn);
        let found = self.edition.england.own.pcns.iter().find(|pcn| pcn.code == wanted).unwrap();
        found.history.iter().map(|past| past.fte.map(f64::from)).collect()
    }

    fn kinds(&self) -> Vec<(ReconfigurationKind, Vec<PcnCode>, Vec<PcnCode>)> {
        let codes = |pcns: &[Known]| pcns.iter().map(|pcn| pcn.code).collect();
        let found = self.edition.england.own.series.reconfigured.iter();
        found.map(|became| (became.kind, codes(&became.from), codes(&became.to))).collect()
    }
}

fn code(pcn: u32) -> PcnCode {
    format!("U{pcn:05}").parse().unwrap()
}

fn census(text: &str) -> Census {
    text.parse().unwrap()
}

/// All that the briefing of an area says.
fn said(edition: &Edition, area: &Area) -> String {
    let manuscript = crate::read::compose(edition, area).unwrap();
    crate::read::context(&manuscript).to_string()
}
