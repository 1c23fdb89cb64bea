//! Which PCNs an area has: looked up at each census, not searched for.

use std::collections::BTreeSet;

use crate::panel::{Row, Section};
use crate::subject::{IcbCode, SubIcbCode};

/// Which PCNs are in an area.
#[derive(Clone, Debug)]
pub enum Within {
    /// All.
    England,
    /// All but those of one ICB.
    EnglandWithout(IcbCode),
    /// Those of some ICBs, at any census.
    Icbs(BTreeSet<IcbCode>),
    /// Those of a sub-ICB location.
    SubIcb(SubIcbCode),
}

impl Within {
    /// Whether a PCN counts in it.
    pub fn has(&self, row: &Row) -> bool {
        match self {
            Self::England => true,
            Self::EnglandWithout(icb) => row.icb != Some(*icb),
            Self::Icbs(icbs) => row.icb.is_some_and(|icb| icbs.contains(&icb)),
            Self::SubIcb(sub) => row.sub_icb == Some(*sub),
        }
    }

    /// Whether an ICB is in it, or is it.
    pub fn has_icb(&self, icb: &IcbCode) -> bool {
        match self {
            Self::England => true,
            Self::EnglandWithout(without) => without != icb,
            Self::Icbs(icbs) => icbs.contains(icb),
            Self::SubIcb(_) => false,
        }
    }

    /// Its PCNs at a census, by code.
    pub fn rows<'s>(&self, section: &'s Section) -> Vec<&'s Row> {
        let places = section.places();
        match self {
            Self::England | Self::EnglandWithout(_) => {
                section.rows.iter().filter(|row| self.has(row)).collect()
            }
            Self::Icbs(icbs) => {
                let mut rows: Vec<usize> = icbs.iter().flat_map(|icb| places.of_icb(icb)).copied().collect();
                rows.sort_unstable();
                rows.into_iter().map(|row| &section.rows[row]).collect()
            }
            Self::SubIcb(sub) => places.of_sub_icb(sub).iter().map(|row| &section.rows[*row]).collect(),
        }
    }
}
