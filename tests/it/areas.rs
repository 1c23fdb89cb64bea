//! Every kind of area, what is set beside it, and each figure traced to its rows.

use briefings::analysis::{Area, Edition, Kind};
use briefings::panel::Options;
use briefings::subject::IcbCode;

use crate::editions::{LATEST, Made, illustrative, of, real};
use crate::support::SMALL;

/// The embedded edition, and two real ones where they are there.
fn editions() -> impl Iterator<Item = &'static Made> {
    let published = ["2022-03", "2025-11"].map(|when| real("areas", of(when)));
    [Some(illustrative(LATEST))].into_iter().chain(published).flatten()
}

fn of_kind(edition: &Edition, kind: Kind) -> impl Iterator<Item = &Area> {
    edition.areas.iter().filter(move |area| area.place.kind == kind)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * b.abs().max(1.0)
}

#[test]
fn icbs_regions_and_sub_icbs_each_add_up_to_england() {
    for Made { edition, .. } in editions() {
        for kind in [Kind::Icb, Kind::Region, Kind::SubIcb] {
            let fte: f64 = of_kind(edition, kind).map(|area| area.own.level.fte.get()).sum();
            let patients: f64 = of_kind(edition, kind).map(|area| area.own.level.patients.get()).sum();
            let pcns: usize = of_kind(edition, kind).map(|area| area.own.level.returns.pcns.get()).sum();
            assert!(close(fte, edition.england.own.level.fte.get()), "{kind:?}: {fte}");
            assert!(close(patients, edition.england.own.level.patients.get()), "{kind:?}: {patients}");
            assert_eq!(pcns, edition.england.own.level.returns.pcns.get(), "{kind:?}");
        }
        assert_eq!(of_kind(edition, Kind::Region).count(), 7);
        assert!(of_kind(edition, Kind::SubIcb).count() >= edition.icbs().count());
    }
}

#[test]
fn sub_icbs_too_small_for_a_slope_say_so() {
    for Made { edition, .. } in editions() {
        let slopes = || of_kind(edition, Kind::SubIcb).filter_map(|area| area.measure("sii", edition.need));
        assert!(slopes().filter(|sii| !sii.shown).count() * 3 > slopes().count());
        for sii in slopes().filter(|sii| !sii.shown) {
            assert!(sii.value.is_none() && !sii.why_not_shown.unwrap().words().is_empty());
        }
    }
}

#[test]
fn the_headline_of_every_icb_is_the_sum_of_its_workforce_rows_over_its_practices() {
    for made in editions() {
        let (trace, edition) = (made.trace(), &made.edition);
        for icb in edition.icbs().chain([&edition.england]) {
            let fte = trace.claim(&format!("{}/fte", icb.place.code)).unwrap();
            let rows: f64 = trace.filed(fte).iter().map(|filed| filed.row.fte).sum();
            assert!(
                close(rows, icb.own.level.fte.get()),
                "{}: {rows} is not {}",
                icb.place.code,
                icb.own.level.fte.get()
            );
            let Some(rate) = icb.own.level.rate else { continue };
            let claim = trace.claim(&format!("{}/rate", icb.place.code)).unwrap();
            let rows: f64 = trace.filed(claim).iter().map(|filed| filed.row.fte).sum();
            let patients: f64 = trace.listed(claim).iter().map(|listed| listed.patients).sum();
            assert!(close(patients, icb.own.level.patients.get()), "{}: {patients}", icb.place.code);
            assert!(close(1e4 * rows / patients, rate.get()), "{}: {rows} over {patients}", icb.place.code);
        }
    }
}

#[test]
fn a_fifths_fte_is_the_sum_of_its_own_rows() {
    let made = illustrative(LATEST);
    let (trace, icb) = (made.trace(), made.edition.icbs().next().unwrap());
    for fifth in &icb.own.need.fifths["support-gap"] {
        let id = format!("{}/fifths/support-gap/{}/fte", icb.place.code, fifth.fifth.id());
        let rows: f64 = trace.filed(trace.claim(&id).unwrap()).iter().map(|filed| filed.row.fte).sum();
        assert!(close(rows, fifth.fte.get()), "{id}: {rows} is not {}", fifth.fte.get());
    }
}

#[test]
fn an_unknown_claim_is_an_error_with_near_ones() {
    let error = illustrative(LATEST).trace().claim("QE1/rat").unwrap_err().to_string();
    assert!(error.contains("QE1/rate"), "{error}");
}

#[test]
fn an_area_is_known_by_what_people_call_it() {
    let edition = &illustrative(LATEST).edition;
    for (typed, code) in [
        ("QJK", "QJK"),
        ("qjk", "QJK"),
        ("Devon", "QJK"),
        ("NHS Devon", "QJK"),
        ("NHS Devon Integrated Care Board", "QJK"),
        ("devon icb", "QJK"),
        ("Lancashire & South Cumbria", "QE1"),
        ("Staffordshire and Stoke on Trent", "QNC"),
        ("england", "ENG"),
        ("south west region", "Y58"),
    ] {
        assert_eq!(briefings::publish::area(edition, typed).unwrap().place.code, code, "{typed}");
    }
}

