//! Need indicators: what stands for need, and how it is written about.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A need indicator: what stands for need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// The share of GP Patient Survey respondents with a long-term condition who did not get enough support.
    SupportGap,
    /// The English Indices of Deprivation score.
    Deprivation,
}

/// Values of need, by the indicators that have one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<Need, f64>", into = "BTreeMap<Need, f64>")]
pub struct Needs([Option<f64>; INDICATORS.len()]);

impl Needs {
    /// The value of an indicator.
    pub fn get(&self, need: Need) -> Option<f64> {
        self.0[need as usize]
    }

    /// Every value, by indicator.
    pub fn iter(&self) -> impl Iterator<Item = (Need, f64)> {
        let needs = INDICATORS.iter().map(|indicator| indicator.need);
        needs.filter_map(|need| Some((need, self.get(need)?)))
    }
}

impl FromIterator<(Need, f64)> for Needs {
    fn from_iter<I: IntoIterator<Item = (Need, f64)>>(values: I) -> Self {
        let mut needs = Self::default();
        for (need, value) in values {
            needs.0[need as usize] = Some(value);
        }
        needs
    }
}

impl From<BTreeMap<Need, f64>> for Needs {
    fn from(values: BTreeMap<Need, f64>) -> Self {
        values.into_iter().collect()
    }
}

impl From<Needs> for BTreeMap<Need, f64> {
    fn from(needs: Needs) -> Self {
        needs.iter().collect()
    }
}

/// How an indicator is written about; the registry that pages, charts and measures ask.
#[derive(Debug)]
pub struct Indicator {
    /// Which one.
    pub need: Need,
    /// As on the command line and in `analysis.json`.
    pub id: &'static str,
    /// In full, for the start of a section: what the number is.
    pub definition: &'static str,
    /// As the subject of a sentence.
    pub name: &'static str,
    /// The axis of a chart.
    pub axis: &'static str,
    /// The fifth at the top of it: `the fifth of PCNs where lack of support was highest`.
    pub most: &'static str,
    /// The fifth at the bottom of it.
    pub least: &'static str,
    /// How sure its values are, as a sentence.
    pub caution: &'static str,
    /// What fair shares by it follow.
    pub shared_by: &'static str,
    /// What ten points more of it are, as part of a sentence.
    pub ten_points_words: &'static str,
    /// Ten points on the scale that the panel holds: 0.1 for a share, 10 for a score.
    pub ten_points: f64,
}

/// Every indicator, the preferred first.
pub const INDICATORS: &[&Indicator] = &[
    &Indicator {
        need: Need::SupportGap,
        id: "support-gap",
        definition: "a survey figure: of those with a long-term condition who needed support and answered, the share who said \
                     they did not get enough",
        name: "lack of support",
        axis: "Of those with a long-term condition who needed support, the share who lacked it",
        most: "where lack of support was highest",
        least: "where lack of support was lowest",
        caution: "As a survey figure it has an error of its own.",
        shared_by: "list size and lack of support",
        ten_points_words: "the share who lacked support was 10 points higher",
        ten_points: 0.1,
    },
    &Indicator {
        need: Need::Deprivation,
        id: "deprivation",
        definition: "the Index of Multiple Deprivation score of the places where a PCN’s patients live, \
                     averaged over its practices by list size",
        name: "deprivation",
        axis: "Index of Multiple Deprivation score",
        most: "serving the most deprived populations",
        least: "serving the least deprived populations",
        caution: "The deprivation score describes places, not the patients who live there.",
        shared_by: "list size",
        ten_points_words: "the deprivation score was 10 points higher",
        ten_points: 10.0,
    },
];

impl Need {
    /// How this indicator is written about.
    pub fn indicator(self) -> &'static Indicator {
        match self {
            Self::SupportGap => INDICATORS[0],
            Self::Deprivation => INDICATORS[1],
        }
    }

    /// As on the command line and in `analysis.json`.
    pub fn id(self) -> &'static str {
        self.indicator().id
    }
}
