//! The words of the subject as types: codes, censuses, indicators, roles.
//!
//! In: text as published. Out: values that cannot be confused with one another.

pub mod digest;
pub mod error;
pub mod problem;
pub mod role;
pub mod series;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// A code of the NHS hierarchy, kept as published.
macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $valid:expr, $pattern:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// What a valid code looks like, for messages.
            pub const PATTERN: &'static str = $pattern;

            /// A code as a table of the user's own gives it, whatever its form.
            pub fn given(text: &str) -> Self {
                Self(text.to_owned())
            }

            /// The code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = &'static str;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let text = text.trim();
                let valid: fn(&str) -> bool = $valid;
                if valid(text) { Ok(Self(text.to_owned())) } else { Err(Self::PATTERN) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

code!(
    /// A Primary Care Network: `U` and five digits (`U00000` is one).
    PcnCode,
    |t| t.len() == 6 && t.starts_with('U') && t[1..].bytes().all(|b| b.is_ascii_digit()),
    "a PCN code (U and five digits)"
);
code!(
    /// An Integrated Care Board by its ODS code, of three or five characters.
    IcbCode,
    |t| matches!(t.len(), 3 | 5) && t.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
    "an ICB code (three or five capital letters and digits)"
);
code!(
    /// A sub-ICB location by its ODS code, of three to five characters; a CCG until July 2022.
    SubIcbCode,
    |t| (3..=5).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
    "a sub-ICB code (three to five capital letters and digits)"
);
code!(
    /// A general practice by its ODS code, of six characters.
    PracticeCode,
    |t| t.len() == 6 && t.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
    "a practice code (six capital letters and digits)"
);

/// The month that a workforce file describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Census {
    year: i16,
    month: i8,
}

/// Months between two censuses that follow each other.
pub const QUARTER: i32 = 3;

/// Months in a year, over which a change is shown.
pub const YEAR: i32 = 12;

/// Days in eighteen months, after which an extract says too little of a census.
pub const EIGHTEEN_MONTHS: i32 = 548;

/// The code that England goes by.
pub const ENGLAND_CODE: &str = "ENG";

/// English month names, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Census {
    /// A census of a month from 1 to 12, in a year from 2000 to 2099.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        ((2000..2100).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The day that the census is dated to: the last of its month.
    pub fn date(self) -> Date {
        jiff::civil::date(self.year, self.month, 1).last_of_month()
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.month
    }

    /// The census a number of months earlier.
    pub fn earlier(self, months: i32) -> Self {
        let index = i32::from(self.year) * 12 + i32::from(self.month) - 1 - months;
        let narrow = |value: i32| i16::try_from(value).unwrap_or(self.year);
        let month = i8::try_from(index.rem_euclid(12) + 1).unwrap_or(self.month);
        Self { year: narrow(index.div_euclid(12)), month }
    }

    /// Months from `other` to this census.
    pub fn months_since(self, other: Self) -> i32 {
        (i32::from(self.year) - i32::from(other.year)) * 12 + i32::from(self.month) - i32::from(other.month)
    }

    /// Whether a day is more than so many months before or after the census's day.
    pub fn is_over(self, months: i32, day: Date) -> bool {
        let (first, last) = if day < self.date() { (day, self.date()) } else { (self.date(), day) };
        first.checked_add(jiff::Span::new().months(months)).is_ok_and(|limit| limit < last)
    }

    /// Days between the census's day and another.
    pub fn days_from(self, day: Date) -> i32 {
        (day - self.date()).get_days().abs()
    }

    /// Months between the census's day and another, to the nearest.
    pub fn months_from(self, day: Date) -> i32 {
        const DAYS_IN_12_MONTHS: i32 = 365;
        (self.days_from(day) * 12 + DAYS_IN_12_MONTHS / 2) / DAYS_IN_12_MONTHS
    }

    /// In words: `March 2022`.
    pub fn words(self) -> String {
        let month = usize::try_from(self.month - 1).unwrap_or(0);
        format!("{} {}", MONTHS[month], self.year)
    }

    /// Short, for a chart's axis: `Mar 22`.
    pub fn short(self) -> String {
        let month = usize::try_from(self.month - 1).unwrap_or(0);
        format!("{} {:02}", &MONTHS[month][..3], self.year % 100)
    }
}

impl fmt::Display for Census {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Census {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "a census as year and month, like 2022-03";
        let (year, month) = text.trim().split_once('-').ok_or(EXPECTED)?;
        let year = year.parse().map_err(|_| EXPECTED)?;
        let month = month.parse().map_err(|_| EXPECTED)?;
        Self::new(year, month).ok_or(EXPECTED)
    }
}

impl Serialize for Census {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Input that is not a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Made by `demo-data`.
    Illustrative,
    /// Real codes, made-up answers.
    Synthetic,
}

/// A day in words: `1 January 2022`.
pub fn day_in_words(date: Date) -> String {
    let month = usize::try_from(date.month() - 1).unwrap_or(0);
    format!("{} {} {}", date.day(), MONTHS[month], date.year())
}

/// The month of a day in words: `January 2022`.
pub fn month_in_words(date: Date) -> String {
    let month = usize::try_from(date.month() - 1).unwrap_or(0);
    format!("{} {}", MONTHS[month], date.year())
}

/// A need indicator: what stands for need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// The share of GP Patient Survey respondents with a long-term condition who did not get enough support.
    SupportGap,
    /// The English Indices of Deprivation score.
    Deprivation,
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
        definition: "the share who said they did not get enough, of GP Patient Survey respondents with a long-term condition \
                     who needed support from local services and answered",
        name: "lack of support",
        axis: "Of those with a long-term condition who needed support, the share who lacked it",
        most: "where lack of support was highest",
        least: "where lack of support was lowest",
        caution: "Lack of support is a survey figure, with an error of its own.",
        shared_by: "list size and lack of support",
        ten_points_words: "the share who lacked support was 10 points higher",
        ten_points: 0.1,
    },
    &Indicator {
        need: Need::Deprivation,
        id: "deprivation",
        definition: "the Index of Multiple Deprivation score of the places where a PCN's patients live, \
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extract_is_over_six_months_away_to_the_day() {
        let census = Census::new(2021, 3).unwrap();
        let over = |y, m, d| census.is_over(6, jiff::civil::date(y, m, d));
        assert!(over(2020, 9, 1));
        assert!(!over(2020, 10, 1));
        assert!(!over(2021, 9, 30));
        assert!(over(2021, 10, 1));
    }

    #[test]
    fn months_between_a_census_and_an_extract_are_to_the_nearest() {
        let census = Census::new(2022, 3).unwrap();
        let months = |y, m, d| census.months_from(jiff::civil::date(y, m, d));
        assert_eq!(months(2021, 1, 1), 15);
        assert_eq!(months(2022, 1, 1), 3);
        assert_eq!(months(2022, 4, 1), 0);
    }
}
