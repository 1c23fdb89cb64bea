//! Page one of every area, worked out again from `analysis.json` alone: direction, size and strength of each sentence.
//!
//! Nothing here calls the program's words or rounding, so that a wrong word cannot agree with itself.

mod rules;

use std::collections::BTreeMap;

use briefings::publish;
use briefings::subject::Need;
use serde_json::Value;

use crate::editions::{Composed, LATEST, Made, illustrative, of, real};
use crate::read::rows;
use rules::{about, at_most, chances, compared, percent, printed, says, strength_of};

#[test]
fn every_sentence_of_page_one_is_true_of_the_illustrative_data() {
    for wanted in [LATEST, LATEST.by(Need::Deprivation)] {
        assert_true(illustrative(wanted));
    }
}

#[test]
fn every_sentence_of_page_one_is_true_of_the_real_data() {
    let test = "every_sentence_of_page_one_is_true_of_the_real_data";
    for wanted in [of("2022-03"), of("2022-03").by(Need::Deprivation), of("2025-11")] {
        real(test, wanted).into_iter().for_each(assert_true);
    }
}

/// Checks each area's page one, and that areas whose data differ have pages that differ.
fn assert_true(made: &'static Made) {
    let data: Value = serde_json::from_slice(&publish::json("test", &made.edition).unwrap()).unwrap();
    let england = &data["england"];
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    for Composed { area, context, .. } in made.documents() {
        let page = &context["page_one"];
        let of = |a: &&Value| a["code"] == area.place.code.as_str();
        let found = data["areas"].as_array().unwrap().iter().find(of).unwrap_or(england);
        let checked = Checked { page, area: found, england, need: data["need"].as_str().unwrap() };
        checked.answer();
        checked.gap();
        checked.change();
        checked.fair_share();
        checked.shortfall();
        checked.sureness();
        let text = format!("{}{}", page["answer"], page["cards"]);
        let name = text.replace(found["name"].as_str().unwrap(), "");
        assert!(pages.insert(name, area.place.code.clone()).is_none(), "two areas share a page one: {text}");
    }
}

