//! The gap between the end fifths, as several pages speak of it.

use super::scope::{Scope, Shown};
use crate::analysis::Measured;
use crate::measure::Fifth;
use crate::subject::Need;
use crate::text;
use crate::text::number;
use crate::text::words::difference::limit;
use crate::text::words::verdict;
use crate::text::{Claimed, Text};

/// A gap that may be shown, with the rates of its two ends.
pub struct Gap<'a> {
    /// The gap.
    pub shown: Shown<'a>,
    /// The rate of the most-need fifth.
    pub most: Claimed,
    /// The rate of the least-need fifth.
    pub least: Claimed,
}

impl Gap<'_> {
    /// As many decimals as make the two ends and their difference add up.
    pub fn decimals(&self) -> usize {
        number::decimals_that_add_up(self.most, self.least)
    }
}

/// The gap by an indicator, or why it must not be shown.
pub fn by(scope: Scope<'_>, need: Need) -> Result<Gap<'_>, Text> {
    let shown = scope.finding("gap", need)?;
    let fifths = scope.area.own.need.fifths.get(need.id());
    let ends = fifths.and_then(|fifths| fifths.first()?.rate.zip(fifths.last()?.rate));
    let (most, least) = ends.ok_or("the end fifths have no rate")?;
    Ok(Gap { shown, most, least })
}

/// The gap by the primary indicator.
pub fn primary(scope: Scope<'_>) -> Result<Gap<'_>, Text> {
    by(scope, scope.edition.need)
}

/// A fifth in words, never by a digit.
pub fn fifth_words(fifth: Fifth) -> &'static str {
    match fifth {
        Fifth::MostNeed => "Most need",
        Fifth::Second => "Second",
        Fifth::Middle => "Middle",
        Fifth::Fourth => "Fourth",
        Fifth::LeastNeed => "Least need",
    }
}

/// The interval of a difference, a change or an association, and what it amounts to.
pub fn evidence(found: Shown<'_>, noun: &'static str, decimals: usize) -> Text {
    verdict::evidence(found.interval(), found.verdict(), noun, decimals)
}

/// The ICB without which a figure of England would read otherwise, where it prints so; none with too few returns, since
/// what its PCNs filed could be told from it.
pub fn without_icb(
    scope: Scope<'_>,
    measured: &Measured,
    figure: &'static str,
    decimals: usize,
) -> Option<Text> {
    let shown = |code: &str| {
        scope.edition.icbs().any(|icb| icb.place.code == code && icb.own.level.rate_why_not_shown.is_none())
    };
    let without = measured.without_icb.iter().find(|without| shown(&without.code))?;
    let value = measured.value?;
    let alike = number::text(without.value.get(), decimals) == number::text(value.get(), decimals);
    let turns = Some(without.verdict) != measured.verdict;
    // What only moves a figure is for the overview; what turns its verdict is for whoever quotes it.
    (turns || (scope.is_england() && !alike)).then(|| {
        let would_be = limit(without.value, decimals);
        let what = if turns { text!(" ({})", verdict::short(without.verdict)) } else { Text::default() };
        text!("Without {}, {} would be {}{}.", Text::name(&without.name), figure, would_be, what)
    })
}
