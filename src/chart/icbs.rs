//! ICBs as the charts that compare them need them: whose they are, and whether their rate may be drawn.

use crate::analysis::{Area, Edition, Kind};
use crate::measure::Verdict;
use crate::text;
use crate::text::words::list;
use crate::text::{Claimed, Text};

/// What an ICB is to the area that a briefing is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The area itself, or an ICB of the region.
    Own,
    /// One of the ICBs with similar populations.
    Similar,
    /// Any other.
    Other,
}

/// On which side of England's rate an ICB's is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Above.
    Above,
    /// Below.
    Below,
}

/// How an ICB's rate, where it may be drawn, differs from England's: what that amounts to, and which way.
pub fn against(icb: &Area) -> Option<(Verdict, Way)> {
    rate(icb)?;
    let against = icb.compared.against_england.as_ref()?;
    let way = if against.contrast.estimate.value > 0.0 { Way::Above } else { Way::Below };
    Some((against.contrast.verdict, way))
}

/// What an ICB is to an area.
pub(super) fn whose(area: &Area, icb: &Area) -> Whose {
    let own = match area.place.kind {
        Kind::Icb => icb.place.code == area.place.code,
        Kind::Region => icb.place.region.as_ref() == Some(&area.place.code),
        Kind::SubIcb | Kind::England => false,
    };
    if own {
        Whose::Own
    } else if area.compared.similar.iter().any(|similar| similar.code == icb.place.code) {
        Whose::Similar
    } else {
        Whose::Other
    }
}

/// An area's name without what all ICBs' names begin with.
pub fn short_name(area: &Area) -> Text {
    Text::name(area.place.name.strip_prefix("NHS ").unwrap_or(&area.place.name))
}

/// The rate of an area, where it may be drawn.
pub fn rate(area: &Area) -> Option<Claimed> {
    area.own.level.rate.filter(|_| area.own.level.rate_why_not_shown.is_none())
}

/// The names of the ICBs whose rate must not be drawn.
pub(super) fn withheld(edition: &Edition) -> Vec<Text> {
    edition.icbs().filter(|icb| rate(icb).is_none()).map(Area::printed_name).collect()
}

/// The ICBs that are picked out, as a key names them.
pub(super) fn own_words(area: &Text, kind: Kind) -> Text {
    if kind == Kind::Region { text!("ICBs of {}", area) } else { area.clone() }
}

/// A number of ICBs that are drawn, in words.
pub(super) fn drawn(icbs: usize) -> Text {
    list::counted(Claimed::derived(icbs, "ICBs on the chart: those whose rate may be shown"), "ICB")
}

/// What leads to the ICBs that are not drawn.
pub(super) const LEFT_OUT: &str = "Left out, too few returns for a rate";

/// How many ICBs are not drawn, as a sentence.
pub(super) fn left_out(icbs: usize) -> Text {
    let many = Claimed::derived(icbs, "ICBs with too few returns for a rate");
    text!("{}: {}.", LEFT_OUT, list::counted(many, "ICB"))
}
