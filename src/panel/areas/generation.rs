//! The ICBs of a generation: a PCN is in the one that has most of its patients, by its practices.
//!
//! The practice map nearest to the census among those of the generation says where practices are. One that it lacks
//! follows its own ICB where that has one heir alone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::drawn::{Drawn, Guessed};
use crate::panel::patients::{AreaCodes, PatientsByArea, flows, most_patients};
use crate::panel::section::{Return, Section, map_of, patients_by};
use crate::source::lookup::{self, Generation, Icbs};
use crate::source::{Member, PracticeMap, Publications};
use crate::subject::error::{Error, Result};
use crate::subject::{IcbCode, PcnCode, PracticeCode, day_in_words};
use crate::text::Text;
use crate::text::words::list;

/// Puts every PCN into an ICB of the generation; those without a vote are placed last.
pub(super) fn place(
    latest: &mut Section,
    publications: &Publications,
    generation: Generation,
    drawn: &mut Drawn,
) -> Result<()> {
    let icbs = lookup::icbs()?;
    let (day, census) = (drawn.day, latest.census.date());
    let near = |on: &&Date| (latest.census.days_from(**on), **on);
    let reference = publications.maps.keys().filter(|on| generation.contains(**on)).min_by_key(near).copied();
    let areas = GenerationAreas {
        icbs,
        day,
        reference: reference.and_then(|on| Some((on, publications.maps.get(&on)?))),
    };
    let votes = areas.votes(latest, publications)?;
    // In the generation that the workforce file is of, a PCN belongs where the file puts it.
    let own_time = generation.contains(census);
    let mut open = Vec::new();
    for (at, row) in latest.rows.iter_mut().enumerate() {
        let Some(own) = row.icb else { continue };
        let vote = votes.get(&row.pcn);
        row.spans = vote.map_or_else(BTreeMap::new, PatientsByArea::spans);
        if own_time && row.filed != Return::NoReturn && icbs.stands(own.as_str(), day) {
            continue;
        }
        match vote.and_then(PatientsByArea::area) {
            Some((icb, sub)) => (row.icb, row.sub_icb) = (Some(icb), sub.or(row.sub_icb.take())),
            None => match icbs.sole_heir(own.as_str(), census, day) {
                Some(icb) => row.icb = Some(icb),
                None if icbs.knows(own.as_str()) => {
                    row.icb = None;
                    open.push((at, own));
                }
                None => {}
            },
        }
    }
    if reference.is_none() && !open.is_empty() {
        return Err(no_map(&open, generation, icbs, census, day));
    }
    drawn.reference = reference.filter(|on| !own_time || *on != latest.map_date);
    drawn.guessed = beside(latest, open, icbs, day);
    Ok(())
}

/// Where practices are in the generation.
struct GenerationAreas<'a> {
    icbs: &'a Icbs,
    day: Date,
    /// The practice map of the generation, with its day; none where the folder has none.
    reference: Option<(Date, &'a PracticeMap)>,
}

impl GenerationAreas<'_> {
    /// Patients of the edition's PCNs, by where their practices are.
    fn votes(
        &self,
        latest: &Section,
        publications: &Publications,
    ) -> Result<BTreeMap<PcnCode, PatientsByArea>> {
        let patients = patients_by(publications, latest);
        let mut votes: BTreeMap<PcnCode, PatientsByArea> = BTreeMap::new();
        for (practice, member) in &map_of(publications, latest)?.members {
            if let Some((icb, sub)) = self.of(practice, member, latest.map_date) {
                let votes = votes.entry(member.pcn).or_default();
                votes.add(&icb, sub.as_ref(), patients(practice));
            }
        }
        Ok(votes)
    }

    /// A practice's place: that of the reference map, else its own ICB's only heir.
    fn of(&self, practice: &PracticeCode, own: &Member, map_date: Date) -> Option<AreaCodes> {
        let referred = self.reference.and_then(|(on, map)| Some((map.members.get(practice)?, on)));
        let (member, on) = referred.unwrap_or((own, map_date));
        let icb = self.icbs.sole_heir(member.icb.as_str(), on, self.day)?;
        Some((icb, member.sub_icb))
    }
}

/// PCNs without a vote go where most patients of the other PCNs of their ICB went.
fn beside(latest: &mut Section, open: Vec<(usize, IcbCode)>, icbs: &Icbs, day: Date) -> Vec<Guessed> {
    let flows = flows(&latest.rows);
    let census = latest.census.date();
    let mut guessed = Vec::new();
    for (at, from) in open {
        let first = || icbs.heirs(from.as_str(), census, day).first().and_then(|code| code.parse().ok());
        let Some(to) = flows.get(&from).and_then(most_patients).or_else(first) else { continue };
        let row = &mut latest.rows[at];
        row.icb = Some(to);
        guessed.push(Guessed { pcn: row.pcn, name: row.name.to_string(), from, to });
    }
    guessed
}

/// The error for a folder without a map of the generation, where ICBs cannot be told apart without it.
fn no_map(open: &[(usize, IcbCode)], generation: Generation, icbs: &Icbs, census: Date, day: Date) -> Error {
    let from: BTreeSet<&IcbCode> = open.iter().map(|(_, icb)| icb).collect();
    let ways = |icb: &&IcbCode| {
        let heirs: Vec<&str> = icbs.heirs(icb.as_str(), census, day).into_iter().collect();
        Text::name(format!("{icb} ({})", heirs.join(" or ")))
    };
    let ways: Vec<Text> = from.iter().map(ways).collect();
    Error::Missing {
        missing: format!(
            "--geography {year} needs a practice map of the ICBs that stand {words}, and there is none: without it \
             nothing says which way PCNs of these go: {}",
            list::and(&ways),
            year = generation.year(),
            words = generation.words(),
        ),
        remedy: format!(
            "download \"Patients Registered at a GP Practice, practice map (gp-reg-pat-prac-map)\" of a month {} from \
             https://digital.nhs.uk/data-and-information/publications/statistical/patients-registered-at-a-gp-practice \
             and put it in the data folder",
            match generation.until {
                Some(last) => format!("up to {}", month(last)),
                None => format!("from {} on", month(generation.from)),
            }
        ),
    }
}

/// The month of a day, in words.
fn month(day: Date) -> String {
    let words = day_in_words(day);
    words.split_once(' ').map_or(words.clone(), |(_, month)| month.to_owned())
}
