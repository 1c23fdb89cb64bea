//! Page one of every area, worked out again from `analysis.json` alone: the headline's choice, the cards, verdicts and
//! words.
//!
//! Nothing here calls the program's words or rounding, so that a wrong word cannot agree with itself.

mod headline;
mod rules;

use std::collections::BTreeMap;

use briefings::publish;
use briefings::subject::Need;
use serde_json::Value;

use crate::editions::{Composed, LATEST, Made, illustrative, of, real};
use headline::{Found, choose};
use rules::{about, compared, covered, pcns, percent, printed, strength_of, with_commas};

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
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    for Composed { area, context, .. } in made.documents() {
        let page = &context["page_one"];
        let of = |a: &&Value| a["code"] == area.place.code.as_str();
        let found = data["areas"].as_array().unwrap().iter().find(of).unwrap_or(&data["england"]);
        let census = made.edition.edition.words();
        let checked = Checked { page, area: found, data: &data, census };
        checked.returns();
        checked.answer();
        checked.link_workers();
        checked.rate_card();
        checked.reporting_none();
        checked.change();
        checked.chart();
        checked.question();
        checked.sureness();
        let text = format!("{}{}", page["answer"], page["cards"]);
        let name = text.replace(found["name"].as_str().unwrap(), "");
        assert!(pages.insert(name, area.place.code.clone()).is_none(), "two areas share a page one: {text}");
    }
}

/// A page and what it was made from.
pub struct Checked<'a> {
    page: &'a Value,
    pub area: &'a Value,
    pub data: &'a Value,
    census: String,
}

