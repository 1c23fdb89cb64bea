//! The briefing of one Integrated Care Board: five pages and two annexes.

use super::annex;
use super::front::{Frame, Front};
use super::front_sheet::FrontSheet;
use super::manuscript::Document;
use super::scope::Scope;
use super::{compared, need, over_time, page_one, pcns, places, since_edition, sure};
use crate::analysis::Kind;
use crate::branding::Length;
use crate::chart::ChartError;
use crate::content;
use crate::text::{Content, Table, ToContent};

/// The document.
pub const BRIEFING: Document = Document {
    slug: "briefing",
    kinds: &[Kind::Icb, Kind::SubIcb],
    length: Length::Paper,
    main: "briefing/main.typ.j2",
    pages,
};

content! {
    /// Its pages, in the order of their names.
    #[derive(Debug)]
    struct Pages {
        front: Front,
        front_sheet: Option<FrontSheet>,
        page_one: page_one::PageOne,
        places: places::Places,
        need: need::NeedPage,
        since: Option<since_edition::SinceEdition>,
        change: over_time::Change,
        compared: compared::Compared,
        sure: sure::Sure,
        pcns: Table,
        annex: annex::Annex,
    }
}

fn pages(scope: Scope<'_>, frame: &Frame<'_>) -> Result<Content, ChartError> {
    let page_one = page_one::compose(scope)?;
    let pages = Pages {
        front: frame.front(scope),
        front_sheet: frame.front_sheet(scope, &page_one.answer()),
        page_one,
        places: places::compose(scope)?,
        need: need::compose(scope)?,
        since: since_edition::compose(scope),
        change: over_time::compose(scope)?,
        compared: compared::compose(scope)?,
        sure: sure::compose(scope),
        pcns: pcns::compose(scope),
        annex: annex::compose(scope),
    };
    Ok(pages.content())
}
