//! Claims: what pages and charts print is registered and says what it is, and nothing else can be printed.

use std::collections::BTreeSet;

use briefings::analysis::Edition;
use briefings::document::Said;
use briefings::text::{Figure, Origin, Registry};

use crate::editions::{Composed, LATEST, Made, illustrative, of, real};
use crate::read::compose;
use crate::specimen::{self, PLAIN, TYPICAL};
use crate::support::fill;

/// The illustrative edition, and two of the real data where they are there.
fn editions(test: &str) -> impl Iterator<Item = &'static Made> {
    let published = ["2022-03", "2025-11"].map(|when| real(test, of(when)));
    [Some(illustrative(LATEST))].into_iter().chain(published).flatten()
}

#[test]
fn every_printed_number_is_a_claim_and_says_its_value() {
    for made in editions("every_printed_number_is_a_claim_and_says_its_value") {
        for Composed { edition, manuscript, said, .. } in made.documents() {
            let numbers: usize = said.iter().map(|said| check(said, &edition.claims)).sum();
            assert!(numbers > 200, "{}: only {numbers} numbers", manuscript.title);
            assert!(said.iter().any(|said| said.place.starts_with("charts.")), "{}", manuscript.title);
        }
    }
}

#[test]
fn claims_have_an_id_of_their_own_a_formula_and_a_finite_value() {
    for made in editions("claims_have_an_id_of_their_own_a_formula_and_a_finite_value") {
        let mut seen = BTreeSet::new();
        for claim in made.edition.claims.iter() {
            assert!(seen.insert(claim.id.to_string()), "{} twice", claim.id);
            assert!(!claim.formula().is_empty(), "{}", claim.id);
            let minus_nothing = claim.value == 0.0 && claim.value.is_sign_negative();
            assert!(claim.value.is_finite() && !minus_nothing, "{} is {}", claim.id, claim.value);
        }
        assert!(seen.len() > 10_000, "only {} claims", seen.len());
    }
}

#[test]
fn a_number_that_is_not_registered_is_refused() {
    let mut edition = specimen::edition(PLAIN);
    let briefing = |edition: &Edition| compose(edition, specimen::find(edition, TYPICAL));
    let at = edition.areas.iter().position(|area| area.place.code == TYPICAL).unwrap();
    // On pages, and in no chart: of all the FTE, contracted services.
    edition.areas[at].own.level.contracted_fte = 12.3.into();
    let manuscript = briefing(&edition).unwrap();
    let error = manuscript.said().unwrap_err();
    assert_eq!(error.to_string(), "at `page_one.cards[0].note`");
    let why = std::error::Error::source(&error).unwrap().to_string();
    assert!(why.ends_with("has a number that is not a claim: 12.3"), "{why}");
    let area = specimen::find(&edition, TYPICAL);
    let record = briefings::render::record(&edition, area).unwrap();
    assert!(briefings::render::said(&manuscript, &record, area).is_err(), "no run goes on");
    edition.register();
    let manuscript = briefing(&edition).unwrap();
    assert!(manuscript.said().is_ok() && fill(&manuscript).is_ok());
    // Charts refuse them too.
    let error = briefing(&specimen::unregistered(PLAIN)).unwrap_err();
    assert!(error.reason.contains("a number that is not a claim"), "{error}");
}

/// Checks a text's numbers against their claims, and gives how many there are.
fn check(said: &Said, claims: &Registry) -> usize {
    let mut rest = said.text.as_str();
    for figure in &said.figures {
        let (value, down) = value(figure, claims);
        let place = format!("`{}` at {}: {value}", said.text, said.place);
        assert_eq!(figure.value, value, "{} in {place}", figure.print);
        assert!(says(&figure.print, value, down), "{} in {place}", figure.print);
        let after = rest.find(&figure.print).map(|at| at + figure.print.len()).unwrap();
        rest = &rest[after..];
        assert!(!rest.starts_with(" fewer") || value <= 0.0, "fewer in {place}");
        assert!(!rest.starts_with(" more") || value >= 0.0, "more in {place}");
        let dropped = value < 0.0 && !figure.print.starts_with('−') && figure.print.contains(nonzero);
        let told = said.text.contains("fewer") || said.text.contains("fell by");
        assert!(!dropped || told, "a sign is lost in {place}");
    }
    said.figures.len()
}

