//! The areas of an edition: ICBs, the sub-ICBs inside them, the NHS regions above, and England.

use std::collections::{BTreeMap, BTreeSet};

use super::Kind;
use super::england::England;
use crate::error::Result;
use crate::panel::Row;
use crate::source::{Publications, lookup};
use crate::subject::{IcbCode, SubIcbCode};

/// An area, before anything is computed.
pub struct Place {
    /// Its code.
    pub code: String,
    /// Its name as printed.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The region that it is in, code and name; none for England and for a region itself.
    pub region: Option<(String, String)>,
    within: Within,
}

/// Which PCNs are in it.
enum Within {
    England,
    Icbs(BTreeSet<IcbCode>),
    SubIcb(SubIcbCode),
}

impl Place {
    /// Whether a PCN counts in it.
    pub fn holds(&self, row: &Row) -> bool {
        match &self.within {
            Within::England => true,
            Within::Icbs(icbs) => row.icb.as_ref().is_some_and(|icb| icbs.contains(icb)),
            Within::SubIcb(sub) => row.sub_icb.as_ref() == Some(sub),
        }
    }

    /// Whether an ICB is in it, or is it.
    pub fn holds_icb(&self, icb: &IcbCode) -> bool {
        match &self.within {
            Within::England => true,
            Within::Icbs(icbs) => icbs.contains(icb),
            Within::SubIcb(_) => false,
        }
    }

    /// England.
    pub fn england() -> Self {
        Self {
            code: "ENG".to_owned(),
            name: "England".to_owned(),
            kind: Kind::England,
            region: None,
            within: Within::England,
        }
    }
}

/// Every area but England: ICBs, then regions, then sub-ICBs, each by code.
///
/// # Errors
/// Where a built-in lookup is damaged.
pub fn all(england: &England<'_>, publications: &Publications) -> Result<Vec<Place>> {
    let known = lookup::icbs()?;
    let map = england.latest.map(publications);
    let region = |icb: &IcbCode| {
        let looked_up = known.get(icb.as_str()).map(|icb| (icb.region_ods.clone(), icb.region_name.clone()));
        looked_up.or_else(|| map.and_then(|map| map.regions.get(icb)).cloned())
    };
    let icbs = england.icbs();
    let mut places: Vec<Place> = icbs
        .iter()
        .map(|icb| Place {
            code: icb.to_string(),
            name: known.get(icb.as_str()).map_or_else(|| icb.to_string(), lookup::Icb::short_name),
            kind: Kind::Icb,
            region: region(icb),
            within: Within::Icbs(BTreeSet::from([icb.clone()])),
        })
        .collect();
    let mut regions: BTreeMap<String, String> = BTreeMap::new();
    for (code, name) in icbs.iter().filter_map(region) {
        regions.entry(code).or_insert(name);
    }
    places.extend(regions.into_iter().map(|(code, name)| Place {
        within: Within::Icbs(
            icbs.iter().filter(|icb| region(icb).is_some_and(|r| r.0 == code)).cloned().collect(),
        ),
        code,
        name,
        kind: Kind::Region,
        region: None,
    }));
    places.extend(sub_icbs(england).into_iter().map(|(sub, icb)| {
        let name = map.and_then(|map| map.sub_icbs.get(&sub)).cloned();
        Place {
            code: sub.to_string(),
            name: name.unwrap_or_else(|| sub.to_string()),
            kind: Kind::SubIcb,
            region: icb.as_ref().and_then(region),
            within: Within::SubIcb(sub),
        }
    }));
    Ok(places)
}

/// The edition's sub-ICBs by code, each with the ICB of its first PCN.
fn sub_icbs(england: &England<'_>) -> BTreeMap<SubIcbCode, Option<IcbCode>> {
    let mut found = BTreeMap::new();
    for row in &england.latest.rows {
        if let Some(sub) = &row.sub_icb {
            found.entry(sub.clone()).or_insert_with(|| row.icb.clone());
        }
    }
    found
}
