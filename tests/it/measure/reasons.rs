//! Input that has no answer gives a reason in words, never a number that is not one.

use briefings::measure::change::paired_change;
use briefings::measure::fair_share::fair_share;
use briefings::measure::{Estimate, Fifth, MEASURES, Observation, Reason, Scope};

use super::fixtures::{Need, area, england, observe, pcns, sample};
use super::properties::degenerate::assert_clause;

fn everyone() -> Vec<Observation> {
    observe(&pcns("pcn24.csv"), Need::Share)
}

/// Observations again with ranks and fifths among themselves.
fn changed(change: impl Fn(&mut super::fixtures::Pcn)) -> Vec<Observation> {
    let mut pcns = pcns("pcn24.csv");
    pcns.iter_mut().for_each(change);
    observe(&pcns, Need::Share)
}

/// The PCNs again, all with the same need but the third.
fn all_but_one_alike() -> Vec<Observation> {
    changed(|p| p.need = if p.code == "P03" { 0.9 } else { 0.2 })
}

#[test]
fn no_pcns_give_no_measure() {
    for measure in MEASURES {
        assert!((measure.of)(&sample(&[], Scope::England)).is_err(), "{}", measure.id);
    }
}

#[test]
fn no_fte_gives_no_measure_but_a_gap_of_nothing() {
    let none = changed(|p| p.fte = 0.0);
    for measure in MEASURES {
        let got = england(measure.id, &none);
        match measure.id {
            "gap" => assert_eq!(got, Estimate::point(0.0)),
            "ratio" => assert_eq!(got, Err(Reason::NoFteInLeastNeed)),
            "level-up" => assert_eq!(got, Err(Reason::NoEnglandLevel)),
            id => assert_eq!(got, Err(Reason::NoFte), "{id}"),
        }
    }
}

#[test]
fn an_area_without_fte_can_still_level_up() {
    let none = changed(|p| p.fte = 0.0);
    let mut sample = sample(&none, Scope::Area);
    sample.england_fte_per_weight = Some(1e-4);
    let weighted: f64 = none.iter().map(|o| o.patients * o.share_weight.unwrap()).sum();
    let level_up = (super::fixtures::measure("level-up").of)(&sample).unwrap().value;
    assert!((level_up - weighted * 1e-4).abs() < 1e-9);
}

#[test]
fn equal_need_has_no_slope() {
    let equal = changed(|p| p.need = 0.3);
    for id in ["concentration-index", "need-slope"] {
        assert_eq!(area(id, &equal), Err(Reason::EqualNeed), "{id}");
    }
    for id in ["sii", "rii", "rii-log"] {
        assert_eq!(area(id, &equal), Err(Reason::NarrowSpan { span: 0.0, needed: 0.4 }), "{id}");
    }
    let no_need = changed(|p| p.need = 0.0);
    assert_eq!(fair_share(&sample(&no_need, Scope::Area), 1), Err(Reason::NoNeed));
}

#[test]
fn the_parts_of_theil_are_englands() {
    for id in ["theil-between", "theil-within"] {
        assert_eq!(area(id, &everyone()), Err(Reason::EnglandOnly));
        assert_eq!(england(id, &changed(|p| p.icb = "Q01".to_owned())), Err(Reason::OneIcb));
    }
}

#[test]
fn a_ratio_needs_a_line_above_zero_and_a_provided_least_need_fifth() {
    let steep = changed(|p| p.fte = if p.need > 0.3 { 0.0 } else { p.patients });
    assert_eq!(area("rii", &steep), Err(Reason::LineBelowZero));
    assert!(area("rii-log", &steep).is_ok());
    let mut observations = everyone();
    for o in observations.iter_mut().filter(|o| o.fifth == Some(Fifth::MostNeed)) {
        o.fte = 0.0;
    }
    assert_eq!(area("ratio", &observations), Estimate::point(0.0));
}

#[test]
fn a_rate_past_all_numbers_is_not_taken_for_a_level_line() {
    let mut observations = everyone();
    observations[3].patients = 1e-305;
    for id in ["sii", "need-slope", "need-slope-within"] {
        assert_eq!(england(id, &observations), Err(Reason::NotDefined), "{id}");
    }
}

#[test]
fn what_is_not_a_number_is_not_taken_for_equality() {
    let mut observations = everyone();
    observations[3].fte = f64::NAN;
    for id in ["gini", "theil", "theil-between", "theil-within", "hoover"] {
        assert!(england(id, &observations).is_err(), "{id}");
    }
}

#[test]
fn zero_has_no_sign() {
    assert!(Estimate::point(-0.0).unwrap().value.is_sign_positive());
}

#[test]
fn one_pcn_that_decides_a_line_leaves_it_without_an_interval() {
    let slope = area("need-slope", &all_but_one_alike()).unwrap();
    assert_eq!(slope, Estimate::point(slope.value).unwrap());
}

