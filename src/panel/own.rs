//! A panel from a table of the user's own, for `briefings measure`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::areas::Drawn;
use super::assemble::Panel;
use super::geography::Geography;
use super::indicator::SMALLEST_BASE;
use super::lineage::Lineage;
use super::quarters::Quarters;
use super::resolved::{MapChoice, Resolved};
use super::rows::posts_of;
use super::section::{Return, Row, Section};
use crate::source::own::OwnRow;
use crate::subject::role::LINK_WORKER;
use crate::subject::series::Breaks;
use crate::subject::{Census, Need};

/// The census that stands for a table without quarters; it is never printed.
const NO_QUARTER: (i16, i8) = (2000, 1);

/// The panel of a table; none of an empty one.
///
/// The breaks of the publications are not those of a table of another making, so that none is applied.
/// The last quarter is the edition; the indicator is `support-gap` where any row has answers, unless chosen.
pub fn of_table(rows: &[OwnRow], need: Option<Need>) -> Option<Panel> {
    let mut sections: BTreeMap<Census, Vec<Row>> = BTreeMap::new();
    let no_quarter = Census::new(NO_QUARTER.0, NO_QUARTER.1)?;
    for row in rows {
        sections.entry(row.quarter.unwrap_or(no_quarter)).or_default().push(self::row(row));
    }
    let edition = *sections.keys().next_back()?;
    let surveyed = rows.iter().any(|row| row.answers.is_some());
    let resolved = Resolved {
        edition,
        need: need.unwrap_or(if surveyed { Need::SupportGap } else { Need::Deprivation }),
        survey: None,
        imd: None,
        role: LINK_WORKER.id,
        allow_stale: None,
        similar: BTreeMap::new(),
        geography: Geography::default(),
        practice_map: MapChoice::default(),
    };
    let section = |(census, rows): (Census, Vec<Row>)| Section {
        census,
        list_date: census.date(),
        map_date: census.date(),
        derived: None,
        rows,
        places: OnceLock::new(),
    };
    let sections: Vec<Section> = sections.into_iter().map(section).collect();
    Some(Panel {
        lineage: Lineage::by_code(&sections),
        lacks: lacks(rows, resolved.need),
        resolved,
        left_out: Vec::new(),
        local: None,
        earlier: None,
        breaks: Breaks::none(),
        unplaced: Vec::new(),
        drawn: Drawn::on(Geography::default(), edition),
        quarters: Quarters::of(&sections, &Breaks::none()),
        sections,
    })
}

/// The columns without which an indicator has no value, where no row has any.
fn lacks(rows: &[OwnRow], need: Need) -> Option<&'static str> {
    let none = match need {
        Need::SupportGap => rows.iter().all(|row| row.answers.is_none()),
        Need::Deprivation => rows.iter().all(|row| row.score.is_none()),
    };
    none.then_some(match need {
        Need::SupportGap => "no row has a number in the columns need_num and need_den",
        Need::Deprivation => "no row has a number in the column imd_score",
    })
}

fn row(own: &OwnRow) -> Row {
    let known = own.answers.filter(|(_, base)| *base >= SMALLEST_BASE);
    let share = known.map(|(lacked, base)| (Need::SupportGap, lacked / base));
    let score = own.score.map(|score| (Need::Deprivation, score));
    Row {
        pcn: own.pcn,
        name: own.pcn.to_string().into(),
        icb: Some(own.icb),
        published: Some(own.icb),
        sub_icb: None,
        filed: match own.fte {
            None => Return::NoReturn,
            Some(fte) if fte <= 0.0 => Return::ReportedNone,
            Some(fte) => Return::Reported { staff: fte, contracted: 0.0 },
        },
        posts: own.fte.filter(|fte| *fte > 0.0).map_or(0, posts_of),
        other_role_fte: 0.0,
        patients: own.patients,
        need: share.into_iter().chain(score).collect(),
        answers: known,
        study_need: None,
        spans: BTreeMap::new(),
    }
}
