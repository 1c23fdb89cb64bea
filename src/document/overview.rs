//! The overviews: England's, and a region's, which answers the same.

use super::annex;
use super::front::{Frame, Front};
use super::front_sheet::FrontSheet;
use super::manuscript::Document;
use super::scope::Scope;
use super::{compared, need, over_time, page_one, places, since_edition, sure};
use crate::analysis::Kind;
use crate::branding::Length;
use crate::chart::ChartError;
use crate::content;
use crate::text::{Content, ToContent};

/// England's.
pub const ENGLAND: Document = Document {
    slug: "england",
    kinds: &[Kind::England],
    length: Length::Paper,
    main: "england/main.typ.j2",
    pages,
};

/// A region's.
pub const REGION: Document = Document {
    slug: "region",
    kinds: &[Kind::Region],
    length: Length::Paper,
    main: "region/main.typ.j2",
    pages,
};

content! {
    /// Its pages, in the order of their names.
    #[derive(Debug)]
    struct Pages {
        front: Front,
        front_sheet: Option<FrontSheet>,
        page_one: page_one::PageOne,
        compared: compared::Compared,
        places: places::Places,
        need: need::NeedPage,
        since: Option<since_edition::SinceEdition>,
        change: over_time::Change,
        sure: sure::Sure,
        annex: annex::Annex,
    }
}

fn pages(scope: Scope<'_>, frame: &Frame<'_>) -> Result<Content, ChartError> {
    let page_one = page_one::compose(scope)?;
    let pages = Pages {
        front: frame.front(scope),
        front_sheet: frame.front_sheet(scope, &page_one.answer()),
        page_one,
        compared: compared::compose(scope)?,
        places: places::compose(scope)?,
        need: need::compose(scope)?,
        since: since_edition::compose(scope),
        change: over_time::compose(scope)?,
        sure: sure::compose(scope),
        annex: annex::compose(scope),
    };
    Ok(pages.content())
}
