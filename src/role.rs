//! The link-worker roles of the workforce file.
//!
//! From April 2023 the role is split by mental-health training; a series must say which it counts.

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
    is: |detailed| detailed == TITLE,
};

/// The role with mental-health training, from April 2023.
pub const MENTAL_HEALTH: Role = Role {
    id: "mental-health-link-worker",
    name: "social prescribing link worker (mental health practitioner)",
    is: |detailed| {
        detailed.strip_prefix(TITLE).is_some_and(|rest| rest.trim_start().starts_with("(Mental Health"))
    },
};

/// Every role, the default first.
pub const ROLES: &[&Role] = &[&LINK_WORKER, &MENTAL_HEALTH];

const TITLE: &str = "Social Prescribing Link Worker";

impl Role {
    /// The role that a row's `DETAILED_STAFF_ROLE` names, where it is one of [`ROLES`].
    pub fn of_row(detailed: &str) -> Option<&'static Self> {
        ROLES.iter().copied().find(|role| (role.is)(detailed))
    }
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
        assert_eq!(id("Pharmacist"), None);
    }
}
