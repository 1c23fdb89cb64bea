//! What files say together: each table is put in the place of its period, in the order of the files.

use super::list_size;
use super::publications::Publications;
use super::published;
use super::says::Says;
use super::select::{Period, select};

impl Publications {
    /// Puts what a file says beside what those before it said; `words` is its period.
    pub(super) fn add(&mut self, says: Says, words: &str) {
        let (preferred, problems) = (&self.preferred, &mut self.problems);
        match says {
            Says::Nothing => {}
            Says::Workforce(key, table) => {
                select(&mut self.workforce, Period { key, words }, table, preferred, problems);
            }
            Says::Lists(key, table) => {
                if let Some(table) = list_size::complete(&mut self.lists, key, table) {
                    select(&mut self.lists, Period { key, words }, table, preferred, problems);
                }
            }
            Says::Map(key, table) => {
                select(&mut self.maps, Period { key, words }, table, preferred, problems);
            }
            Says::Epcn(key, table) => {
                select(&mut self.epcn, Period { key, words }, table, preferred, problems);
            }
            Says::Deprivation(key, table) => {
                select(&mut self.deprivation, Period { key, words }, table, preferred, problems);
            }
            Says::Survey(key, table) => {
                select(&mut self.survey, Period { key, words }, table, preferred, problems);
            }
            Says::SurveyByPcn(key, table) => {
                select(&mut self.survey_by_pcn, Period { key, words }, table, preferred, problems);
            }
            Says::Published(totals) => published::add(&mut self.published, totals, problems),
            Says::Aside(aside) => self.aside.push(aside),
        }
    }
}
