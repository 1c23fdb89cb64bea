//! Files that disagree on a PCN's code, codes that change hands, and the real maps.

use briefings::panel::{Options, ReconfigurationKind, Return};
use briefings::publish::findings;

use super::{AFTER, BEFORE, FILED_AFTER, FILED_BEFORE, LISTS, Place, Tables, census, code, said};
use crate::editions::{Made, of, real};

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
    let change = made.edition.england.own.series.change.as_ref().unwrap();
    // EAST DALE and WEST DALE, which were one before both dates, GROVE, HILL, JETTY, KNOLL and LAKE rise by seven; CASTLE is
    // not compared.
    assert_eq!(change.pcns, 7);
    assert!((change.contrast.estimate.value.get() - 1e4 * 7.0 / 185_000.0).abs() < 1e-12);
    let then = &made.panel.lineage.sections[1];
    assert!(then.row(&code(3)).is_none() && then.row(&code(1)).is_none());
    assert_eq!(made.panel.sections[1].row(&code(1)).unwrap().filed, Return::NoReturn, "as filed");
    // A year before, the same tables without the last map: CASTLE counts in FTE and in no rate, and nothing falls.
    let options = Options { edition: Some(census("2022-03")), ..Options::default() };
    let earlier = briefings::analyse(&made.publications, &options).unwrap().1;
    let change = earlier.england.own.series.change.unwrap();
    assert!((change.contrast.estimate.value.get() - 1e4 * (13.0 - 12.0) / 185_000.0).abs() < 1e-12);
}

#[test]
fn a_filing_under_an_old_code_is_traced_to_the_new_one() {
    let tables = Tables::changed();
    // GROVE files under the code that the map has no more.
    let filed: Vec<(u32, f64)> =
        FILED_AFTER.iter().map(|(p, f)| (if *p == 8 { 7 } else { *p }, *f)).collect();
    tables.filed(2022, &filed);
    let made = tables.made();
    assert_eq!(made.edition.england.own.series.change.as_ref().unwrap().pcns, 6);
    assert_eq!(made.history(8), [Some(1.0), None]);
    let found = findings(&made.panel);
    let rate = found.iter().find(|e| e.what == "rate").unwrap();
    assert_eq!(rate.code, "U00007");
    assert!(rate.why.ends_with("the map has its practices in U00008"), "{}", rate.why);
    let icb = made.edition.icbs().next().unwrap();
    let said = said(&made.edition, icb);
    let stopped = "Returns stopped since March 2021 in 1 PCN: Meadow.";
    assert!(said.contains(stopped), "GROVE did not stop: {said}");
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
            (ReconfigurationKind::NewCode, vec![code(7)], vec![code(11)]),
            (ReconfigurationKind::NewCode, vec![code(11)], vec![code(7)]),
        ]
    );
    assert_eq!(made.history(7), [Some(3.0), Some(3.0)]);
    assert_eq!(made.edition.england.own.series.change.as_ref().unwrap().contrast.estimate.value, 0.0);
    assert!(made.panel.lineage.jumps.is_empty(), "by code, both lists would jump");
}

#[test]
fn real_maps_show_mergers_splits_and_new_codes() {
    let test = "real_maps_show_mergers_splits_and_new_codes";
    let Some(Made { panel, .. }) = real(test, of("2022-03")) else { return };
    let count = |kind| panel.lineage.reconfigured.iter().filter(|found| found.kind == kind).count();
    let kinds = [
        ReconfigurationKind::Merger,
        ReconfigurationKind::Split,
        ReconfigurationKind::NewCode,
        ReconfigurationKind::Regrouped,
        ReconfigurationKind::Rename,
    ];
    // As a script of its own counts them from the maps of September 2020 and January 2022; names by hand.
    assert_eq!(kinds.map(count), [17, 18, 1, 2, 25]);
    // U64595 went on filing under its code, which the map of January 2022 has no more.
    assert_eq!(panel.lineage.files_for(&code(64595), census("2022-03")), Some(&code(26379)));
    // U52997 was made of four PCNs that are gone.
    let four = [3892, 49616, 90610, 96137].map(code);
    assert_eq!(panel.lineage.made_of(&code(52997), census("2020-12")), four.into());
}
