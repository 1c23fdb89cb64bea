//! How link worker time lies along patients in order of need: the concentration curve of an area, with England's.

mod drawing;

use super::canvas::Size;
use super::{Caption, Chart, ChartError};
use crate::analysis::{Analysis, Edition, Kind};
use crate::measure::concentration::CurvePoint;
use crate::text::claim::Claimed;
use crate::text::number;

/// The curves by the edition's primary indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Concentration {
    /// The indicator, as the subject of a sentence.
    pub need: &'static str,
    /// The census in words.
    pub period: String,
    /// The area's curve.
    pub area: Curve,
    /// England's; none for England itself.
    pub england: Option<Curve>,
}

/// A curve and what it reads at some shares of patients.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Whose.
    pub name: String,
    /// From (0, 0) to (1, 1), least need first.
    pub points: Vec<CurvePoint>,
    /// The share of FTE at each of [`SHARES`].
    pub readings: [Claimed; 5],
}

/// The shares of patients at which the curves are read, those with least need first.
pub const SHARES: [f64; 5] = [0.2, 0.4, 0.5, 0.6, 0.8];
/// The reading that is drawn, among them.
const HALF: usize = 2;

const SLUG: &str = "concentration-curve";
/// A chart that stands beside text.
const SIZE: Size = Size { width: 232.0, height: 190.0 };

const READ: &str = "the curve at this share of patients, straight between two PCNs that follow each other in order of the indicator";

impl Concentration {
    /// The chart; none where too few PCNs have a value for the half of patients with most need to be told.
    pub fn new(edition: &Edition, area: &Analysis) -> Option<Self> {
        area.most_need_half_share?;
        let id = edition.need.id();
        let curve = |of: &Analysis| Curve::new(of.printed_name(), of.curves.get(id)?);
        Some(Self {
            need: edition.need.indicator().name,
            period: edition.edition.words(),
            area: curve(area)?,
            england: curve(&edition.england).filter(|_| area.kind != Kind::England),
        })
    }

    /// What the chart says, in words.
    pub fn alt(&self) -> String {
        let mut alt = format!(
            "Concentration curve, {}. Along the foot: patients, in order of {} from least to most. Upwards: the share \
             of link worker time with them. On the diagonal the shares are equal.",
            self.period, self.need
        );
        for curve in self.curves() {
            alt.push_str(&format!(" {}: {}.", curve.name, curve.words()));
        }
        alt
    }

    /// Draws the chart.
    pub fn draw(&self) -> Result<Chart, ChartError> {
        let caption = Caption { slug: SLUG, alt: self.alt() };
        caption.draw_sized(SIZE, |canvas| drawing::Layout::of(self)?.paint(canvas))
    }

    /// The curves, the area's first.
    pub fn curves(&self) -> impl Iterator<Item = &Curve> {
        std::iter::once(&self.area).chain(&self.england)
    }
}

impl Curve {
    fn new(name: String, points: &[CurvePoint]) -> Option<Self> {
        let mut readings = [Claimed::derived(0.0, READ); 5];
        for (reading, share) in readings.iter_mut().zip(SHARES) {
            *reading = Claimed::derived(at(points, share)?, READ);
        }
        Some(Self { name, points: points.to_vec(), readings })
    }

    /// The share of FTE with the half of patients that has most need.
    pub fn most_need_half(&self) -> Claimed {
        Claimed::derived(1.0 - self.readings[HALF].get(), "the whole less the curve at half of the patients")
    }

    /// What the curve says.
    fn words(&self) -> String {
        let [least, .., most] = self.readings;
        let fifth =
            Claimed::derived(1.0 - most.get(), "the whole less the curve at four fifths of the patients");
        format!(
            "{} of link worker time is with the half of patients with most need. The fifth with most has {}, that with \
             least {}",
            number::percent(self.most_need_half()),
            number::percent(fifth),
            number::percent(least)
        )
    }
}

/// The share of FTE up to a share of patients.
fn at(curve: &[CurvePoint], patients: f64) -> Option<f64> {
    let step = curve.windows(2).find(|step| step[1].patients >= patients)?;
    let wide = step[1].patients - step[0].patients;
    let way = if wide > 0.0 { (patients - step[0].patients) / wide } else { 1.0 };
    Some(step[0].fte + way * (step[1].fte - step[0].fte))
}