fn nonzero(c: char) -> bool {
    ('1'..='9').contains(&c)
}

/// The value that a printed number stands for, and whether it may be rounded down: what falls short of a rule.
fn value(figure: &Figure, claims: &Registry) -> (f64, bool) {
    let known = |index: u32| claims.get(index).unwrap();
    match figure.origin {
        Origin::Claim(index) => {
            let claim = known(index);
            let last = claim.id.kind.rsplit('/').next().unwrap();
            (claim.value, ["completeness", "why-not"].contains(&last))
        }
        Origin::Derived(derived) => {
            let from: Vec<f64> = derived.from.iter().flatten().map(|index| known(*index).value).collect();
            if let ("the first less the second", [first, second]) = (derived.formula, &from[..]) {
                assert_eq!(figure.value, first - second);
            }
            (figure.value, false)
        }
        Origin::Unregistered => panic!("{figure:?} is neither a claim nor derived"),
    }
}

/// Whether a text is what a value prints as.
fn says(text: &str, value: f64, down: bool) -> bool {
    let small = text.to_lowercase();
    let below = small.strip_prefix("less than ").or(small.strip_prefix("under "));
    let above = small.strip_prefix("more than ");
    let signed = below.or(above).unwrap_or(&small);
    let unsigned = signed.trim_start_matches(['+', '−']);
    let digits = unsigned.strip_suffix('%').unwrap_or(unsigned);
    let (whole, decimals) = digits.split_once('.').map_or((digits, 0), |(whole, rest)| (whole, rest.len()));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let Ok(size) = digits.replace(',', "").parse::<f64>() else { return false };
    let exact = if unsigned.ends_with('%') { 100.0 * value } else { value };
    let scale = 10f64.powi(decimals as i32);
    // A little more, so that a half that binary holds as less goes up.
    let scaled = exact.abs() * scale * (1.0 + 1e-12);
    let is = |rounded: f64| (rounded - size * scale).abs() <= 1e-12 * rounded;
    let sign = match signed.chars().next() {
        Some('+') => value > 0.0,
        Some('−') => value < 0.0,
        _ => true,
    };
    let agrees = match (below, above) {
        (Some(_), _) => exact.abs() < size,
        (_, Some(_)) => exact > size && exact < size + 1.0,
        _ => is(scaled.round()) || (down && unsigned.ends_with('%') && is(scaled.floor())),
    };
    grouped && sign && agrees
}

#[test]
fn the_comparison_above_tells_right_from_wrong() {
    let right = [
        ("1,740.9", 1740.94),
        ("0.13", 0.125),
        ("1.01", 1.005),
        ("−0.03", -0.0251),
        ("0.03", -0.0251),
        ("+0.12", 0.12),
        ("84%", 0.8412),
        ("less than 0.1%", 0.0001),
        ("more than 99%", 0.9996),
        ("less than 0.01", -0.004),
        ("0.00", -0.004),
    ];
    for (text, value) in right {
        assert!(says(text, value, false), "{text} for {value}");
    }
    let wrong = [
        ("1740.9", 1740.94),
        ("0.12", 0.125),
        ("+0.03", -0.0251),
        ("−0.03", 0.0251),
        ("84", 0.8412),
        ("84%", 0.8451),
        ("more than 99%", 0.98),
        ("less than 0.01", 0.02),
        ("none", 0.0),
    ];
    for (text, value) in wrong {
        assert!(!says(text, value, false), "{text} for {value}");
    }
    assert!(says("79.9%", 0.79996, true) && !says("79.9%", 0.79996, false));
}
