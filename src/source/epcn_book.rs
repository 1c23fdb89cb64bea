//! Memberships of practices in PCNs by day, as an ePCN workbook has them, and the practice map of any day from them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::records::{Dated, Member, PracticeMap};
use crate::subject::{IcbCode, PcnCode, PracticeCode, SubIcbCode};

/// One workbook.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Epcn {
    /// The file's name.
    pub file: String,
    /// Each practice's memberships, by start.
    pub(super) memberships: BTreeMap<PracticeCode, Vec<Membership>>,
    pub(super) names: BTreeMap<PcnCode, String>,
    pub(super) sub_icbs: BTreeMap<SubIcbCode, String>,
}

/// A practice in a PCN.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Membership {
    pub(super) pcn: PcnCode,
    /// The sub-ICB of the practice, and that of the PCN.
    pub(super) sub_icbs: (SubIcbCode, SubIcbCode),
    pub(super) from: Date,
    /// The last day; none while it stands.
    pub(super) to: Option<Date>,
    pub(super) row: usize,
}

/// A practice map of one day, from a workbook.
#[derive(Debug, Serialize, Deserialize)]
pub struct Derived {
    /// The map.
    pub map: PracticeMap,
    /// The workbook's own day.
    pub workbook: Date,
    /// Practices with more than one membership on the day, of which the latest start is taken.
    pub doubled: usize,
}

impl Dated for Epcn {
    fn file(&self) -> &str {
        &self.file
    }

    fn says_the_same(&self, other: &Self) -> bool {
        (&self.memberships, &self.names) == (&other.memberships, &other.names)
    }
}

impl Epcn {
    /// The practice map of a day, or of the workbook's own day after that, and the day it is of.
    ///
    /// `home` gives the ICB of a PCN by its sub-ICBs, that of the practice first.
    ///
    /// # Errors
    /// The sub-ICBs that `home` has no ICB for.
    pub fn on(
        &self,
        day: Date,
        home: &dyn Fn(&PcnCode, [&SubIcbCode; 2]) -> Option<IcbCode>,
    ) -> Result<(PracticeMap, usize), Vec<SubIcbCode>> {
        let mut map = PracticeMap { file: self.file.clone(), ..PracticeMap::default() };
        let (mut doubled, mut homeless) = (0, Vec::new());
        for (practice, memberships) in &self.memberships {
            let stands = |m: &&Membership| m.from <= day && m.to.is_none_or(|to| day <= to);
            let there = memberships.iter().filter(stands);
            doubled += usize::from(there.clone().count() > 1);
            let Some(member) = there.max_by_key(|member| (member.from, member.row)) else { continue };
            let (own, pcns) = (&member.sub_icbs.0, &member.sub_icbs.1);
            let Some(icb) = home(&member.pcn, [own, pcns]) else {
                homeless.push(*own);
                continue;
            };
            let pcn = member.pcn;
            map.names.extend(self.names.get(&pcn).map(|name| (pcn, name.clone())));
            map.sub_icbs.extend(self.sub_icbs.get(own).map(|name| (*own, name.clone())));
            map.members.insert(*practice, Member { pcn, icb, sub_icb: Some(*own) });
        }
        homeless.sort();
        homeless.dedup();
        if homeless.is_empty() { Ok((map, doubled)) } else { Err(homeless) }
    }
}
