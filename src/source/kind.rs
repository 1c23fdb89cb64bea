//! The registry of what can be read: a kind of table is a line here and a file beside it.

use super::account::Account;
use super::publications::ODS;
pub use super::publications::{FINGERTIPS, Kind, LIST_SIZES, SURVEY, WORKFORCE};
use super::says::Reading;
use super::table::Table;
use super::{deprivation, epcn, list_size, practice_map, published, survey, workforce};
use crate::subject::problem::{Found, Problems};

/// Every kind of table that can be read.
pub const SOURCES: &[Kind] = &[
    Kind {
        id: "workforce",
        name: "a PCN workforce file (individual level)",
        publication: "Primary Care Network Workforce, individual level (NHS England)",
        place: WORKFORCE,
        required: workforce::COLUMNS,
        optional: workforce::OPTIONAL,
        published: workforce::PUBLISHED,
        read: workforce::read,
    },
    Kind {
        id: "list-size",
        name: "a list-size file",
        publication: "Patients Registered at a GP Practice (NHS England)",
        place: LIST_SIZES,
        required: list_size::REQUIRED,
        optional: list_size::OPTIONAL,
        published: list_size::PUBLISHED,
        read: list_size::read,
    },
    Kind {
        id: "practice-map",
        name: "a practice map",
        publication: "Patients Registered at a GP Practice, practice map (NHS England)",
        place: LIST_SIZES,
        required: practice_map::REQUIRED,
        optional: practice_map::OPTIONAL,
        published: practice_map::PUBLISHED,
        read: practice_map::read,
    },
    Kind {
        id: "deprivation",
        name: "a deprivation score by practice (Fingertips export)",
        publication: "Public health profiles, deprivation score (OHID)",
        place: FINGERTIPS,
        required: deprivation::EXPORT,
        optional: deprivation::OPTIONAL,
        published: &[],
        read: deprivation::read_export,
    },
    Kind {
        id: "deprivation-extract",
        name: "a deprivation score by practice (four columns)",
        publication: "Public health profiles, deprivation score (OHID)",
        place: FINGERTIPS,
        required: deprivation::EXTRACT,
        optional: &[],
        published: &[],
        read: deprivation::read_extract,
    },
    Kind {
        id: "survey-to-2023",
        name: "a GP Patient Survey practice file (2018 to 2023)",
        publication: "GP Patient Survey, practice data, weighted (NHS England)",
        place: SURVEY,
        required: survey::TO_2023,
        optional: &[],
        published: &[],
        read: survey::read_to_2023,
    },
    Kind {
        id: "survey-from-2024",
        name: "a GP Patient Survey practice file (2024 on)",
        publication: "GP Patient Survey, practice data, weighted (NHS England)",
        place: SURVEY,
        required: survey::FROM_2024,
        optional: &[],
        published: &[],
        read: survey::read_from_2024,
    },
    Kind {
        id: "survey-by-pcn-to-2023",
        name: "a GP Patient Survey file by PCN (2018 to 2023)",
        publication: "GP Patient Survey, data by PCN, weighted (NHS England)",
        place: SURVEY,
        required: survey::BY_PCN_TO_2023,
        optional: &[],
        published: &[],
        read: survey::read_by_pcn_to_2023,
    },
    Kind {
        id: "survey-by-pcn-from-2024",
        name: "a GP Patient Survey file by PCN (2024 on)",
        publication: "GP Patient Survey, data by PCN, weighted (NHS England)",
        place: SURVEY,
        required: survey::BY_PCN_FROM_2024,
        optional: &[],
        published: &[],
        read: survey::read_by_pcn_from_2024,
    },
    Kind {
        id: "survey-other-level",
        name: "a GP Patient Survey file that is not by practice or PCN",
        publication: "GP Patient Survey, data by ICS or of England (NHS England)",
        place: SURVEY,
        required: survey::OTHER_LEVEL,
        optional: survey::LEVELS,
        published: &[],
        read: survey::read_other_level,
    },
    epcn::KIND,
    Kind {
        id: "published-england",
        name: "published totals of link workers, England by month",
        publication: "Primary Care Workforce, bulletin tables (NHS England)",
        place: WORKFORCE,
        required: published::ENGLAND,
        optional: &[],
        published: &[],
        read: published::read_england,
    },
    Kind {
        id: "published-areas",
        name: "published totals of link workers by area",
        publication: "Primary Care Workforce, bulletin tables (NHS England)",
        place: WORKFORCE,
        required: published::AREAS,
        optional: &[],
        published: &[],
        read: published::read_areas,
    },
    Kind {
        id: "icb-list",
        name: "a list of ICBs",
        publication: "Organisation Data Service and Open Geography, lists of ICBs (NHS England, ONS)",
        place: ODS,
        required: &[&["ODS_CODE"], &["ONS_CODE"], &["LEGAL_NAME"]],
        optional: &[],
        published: &[],
        read: not_needed,
    },
    Kind {
        id: "icb-succession",
        name: "a list of ICBs and their successors",
        publication: "Organisation Data Service (NHS England)",
        place: ODS,
        required: &[&["PREDECESSOR"], &["SUCCESSOR"]],
        optional: &[],
        published: &[],
        read: not_needed,
    },
    Kind {
        id: "icb-crosswalk",
        name: "a crosswalk of practices between ICBs",
        publication: "counts of practices by old and new ICB",
        place: ODS,
        required: &[&["ICB_CODE_OLD"], &["ICB_CODE_NEW"], &["PRACTICES"]],
        optional: &[],
        published: &[],
        read: not_needed,
    },
];

/// Reads nothing from a file that no briefing needs: the built-in lists and the practice maps serve.
fn not_needed(table: &Table, _: &Kind, _: &mut Problems) -> Found<Reading> {
    let account =
        Account::unused(table.height(), "not needed: the built-in lists and the practice maps serve");
    Ok(Reading::nothing("not dated", account))
}
