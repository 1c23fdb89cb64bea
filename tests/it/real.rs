//! The real tables of `../shared/real`: published totals that ours must equal.

use briefings::analysis::{Edition, Kind};
use briefings::subject::Mark;
use briefings::subject::{Census, Need};

use crate::editions::{self, real};

fn census(text: &str) -> Census {
    text.parse().unwrap()
}

fn of(test: &str, when: &'static str) -> Option<&'static Edition> {
    real(test, editions::of(when)).map(|made| &made.edition)
}

/// Published link-worker FTE, and PCNs in the file and with a link-worker row (real/README.md).
const PUBLISHED: [(&str, f64, usize, usize); 9] = [
    ("2020-03", 112.32, 188, 106),
    ("2020-06", 431.29, 497, 322),
    ("2020-09", 615.70, 632, 428),
    ("2020-12", 852.45, 758, 545),
    ("2021-03", 1093.33, 855, 631),
    ("2021-06", 1260.77, 920, 688),
    ("2021-09", 1427.49, 984, 753),
    ("2021-12", 1611.98, 1029, 802),
    ("2022-03", 1740.94, 1060, 835),
];

#[test]
fn england_equals_the_published_series() {
    let Some(edition) = of("england_equals_the_published_series", "2022-03") else { return };
    assert_eq!(edition.england.own.series.trend.len(), PUBLISHED.len());
    for (point, (when, fte, filed, with_role)) in edition.england.own.series.trend.iter().zip(PUBLISHED) {
        assert_eq!(point.census, census(when));
        let found = point.fte.get();
        assert!((found - fte).abs() < 0.01, "{when}: {found} is not {fte}");
        assert_eq!(point.returns.filed, filed, "{when}");
        // A PCN whose link-worker rows add up to nothing reported none.
        let reported = point.returns.filed.get() - point.returns.reported_none.get();
        assert!(with_role - reported <= 5 && reported <= with_role, "{when}: {reported} of {with_role}");
    }
    assert_eq!(edition.england.own.level.returns.reported_none, 225);
    assert_eq!(edition.england.own.level.returns.no_return, 195);
    assert_eq!(edition.icbs().count(), 42);
}

#[test]
fn a_briefing_made_from_synthetic_answers_is_marked() {
    let Some(edition) = of("a_briefing_made_from_synthetic_answers_is_marked", "2022-03") else { return };
    assert_eq!(edition.need, Need::SupportGap);
    assert_eq!(edition.served.marks, [Mark::Synthetic]);
}

#[test]
fn november_2025_counts_the_default_role_only() {
    let Some(edition) = of("november_2025_counts_the_default_role_only", "2025-11") else { return };
    assert!((edition.england.own.level.fte.get() - 2699.32).abs() < 0.01);
    assert!((edition.other_role_fte.get() - 106.53).abs() < 0.01);
    assert_eq!(edition.england.own.level.returns.filed, 1273);
}

#[test]
fn areas_add_up_to_england() {
    let Some(edition) = of("areas_add_up_to_england", "2022-03") else { return };
    for kind in [Kind::Icb, Kind::Region] {
        let areas = || edition.areas.iter().filter(|area| area.place.kind == kind);
        let fte: f64 = areas().map(|area| area.own.level.fte.get()).sum();
        let filed: usize = areas().map(|area| area.own.level.returns.filed.get()).sum();
        assert!((fte - edition.england.own.level.fte.get()).abs() < 1e-6, "{kind:?}");
        assert_eq!(edition.england.own.level.returns.filed, filed, "{kind:?}");
    }
}
