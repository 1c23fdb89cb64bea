//! What page one leads with, and what it asks.

use briefings::analysis::{Measured, Part};
use briefings::measure::{Estimate, Verdict};
use serde_json::Value;

use super::{area_mut, briefing};
use crate::read::context;
use crate::specimen::{self, PLAIN, TYPICAL};

/// What a difference with these two half-widths amounts to.
fn verdict(value: f64, half: f64, wide: f64) -> Verdict {
    let ends = |half: f64| (Some(value - half), Some(value + half));
    let ((lower, upper), (lower_998, upper_998)) = (ends(half), ends(wide));
    Estimate { lower, upper, lower_998, upper_998, ..Estimate::point(value).unwrap() }.verdict(0.0)
}

/// What page one leads with and asks, for these slope indices by deprivation and by lack of support.
fn lead(deprivation: (f64, f64), support: (f64, f64), survey_is_made_up: bool) -> (String, String) {
    let mut edition = specimen::edition(PLAIN);
    edition.served.made_up = if survey_is_made_up { vec![Part::Survey] } else { Vec::new() };
    for (id, (value, half)) in [("deprivation", deprivation), ("support-gap", support)] {
        let of = |m: &&mut Measured| m.id == "sii" && m.indicator == Some(id);
        let sii = area_mut(&mut edition).measures.iter_mut().find(of).unwrap();
        (sii.value, sii.shown, sii.why_not_shown) = (Some(value.into()), true, None);
        sii.verdict = Some(verdict(value, half, 1.6 * half));
    }
    area_mut(&mut edition).own.series.change = None;
    edition.register();
    let said = context(&briefing(&edition, TYPICAL));
    let more = said["page_one"]["answer"]["more"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&more[more.len() - 1]), text(&said["page_one"]["question"]))
}

#[test]
fn the_strongest_finding_leads_and_the_question_follows_it() {
    let none = (0.01, 0.2);
    let (some, clear) = ((0.3, 0.25), (-0.3, 0.1));
    let (said, asked) = lead(some, clear, false);
    assert!(said.starts_with("PCNs where lack of support was highest had clearly less"), "{said}");
    assert!(asked.contains("where lack of support was highest have less link worker time"), "{asked}");
    // Of two alike deprivation leads.
    let (said, asked) = lead(some, some, false);
    assert!(said.starts_with("There is some evidence that PCNs serving the most deprived"), "{said}");
    assert!(asked.contains("have more link worker time"), "{asked}");
    let (said, asked) = lead(none, none, false);
    assert_eq!(said, "Nothing else on this page differs by more than PCNs commonly do.");
    assert!(!asked.contains("have more") && !asked.contains("have less"), "{asked}");
}

#[test]
fn a_made_up_survey_never_wins_over_real_deprivation_scores() {
    let (said, _) = lead((0.01, 0.2), (-0.3, 0.1), true);
    assert_eq!(said, "Nothing else on this page differs by more than PCNs commonly do.");
    let (said, _) = lead((0.3, 0.25), (-0.3, 0.1), true);
    assert!(said.contains("serving the most deprived"), "{said}");
}
