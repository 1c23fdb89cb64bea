//! Changes, histories and words after mergers, splits and new codes, against the truth.

use briefings::explain::Trace;
use briefings::panel::{Panel, ReconfigurationKind};
use briefings::publish::findings;

use super::{Tables, code, said};

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
    let change = made.edition.england.own.series.change.as_ref().unwrap();
    // CASTLE 5 to 6 FTE on 50,000; DALE 4 to 3 on 40,000; GROVE 1 to 1.5 on 25,000; HILL 1 and 1 on 20,000; JETTY 2 to
    // 2.5 on 30,000; KNOLL 3 on 40,000 and then 30,000; LAKE 1 to 2 on 30,000 and then 40,000: 17 to 19 on 235,000.
    assert_eq!(change.pcns, 7);
    assert_eq!(change.rate_from, 1e4 * 17.0 / 235_000.0);
    assert_eq!(change.rate_to, 1e4 * 19.0 / 235_000.0);
    assert!((change.contrast.estimate.value.get() - 2.0 / 23.5).abs() < 1e-12);
    // By code only HILL, JETTY, KNOLL and LAKE are there at both: 7 to 8.5 on 120,000.
    assert!((change_by_code(&made.panel) - 1.5 / 12.0).abs() < 1e-12);
    let matched: Vec<f64> =
        made.edition.england.own.series.trend.iter().map(|p| p.matched.unwrap().rate.get()).collect();
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
            (ReconfigurationKind::Merger, vec![code(1), code(2)], vec![code(3)]),
            (ReconfigurationKind::Split, vec![code(4)], vec![code(5), code(6)]),
            (ReconfigurationKind::NewCode, vec![code(7)], vec![code(8)]),
            (ReconfigurationKind::Rename, vec![code(9)], vec![code(9)]),
        ],
        "a practice that moves alone, or a name in other letters, is none"
    );
    assert_eq!(made.edition.england.own.series.reconfigured[0].patients, 50_000.0);
    assert!(made.edition.england.own.series.reconfigured.iter().all(|became| became.compared));
}

#[test]
fn levels_stay_as_filed() {
    let made = Tables::changed().made();
    let first = &made.edition.england.own.series.trend[0];
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
    assert!(said.contains("Returns stopped since March 2021 in 1 PCN: Meadow."), "{said}");
    assert!(!said.contains("A return now, and no return in "), "{said}");
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
    assert!(said.contains("Old Hill took the name New Hill between"), "{said}");
    assert!(said.contains("No return was made by 1 PCN: Meadow. Its link workers"), "{said}");
    assert!(said.contains("followed by their practices: since March 2021, 3 times in England."), "{said}");
}