#[test]
fn reasons_are_words_for_a_board() {
    let mut observations = everyone();
    observations.retain(|o| o.fifth != Some(Fifth::MostNeed));
    observations.extend(everyone().into_iter().filter(|o| o.fifth == Some(Fifth::MostNeed)).take(2));
    let words = |result: Result<Estimate, Reason>| result.unwrap_err().to_string();
    assert_eq!(
        words(area("gap", &observations)),
        "only 2 PCNs here in England’s most-need fifth; 3 are needed"
    );
    observations.retain(|o| o.fifth != Some(Fifth::MostNeed));
    assert_eq!(
        words(area("ratio", &observations)),
        "no PCNs here in England’s most-need fifth; 3 are needed"
    );
    assert_eq!(words(area("hoover", &everyone()[..1])), "only 1 PCN with a return; 3 are needed");
    assert_eq!(
        words(area("sii", &everyone()[..9])),
        "only 9 PCNs with a return and a value of need; 10 are needed"
    );
    let mut narrow = everyone();
    narrow.iter_mut().for_each(|o| o.rank = o.rank.map(|r| 0.3 + 0.3 * r));
    assert_eq!(
        words(area("sii", &narrow)),
        "the PCNs here cover 28% of England’s range of need; 40% is needed"
    );
    assert_eq!(
        paired_change(&[], Scope::Area).unwrap_err().to_string(),
        "no PCNs with a return; 1 is needed"
    );
}

/// Every reason with its words, where `#` is the number that it found.
fn every_reason() -> Vec<(Reason, &'static str)> {
    let (n, needed) = (2, 3);
    let fifth = Fifth::LeastNeed;
    let with_numbers = [
        (Reason::TooFewPcns { n, needed }, "only # PCNs with a return; 3 are needed"),
        (Reason::TooFewWithNeed { n, needed }, "only # PCNs with a return and a value of need; 3 are needed"),
        (
            Reason::TooFewInFifth { fifth, n, needed },
            "only # PCNs here in England’s least-need fifth; 3 are needed",
        ),
        (Reason::TooFewIcbs { n, needed }, "only # ICBs can be compared; 3 are needed"),
        (
            Reason::TooFewCensuses { n, needed },
            "the series has # of the censuses that it needs; 3 are needed",
        ),
        (Reason::TooFewPairs { n, needed }, "only # PCNs have a return at both ends; 3 are needed"),
        (
            Reason::NarrowSpan { span: 0.2, needed: 0.4 },
            "the PCNs here cover # of England’s range of need; 40% is needed",
        ),
        (
            Reason::Incomplete { share: 0.713, needed: 0.8 },
            "PCNs with a return hold # of registered patients; 80% are needed",
        ),
    ];
    let others = [
        (Reason::SmallBase { needed: 10 }, "fewer than 10 survey answers"),
        (Reason::NoFte, "the PCNs here reported no link workers"),
        (
            Reason::NoFteInLeastNeed,
            "the PCNs in England’s least-need fifth reported no link workers, so there is nothing to compare with",
        ),
        (Reason::EqualNeed, "every PCN here has the same need"),
        (Reason::NoNeed, "no PCN here has a need above zero"),
        (Reason::LineBelowZero, "the fitted line falls to zero, so that a ratio of its ends has no meaning"),
        (Reason::EnglandOnly, "this figure compares ICBs, so it is given for England only"),
        (Reason::OneIcb, "all PCNs are in one ICB; two are needed"),
        (Reason::NoEnglandLevel, "England’s level of provision is not known"),
        (Reason::NotFromSurvey, "the indicator is not from a survey, so that its error is not known"),
        (Reason::NoReturn, "no PCN filed a return"),
        (Reason::NoPatients, "no PCN with a return has registered patients"),
        (Reason::NoEarlierCensus, "the data holds no workforce file from a year before"),
        (Reason::AcrossBreak, "the series breaks in between, so that the two ends are not alike"),
        (Reason::NoSlope, "fewer than 3 PCNs with a return have a value, or all have the same"),
        (Reason::NoColumn { lacks: "the table has no column of need" }, "the table has no column of need"),
        (Reason::NotDefined, "the returns do not give this figure a value"),
    ];
    with_numbers.into_iter().chain(others).collect()
}

#[test]
fn a_reason_says_the_number_that_it_found_as_it_is_told_to() {
    for (reason, words) in every_reason() {
        let (before, after) = reason.clause();
        assert_eq!(reason.figure().is_some(), after.is_some(), "{words}");
        let said = after.map_or(before.clone(), |after| format!("{before}#{after}"));
        assert_eq!(said, words);
        assert_eq!(reason.figure().is_some(), words.contains('#'), "{words}");
        let printed = match reason {
            Reason::NarrowSpan { .. } => "20%",
            Reason::Incomplete { .. } => "71%",
            _ => "2",
        };
        assert_eq!(reason.to_string(), words.replace('#', printed));
        assert_clause(&said.replace('#', printed));
    }
}

#[test]
fn one_and_none_are_said_as_such() {
    let words = |n| {
        let needed = 3;
        [Reason::TooFewIcbs { n, needed }, Reason::TooFewPairs { n, needed }].map(|reason| reason.to_string())
    };
    let pair = |n: &str| {
        [format!("{n} can be compared; 3 are needed"), format!("{n} a return at both ends; 3 are needed")]
    };
    assert_eq!(words(1), [&pair("only 1 ICB")[0], &pair("only 1 PCN has")[1]].map(String::clone));
    assert_eq!(words(0), [&pair("no ICBs")[0], &pair("no PCNs have")[1]].map(String::clone));
}

#[test]
fn a_share_that_falls_short_never_reads_as_what_is_needed() {
    let incomplete = |share| Reason::Incomplete { share, needed: 0.8 }.to_string();
    assert!(incomplete(0.799_99).contains("hold 79% of"), "{}", incomplete(0.799_99));
    // 0.29 is a little less in binary.
    assert!(incomplete(0.713).contains("71%") && incomplete(0.29).contains("29%"));
    assert!(Reason::NarrowSpan { span: 0.29, needed: 0.4 }.to_string().contains("cover 29% of"));
    assert!(Reason::NarrowSpan { span: 0.399, needed: 0.4 }.to_string().contains("cover 39% of"));
}
