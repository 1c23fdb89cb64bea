//! What `explain` sets behind a figure: whoever defends it finds every row.

use briefings::explain::{self, Trace};
use briefings::panel::Return;
use briefings::text::{Claim, Subject};

use crate::support::{SMALL, Small};

/// What is explained of the claims whose ids end so, each with its claim.
fn explained(ends: impl Fn(&str) -> bool, check: impl Fn(Trace<'_>, &Claim, &str)) {
    let Small { publications, panel, edition, .. } = &*SMALL;
    let trace = Trace { publications, panel, edition };
    let found: Vec<&Claim> =
        edition.claims.iter().filter(|claim| ends(&claim.id.to_string())).take(5).collect();
    assert!(!found.is_empty());
    for claim in found {
        check(trace, claim, &explain::words(trace, claim));
    }
}

#[test]
fn a_change_has_the_rows_of_both_its_dates() {
    explained(
        |id| id.ends_with("/change-4q/value"),
        |trace, claim, words| {
            let code = &*claim.id.area;
            for census in ["2025-09", "2026-09"] {
                let section = trace.panel.sections.iter().find(|s| s.census.to_string() == census).unwrap();
                let listed = words.split("PCNs of the area with a return in ");
                let part = listed.into_iter().find(|part| part.starts_with(&section.census.words())).unwrap();
                let own = |icb: &briefings::subject::IcbCode| icb.to_string() == code || code == "ENG";
                let filed = section.rows.iter().filter(|row| row.filed.fte().is_some());
                for row in filed.filter(|row| row.icb.as_ref().is_some_and(own)) {
                    assert!(part.contains(&row.pcn.to_string()), "{} of {census} in {words}", row.pcn);
                }
            }
        },
    );
}

#[test]
fn returns_have_every_pcn_with_its_rows_or_that_it_has_none() {
    explained(
        |id| id.ends_with("/returns/filed") && !id.contains("/trend/"),
        |trace, claim, words| {
            let code = &*claim.id.area;
            let areas = trace.edition.areas.iter().chain([&trace.edition.england]);
            for pcn in &areas.into_iter().find(|area| area.place.code == code).unwrap().own.pcns {
                let line =
                    words.lines().find(|line| line.trim_start().starts_with(pcn.code.as_str())).unwrap();
                let says = match pcn.filed {
                    Return::NoReturn => "no return",
                    Return::ReportedNone => "reported none",
                    Return::Reported { .. } => "rows ",
                };
                assert!(line.contains(says), "{line}");
            }
        },
    );
}

#[test]
fn need_has_the_answers_of_each_practice() {
    explained(
        |id| id.ends_with("/need/support-gap"),
        |trace, claim, words| {
            assert!(words.contains("weighted answers by practice"), "{words}");
            let Subject::Pcn(code) = &claim.id.subject else { panic!("{} is of no PCN", claim.id) };
            let listed = trace.listed(claim);
            assert!(!listed.is_empty(), "{code}");
            for practice in listed {
                assert!(
                    words.contains(practice.practice.as_str()),
                    "{} of {code}: {words}",
                    practice.practice
                );
            }
        },
    );
}

#[test]
fn a_distance_has_the_variables_of_both_icbs_and_limits_their_parameters() {
    explained(
        |id| id.contains("/similar/") && id.ends_with("/distance"),
        |trace, claim, words| {
            let Subject::SimilarIcb(other) = &claim.id.subject else { panic!("{} has no other", claim.id) };
            let own = &claim.id.area;
            let (_, variables) = words.split_once(&format!("variables of {own} and {other}:\n")).unwrap();
            assert_eq!(variables.matches(" and ").count(), trace.edition.similar.variables.len(), "{words}");
        },
    );
    explained(
        |id| id.contains("/funnel/"),
        |_, _, words| assert!(["r₀", "φ", "τ²"].iter().all(|symbol| words.contains(symbol)), "{words}"),
    );
}
