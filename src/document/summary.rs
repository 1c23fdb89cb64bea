//! Page one alone, as a document of its own, for any area.

use super::front::{Frame, Front};
use super::front_sheet::FrontSheet;
use super::manuscript::Document;
use super::page_one;
use super::scope::Scope;
use crate::analysis::Kind;
use crate::branding::Length;
use crate::chart::ChartError;
use crate::content;
use crate::text::{Content, ToContent};

/// The document.
pub const SUMMARY: Document = Document {
    slug: "summary",
    kinds: &[Kind::Icb, Kind::SubIcb, Kind::Region, Kind::England],
    length: Length::Summary,
    main: "summary/main.typ.j2",
    pages,
};

content! {
    /// Its page.
    #[derive(Debug)]
    struct Pages {
        front: Front,
        front_sheet: Option<FrontSheet>,
        page_one: page_one::PageOne,
    }
}

fn pages(scope: Scope<'_>, frame: &Frame<'_>) -> Result<Content, ChartError> {
    let page_one = page_one::compose(scope)?;
    let pages = Pages {
        front: frame.front(scope),
        front_sheet: frame.front_sheet(scope, &page_one.answer()),
        page_one,
    };
    Ok(pages.content())
}
