//! What every page is told: the edition, the area, and the questions that pages ask of them.

use crate::analysis::{Area, Edition, Kind, Measured};
use crate::measure::Verdict;
use crate::subject::{Indicator, Need};
use crate::text;
use crate::text::words::interval::Interval;
use crate::text::{Claimed, Text};

/// An area of an edition.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// All areas at one census.
    pub edition: &'a Edition,
    /// The one that the document is about.
    pub area: &'a Area,
}

/// A figure that may be shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The figure.
    pub value: Claimed,
    /// Its interval, PCNs and method.
    pub measured: &'a Measured,
}

impl Shown<'_> {
    /// The intervals of the figure.
    pub fn interval(self) -> Interval {
        self.measured.into()
    }

    /// What it amounts to.
    pub fn verdict(self) -> Verdict {
        self.measured.verdict.unwrap_or(Verdict::TooFewPcns)
    }
}

impl<'a> Scope<'a> {
    /// Whether the document is about England.
    pub fn is_england(self) -> bool {
        self.area.place.kind == Kind::England
    }

    /// Whether the document is about a region.
    pub fn is_region(self) -> bool {
        self.area.place.kind == Kind::Region
    }

    /// Whether the document is about an ICB, which has a board.
    pub fn is_icb(self) -> bool {
        self.area.place.kind == Kind::Icb
    }

    /// England, seen with the same eyes.
    pub fn england(self) -> Self {
        Self { area: &self.edition.england, ..self }
    }

    /// The area's NHS region; none for a region and for England.
    pub fn region(self) -> Option<Self> {
        let code = self.area.place.region.as_deref()?;
        self.edition.regions().find(|region| region.place.code == code).map(|area| Self { area, ..self })
    }

    /// The area's name.
    pub fn name(self) -> Text {
        self.area.printed_name()
    }

    /// The census in words.
    pub fn census(self) -> Text {
        self.edition.edition.into()
    }

    /// How the primary need indicator is written about.
    pub fn indicator(self) -> &'static Indicator {
        self.edition.need.indicator()
    }

    /// The indicators that have values, the primary first.
    pub fn needs(self) -> Vec<Need> {
        let primary = self.edition.need;
        let others = self.edition.served.indicators.iter().map(|i| i.need).filter(|need| *need != primary);
        std::iter::once(primary).chain(others).collect()
    }

    /// Where an indicator's values come from: `GP Patient Survey 2019`.
    pub fn source_of(self, need: Need) -> Text {
        let indicator = self.edition.served.indicators.iter().find(|indicator| indicator.need == need);
        let source = indicator.map_or("source not given".into(), |found| Text::name(&found.source));
        if self.is_made_up(need) { text!("{} (made up)", source) } else { source }
    }

    /// Whether an indicator's values are made up where others are real.
    pub fn is_made_up(self, need: Need) -> bool {
        self.edition.served.is_made_up(need)
    }

    /// The area's rate, or why it must not be printed.
    pub fn rate(self) -> Result<Claimed, Text> {
        match (self.area.own.level.rate, &self.area.own.level.rate_why_not_shown) {
            (Some(rate), None) => Ok(rate),
            (_, Some(why)) => Err(why.words()),
            (None, None) => Err("no PCN with patients made a return".into()),
        }
    }

    /// A measure for an indicator, or why it must not be printed: nothing of an area is where its rate must not be.
    pub fn finding(self, id: &str, need: Need) -> Result<Shown<'a>, Text> {
        self.rate()?;
        let measured = self.area.measure(id, need).ok_or("it is not part of this edition")?;
        match (measured.value, &measured.why_not_shown) {
            (Some(value), _) if measured.shown => Ok(Shown { value, measured }),
            (_, Some(why)) => Err(why.words()),
            _ => Err("the returns do not give this figure a value".into()),
        }
    }

    /// Whether nothing that rests on the area's returns may be printed: they cover too few patients.
    pub fn is_withheld(self) -> bool {
        self.rate().is_err()
    }

    /// A measure for the primary indicator, or why it must not be printed.
    pub fn primary(self, id: &str) -> Result<Shown<'a>, Text> {
        self.finding(id, self.edition.need)
    }

    /// Where the figures come from, as a line under a chart or a table.
    pub fn source_line(self) -> Text {
        let sources: Vec<Text> = self.needs().into_iter().map(|need| self.source_of(need)).collect();
        text!("Source: {}; {}.", self.tables(), Text::join(sources, "; "))
    }

    /// The same without the need indicator, at the edition's census alone.
    pub fn census_line(self) -> Text {
        text!("Source: {}.", self.tables())
    }

    /// The same for every census up to the edition's.
    pub fn workforce_line(self) -> Text {
        text!("Source: NHS England workforce and list sizes, to {}.", self.census())
    }

    /// The workforce file and the list sizes, each with its own date.
    fn tables(self) -> Text {
        text!(
            "NHS England workforce, {}, and list sizes of {}",
            self.census(),
            self.edition.served.extracts.lists
        )
    }
}
