//! How areas may be drawn, as the command line asks for it.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::source::lookup::{self, Generation};
use crate::source::own_areas::{self, OwnAreas};
use crate::subject::digest::OwnFile;
use crate::subject::error::{Error, Result};

/// How areas are drawn.
#[derive(Clone, Debug, Default)]
pub enum Geography {
    /// Today's PCNs in the edition's own ICBs, carried back through every census.
    #[default]
    Edition,
    /// Each census in the ICBs of its own tables.
    AsPublished,
    /// The ICBs of a generation, carried back and forward.
    Generation(Generation),
    /// The edition's ICBs as a table of the user's own changes them, carried back.
    Own(Arc<OwnAreas>),
}

impl Geography {
    /// What the command line's words mean.
    ///
    /// # Errors
    /// Where they are none that it takes, or name a table that cannot be read.
    pub fn given(text: &str) -> Result<Self> {
        let icbs = lookup::icbs()?;
        let generation = text.parse().ok().and_then(|year| icbs.generation(year));
        match (text, generation) {
            ("edition", _) => Ok(Self::Edition),
            ("as-published", _) => Ok(Self::AsPublished),
            (_, Some(generation)) => Ok(Self::Generation(generation)),
            _ if text.to_lowercase().ends_with(".csv") => {
                own_areas::read(text.as_ref()).map(|own| Self::Own(Arc::new(own)))
            }
            _ => {
                let years = icbs.generations().into_iter().map(|generation| generation.year().to_string());
                Err(Error::Unknown {
                    asked: format!("--geography does not take `{text}`"),
                    available: format!(
                        "it takes edition, as-published, a year in which ICBs changed ({}), or the path of a \
                         FILE.csv of your own areas",
                        years.collect::<Vec<_>>().join(", ")
                    ),
                })
            }
        }
    }

    /// As in `analysis.json`: `edition`, `as-published`, `2026` or `file:NAME.csv`.
    pub fn id(&self) -> String {
        match self {
            Self::Edition => "edition".to_owned(),
            Self::AsPublished => "as-published".to_owned(),
            Self::Generation(generation) => generation.year().to_string(),
            Self::Own(own) => format!("file:{}", own.file.file),
        }
    }

    /// The table of the user's own that areas are drawn by.
    pub fn own(&self) -> Option<&OwnAreas> {
        match self {
            Self::Own(own) => Some(own),
            _ => None,
        }
    }

    /// Its file.
    pub fn file(&self) -> Option<&OwnFile> {
        self.own().map(|own| &own.file)
    }
}

impl Serialize for Geography {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.id())
    }
}
