//! Censuses and days, and how they are written.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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

    /// The month's name: `March`.
    pub fn month_name(self) -> &'static str {
        MONTHS[usize::try_from(self.month - 1).unwrap_or(0)]
    }

    /// In words: `March 2022`.
    pub fn words(self) -> String {
        format!("{} {}", self.month_name(), self.year)
    }

    /// Short, for a chart's axis: `Mar 22`.
    pub fn short(self) -> String {
        format!("{} {:02}", &self.month_name()[..3], self.year % 100)
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

impl<'de> Deserialize<'de> for Census {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
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