struct Checked<'a> {
    page: &'a Value,
    area: &'a Value,
    england: &'a Value,
    need: &'a str,
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
            let fte = printed(self.area["fte"].as_f64().unwrap(), 1);
            assert_eq!(self.text("/cards/0/note").replace(',', ""), format!("{fte} FTE in all"));
            return;
        }
        let (england, against) = (self.england["rate"].as_f64().unwrap(), &self.area["against_england"]);
        assert!((against["value"].as_f64().unwrap() - (rate - england)).abs() < 1e-9);
        let level = printed(england, 2);
        let ends = match compared(rate, england) {
            Some(way) => format!(", {way} England’s {level}."),
            None => format!("; England had {level} too."),
        };
        assert!(answer.ends_with(&ends), "{answer} does not end with {ends}");
        let strength = strength_of(against, 0.0);
        assert_eq!(against["verdict"], strength);
        let note = format!("England {level}: {}", about(strength, "difference"));
        assert_eq!(self.text("/cards/0/note"), note);
        let more = self.page["answer"]["more"].as_str().unwrap_or("");
        let words = match strength {
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
        let value = self.text("/cards/1/value");
        let title = self.page["chart"]["title"].as_str().unwrap_or(""); // an area whose PCNs all filed nothing has no chart
        if gap["shown"] == false || self.rate().is_none() {
            assert_eq!(value, "Not shown", "{title}");
            assert_eq!(["clear", "some evidence"].map(|strength| says(title, strength)), ["o"; 2], "{title}");
            return;
        }
        let ends = self.area["fifths"][self.need].as_array().unwrap();
        let (most, least) = (ends[0]["rate"].as_f64().unwrap(), ends[4]["rate"].as_f64().unwrap());
        let size = gap["value"].as_f64().unwrap();
        assert!((most - least - size).abs() < 1e-9, "the gap is not that of its ends");
        assert_eq!(value, format!("{}, {}", printed(most, 2), printed(least, 2)));
        let strength = strength_of(gap, 0.0);
        assert_eq!(gap["verdict"], strength);
        let note = format!("FTE per 10,000: {}", about(strength, "difference"));
        assert_eq!(self.text("/cards/1/note"), note);
        let speaks = matches!(strength, "clear" | "some evidence") && printed(size, 2) != "0.00";
        let way = if !speaks {
            "o"
        } else if size < 0.0 {
            "Less"
        } else {
            "More"
        };
        assert_eq!(says(title, strength), way, "{title}");
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
        if self.rate().is_none() {
            assert!(said.contains("is not shown") && !said.contains("the rate was"), "{said}");
            return;
        }
        let (Some(from), Some(to)) = (change["rate_from"].as_f64(), change["rate_to"].as_f64()) else {
            assert!(said.contains("is not known") && !said.contains("the rate was"), "{said}");
            return;
        };
        assert!(said.contains(&format!("the rate was {} in ", printed(from, 2))), "{said}");
        assert!(said.contains(&format!(" and {} in ", printed(to, 2))), "{said}");
        let estimate = &change["estimate"];
        assert!((estimate["value"].as_f64().unwrap() - (to - from)).abs() < 1e-9);
        let strength = strength_of(estimate, 0.0);
        assert_eq!(estimate["verdict"], strength);
        if strength == "too few PCNs to tell" {
            return assert!(said.ends_with(" Too few PCNs to tell. "), "{said}");
        }
        let words = format!(": {}. ", about(strength, "change"));
        assert!(said.ends_with(&words), "{said} does not end with {words}");
        let (lower, upper) = (estimate["lower"].as_f64().unwrap(), estimate["upper"].as_f64().unwrap());
        for end in [lower, upper].map(|end| printed(end, 2)).iter().filter(|end| *end != "0.00") {
            assert!(
                said.split_once(" The 95% interval of the change is ").unwrap().1.contains(end),
                "{said} has no end {end}"
            );
        }
    }

    /// The card of FTE away from fair shares, beside what chance alone would leave.
    fn fair_share(&self) {
        let (value, note) = (self.text("/cards/2/value"), self.text("/cards/2/note"));
        let (moved, share) = (self.measure("fair-share-moved"), self.measure("hoover-need"));
        if self.rate().is_none() || moved["shown"] == false {
            return assert_eq!(value, "Not shown", "{note}");
        }
        let (moved, share) = (moved["value"].as_f64().unwrap(), share["value"].as_f64().unwrap());
        assert_eq!(value.replace(',', ""), format!("{} FTE", printed(moved, 1)));
        let (posts, shares) = self.deal();
        let away = |share: &f64| {
            let apart = |(k, chance): (u64, f64)| chance * (k as f64 - posts as f64 * share).abs();
            (0..).zip(chances(posts, *share)).map(apart).sum::<f64>()
        };
        let away = shares.iter().map(away).sum::<f64>() / (2.0 * posts as f64);
        let found = self.area["fair_share_chance"]["away"].as_f64().unwrap();
        assert!((found - away).abs() < 1e-9, "{found}, not {away}");
        assert_eq!(note, format!("{} of FTE; chance alone would leave {}", percent(share), percent(away)));
    }

    /// The posts, and the share of each PCN with a fair share.
    fn deal(&self) -> (u64, Vec<f64>) {
        let shares = self.area["fair_share"].as_array().unwrap();
        let targets: Vec<f64> = shares.iter().map(|share| share["target"].as_f64().unwrap()).collect();
        let total: f64 = targets.iter().sum();
        let posts = self.area["fair_share_chance"]["posts"].as_u64().unwrap();
        (posts, targets.iter().map(|target| target / total).collect())
    }

    /// The PCNs named: half a post or more below, and further than chance explains, in order; else how many chance leaves.
    fn shortfall(&self) {
        let rows = rows(&self.page["shortfall"]["table"]);
        let shares = self.area["fair_share"].as_array().unwrap();
        if self.is_england() {
            return;
        }
        if self.rate().is_none() || shares.is_empty() {
            return assert!(rows.is_empty());
        }
        let number = |share: &Value, name: &str| share[name].as_f64().unwrap();
        let (posts, parts) = self.deal();
        let size = shares.iter().map(|share| number(share, "target")).sum::<f64>() / posts as f64;
        let far = |share: &&Value| number(share, "gap") <= -size / 2.0 * (1.0 - 1e-9);
        let rare = |share: &Value, part: f64| at_most(number(share, "fte") / size, posts, part) < 0.025;
        let mut below = Vec::new();
        for (share, part) in shares.iter().zip(&parts) {
            let beyond = far(&share) && rare(share, *part);
            assert_eq!(share["beyond_chance"], beyond, "{share}");
            below.extend(beyond.then_some(share));
        }
        below.sort_by(|a, b| number(a, "gap").total_cmp(&number(b, "gap")));
        assert_eq!(rows.len(), below.len().min(5));
        for (row, share) in rows.iter().zip(&below) {
            let fte = number(share, "fte");
            let now = if fte > 0.0 { printed(fte, 1) } else { "reported none".to_owned() };
            let target = printed(number(share, "target"), 1);
            assert_eq!(*row, [share["name"].as_str().unwrap(), &now, &target]);
        }
        let by_chance: f64 = parts.iter().map(|part| at_most(posts as f64 * part - 0.5, posts, *part)).sum();
        self.below(shares.iter().filter(far).count(), below.len(), by_chance);
    }

    /// The words above the PCNs named.
    fn below(&self, far: usize, beyond: usize, by_chance: f64) {
        let words = self.text("/shortfall/words");
        if beyond > 0 {
            assert!(words.starts_with(&format!("{beyond} of ")), "{words}");
            return assert!(words.contains(" further below than chance alone would often leave."), "{words}");
        }
        let many = if far == 0 { "None".to_owned() } else { far.to_string() };
        assert!(words.starts_with(&format!("{many} of ")), "{words}");
        let chance =
            format!("; chance alone would leave about {}, so none is singled out.", printed(by_chance, 0));
        assert!(words.contains(&chance), "{words} does not say {chance}");
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
            let high = printed(self.area["rate_high"].as_f64().unwrap(), 2);
            let ends = format!("would {still}be {low}, and {high} if well above average.");
            assert!(said.ends_with(&ends), "{said} does not end with {ends}");
        }
        let (filed, pcns) = (&returns["filed"], &returns["pcns"]);
        let card =
            format!("{} {}", self.text("/cards/3/value"), self.text("/cards/3/label")).replace(',', "");
        assert!(card.starts_with(&format!("{filed} of {pcns} ")), "{card}");
    }
}
