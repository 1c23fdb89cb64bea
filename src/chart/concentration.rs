//! How link worker time lies along patients in order of need: the concentration curve of an area, with England's.

mod drawing;
mod words;

use crate::analysis::{Area, Edition, Kind};
use crate::measure::concentration::CurvePoint;
use crate::subject::Census;
use crate::text::{Claimed, Text};

/// The curves by the edition's primary indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Concentration {
    /// The indicator, as the subject of a sentence.
    pub need: &'static str,
    /// The census.
    pub census: Census,
    /// The area's curve.
    pub area: Curve,
    /// England's; none for England itself.
    pub england: Option<Curve>,
}

/// A curve and what it reads at some shares of patients.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Whose.
    pub name: Text,
    /// From (0, 0) to (1, 1), least need first.
    pub points: Vec<CurvePoint>,
    /// The share of FTE at each of [`SHARES`].
    pub readings: [Claimed; 5],
}

/// The shares of patients at which the curves are read, those with least need first.
pub const SHARES: [f64; 5] = [0.2, 0.4, 0.5, 0.6, 0.8];
/// The reading that is drawn, among them.
const HALF: usize = 2;

const READ: &str = "the curve at this share of patients, straight between two PCNs that follow each other in order of the indicator";

impl Concentration {
    /// The chart; none where too few PCNs have a value for the half of patients with most need to be told.
    pub fn new(edition: &Edition, area: &Area) -> Option<Self> {
        area.own.need.most_need_half_share?;
        let id = edition.need.id();
        let curve = |of: &Area| Curve::new(of.printed_name(), of.own.need.curves.get(id)?);
        Some(Self {
            need: edition.need.indicator().name,
            census: edition.edition,
            area: curve(area)?,
            england: curve(&edition.england).filter(|_| area.place.kind != Kind::England),
        })
    }

    /// The curves, the area's first.
    pub fn curves(&self) -> impl Iterator<Item = &Curve> {
        std::iter::once(&self.area).chain(&self.england)
    }
}

impl Curve {
    fn new(name: Text, points: &[CurvePoint]) -> Option<Self> {
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
}

/// The share of FTE up to a share of patients.
fn at(curve: &[CurvePoint], patients: f64) -> Option<f64> {
    let step = curve.windows(2).find(|step| step[1].patients >= patients)?;
    let wide = step[1].patients - step[0].patients;
    let way = if wide > 0.0 { (patients - step[0].patients) / wide } else { 1.0 };
    Some(step[0].fte + way * (step[1].fte - step[0].fte))
}
