//! The record: what stands behind the paper and is not printed in it, for every area. The web page and the
//! workbook set it; `inspect --stage record` prints it, and `--stage charts` draws its charts.

mod censuses;
mod choices;
mod data_log;
mod icbs;
mod inequality;
mod measures;
mod movement;
mod need;
mod others;
mod pcn_series;
mod quarters;
mod since;

use super::scope::Scope;
use crate::chart::ChartError;
use crate::content;
use crate::text::{Content, Table, ToContent};

content! {
    /// The parts of the record.
    #[derive(Debug)]
    struct Record {
        need: need::NeedPage,
        inequality: inequality::Inequality,
        trend: movement::Trend,
        since: Option<since::SinceRecord>,
        pcn_series: Option<pcn_series::PcnSeries>,
        others: others::Others,
        choices: Option<Table>,
        icbs: icbs::Icbs,
        censuses: Table,
        measures: measures::Measures,
        data_log: data_log::DataLog,
    }
}

/// Composes the record of an area.
pub fn compose(scope: Scope<'_>) -> Result<Content, ChartError> {
    let record = Record {
        need: need::compose(scope),
        inequality: inequality::compose(scope)?,
        trend: movement::compose(scope)?,
        since: since::compose(scope),
        pcn_series: pcn_series::compose(scope)?,
        others: others::compose(scope)?,
        choices: choices::compose(scope),
        icbs: icbs::compose(scope),
        censuses: censuses::compose(scope),
        measures: measures::compose(scope),
        data_log: data_log::compose(scope),
    };
    Ok(record.content())
}
