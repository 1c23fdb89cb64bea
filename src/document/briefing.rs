//! The briefing of one Integrated Care Board.

use super::front::{Frame, Front};
use super::front_sheet::FrontSheet;
use super::manuscript::Document;
use super::scope::Scope;
use super::{
    boundaries, censuses, data_log, fair_share, icbs, inequality, local, methods, need, others, page_one,
    pcn_series, pcns, statement, trend,
};
use crate::analysis::Kind;
use crate::chart::ChartError;
use crate::content;
use crate::text::{Content, Table, ToContent};

/// The briefing: a row for each PCN, and a paragraph for the ICB’s own report.
pub const BRIEFING: Document =
    Document { slug: "briefing", kinds: &[Kind::Icb, Kind::SubIcb], main: "briefing/main.typ.j2", pages };

content! {
    #[derive(Debug)]
    struct Pages {
        front: Front,
        front_sheet: Option<FrontSheet>,
        page_one: page_one::PageOne,
        need: need::NeedPage,
        inequality: inequality::Inequality,
        fair_share: fair_share::FairSharePage,
        trend: trend::Trend,
        pcn_series: Option<pcn_series::PcnSeries>,
        others: others::Others,
        censuses: Table,
        icbs: icbs::Icbs,
        pcns: Table,
        boundaries: Option<boundaries::Boundaries>,
        statement: statement::Statement,
        local: Option<local::Outside>,
        methods: methods::Methods,
        data_log: data_log::DataLog,
    }
}

fn pages(scope: Scope<'_>, frame: &Frame<'_>) -> Result<Content, ChartError> {
    let page_one = page_one::compose(scope)?;
    let pages = Pages {
        front: frame.front(scope),
        front_sheet: frame.front_sheet(scope, &page_one.answer()),
        page_one,
        need: need::compose(scope)?,
        inequality: inequality::compose(scope)?,
        fair_share: fair_share::compose(scope)?,
        trend: trend::compose(scope)?,
        pcn_series: pcn_series::compose(scope)?,
        others: others::compose(scope)?,
        censuses: censuses::compose(scope),
        icbs: icbs::compose(scope),
        pcns: pcns::compose(scope),
        boundaries: boundaries::compose(scope),
        statement: statement::compose(scope),
        local: local::compose(scope),
        methods: methods::compose(scope),
        data_log: data_log::compose(scope),
    };
    Ok(pages.content())
}
