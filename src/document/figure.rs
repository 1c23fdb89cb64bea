//! Charts as pages place them.

use serde::Serialize;

use crate::chart::{Chart, ChartError};

/// A chart with its words, or the words that stand in its place.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// The message.
    pub title: String,
    /// What is measured, where and when.
    pub subtitle: String,
    /// Where the figures come from.
    pub source: String,
    /// The picture; none where there is nothing to draw.
    pub picture: Option<Picture>,
    /// What to say instead.
    pub instead: &'static str,
}

/// A picture by its path.
#[derive(Debug, Serialize)]
pub struct Picture {
    /// Where the page finds it.
    pub path: String,
    /// What it says to those who do not see it.
    pub alt: String,
}

/// The words around a chart.
pub struct Caption {
    /// The message.
    pub title: String,
    /// What is measured, where and when.
    pub subtitle: String,
    /// Where the figures come from.
    pub source: String,
}

/// The charts of one document, in the order of its pages.
#[derive(Debug, Default)]
pub struct Figures {
    /// Those drawn so far.
    pub drawn: Vec<Chart>,
}

impl Figures {
    /// Places a drawn chart, or none, under its caption.
    pub fn place(
        &mut self,
        chart: Option<Result<Chart, ChartError>>,
        caption: Caption,
    ) -> Result<Figure, ChartError> {
        let chart = chart.transpose()?;
        let picture =
            chart.as_ref().map(|c| Picture { path: format!("/charts/{}.svg", c.slug), alt: c.alt.clone() });
        self.drawn.extend(chart);
        let Caption { title, subtitle, source } = caption;
        Ok(Figure {
            title,
            subtitle,
            source,
            picture,
            instead: "There is no chart: the returns leave nothing to draw.",
        })
    }
}
