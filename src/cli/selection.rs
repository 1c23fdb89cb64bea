//! Where tables are and what serves an edition: the options that several commands share.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{ArgAction, Args};

use super::typed;
use crate::compare::EarlierEdition;
use crate::panel::{Geography, MapChoice, Options};
use crate::source::{self, Choice, Origin, Publications, local, lookup, own};
use crate::subject::error::Result;
use crate::subject::{Census, Need};

/// The illustrative data set, made by `demo-data`.
const ILLUSTRATIVE: Origin =
    Origin::Zip { name: "illustrative.zip", bytes: include_bytes!("../../data/illustrative.zip") };

/// Where the tables are and what serves an edition: shared by `build`, `explain` and `inspect`.
#[derive(Debug, Args)]
pub struct Selection {
    /// Folder, file or zip with published tables; may be given more than once [default: the illustrative set]
    #[arg(long, value_name = "DIR")]
    data: Vec<PathBuf>,
    /// Say what changed since an earlier edition, by its folder: in the paper and the record, and for each area and part in
    /// OUT/changes-OLD-NEW.csv, which `build` writes
    #[arg(long, value_name = "DIR")]
    compare_with: Option<PathBuf>,
    #[command(flatten)]
    serving: Serving,
}

/// What serves an edition: shared by those and `check`.
#[derive(Debug, Args)]
pub struct Serving {
    /// Census to report on, as year and month [default: the latest]
    #[arg(long, value_name = "2022-03", value_parser = census)]
    edition: Option<Census>,
    /// Need indicator that comes first [default: support-gap where there is a survey]
    #[arg(long, value_enum)]
    need: Option<Need>,
    /// GP Patient Survey to use [default: the latest published by the census]
    #[arg(long, value_name = "YEAR", value_parser = typed::year)]
    survey: Option<i16>,
    /// Index of Multiple Deprivation to use [default: 2025 from November 2025, 2019 before]
    #[arg(long, value_name = "YEAR", value_parser = typed::year)]
    imd: Option<i16>,
    /// Of two files for one period, the one that serves: its name; may be given more than once
    #[arg(long, value_name = "FILE")]
    prefer: Vec<String>,
    /// Go on without a publication's file that cannot be read, by its name or header; it is named as not read
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", action = ArgAction::Set,
          default_value_t = false, hide_default_value = true, hide_possible_values = true,
          value_name = "true|false")]
    allow_unread: bool,
    /// Use list sizes or a practice map over 18 months from the census, for this reason, which is printed
    #[arg(long, value_name = "REASON", value_parser = typed::reason)]
    allow_stale: Option<String>,
    /// ICBs to set beside others in the place of the nearest five: a CSV with the columns icb and similar
    #[arg(long, value_name = "FILE.csv")]
    similar: Option<PathBuf>,
    /// How areas are drawn: edition (today's PCNs in this census's ICBs, carried back), as-published (each census in its
    /// own ICBs), a year in which ICBs changed, like 2026 (its ICBs, carried back or forward), or a FILE.csv of your own
    #[arg(
        long,
        value_name = "edition|as-published|YEAR|FILE.csv",
        default_value = "edition",
        hide_default_value = true,
        long_help = geography_in_full()
    )]
    geography: String,
    /// Where practices' PCNs are taken from
    #[arg(long, value_enum, default_value_t = MapChoice::Auto)]
    practice_map: MapChoice,
    /// Link workers outside the publication, to show beside and never add: a CSV with the columns area, employer, fte,
    /// source and as_of
    #[arg(long, value_name = "FILE.csv")]
    local: Option<PathBuf>,
}

/// The ways to draw areas, for `--help`, with the years that the lookup of ICBs has.
fn geography_in_full() -> String {
    let icbs = lookup::icbs();
    let years =
        icbs.iter().flat_map(|icbs| icbs.generations()).map(|generation| generation.year().to_string());
    format!(
        "How areas are drawn [default: edition]:\n\
         - edition: today's PCNs in the ICBs of this census's files, carried back through every census\n\
         - as-published: each census in the ICBs of its own files; lines stop where ICBs changed\n\
         - {}: the ICBs that began in that year, carried back and forward; a PCN is in the one with most of its \
         patients. The data folder needs a practice map of their time\n\
         - FILE.csv: this census's ICBs as you change them, for figures on a merger or a split to come. Columns: to \
         (an ICB's code) and one of practice, pcn or icb (what goes there); name, region and region_name for a code \
         that is new. What the file does not name keeps its place",
        years.collect::<Vec<_>>().join(", ")
    )
}

impl Selection {
    /// The files and folders that are named.
    pub fn files(&self) -> Vec<PathBuf> {
        let Serving { similar, local, geography, .. } = &self.serving;
        let tables = similar.iter().chain(local).cloned().chain([PathBuf::from(geography)]);
        self.data.iter().chain(&self.compare_with).cloned().chain(tables).collect()
    }

    /// The tables, read and checked.
    ///
    /// # Errors
    /// Where they cannot be read, or something in them stops a run.
    pub fn load(&self) -> Result<Publications> {
        let Serving { prefer, allow_unread, .. } = &self.serving;
        let choice = Choice { prefer, allow_unread: *allow_unread };
        source::load_choosing(&self.origins(), choice, all_cores())
    }

    /// Where the tables are.
    pub fn origins(&self) -> Vec<Origin> {
        origins(&self.data)
    }

    /// Whether an earlier edition is given to compare with.
    pub fn is_compared(&self) -> bool {
        self.compare_with.is_some()
    }

    /// Which edition, and what serves it.
    ///
    /// # Errors
    /// As [`Serving::options`]; and where the earlier edition cannot be read.
    pub fn options(&self) -> Result<Options> {
        let earlier = self.compare_with.as_deref().map(EarlierEdition::read).transpose()?;
        Ok(Options { earlier: earlier.map(Arc::new), ..self.serving.options()? })
    }
}

impl Serving {
    /// Which edition, and what serves it.
    ///
    /// # Errors
    /// Where a file that is named cannot be used.
    pub fn options(&self) -> Result<Options> {
        Ok(Options {
            edition: self.edition,
            need: self.need,
            survey: self.survey,
            imd: self.imd,
            allow_stale: self.allow_stale.clone(),
            similar: self.similar.as_deref().map(own::similar).transpose()?.unwrap_or_default(), // the nearest
            prefer: self.prefer.clone(),
            allow_unread: self.allow_unread,
            geography: Geography::given(&self.geography)?,
            practice_map: self.practice_map,
            local: self.local.as_deref().map(local::read).transpose()?,
            earlier: None,
        })
    }
}

/// The places given, or the illustrative set.
pub fn origins(given: &[PathBuf]) -> Vec<Origin> {
    if given.is_empty() { vec![ILLUSTRATIVE] } else { given.iter().cloned().map(Origin::Path).collect() }
}

/// A census, as it is typed.
pub fn census(text: &str) -> std::result::Result<Census, String> {
    text.parse().map_err(|expected| format!("expected {expected}"))
}

/// As many threads as the machine has.
pub fn all_cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get)
}