impl Checked<'_> {
    fn text(&self, path: &str) -> &str {
        self.page.pointer(path).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {path}"))
    }

    pub fn is_england(&self) -> bool {
        self.area["kind"] == "england"
    }

    fn england(&self, figure: &str) -> f64 {
        self.data["england"][figure].as_f64().unwrap()
    }

    /// The area's rate where it may be shown.
    pub fn rate(&self) -> Option<f64> {
        self.area["rate_why_not_shown"].is_null().then(|| self.area["rate"].as_f64()).flatten()
    }

    fn count(&self, of: &str) -> u64 {
        self.area["returns"][of].as_u64().unwrap()
    }

    fn fte(&self) -> String {
        with_commas(&printed(self.area["fte"].as_f64().unwrap(), 1))
    }

    fn card(&self, nth: usize, label: &str) -> (Option<&str>, &str) {
        assert_eq!(self.text(&format!("/cards/{nth}/label")), label);
        (self.page["cards"][nth]["value"].as_str(), self.text(&format!("/cards/{nth}/note")))
    }

    /// Who made a return.
    fn returns(&self) {
        let (filed, all) = (with_commas(&self.count("filed").to_string()), self.count("pcns"));
        let all = format!(
            "{} Primary Care Network{s} (PCN{s})",
            with_commas(&all.to_string()),
            s = if all == 1 { "" } else { "s" }
        );
        let share = self.area["returns"]["completeness"].as_f64();
        let of = share.map_or(String::new(), |share| format!(", covering {} of patients", covered(share)));
        assert_eq!(self.text("/returns"), format!("{filed} of {all} made a return{of}."));
    }

    /// FTE, rate and level, the verdict on the level, and the headline that the rules choose.
    fn answer(&self) {
        let said = self.text("/answer/sentence");
        let name = self.area["name"].as_str().unwrap();
        let more: Vec<&str> =
            self.page["answer"]["more"].as_array().unwrap().iter().map(|s| s.as_str().unwrap()).collect();
        let Some(rate) = self.rate() else {
            let few = said.contains("too few returns for a rate") && said.contains(&self.fte());
            return assert!(few || (self.count("filed") == 0 && said.contains("not known")), "{said}");
        };
        let level = self.england("rate");
        let ends = match compared(rate, level) {
            _ if self.is_england() => String::new(),
            Some(way) => format!(", {way} England’s {}", printed(level, 2)),
            None => format!("; England had {} too", printed(level, 2)),
        };
        let (fte, printed, census) = (self.fte(), printed(rate, 2), &self.census);
        assert_eq!(
            said,
            format!(
                "{name} had {fte} full-time equivalent (FTE) link workers in {census}: {printed} for every 10,000 patients{ends}."
            )
        );
        if !self.is_england() {
            let against = &self.area["against_england"];
            let strength = strength_of(against, 0.0);
            assert_eq!(against["verdict"], strength);
            assert_eq!(
                more[0],
                match strength {
                    "clear" => "The difference is clear.",
                    "some evidence" => "There is some evidence of a difference.",
                    "could be chance" => "The difference could be chance.",
                    _ => "There are too few PCNs to tell whether the difference is chance.",
                }
            );
        }
        assert_eq!(more[more.len() - 1], choose(self).words(self), "{name}");
    }

    fn link_workers(&self) {
        let (value, note) = self.card(0, "Link workers (FTE)");
        if self.count("filed") == 0 {
            return assert_eq!(value, None);
        }
        assert_eq!(value, Some(self.fte().as_str()));
        let contracted = with_commas(&printed(self.area["contracted_fte"].as_f64().unwrap(), 1));
        if self.rate().is_some() && contracted != "0.0" {
            assert_eq!(note, format!("of which {contracted} contracted services"));
        }
    }

    fn rate_card(&self) {
        let (value, note) = self.card(1, "For every 10,000 patients");
        let Some(rate) = self.rate() else {
            assert_eq!(value, None);
            let ends =
                ["rate_low", "rate_high"].map(|end| self.area[end].as_f64().map(|end| printed(end, 2)));
            if let [Some(low), Some(high)] = ends {
                assert!(note.contains(&format!("between {low} and about {high}.")), "{note}");
            }
            return;
        };
        assert_eq!(value, Some(printed(rate, 2).as_str()));
        if !self.is_england() {
            let strength = strength_of(&self.area["against_england"], 0.0);
            let level = printed(self.england("rate"), 2);
            assert_eq!(note, format!("England {level}: {}", about(strength, "difference")));
        }
    }

    fn reporting_none(&self) {
        let (value, note) = self.card(2, "PCNs reporting none");
        let (none, filed) = (self.count("reported_none"), self.count("filed"));
        if filed == 0 {
            return assert_eq!(value, None);
        }
        let [none, filed] = [none, filed].map(|count| with_commas(&count.to_string()));
        let whole = self.area["kind"] != "icb" && self.rate().is_some();
        assert_eq!(value.unwrap(), if whole { none } else { format!("{none} of {filed}") });
        if self.rate().is_none() {
            return assert!(!note.contains('%'), "{note}");
        }
        let share = percent(self.area["none_share"].as_f64().unwrap());
        assert!(note.contains(&format!("{share} of patients live there")), "{note}");
        if !self.is_england() {
            assert!(note.ends_with(&format!("; England {}", percent(self.england("none_share")))), "{note}");
        }
    }

    fn change(&self) {
        let (value, note) = self.card(3, "Change in rate over a year");
        let change = &self.area["change"];
        let (Some(from), Some(to), true) =
            (change["rate_from"].as_f64(), change["rate_to"].as_f64(), self.rate().is_some())
        else {
            return assert!(value.is_none() && note.starts_with("Not "), "{note}");
        };
        let estimate = &change["estimate"];
        let by = estimate["value"].as_f64().unwrap();
        assert!((by - (to - from)).abs() < 1e-9);
        let strength = strength_of(estimate, 0.0);
        assert_eq!(estimate["verdict"], strength);
        let noun = match (printed(by, 2).as_str(), by < 0.0) {
            ("0.00", _) => "change",
            (_, true) => "fall",
            _ => "rise",
        };
        let same = pcns(change["pcns"].as_u64().unwrap());
        assert!(note.ends_with(&format!(" in the same {same}: {}", about(strength, noun))), "{note}");
        let number = |text: &str| text.replace('−', "-").replace('+', "").parse::<f64>().unwrap();
        let words: Vec<&str> = note.split(' ').collect();
        let (first, last, step) = (number(words[1]), number(words[3]), number(value.unwrap()));
        assert!((last - first - step).abs() < 1e-9, "{note} does not add up with {value:?}");
        assert!((first - from).abs() < 0.0051 && (last - to).abs() < 0.0051, "{note}");
    }

    /// The title of the chart has the verdict of the strongest gradient.
    fn chart(&self) {
        let Some(title) = self.page["chart"]["title"].as_str() else { return };
        if self.rate().is_none() {
            return assert_eq!(title, "Too few returns to show link workers by need");
        }
        assert_eq!(title, headline::chart_title(self));
        assert!(title.split_whitespace().count() <= 10, "{title}");
    }

    fn question(&self) {
        let asked = self.text("/question");
        let (has, hasnt): (&str, &str) = match choose(self) {
            _ if self.rate().is_none() => ("without a return to make one", "intended"),
            Found::ReportedNone(_) => ("PCNs that reported none", "intended"),
            Found::Gradient(_, less, _) => {
                (if less { "have less link" } else { "have more link" }, "reported none")
            }
            Found::Change(fell, _) => {
                (if fell { "fell over the year" } else { "rose over the year" }, "intended")
            }
            Found::Nothing => ("", "over the year"),
        };
        assert!(asked.contains(has) && !asked.contains(hasnt) && asked.ends_with('?'), "{asked}");
    }

    /// The caution, and what missing returns could change.
    fn sureness(&self) {
        let returns = &self.area["returns"];
        let complete = returns["completeness"].as_f64().is_some_and(|share| share >= 0.95);
        let careful = !complete || self.rate().is_none();
        assert_eq!(self.page["sureness"]["caution"].is_string(), careful, "{returns}");
        let said = self.text("/sureness/words/0");
        let missing = self.count("no_return");
        if let Some(rate) = self.rate().filter(|_| missing > 0) {
            let low = printed(self.area["rate_low"].as_f64().unwrap(), 2);
            let still = if printed(rate, 2) == low { "still " } else { "" };
            let high = printed(self.area["rate_high"].as_f64().unwrap(), 2);
            let they = if missing == 1 { "it was" } else { "they were" };
            let ends = format!("would {still}be {low}, and {high} if {they} well above average.");
            assert!(said.ends_with(&ends), "{said} does not end with {ends}");
        }
    }
}
