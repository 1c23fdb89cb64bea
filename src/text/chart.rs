//! A chart of no format: what it says, its picture, and the table that has its figures.

use super::spans::Text;

/// A chart as a page takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The chart's kind, and the stem of its file name.
    pub slug: &'static str,
    /// Its message.
    pub title: Text,
    /// What is measured, where and when.
    pub subtitle: Text,
    /// Where the figures come from.
    pub source: Text,
    /// What a reader takes from it, in words.
    pub alt: Text,
    /// The picture.
    pub picture: Picture,
    /// The table that has its figures, by its slug; or the name of the attached file that does.
    pub table: &'static str,
}

/// A picture, drawn at the size that it is placed at.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The drawing, as SVG.
    pub svg: String,
    /// The words on it.
    pub labels: Vec<Text>,
    /// Its width in points.
    pub width_pt: f64,
    /// Its height in points.
    pub height_pt: f64,
}

impl Chart {
    /// What a reader takes from it and, where a file inside the PDF has its figures, which.
    pub fn described(&self) -> Text {
        let mut said = self.alt.clone();
        if self.table.ends_with(".csv") {
            said.push(" The values are in ");
            said.push(Text::name(self.table));
            said.push(", attached.");
        }
        said
    }

    /// Where a page finds the picture.
    pub fn path(&self) -> String {
        format!("/charts/{}.svg", self.slug)
    }
}
