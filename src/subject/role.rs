//! The link-worker roles of the workforce file.
//!
//! From April 2023 the role is split by mental-health training; a series must say which it counts.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// A role that may be counted.
#[derive(Debug)]
pub struct Role {
    /// As in `analysis.json`.
    pub id: &'static str,
    /// In words, as printed.
    pub name: &'static str,
    /// Whether a `DETAILED_STAFF_ROLE` is of this role.
    pub is: fn(&str) -> bool,
}

/// The role as published before the split, and the non-mental-health role after it.
pub const LINK_WORKER: Role = Role {
    id: "link-worker",
    name: "social prescribing link worker (non-mental-health role)",
    is: |detailed| folded(detailed) == folded(TITLE),
};

/// The role with mental-health training, from April 2023.
pub const MENTAL_HEALTH: Role = Role {
    id: "mental-health-link-worker",
    name: "social prescribing link worker (mental health practitioner)",
    is: |detailed| {
        folded(detailed)
            .strip_prefix(&folded(TITLE))
            .is_some_and(|rest| rest.trim_start().starts_with("(mental health"))
    },
};

/// The id of a role of [`ROLES`].
pub type RoleId = &'static str;

/// Every role, the default first.
pub const ROLES: &[&Role] = &[&LINK_WORKER, &MENTAL_HEALTH];

/// The role's name as published.
pub const TITLE: &str = "Social Prescribing Link Worker";

/// Words this much alike (Jaro–Winkler, letters and spaces folded) are one role misspelt.
const ALIKE: f64 = 0.93;

/// Small letters, with single spaces.
fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Role {
    /// The role that a row's `DETAILED_STAFF_ROLE` names, where it is one of [`ROLES`].
    pub fn of_row(detailed: &str) -> Option<&'static Self> {
        ROLES.iter().copied().find(|role| (role.is)(detailed))
    }

    /// The published name that a row's words nearly are, where they are no role of [`ROLES`].
    pub fn nearly(detailed: &str) -> Option<&'static str> {
        let words = folded(detailed);
        let near = strsim::jaro_winkler(&words, &folded(TITLE)) >= ALIKE
            || (words.contains("social prescrib") && words.contains("link"));
        (near && Self::of_row(detailed).is_none()).then_some(TITLE)
    }
}

/// Reads the id of one of [`ROLES`].
///
/// # Errors
/// Where it is none.
pub fn id<'de, D: Deserializer<'de>>(from: D) -> Result<RoleId, D::Error> {
    let text = String::deserialize(from)?;
    let role = ROLES.iter().find(|role| role.id == text);
    role.map(|role| role.id).ok_or_else(|| D::Error::custom("no role is called so"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_roles_are_told_apart() {
        let id = |text| Role::of_row(text).map(|role| role.id);
        assert_eq!(id("Social Prescribing Link Worker"), Some("link-worker"));
        assert_eq!(
            id("Social Prescribing Link Worker (Mental Health Practitioner - Adult)"),
            Some("mental-health-link-worker")
        );
        assert_eq!(id("social prescribing  LINK worker"), Some("link-worker"));
        assert_eq!(id("Pharmacist"), None);
    }

    #[test]
    fn a_misspelt_role_is_suggested_and_others_are_not() {
        for words in [
            "Social Prescribing Link Workers",
            "Social Prescriber Link Worker",
            "Socail Prescribing Link Worker",
        ] {
            assert_eq!(Role::nearly(words), Some(TITLE), "{words}");
        }
        for words in [
            "Social Prescribing Link Worker",
            "Social Worker",
            "Care Coordinator",
            "Health and Wellbeing Coach",
        ] {
            assert_eq!(Role::nearly(words), None, "{words}");
        }
    }
}
