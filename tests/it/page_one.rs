//! Page one of every area, worked out again from `analysis.json` alone: direction, size and strength of each sentence.
//!
//! Nothing here calls the program's words or rounding, so that a wrong word cannot agree with itself.

use std::collections::BTreeMap;

use briefings::analysis::Edition;
use briefings::panel::Options;
use briefings::publish;
use briefings::source::Origin;
use briefings::subject::Need;
use serde_json::Value;

use crate::document::context;
use crate::support::{edition, embedded, real};

#[test]
fn every_sentence_of_page_one_is_true_of_the_illustrative_data() {
    for need in [None, Some(Need::Deprivation)] {
        assert_true(&edition(embedded(), &Options { need, ..Options::default() }));
    }
}

#[test]
fn every_sentence_of_page_one_is_true_of_the_real_data() {
    let Some(path) = real("every_sentence_of_page_one_is_true_of_the_real_data") else { return };
    for (when, need) in [("2022-03", None), ("2022-03", Some(Need::Deprivation)), ("2025-11", None)] {
        let options = Options { edition: Some(when.parse().unwrap()), need, ..Options::default() };
        assert_true(&edition(Origin::Path(path.clone()), &options));
    }
}

/// Checks each area's page one, and that areas whose data differ have pages that differ.
fn assert_true(edition: &Edition) {
    let data: Value = serde_json::from_slice(&publish::json("test", edition).unwrap()).unwrap();
    let england = &data["england"];
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    for area in publish::choose(edition, &publish::Asked::default()).unwrap() {
        let page = context(&publish::compose(edition, area).unwrap())["page_one"].clone();
        let of = |a: &&Value| a["code"] == area.code.as_str();
        let found = data["areas"].as_array().unwrap().iter().find(of).unwrap_or(england);
        let checked = Checked { page: &page, area: found, england, need: data["need"].as_str().unwrap() };
        checked.answer();
        checked.gap();
        checked.change();
        checked.shortfall();
        checked.sureness();
        let text = format!("{}{}", page["answer"], page["cards"]);
        let name = text.replace(found["name"].as_str().unwrap(), "");
        assert!(pages.insert(name, area.code.clone()).is_none(), "two areas share a page one: {text}");
    }
}

struct Checked<'a> {
    page: &'a Value,
    area: &'a Value,
    england: &'a Value,
    need: &'a str,
}

/// What an interval allows to be said, by its two pairs of limits.
fn strength_of(estimate: &Value, null: f64) -> &'static str {
    let out = |low: &str, high: &str| {
        let (low, high) = (estimate[low].as_f64()?, estimate[high].as_f64()?);
        Some(low > null || high < null)
    };
    match (out("lower", "upper"), out("lower_998", "upper_998")) {
        (_, Some(true)) => "clear",
        (Some(true), _) => "some evidence",
        (Some(false), _) => "could be chance",
        (None, _) => "too few PCNs to tell",
    }
}

/// A figure as the page has it: half away from zero.
fn printed(value: f64, decimals: i32) -> String {
    let scale = 10f64.powi(decimals);
    // What two decimals cannot tell apart is rounded as the decimal number that it was written as.
    let rounded = (value.abs() * scale * (1.0 + 1e-12)).round() / scale;
    format!("{rounded:.*}", usize::try_from(decimals).unwrap())
}

/// `0.03 fewer`, or nothing where the two print alike or their difference prints as nothing.
fn compared(value: f64, other: f64) -> Option<String> {
    let (size, way) = (printed(value - other, 2), if value > other { "more" } else { "fewer" });
    (size != "0.00" && printed(value, 2) != printed(other, 2)).then(|| format!("{size} {way}"))
}

