//! Networks (PCNs) and the practices in them.

use std::ops::Range;

use jiff::civil::Date;

/// What a PCN is called.
#[derive(Clone)]
pub(super) struct Identity {
    pub(super) code: String,
    pub(super) name: String,
}

/// A PCN, as it was in March 2020: a merger joins two of these.
pub(super) struct Network {
    pub(super) identity: Identity,
    /// Where the workforce file puts it.
    pub(super) sub: usize,
    /// The share of patients with a long-term condition who lack support: the truth, not a survey's answer.
    pub(super) need: f64,
    /// Deprivation score (IMD 2019) of its patients.
    pub(super) deprivation: f64,
    /// Its practices, by their place in `England::practices`.
    pub(super) practices: Range<usize>,
}

/// A GP practice.
pub(super) struct Practice {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) postcode: String,
    pub(super) sub: usize,
    /// Its PCN, by place; none for a practice in no PCN.
    pub(super) network: Option<usize>,
    /// Registered patients in the middle of 2026.
    pub(super) patients_2026: f64,
    /// How much faster than England's its list grows in a year.
    pub(super) growth: f64,
}

impl Practice {
    /// Registered patients on a day.
    pub(super) fn patients(&self, on: Date) -> f64 {
        let years = f64::from(on.year()) + f64::from(on.month()) / 12.0 - 2026.5;
        self.patients_2026 * (1.0 + (0.0043 + self.growth) * years)
    }
}
