//! How the figures of a data set differ that is not as it was: what each plant changes, and what it must not.

use std::collections::BTreeMap;

use serde_json::Value;

/// The figures before and after.
pub struct Figures<'a> {
    pub was: &'a Value,
    pub is: &'a Value,
}

/// What to expect of a plant that changes figures.
pub fn of(plant: &str) -> fn(&Figures<'_>) {
    match plant {
        "corrected-reissue" => |it| it.fte_by(0.4),
        "fte-below-zero" => |it| it.fte_by(-0.3),
        "fte-over-one" => |it| it.fte_by(14.0),
        "contracted-row-repeats" => |it| it.fte_by(1.4),
        "other-role" => |it| {
            it.same(&["patients", "returns/filed", "returns/no_return"]);
            assert!(it.england("fte").1 < it.england("fte").0);
        },
        "missing-quarter" | "early-list-sizes-missing" => |it| {
            it.same(LEVEL);
            let censuses = |edition: &Value| edition["england"]["trend"].as_array().unwrap().len();
            assert!(censuses(it.is) < censuses(it.was));
        },
        "one-sex-beside-others" => |it| it.same(LEVEL),
        "list-sizes-over-six-months-away" => |it| {
            it.same(FILED);
            assert_ne!(it.england("patients").0, it.england("patients").1);
        },
        "list-size-with-a-digit-too-many" => |it| {
            it.same(FILED);
            assert_eq!(it.icbs_that_differ(&["patients"]).len(), 1);
        },
        "pcn-with-a-new-code-everywhere" => |it| it.same(LEVEL),
        "cut-in-a-number"
        | "practice-not-in-map"
        | "practice-without-list-size"
        | "practice-in-no-pcn"
        | "pcn-without-patients" => |it| {
            it.same(FILED);
            let (was, is) = it.england("patients");
            assert!(is < was && is > 0.98 * was, "{was} {is}");
            assert!(it.icbs_that_differ(&["patients"]).len() <= 1);
        },
        other => of_areas(other),
    }
}

/// The same, of plants that change what is known of one area.
fn of_areas(plant: &str) -> fn(&Figures<'_>) {
    match plant {
        "answers-suppressed" | "survey-cut-in-half" | "score-missing" => |it| it.same(LEVEL),
        "survey-by-pcn" => |it| {
            it.same(LEVEL);
            it.same(&["fifths/support-gap"]);
            assert!(it.was["england"]["fifths"]["support-gap"][0]["fte"].as_f64().unwrap() > 0.0);
        },
        "icb-without-returns" => |it| {
            let [icb] = it.icbs_that_differ(FILED).try_into().unwrap();
            let (was, is) = (of_icb(it.was, &icb), of_icb(it.is, &icb));
            assert!(is["rate"].is_null() && !was["rate"].is_null(), "no return is no rate");
            let lost = was["fte"].as_f64().unwrap();
            assert!((it.england("fte").0 - it.england("fte").1 - lost).abs() < 1e-9);
        },
        "icb-nearly-complete" => |it| assert_eq!(it.icbs_that_differ(FILED).len(), 1),
        "icb-unknown" => |it| {
            let (was, is) = it.england("fte");
            assert!((was - is).abs() < 1e-9);
            assert_eq!(
                it.icbs_that_differ(FILED).len(),
                2,
                "the one that it leaves, and the one that is none"
            );
        },
        "pcn-with-a-new-code" | "pcns-merged" | "pcn-split" => |it| {
            assert_eq!(it.icbs_that_differ(&["fte", "contracted_fte"]), [] as [&str; 0]);
        },
        "pcn-straddles" => |it| it.same(LEVEL),
        "published-total-is-not-ours" => |it| {
            let without = |edition: &Value| {
                let mut edition = edition.clone();
                edition["marks"].take();
                edition["reconciliation"].take();
                edition
            };
            assert_eq!(without(it.was), without(it.is));
            assert_eq!(it.is["marks"][0], "synthetic");
            assert_eq!(it.is["reconciliation"][0]["agrees"], false);
        },
        other => panic!("no expectation for {other}"),
    }
}

/// What was filed.
const FILED: &[&str] = &["fte", "contracted_fte", "returns/filed", "returns/reported_none"];

/// Figures of one census that do not depend on need.
const LEVEL: &[&str] = &["fte", "contracted_fte", "returns", "patients", "rate", "rate_low", "rate_high"];

fn of_icb<'a>(edition: &'a Value, code: &str) -> &'a Value {
    let areas = edition["areas"].as_array().unwrap();
    areas.iter().find(|area| area["kind"] == "icb" && area["code"] == code).unwrap_or(&Value::Null)
}

impl Figures<'_> {
    /// A figure of England, before and after.
    fn england(&self, field: &str) -> (f64, f64) {
        let figure = |edition: &Value| edition["england"][field].as_f64().unwrap();
        (figure(self.was), figure(self.is))
    }

    /// England's FTE differs by so much, and that of one ICB; nothing of any other ICB does.
    fn fte_by(&self, change: f64) {
        let (was, is) = self.england("fte");
        assert!((is - was - change).abs() < 1e-6, "{was} {is}");
        assert_eq!(self.icbs_that_differ(LEVEL).len(), 1);
        self.same(&["patients", "returns/filed", "returns/completeness"]);
    }

    /// Some figures are what they were, for every area that was and is.
    fn same(&self, fields: &[&str]) {
        let (was, is) = (figures(self.was, fields, ""), figures(self.is, fields, ""));
        for (area, was) in was {
            assert_eq!(Some(&was), is.get(&area), "{area}");
        }
    }

    /// The ICBs of which some figure is not what it was, by code.
    fn icbs_that_differ(&self, fields: &[&str]) -> Vec<String> {
        let (was, is) = (figures(self.was, fields, "icb"), figures(self.is, fields, "icb"));
        let codes = was.keys().chain(is.keys().filter(|code| !was.contains_key(*code)));
        codes.filter(|code| was.get(*code) != is.get(*code)).cloned().collect()
    }
}

/// Some figures of every area of a kind by code, or of every area by kind and code.
fn figures(edition: &Value, fields: &[&str], kind: &str) -> BTreeMap<String, Vec<Value>> {
    let areas = edition["areas"].as_array().unwrap().iter().chain([&edition["england"]]);
    let code = |area: &Value| {
        let code = area["code"].as_str().unwrap();
        if kind.is_empty() { format!("{} {code}", area["kind"]) } else { code.to_owned() }
    };
    let wanted = areas.filter(|area| kind.is_empty() || area["kind"] == kind);
    let row = |area: &Value| {
        fields.iter().map(|field| area.pointer(&format!("/{field}")).cloned().unwrap_or_default()).collect()
    };
    wanted.map(|area| (code(area), row(area))).collect()
}
