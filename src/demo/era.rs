//! The two ways in which workforce files were published.

use jiff::civil::Date;

use super::post::FULL_TIME;
use super::staff_role::Role;
use super::table::{Encoding, Table, decimals};

const HEADER: &str = "Data_source,CENSUS_YEAR,CENSUS_MONTH,PCN_CODE,PCN_NAME,SUB_ICB_CODE,SUB_ICB_NAME,ICB_CODE,ICB_NAME,\
                      COMM_REGION_CODE,COMM_REGION_NAME,STAFF_GROUP,STAFF_ROLE,DETAILED_STAFF_ROLE,FTE,UNIQUE_IDENTIFIER";

/// Two ways in which the file was published.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    To2022,
    From2023,
}

impl Era {
    /// How the file of a census was published.
    pub(super) fn of(census: Date) -> Self {
        match census.year() {
            ..=2022 => Self::To2022,
            _ => Self::From2023,
        }
    }

    /// A file without rows.
    pub(super) fn table(self) -> Table {
        match self {
            Self::To2022 => Table::with_carriage_returns(HEADER),
            Self::From2023 => Table::new(HEADER),
        }
    }

    /// The file's encoding.
    pub(super) fn encoding(self) -> Encoding {
        match self {
            Self::To2022 => Encoding::Windows1252,
            Self::From2023 => Encoding::Utf8WithMark,
        }
    }

    /// Half hours as full-time equivalents: `1` and `0.986666667`, or `1.0` and `0.986667`.
    pub(super) fn fte(self, half_hours: u32) -> String {
        let fte = f64::from(half_hours) / f64::from(FULL_TIME);
        match self {
            Self::To2022 => decimals(fte, 9),
            Self::From2023 if half_hours.is_multiple_of(FULL_TIME) => format!("{fte:.1}"),
            Self::From2023 => decimals(fte, 6),
        }
    }

    /// What stands where a contracted row has no person.
    pub(super) fn no_identifier(self) -> &'static str {
        match self {
            Self::To2022 => "NULL",
            Self::From2023 => "",
        }
    }

    /// The role with a dash that is not ASCII.
    pub(super) fn clinical_director(self) -> Role {
        let role = match self {
            Self::To2022 => "Medical Clinical Director",
            Self::From2023 => "Medical Clinical Director (GP)",
        };
        ["Directors", role, "Clinical Director – Medical"]
    }
}