impl Checked<'_> {
    fn text(&self, path: &str) -> &str {
        self.page.pointer(path).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {path}"))
    }

    fn is_england(&self) -> bool {
        self.area["kind"] == "england"
    }

    /// The area's rate where it may be shown.
    fn rate(&self) -> Option<f64> {
        self.area["rate_why_not_shown"].is_null().then(|| self.area["rate"].as_f64()).flatten()
    }

    fn measure(&self, id: &str) -> &Value {
        let of = |m: &&Value| m["id"] == id && m["indicator"] == self.need;
        self.area["measures"].as_array().unwrap().iter().find(of).unwrap()
    }

    /// The answer's number, direction and comparison, and the first card with its strength.
    fn answer(&self) {
        let (answer, value) = (self.text("/answer/sentence"), self.text("/cards/0/value"));
        let Some(rate) = self.rate() else {
            assert!(value == "Not shown" && !answer.contains("per 10,000 registered"), "{answer}");
            return;
        };
        assert!(value == printed(rate, 2) && answer.contains(&format!(" had {value} ")), "{answer}");
        if self.is_england() {
            return;
        }
        let england = self.england["rate"].as_f64().unwrap();
        let size = compared(rate, england).unwrap_or_else(|| "about the same".to_owned());
        let joined = if size == "about the same" { format!("{size} as") } else { format!("{size} than") };
        assert!(answer.ends_with(&format!("{joined} England ({}).", printed(england, 2))), "{answer}");
        let strength = strength_of(&self.area["rate_between_pcns"], england);
        let note = format!("England {}: {size}, {strength}", printed(england, 2));
        assert_eq!(self.text("/cards/0/note"), note);
        let more = self.page["answer"]["more"].as_str().unwrap_or("");
        let words = match strength {
            _ if size == "about the same" => "",
            "clear" => "The difference is clear.",
            "some evidence" => "There is some evidence of a difference.",
            "could be chance" => "The difference could be chance.",
            _ => "There are too few PCNs to tell whether the difference is chance.",
        };
        assert_eq!(more, words);
    }

    /// The gap's card, the chart's message and the question.
    fn gap(&self) {
        let gap = self.measure("gap");
        let (value, title) = (self.text("/cards/1/value"), self.text("/chart/title"));
        if gap["shown"] == false || self.rate().is_none() {
            assert_eq!(value, "Not shown", "{title}");
            assert!(!title.contains("Less") && !title.contains("More"), "{title}");
            return;
        }
        let ends = self.area["fifths"][self.need].as_array().unwrap();
        let (most, least) = (ends[0]["rate"].as_f64().unwrap(), ends[4]["rate"].as_f64().unwrap());
        let size = gap["value"].as_f64().unwrap();
        assert!((most - least - size).abs() < 1e-9, "the gap is not that of its ends");
        assert_eq!(value, compared(most, least).unwrap_or_else(|| "Under 0.01".to_owned()));
        let strength = strength_of(gap, 0.0);
        assert!(
            self.text("/cards/1/note").ends_with(&format!(": {strength}")),
            "{}",
            self.text("/cards/1/note")
        );
        let speaks = matches!(strength, "clear" | "some evidence") && printed(size, 2) != "0.00";
        let way = if !speaks {
            "o"
        } else if size < 0.0 {
            "Less"
        } else {
            "More"
        };
        let says = if title.starts_with("Less") {
            "Less"
        } else if title.starts_with("More") {
            "More"
        } else {
            "o"
        };
        assert_eq!(says, way, "{title}");
        // What the end fifths say is asked about only where the slope over all PCNs says it too.
        let index = self.measure("sii");
        let sure = matches!(strength_of(index, 0.0), "clear" | "some evidence") && index["shown"] == true;
        let sign = |value: &Value| value["value"].as_f64().is_some_and(|value| value < 0.0);
        let borne_out = speaks
            && sure
            && sign(index) == sign(gap)
            && printed(index["value"].as_f64().unwrap(), 2) != "0.00";
        let question = self.text("/question");
        let asked = [(" less link worker time", "Less"), (" more link worker time", "More")];
        let asks = asked.iter().find(|(words, _)| question.contains(words)).map_or("o", |(_, way)| way);
        assert_eq!(asks, if borne_out { way } else { "o" }, "{question}");
        let said = self.page["sureness"]["words"].to_string();
        assert_eq!(said.contains("A line through all PCNs"), speaks && !borne_out, "{said}");
    }

    /// The change, its direction and its strength.
    fn change(&self) {
        let said = self.page["change"].as_array().unwrap();
        let said: String = said.iter().map(|s| format!("{} ", s.as_str().unwrap())).collect();
        let change = &self.area["change"];
        let (Some(from), Some(to)) = (change["rate_from"].as_f64(), change["rate_to"].as_f64()) else {
            assert!(said.contains("is not known") && !said.contains("the rate was"), "{said}");
            return;
        };
        let Some(size) = compared(to, from) else {
            assert!(said.contains("about the same"), "{said}");
            return;
        };
        assert!(said.contains(&size), "{said} does not say {size}");
        let words = match strength_of(&change["estimate"], 0.0) {
            "clear" => ": a clear change.",
            "some evidence" => ": some evidence of a change.",
            "could be chance" => ": no clear evidence of a change.",
            _ => ": too few PCNs to tell.",
        };
        assert!(said.contains(words), "{said} does not end with {words}");
        assert_eq!(said.contains("the rate was"), self.rate().is_some(), "{said}");
    }

    /// The PCNs named: those furthest below, a quarter of a post at least, in order.
    fn shortfall(&self) {
        if self.is_england() {
            return;
        }
        let shares = self.area["fair_share"].as_array().unwrap();
        let gap = |share: &Value| share["gap"].as_f64().unwrap();
        let mut below: Vec<&Value> = shares.iter().filter(|share| gap(share) <= -0.25).collect();
        below.sort_by(|a, b| gap(a).total_cmp(&gap(b)));
        let rows = self.page["shortfall"]["rows"].as_array().unwrap();
        assert_eq!(rows.len(), if self.rate().is_some() { below.len().min(5) } else { 0 });
        for (row, share) in rows.iter().zip(below) {
            assert_eq!(row["name"], share["name"]);
            assert_eq!(row["gap"], printed(gap(share), 1));
            let fte = share["fte"].as_f64().unwrap();
            let now = if fte > 0.0 { printed(fte, 1) } else { "reported none".to_owned() };
            assert_eq!(row["fte"], now);
        }
    }

    /// The caution, and what missing returns could change.
    fn sureness(&self) {
        let returns = &self.area["returns"];
        let complete = returns["completeness"].as_f64().is_some_and(|share| share >= 0.95);
        let careful = !complete || self.rate().is_none();
        assert_eq!(self.page["sureness"]["caution"].is_string(), careful, "{returns}");
        let said = self.text("/sureness/words/0");
        if self.rate().is_some() && returns["no_return"].as_u64() > Some(0) {
            let low = printed(self.area["rate_low"].as_f64().unwrap(), 2);
            let still = if printed(self.rate().unwrap(), 2) == low { "still " } else { "" };
            assert!(said.ends_with(&format!("would {still}be {low}.")), "{said}");
        }
        let (filed, pcns) = (&returns["filed"], &returns["pcns"]);
        let card =
            format!("{} {}", self.text("/cards/3/value"), self.text("/cards/3/label")).replace(',', "");
        assert!(card.starts_with(&format!("{filed} of {pcns} ")), "{card}");
    }
}
