//! Which PCNs count in an area.

use std::collections::BTreeSet;

use crate::analysis::{Edition, Kind};
use crate::panel::Row;

/// Which PCNs count in an area.
pub enum Members<'a> {
    /// England's.
    All,
    /// Those of some ICBs.
    Icbs(BTreeSet<&'a str>),
    /// Those of a sub-ICB.
    SubIcb(&'a str),
}

impl<'a> Members<'a> {
    /// Those of an area, by its code.
    pub fn of(edition: &'a Edition, code: &'a str) -> Self {
        let kind = edition.areas.iter().find(|area| area.code == code).map(|area| area.kind);
        match kind {
            None => Self::All,
            Some(Kind::SubIcb) => Self::SubIcb(code),
            Some(Kind::Region) => {
                let inside = edition.icbs().filter(|icb| icb.region.as_deref() == Some(code));
                Self::Icbs(inside.map(|icb| icb.code.as_str()).collect())
            }
            Some(Kind::Icb | Kind::England) => Self::Icbs(BTreeSet::from([code])),
        }
    }

    /// Whether a PCN counts in it.
    pub fn hold(&self, row: &Row) -> bool {
        match self {
            Self::All => true,
            Self::Icbs(codes) => row.icb.as_ref().is_some_and(|icb| codes.contains(icb.as_str())),
            Self::SubIcb(code) => row.sub_icb.as_ref().is_some_and(|sub| sub.as_str() == *code),
        }
    }
}
