//! `briefings build`: the main job.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use indicatif::ProgressBar;

use super::branding::BrandingOptions;
use super::compare;
use super::held::{Figures, Held};
use super::keeping::{self, Keeping};
use super::progress::{Loudness, Watch};
use super::selection::Selection;
use super::settings;
use super::summary::{UNCHANGED, anew, summary};
use super::terminal::{SOME_FAILED, print, say};
use super::typed;
use crate::Request;
use crate::check::notice;
use crate::publish::{Asked, Outcome, Rerun, Step, Unchanged, build_from, build_of};
use crate::render::{FORMATS, Format, by_default};
use crate::source::{Publications, survey_with};
use crate::subject::error::Result;

/// Make the briefings of an edition: a PDF per ICB, the England overview, and the data behind them.
///
/// With no options it uses the built-in illustrative data, takes its latest census and writes into `reports`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  briefings build --data downloads --edition 2022-03 --area \"NHS Devon\"")]
pub struct Build {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    branding: BrandingOptions,
    /// Folder to write the edition's folder into
    #[arg(long, value_name = "DIR", default_value = "reports")]
    out: PathBuf,
    /// Only this ICB or region, by code or name (England is ENG); may be given more than once
    #[arg(long, value_name = "CODE-OR-NAME")]
    area: Vec<String>,
    /// The briefing of this NHS region, by code or name; may be given more than once
    #[arg(long, value_name = "CODE-OR-NAME")]
    region: Vec<String>,
    /// What to write for each area [default: all but charts]; may be given more than once, or as a list
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = PossibleValuesParser::new(ids()))]
    format: Vec<String>,
    /// How many areas to typeset side by side, at most the machine's cores [default: as memory has room for]
    #[arg(long, value_name = "N", value_parser = typed::jobs)]
    jobs: Option<u16>,
    /// Build again whenever the data, the templates or the settings change, until Ctrl-C; for one area or a few
    #[arg(long, requires = "area")]
    watch: bool,
    #[command(flatten)]
    keeping: Keeping,
    /// Say nothing but errors
    #[arg(long, conflicts_with = "verbose")]
    quiet: bool,
    /// Say each step and each area as it is done
    #[arg(long)]
    verbose: bool,
}

impl Build {
    pub fn run(self) -> Result<ExitCode> {
        self.once(None)
    }

    /// Whether it is to build again at each change.
    pub fn goes_on(&self) -> bool {
        self.watch
    }

    /// Lets builds that go on be stopped.
    pub fn is_watched(&self) {
        self.keeping.watch(&ProgressBar::hidden(), false);
    }

    /// Where editions go.
    pub fn out(&self) -> &Path {
        &self.out
    }

    /// Every file and folder that a build is made from.
    pub fn made_from(&self) -> Vec<PathBuf> {
        let own = self.selection.files().into_iter().chain(self.branding.files().cloned());
        own.chain([PathBuf::from(settings::FILE)]).collect()
    }

    /// Builds once; figures that are held serve where they are of the same tables and options.
    pub fn once(&self, held: Option<&mut Held>) -> Result<ExitCode> {
        let loudness = Loudness::of(self.quiet, self.verbose);
        let watch = Watch::start(loudness);
        if held.is_none() {
            self.keeping.watch(watch.bar(), true);
        }
        let formats = formats(&self.format);
        if self.selection.is_compared() {
            compare::has_data(&formats)?;
        }
        let (branding, templates) = self.branding.read()?;
        let mut request = Request {
            origins: self.selection.origins(),
            options: self.selection.options()?,
            asked: Asked { areas: self.area.clone(), regions: self.region.clone() },
            branding,
            templates,
            formats,
            out: self.out.clone(),
            jobs: keeping::jobs(self.jobs, self.quiet),
            wait: false,
            sign: self.keeping.key()?,
            cache: self.keeping.cache(),
        };
        watch.reading();
        let made = self.made(&watch, &mut request, held)?;
        watch.end();
        for failed in &made.outcome.failed {
            say(&format!("{} ({}) was not made: {}\n", failed.name, failed.code, failed.why));
        }
        if !self.quiet {
            watch.aside(&keeping::of_earlier(&made.outcome));
            print(&summary(&made.outcome, watch.seconds(), &made.anew))?;
        }
        if let Some(earlier) = &request.options.earlier {
            let digest = compare::since(&earlier.published, &made.outcome.folder, &request.out)?;
            if !self.quiet {
                print(&digest)?;
            }
        }
        Ok(if made.outcome.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) })
    }

    /// Makes what is asked for, where an earlier run has not made the same.
    fn made(&self, watch: &Watch, request: &mut Request, held: Option<&mut Held>) -> Result<Made> {
        let keeps = request.cache.folder().is_some() || held.is_some();
        let rerun = keeps.then(|| Rerun::of(request)).transpose()?;
        let aside = |text: &str| {
            if !self.quiet {
                watch.aside(text);
            }
        };
        if let Some(Unchanged { outcome, notices }) =
            rerun.as_ref().and_then(|rerun| rerun.unchanged(request))
        {
            aside(&notices);
            return Ok(Made { outcome, anew: UNCHANGED.to_owned() });
        }
        let progress = |step: Step<'_>| watch.at(step);
        let (outcome, notices) = match (held, &rerun) {
            (Some(held), Some(rerun)) => {
                let figures = held.figures(rerun.figures(), || {
                    let (publications, notices) = read(request, &aside)?;
                    progress(Step::Analysing);
                    Figures::of(publications, notices, request)
                })?;
                let build = |request: &Request| build_of(figures.trace(), request, &progress);
                (self.keeping.build(request, build)?, figures.notices.clone())
            }
            _ => {
                let (publications, notices) = read(request, &aside)?;
                let build = |request: &Request| build_from(&publications, request, &progress);
                (self.keeping.build(request, build)?, notices)
            }
        };
        let Some(rerun) = rerun else { return Ok(Made { outcome, anew: String::new() }) };
        rerun.remember(request, &outcome, &notices);
        request.cache.bound();
        Ok(Made { outcome, anew: anew(request.cache.made()) })
    }
}

/// The tables of a request, and what there is to say of them, which is said.
fn read(request: &Request, aside: &dyn Fn(&str)) -> Result<(Publications, String)> {
    let choice = request.options.choice();
    let publications = survey_with(&request.origins, choice, request.jobs, &request.cache)?;
    let mut notices = notice::unread(&publications);
    aside(&notices);
    publications.is_usable()?;
    let served = notice::served(&publications, &request.options)?;
    aside(&served);
    notices.push_str(&served);
    Ok((publications, notices))
}

/// What a run came to, and in words what of it is new.
struct Made {
    outcome: Outcome,
    anew: String,
}

/// The ids of all formats.
fn ids() -> impl Iterator<Item = PossibleValue> {
    FORMATS.iter().map(|format| PossibleValue::new(format.id).help(format.about))
}

/// The formats asked for, in the order of the registry.
fn formats(asked: &[String]) -> Vec<&'static Format> {
    let is_asked = |format: &&'static Format| asked.iter().any(|id| id == format.id);
    if asked.is_empty() { by_default() } else { FORMATS.iter().copied().filter(is_asked).collect() }
}
