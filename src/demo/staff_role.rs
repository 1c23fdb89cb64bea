//! Roles as the workforce files write them.

/// Staff group, role and detailed role.
pub(super) type Role = [&'static str; 3];

const CARE: &str = "Other Direct Patient Care staff";
/// The role that the series counts.
pub(super) const LINK_WORKER: Role =
    [CARE, "Social Prescribing Link Workers", "Social Prescribing Link Worker"];

/// From April 2023: link workers with mental-health training.
pub(super) const MENTAL_HEALTH: [Role; 2] = [
    [
        CARE,
        "Social Prescribing Link Workers (Mental Health Practitioners)",
        "Social Prescribing Link Worker (Mental Health Practitioner - Adult)",
    ],
    [
        CARE,
        "Social Prescribing Link Workers (Mental Health Practitioners)",
        "Social Prescribing Link Worker (Mental Health Practitioner - Children and Young People)",
    ],
];

/// A few of the many other roles.
pub(super) const OTHERS: [Role; 7] = [
    [CARE, "Pharmacists", "Pharmacist"],
    [CARE, "Pharmacists", "Pharmacist"],
    [CARE, "Care Coordinators", "Care Coordinator"],
    [CARE, "Pharmacy Technicians", "Pharmacy Technician"],
    [CARE, "Paramedics", "Paramedic"],
    [CARE, "Physiotherapists", "Physiotherapist"],
    ["Other Admin/Non-clinical staff", "Other Admin/Non-clinical", "Other"],
];