#[test]
fn an_area_that_is_not_there_is_answered_with_those_that_may_be_meant() {
    let edition = &illustrative(LATEST).edition;
    let said = |typed: &str| briefings::publish::area(edition, typed).unwrap_err().to_string();
    for (typed, first) in [
        ("Devn", "is NHS Devon (QJK)"),
        ("NHS Devn ICB", "is NHS Devon (QJK)"),
        ("Lancs", "is NHS Lancashire and South Cumbria (QE1)"),
        ("Cumbria", "are NHS Lancashire and South Cumbria (QE1), NHS North East and North Cumbria (QHM)"),
        ("brstol", "is NHS Bristol, North Somerset and South Gloucestershire (QUY)"),
        ("hampshire and isle of white", "is NHS Hampshire and Isle of Wight (QRL)"),
        ("SEL", "is NHS South East London (QKK)"),
        ("QJX", "are NHS Derby and Derbyshire (QJ2), NHS Devon (QJK)"),
        ("englnd", "are England (ENG), East of England (Y61)"),
    ] {
        let said = said(typed);
        let expected = format!("there is no area `{typed}` in this edition; the nearest {first}");
        assert!(said.starts_with(&expected), "{said}");
    }
    for strange in ["Wales", "", "NHS", "5"] {
        assert!(said(strange).contains("; it has 44, such as NHS "), "{}", said(strange));
    }
    let asked = briefings::publish::Asked { areas: Vec::new(), regions: vec!["Sout West".to_owned()] };
    let error = briefings::publish::choose(edition, &asked).unwrap_err().to_string();
    assert!(
        error.contains("no region `Sout West` in this edition; the nearest are South West (Y58)"),
        "{error}"
    );
}

#[test]
fn each_icb_has_five_similar_ones_and_a_user_may_name_others() {
    let nearest = &SMALL.edition;
    for icb in illustrative(LATEST).edition.icbs().chain(nearest.icbs()) {
        assert_eq!(icb.compared.similar.len(), 5, "{}", icb.place.code);
        assert!(
            icb.compared
                .similar
                .iter()
                .all(|other| other.code != icb.place.code && other.distance.get() > 0.0)
        );
        assert!(icb.compared.similar.is_sorted_by(|a, b| a.distance <= b.distance));
    }
    let code = |text: &str| text.parse::<IcbCode>().unwrap();
    let named =
        [nearest.icbs().nth(3).unwrap(), nearest.icbs().nth(7).unwrap()].map(|icb| icb.place.code.clone());
    let first = nearest.icbs().next().unwrap().place.code.clone();
    let similar = [(code(&first), named.iter().map(|c| code(c)).collect())].into();
    let chosen =
        briefings::analyse(&SMALL.publications, &Options { similar, ..Options::default() }).unwrap().1;
    let own = chosen.icbs().next().unwrap();
    assert!(own.compared.similar_chosen);
    assert_eq!(own.compared.similar.iter().map(|s| s.code.clone()).collect::<Vec<_>>(), named);
}

#[test]
fn no_change_crosses_a_break_and_limits_stand_on_changes_alone() {
    let edition = &illustrative(of("2024-06")).edition;
    let why = edition.england.own.series.change_why_not_shown.unwrap().words();
    assert!(
        edition.england.own.series.change.is_none() && crate::read::plain(&why).contains("breaks"),
        "{why}"
    );
    let latest = &illustrative(LATEST).edition;
    let xmr = latest.england.own.series.xmr.as_ref().unwrap();
    let broken: Vec<String> = ["2023-06", "2024-06"].map(str::to_owned).to_vec();
    assert!(xmr.changes.iter().all(|change| !broken.contains(&change.census.to_string())));
    assert_eq!((xmr.changes.len(), xmr.trial), (xmr.signals.len(), xmr.changes.len() < 13));
}

#[test]
fn a_missing_return_counted_as_none_never_raises_a_rate() {
    for Made { edition, .. } in editions() {
        let mut looked = 0;
        for area in edition.icbs().chain([&edition.england]) {
            let none = area.own.sensitivities.iter().find(|other| {
                other.choice == briefings::analysis::Otherwise::NoReturnAsNone && other.measured.id == "rate"
            });
            if let Some((none, rate)) = none.and_then(|none| none.measured.value).zip(area.own.level.rate) {
                assert!(none.get() <= rate.get(), "{}", area.place.code);
                assert!(close(none.get(), area.own.level.rate_low.unwrap().get()), "{}", area.place.code);
                looked += 1;
            }
        }
        assert!(looked > 0);
    }
}
