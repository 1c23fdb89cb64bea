//! The briefing of an NHS region.

use super::front::{Frame, Front};
use super::front_sheet::FrontSheet;
use super::manuscript::Document;
use super::scope::Scope;
use super::{
    boundaries, censuses, data_log, fair_share, icbs, inequality, local, methods, need, others, page_one,
    trend,
};
use crate::analysis::Kind;
use crate::chart::ChartError;
use crate::content;
use crate::text::{Content, Table, ToContent};

/// The region briefing; its PCNs travel in the attached table.
pub const REGION: Document =
    Document { slug: "region", kinds: &[Kind::Region], main: "region/main.typ.j2", pages };

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
        others: others::Others,
        censuses: Table,
        icbs: icbs::Icbs,
        boundaries: Option<boundaries::Boundaries>,
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
        others: others::compose(scope)?,
        censuses: censuses::compose(scope),
        icbs: icbs::compose(scope),
        boundaries: boundaries::compose(scope),
        local: local::compose(scope),
        methods: methods::compose(scope),
        data_log: data_log::compose(scope),
    };
    Ok(pages.content())
}
