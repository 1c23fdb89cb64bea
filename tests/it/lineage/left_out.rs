//! Lists that jump, and what rates leave out.

use briefings::analysis::Otherwise;
use briefings::explain::Trace;
use briefings::publish::findings;

use super::{FILED_AFTER, LISTS, Tables, code, said};

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
    assert_eq!(made.edition.england.own.level.left_out.list_jumps, 2);
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
        let held = area.own.level.left_out.in_no_pcn;
        assert_eq!((held.practices.get(), held.patients.get()), (2, 5_000.0), "one of them has no list");
        let without = area.own.level.left_out.without_patients;
        assert_eq!((without.pcns.get(), without.fte.get()), (1, 0.5));
        assert_eq!(without.rate_with.unwrap(), 1e4 * 19.5 / 235_000.0);
        let other =
            area.own.sensitivities.iter().find(|s| s.choice == Otherwise::InNoPcn && s.measured.id == "rate");
        let other = &other.unwrap().measured;
        assert!((other.value.unwrap().get() - 1e4 * 19.0 / 240_000.0).abs() < 1e-12);
        assert_eq!((other.n.get(), other.lower.is_none()), (8, true));
    }
    let unmapped = england.own.level.left_out.not_in_map.unwrap();
    assert_eq!((unmapped.practices.get(), unmapped.patients.get()), (1, 3_000.0));
    assert!(icb.own.level.left_out.not_in_map.is_none());
    let trace = Trace { publications: &made.publications, panel: &made.panel, edition: &made.edition };
    for (id, practices, patients) in
        [("in-no-pcn", ["Z00090"].as_slice(), 5_000.0), ("not-in-map", &["Z00092"], 3_000.0)]
    {
        let claim = trace.claim(&format!("ENG/left-out/{id}/patients")).unwrap();
        let listed = trace.listed(claim);
        assert_eq!(listed.iter().map(|l| l.practice.as_str()).collect::<Vec<_>>(), practices);
        assert_eq!(listed.iter().map(|l| l.patients).sum::<f64>(), patients);
    }
    let stray = trace.filed(trace.claim("QJK/left-out/without-patients/fte").unwrap());
    assert_eq!(stray.iter().map(|filed| filed.row.fte).collect::<Vec<_>>(), [0.5]);
    let merged = trace.listed(trace.claim("ENG/reconfigured/2022-03/U00001/patients").unwrap());
    assert_eq!(merged.iter().map(|listed| listed.patients).sum::<f64>(), 50_000.0, "ABBEY and BRIDGE");
    let said = said(&made.edition, icb);
    assert!(
        said.contains("2 practices with 5,000 patients are in no PCN; with theirs, the rate would be 0.79 per 10,000 patients."),
        "{said}"
    );
    assert!(said.contains("With it, the rate would be 0.83 per 10,000 patients."), "{said}");
}
