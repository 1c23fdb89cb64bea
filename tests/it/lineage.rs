//! PCNs that merge, split and change codes, on made-up tables whose truth is worked out by hand; and what rates leave out.

use std::fmt::Write;

use briefings::analysis::{Analysis, Edition, Otherwise};
use briefings::explain::Trace;
use briefings::panel::{Options, Panel, Reconfiguration, Return, assemble};
use briefings::publish::findings;
use briefings::source::{Origin, Publications, load};
use briefings::subject::{Census, PcnCode};

use crate::support::real;

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
        let found = self.edition.england.pcns.iter().find(|pcn| pcn.code == wanted).unwrap();
        found.history.iter().map(|past| past.fte.map(f64::from)).collect()
    }

    fn kinds(&self) -> Vec<(Reconfiguration, Vec<PcnCode>, Vec<PcnCode>)> {
        let codes = |pcns: &[briefings::panel::Known]| pcns.iter().map(|pcn| pcn.code.clone()).collect();
        let found = self.edition.england.reconfigured.iter();
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
fn said(edition: &Edition, area: &Analysis) -> String {
    let manuscript = briefings::publish::compose(edition, area).unwrap();
    briefings::document::plain(&manuscript.context).to_string()
}

/// What the change would be if PCNs were paired by their codes.
fn change_by_code(panel: &Panel) -> f64 {
    let [before, after] = panel.sections.as_slice() else { panic!("two censuses") };
    let mut sums = [(0.0, 0.0); 2];
    for row in &after.rows {
        let ends = [before.row(&row.pcn), Some(row)].map(|row| Some((row?.filed.fte()?, row?.patients?)));
        if let [Some(was), Some(is)] = ends {
            for (sum, end) in sums.iter_mut().zip([was, is]) {
                *sum = (sum.0 + end.0, sum.1 + end.1);
            }
        }
    }
    let [was, is] = sums.map(|(fte, patients)| 1e4 * fte / patients);
    is - was
}

#[test]
fn a_change_follows_practices_and_equals_the_truth() {
    let made = Tables::changed().made();
    let change = made.edition.england.change.as_ref().unwrap();
    // CASTLE 5 to 6 FTE on 50,000; DALE 4 to 3 on 40,000; GROVE 1 to 1.5 on 25,000; HILL 1 and 1 on 20,000; JETTY 2 to
    // 2.5 on 30,000; KNOLL 3 on 40,000 and then 30,000; LAKE 1 to 2 on 30,000 and then 40,000: 17 to 19 on 235,000.
    assert_eq!(change.pcns, 7);
    assert_eq!(change.rate_from, 1e4 * 17.0 / 235_000.0);
    assert_eq!(change.rate_to, 1e4 * 19.0 / 235_000.0);
    assert!((change.estimate.value.get() - 2.0 / 23.5).abs() < 1e-12);
    // By code only HILL, JETTY, KNOLL and LAKE are there at both: 7 to 8.5 on 120,000.
    assert!((change_by_code(&made.panel) - 1.5 / 12.0).abs() < 1e-12);
    let matched: Vec<f64> =
        made.edition.england.trend.iter().map(|p| p.matched.unwrap().rate.get()).collect();
    assert_eq!(matched, [1e4 * 17.0 / 235_000.0, 1e4 * 19.0 / 235_000.0]);
    let shift = made.edition.england.measures.iter().find(|m| m.id == "hoover-change-4q").unwrap();
    assert_eq!(shift.n, 7);
}

#[test]
fn each_kind_is_told_by_its_practices() {
    let made = Tables::changed().made();
    assert_eq!(
        made.kinds(),
        [
            (Reconfiguration::Merger, vec![code(1), code(2)], vec![code(3)]),
            (Reconfiguration::Split, vec![code(4)], vec![code(5), code(6)]),
            (Reconfiguration::NewCode, vec![code(7)], vec![code(8)]),
            (Reconfiguration::Rename, vec![code(9)], vec![code(9)]),
        ],
        "a practice that moves alone, or a name in other letters, is none"
    );
    assert_eq!(made.edition.england.reconfigured[0].patients, 50_000.0);
    assert!(made.edition.england.reconfigured.iter().all(|became| became.compared));
}

#[test]
fn levels_stay_as_filed() {
    let made = Tables::changed().made();
    let first = &made.edition.england.trend[0];
    assert_eq!((first.returns.filed.get(), first.returns.pcns.get()), (9, 9));
    assert_eq!(first.rate.unwrap(), 1e4 * 18.0 / 245_000.0);
    let filed: Vec<&str> = made.panel.sections[0].rows.iter().map(|row| row.pcn.as_str()).collect();
    assert_eq!(filed.len(), 9);
}

#[test]
fn a_pcn_has_the_history_of_what_it_was_made_of() {
    let made = Tables::changed().made();
    assert_eq!(made.history(3), [Some(5.0), Some(6.0)], "two that merged");
    assert_eq!(made.history(5), [None, Some(2.0)], "what a part of DALE had is not known");
    assert_eq!(made.history(8), [Some(1.0), Some(1.5)], "another code");
    assert_eq!(made.history(13), [Some(1.0), None], "one that stopped");
    let silent: Vec<String> =
        findings(&made.panel).into_iter().filter(|e| e.what == "return").map(|e| e.code).collect();
    assert_eq!(silent, ["U00013"]);
    let trace = Trace { publications: &made.publications, panel: &made.panel, edition: &made.edition };
    let claim = trace.claim("ENG/pcn/U00003/fte/2021-03").unwrap();
    let rows: Vec<f64> = trace.filed(claim).iter().map(|filed| filed.row.fte).collect();
    assert_eq!(rows, [2.0, 3.0], "the rows of both");
}

#[test]
fn who_stopped_is_told_from_who_merged() {
    let made = Tables::changed().made();
    let icb = made.edition.icbs().next().unwrap();
    let said = said(&made.edition, icb);
    assert!(said.contains("1 PCN made a return then and none now: Meadow."), "{said}");
    assert!(!said.contains("began to make returns"), "{said}");
    assert!(
        said.contains("Abbey and Bridge became Castle between the maps of March 2021 and March 2022."),
        "{said}"
    );
    assert!(
        said.contains("Dale became East Dale and West Dale between the maps of March 2021 and March 2022."),
        "{said}"
    );
    assert!(
        said.contains("Grove took the code U00008 between the maps of March 2021 and March 2022."),
        "{said}"
    );
    assert!(said.contains("Old Hill PCN took the name New Hill PCN between"), "{said}");
    assert!(said.contains("1 PCN made no return: Meadow. Their link workers"), "{said}");
    assert!(said.contains("followed by their practices: 3 times in England since March 2021."), "{said}");
}

#[test]
fn a_merger_that_only_the_workforce_file_has_is_left_out_and_no_fall() {
    let tables = Tables::changed();
    // The map of March 2022 still has ABBEY and BRIDGE; CASTLE files already, and the map of 2023 has it.
    let late: Vec<Place> = AFTER
        .iter()
        .map(|place| *BEFORE.iter().find(|was| was.0 == place.0 && was.1 < 3).unwrap_or(place))
        .collect();
    tables.map(2022, &late, &[]);
    tables.map(2023, AFTER, &[]);
    tables.lists(2023, LISTS);
    let again: Vec<(u32, f64)> = FILED_AFTER.iter().map(|(pcn, fte)| (*pcn, fte + 1.0)).collect();
    tables.filed(2023, &again);
    let made = tables.made();
    assert_eq!(made.history(3), [Some(5.0), None, Some(7.0)], "what CASTLE had in 2022 is not in the tables");
    let change = made.edition.england.change.as_ref().unwrap();
    // EAST DALE and WEST DALE, which were one, GROVE, HILL, JETTY, KNOLL and LAKE rise by seven; CASTLE is not compared.
    assert_eq!(change.pcns, 6);
    assert!((change.estimate.value.get() - 1e4 * 7.0 / 185_000.0).abs() < 1e-12);
    let then = &made.panel.lineage.sections[1];
    assert!(then.row(&code(3)).is_none() && then.row(&code(1)).is_none());
    assert_eq!(made.panel.sections[1].row(&code(1)).unwrap().filed, Return::NoReturn, "as filed");
    // A year before, the same tables without the last map: CASTLE counts in FTE and in no rate, and nothing falls.
    let options = Options { edition: Some(census("2022-03")), ..Options::default() };
    let earlier = briefings::analyse(&made.publications, &options).unwrap().1;
    let change = earlier.england.change.unwrap();
    assert!((change.estimate.value.get() - 1e4 * (13.0 - 12.0) / 185_000.0).abs() < 1e-12);
}

#[test]
fn a_list_that_jumps_is_reported_with_the_reason() {
    let tables = Tables::changed();
    let lists: Vec<(u32, u32)> = LISTS.iter().map(|(p, k)| (*p, if *p == 10 { 36 } else { *k })).collect();
    tables.lists(2022, &lists);
    let made = tables.made();
    let jumps: Vec<_> =
        made.panel.lineage.jumps.iter().map(|j| (j.pcns.clone(), j.patients, j.joined, j.left)).collect();
    assert_eq!(
        jumps,
        [(vec![code(10)], [30_000.0, 46_000.0], 0, 0), (vec![code(12)], [30_000.0, 40_000.0], 1, 0)],
        "a merger is no jump, and a fall by a quarter is not more than a quarter"
    );
    assert_eq!(made.edition.england.left_out.list_jumps, 2);
    let found = findings(&made.panel);
    let why = |pcn: &str| &found.iter().find(|e| e.code == pcn && e.what == "like list size").unwrap().why;
    let lake = "30,000 patients on 1 March 2021 and 40,000 on 1 March 2022: of its practices 1 came and 0 went or closed";
    assert_eq!(why("U00012"), lake);
    assert!(why("U00010").ends_with("its practices are the same: their lists differ"));
}

#[test]
fn what_a_rate_leaves_out_is_counted_with_what_it_would_change() {
    let tables = Tables::changed();
    tables.filed(2022, &[FILED_AFTER, &[(99, 0.5)]].concat());
    let made = tables.made();
    let england = &made.edition.england;
    let icb = made.edition.icbs().next().unwrap();
    for area in [england, icb] {
        let held = area.left_out.in_no_pcn;
        assert_eq!((held.practices.get(), held.patients.get()), (2, 5_000.0), "one of them has no list");
        let without = area.left_out.without_patients;
        assert_eq!((without.pcns.get(), without.fte.get()), (1, 0.5));
        assert_eq!(without.rate_with.unwrap(), 1e4 * 19.5 / 235_000.0);
        let other =
            area.sensitivities.iter().find(|s| s.choice == Otherwise::InNoPcn && s.measured.id == "rate");
        let other = &other.unwrap().measured;
        assert!((other.value.unwrap().get() - 1e4 * 19.0 / 240_000.0).abs() < 1e-12);
        assert_eq!((other.n.get(), other.lower.is_none()), (8, true));
    }
    let unmapped = england.left_out.not_in_map.unwrap();
    assert_eq!((unmapped.practices.get(), unmapped.patients.get()), (1, 3_000.0));
    assert!(icb.left_out.not_in_map.is_none());
    let said = said(&made.edition, icb);
    assert!(
        said.contains("2 practices with 5,000 patients are in no PCN; with theirs, the rate would be 0.79."),
        "{said}"
    );
    assert!(said.contains("With it, the rate would be 0.83."), "{said}");
}

#[test]
fn a_filing_under_an_old_code_is_traced_to_the_new_one() {
    let tables = Tables::changed();
    // GROVE files under the code that the map has no more.
    let filed: Vec<(u32, f64)> =
        FILED_AFTER.iter().map(|(p, f)| (if *p == 8 { 7 } else { *p }, *f)).collect();
    tables.filed(2022, &filed);
    let made = tables.made();
    assert_eq!(made.edition.england.change.as_ref().unwrap().pcns, 6);
    assert_eq!(made.history(8), [Some(1.0), None]);
    let found = findings(&made.panel);
    let rate = found.iter().find(|e| e.what == "rate").unwrap();
    assert_eq!(rate.code, "U00007");
    assert!(rate.why.ends_with("the map has its practices in U00008"), "{}", rate.why);
    let icb = made.edition.icbs().next().unwrap();
    let said = said(&made.edition, icb);
    assert!(said.contains("1 PCN made a return then and none now: Meadow."), "GROVE did not stop: {said}");
}

#[test]
fn a_code_that_another_pcn_takes_is_not_the_same_pcn() {
    let tables = Tables::changed();
    // GROVE's practices are in U00011 now, and KNOLL's in U00007: the codes changed hands.
    let swapped: Vec<Place> = BEFORE
        .iter()
        .map(|(practice, pcn, name)| {
            (
                *practice,
                match pcn {
                    7 => 11,
                    11 => 7,
                    other => *other,
                },
                *name,
            )
        })
        .collect();
    tables.map(2022, &swapped, &[]);
    let filed: Vec<(u32, f64)> = FILED_BEFORE
        .iter()
        .map(|(p, f)| {
            (
                match p {
                    7 => 11,
                    11 => 7,
                    other => *other,
                },
                *f,
            )
        })
        .collect();
    tables.filed(2022, &filed);
    let made = tables.made();
    assert_eq!(
        made.kinds(),
        [
            (Reconfiguration::NewCode, vec![code(7)], vec![code(11)]),
            (Reconfiguration::NewCode, vec![code(11)], vec![code(7)]),
        ]
    );
    assert_eq!(made.history(7), [Some(3.0), Some(3.0)]);
    assert_eq!(made.edition.england.change.as_ref().unwrap().estimate.value, 0.0);
    assert!(made.panel.lineage.jumps.is_empty(), "by code, both lists would jump");
}

#[test]
fn real_maps_show_mergers_splits_and_new_codes() {
    let Some(path) = real("real_maps_show_mergers_splits_and_new_codes") else { return };
    let publications = load(&[Origin::Path(path)], 2).unwrap();
    let options = Options { edition: Some(census("2022-03")), ..Options::default() };
    let panel = assemble(&publications, &options).unwrap();
    let count = |kind| panel.lineage.reconfigured.iter().filter(|found| found.kind == kind).count();
    let kinds = [
        Reconfiguration::Merger,
        Reconfiguration::Split,
        Reconfiguration::NewCode,
        Reconfiguration::Regrouped,
        Reconfiguration::Rename,
    ];
    // As a script of its own counts them from the maps of September 2020 and January 2022; names by hand.
    assert_eq!(kinds.map(count), [17, 18, 1, 2, 25]);
    // U64595 went on filing under its code, which the map of January 2022 has no more.
    assert_eq!(panel.lineage.files_for(&code(64595), census("2022-03")), Some(&code(26379)));
    // U52997 was made of four PCNs that are gone.
    let four = [3892, 49616, 90610, 96137].map(code);
    assert_eq!(panel.lineage.made_of(&code(52997), census("2020-12")), four.into());
}
