//! What stands behind a figure beside rows of FTE and list sizes: every PCN's return, both dates of a change, answers and
//! scores by practice, and the numbers that a distance or a limit is worked out from.

use std::fmt::Write;

use super::trace::Trace;
use crate::panel::{Return, Row};
use crate::source::FiledRow;
use crate::subject::{Census, Need, PcnCode, PracticeCode};
use crate::text::{Behind, Claim, Subject};

/// All of it, for the claims that have any.
pub fn words(trace: Trace<'_>, claim: &Claim) -> String {
    match claim.behind {
        Behind::Rows => String::new(),
        Behind::Returns => returns(trace, claim),
        Behind::Need(indicator) => need(trace, claim, indicator),
        Behind::Distance => distance(trace, claim),
        Behind::Funnel => funnel(trace),
        Behind::BothDates => both_dates(trace, claim),
    }
}

/// Every PCN of the area at the claim's census, with its rows in the role, or that it has none or made no return.
fn returns(trace: Trace<'_>, claim: &Claim) -> String {
    let mut text = format!("\nreturns of {}:\n", claim.id.census.words());
    for row in trace.rows_of_area(claim, claim.id.census) {
        let _ = writeln!(text, "  {}  {}", row.pcn, filed(trace, row, claim.id.census));
    }
    text
}

/// What a PCN filed, by its rows.
fn filed(trace: Trace<'_>, row: &Row, census: Census) -> String {
    let rows: Vec<String> = filed_rows(trace, &row.pcn, census).map(|filed| filed.row.to_string()).collect();
    match row.filed {
        Return::NoReturn => "no return: not in the workforce file".to_owned(),
        _ if rows.is_empty() => "reported none: no row in the role".to_owned(),
        _ => format!("{} FTE: rows {}", row.filed.fte().map_or(0.0, |fte| fte), rows.join(", ")),
    }
}

fn filed_rows<'a>(trace: Trace<'a>, pcn: &PcnCode, census: Census) -> impl Iterator<Item = &'a FiledRow> {
    let filing = trace.publications.workforce.get(&census).and_then(|workforce| workforce.filings.get(pcn));
    let role = trace.edition.role;
    filing.into_iter().flat_map(|filing| &filing.rows).filter(move |row| row.role == role)
}

/// The rows of a change at both of its dates; it takes the PCNs with a return at both.
fn both_dates(trace: Trace<'_>, claim: &Claim) -> String {
    let Some(ends) = trace.panel.quarters.year() else { return String::new() };
    let mut text = String::new();
    for census in ends {
        let _ = writeln!(text, "\nPCNs of the area with a return in {}:", census.words());
        let rows = trace.rows_of_area(claim, census).into_iter();
        for row in rows.filter(|row| row.filed != Return::NoReturn) {
            let patients = row.patients.map_or_else(|| "no".to_owned(), |patients| patients.to_string());
            let _ = writeln!(text, "  {}  {}; {patients} patients", row.pcn, filed(trace, row, census));
        }
    }
    text
}

/// The practices of a PCN with their part in its need.
fn need(trace: Trace<'_>, claim: &Claim, indicator: Need) -> String {
    let listed = trace.listed(claim);
    let mut text = String::new();
    if indicator == Need::SupportGap {
        let survey = trace.panel.resolved.survey.and_then(|year| trace.publications.survey.get(&year));
        if let (Some(survey), Subject::Pcn(pcn)) = (survey, &claim.id.subject)
            && let Some(answers) = survey.by_pcn.get(pcn)
        {
            return format!(
                "\nweighted answers of the PCN as published: {} lacked support, of {}\n",
                answers.lacked, answers.base
            );
        }
        text.push_str("\nweighted answers by practice: lacked support, of all:\n");
        for practice in trace.practices(claim) {
            let answers = survey.and_then(|survey| survey.answers.get(practice));
            let _ = match answers {
                Some(answers) => writeln!(text, "  {practice}  {}  {}", answers.lacked, answers.base),
                None => writeln!(text, "  {practice}  no answers published"),
            };
        }
    } else {
        let index = trace.panel.resolved.imd.and_then(|year| trace.publications.deprivation.get(&year));
        text.push_str("\nscore by practice, and the patients that weigh it:\n");
        for practice in trace.practices(claim) {
            let patients = listed.iter().find(|listed| listed.practice == *practice);
            let patients =
                patients.map_or_else(|| "no list".to_owned(), |listed| listed.patients.to_string());
            let score = index.and_then(|index| index.scores.get(practice));
            let score = score.map_or_else(|| "no score".to_owned(), f64::to_string);
            let _ = writeln!(text, "  {practice}  {score}  {patients}");
        }
    }
    text
}

/// The variables of two ICBs.
fn distance(trace: Trace<'_>, claim: &Claim) -> String {
    let Subject::SimilarIcb(other) = &claim.id.subject else { return String::new() };
    let (edition, icbs) = (trace.edition, [&*claim.id.area, other.as_str()]);
    let [Some(own), Some(other)] = icbs.map(|icb| edition.similar.values.get(icb)) else {
        return String::new();
    };
    let mut text = format!("\nvariables of {} and {}:\n", icbs[0], icbs[1]);
    for (name, (own, other)) in edition.similar.variables.iter().zip(own.iter().zip(other)) {
        let _ = writeln!(text, "  {name}: {own} and {other}");
    }
    text
}

/// What limits of the funnel are worked out from.
fn funnel(trace: Trace<'_>) -> String {
    let Some(funnel) = trace.edition.funnel else { return String::new() };
    format!(
        "\nr₀ (overall rate)          {}\nφ (mean squared z score)   {}\nτ² (variance between ICBs) {}\n",
        funnel.overall.get(),
        funnel.dispersion.get(),
        funnel.between.get()
    )
}

impl<'a> Trace<'a> {
    /// The rows of a claim's area at a census.
    fn rows_of_area(self, claim: &Claim, census: Census) -> Vec<&'a Row> {
        let sections = self.panel.sections.iter().filter(|section| section.census == census);
        sections.flat_map(|section| self.of_area(claim, section)).collect()
    }

    /// The practices of the PCN that a claim is of, by the edition's map.
    fn practices(self, claim: &Claim) -> Vec<&'a PracticeCode> {
        let section = self.panel.sections.iter().find(|section| section.census == claim.id.census);
        let map = section.and_then(|section| section.map(self.publications));
        let members = map.into_iter().flat_map(|map| &map.members);
        members
            .filter(|(_, member)| claim.id.subject == Subject::Pcn(member.pcn))
            .map(|(code, _)| code)
            .collect()
    }
}
