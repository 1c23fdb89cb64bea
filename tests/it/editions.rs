//! Editions that many tests read and none changes: each is made once, of the data set that the binary embeds or of the
//! real tables where they are there.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

use briefings::analysis::{Area, Edition};
use briefings::compare::{EarlierEdition, EarlierFiles, Published};
use briefings::document::{self, Manuscript, Said};
use briefings::explain::Trace;
use briefings::panel::{Geography, Options, Panel};
use briefings::publish;
use briefings::source::{self, Origin, Publications};
use briefings::subject::Need;
use briefings::subject::digest::OwnFile;
use briefings::workers;
use serde_json::Value;

use crate::read::{compose, context, plain};
use crate::support;

/// Which edition: what is not given is as it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wanted {
    pub when: Option<&'static str>,
    pub need: Option<Need>,
    pub survey: Option<i16>,
    pub geography: Option<&'static str>,
}

/// The latest edition as it comes.
pub const LATEST: Wanted = Wanted { when: None, need: None, survey: None, geography: None };

/// The edition of a census.
pub const fn of(when: &'static str) -> Wanted {
    Wanted { when: Some(when), ..LATEST }
}

impl Wanted {
    /// The same by one indicator.
    pub const fn by(self, need: Need) -> Self {
        Self { need: Some(need), ..self }
    }

    /// The same with areas drawn otherwise.
    pub const fn on(self, geography: &'static str) -> Self {
        Self { geography: Some(geography), ..self }
    }

    pub fn options(self) -> Options {
        Options {
            edition: self.when.map(|text| text.parse().unwrap()),
            need: self.need,
            survey: self.survey,
            geography: self.geography.map_or_else(Geography::default, |text| Geography::given(text).unwrap()),
            ..Options::default()
        }
    }
}

/// An edition and what it was made from.
pub struct Made {
    pub publications: &'static Publications,
    pub panel: Panel,
    pub edition: Edition,
    documents: OnceLock<Vec<Composed>>,
}

/// A document of an edition.
pub struct Composed {
    pub edition: &'static Edition,
    pub area: &'static Area,
    pub manuscript: Manuscript,
    /// What its pages print, as a reader reads it, and under `record` what stands behind them.
    pub context: Value,
    /// The texts with numbers of both.
    pub said: Vec<Said>,
}

impl Composed {
    fn of(edition: &'static Edition, area: &'static Area) -> Self {
        let manuscript = compose(edition, area).unwrap();
        let record = document::record(edition, area).unwrap();
        let mut said = manuscript.said().unwrap();
        said.extend(record.texts().into_iter().map(|(place, text)| Said {
            place: format!("record.{place}"),
            figures: text.figures().unwrap().into_iter().cloned().collect(),
            text: plain(&text),
        }));
        let mut context = context(&manuscript);
        context["record"] = serde_json::to_value(&record).unwrap();
        Self { edition, area, context, said, manuscript }
    }
}

impl Made {
    fn of(publications: &'static Publications, wanted: Wanted) -> Self {
        let (panel, edition) = briefings::analyse(publications, &wanted.options()).unwrap();
        Self { publications, panel, edition, documents: OnceLock::new() }
    }

    pub fn trace(&self) -> Trace<'_> {
        Trace { publications: self.publications, panel: &self.panel, edition: &self.edition }
    }

    /// The documents of every ICB and of England.
    pub fn documents(&'static self) -> &'static [Composed] {
        self.documents.get_or_init(|| {
            let areas = publish::choose(&self.edition, &publish::Asked::default()).unwrap();
            workers::map(&areas, 2, |area| Composed::of(&self.edition, area))
        })
    }
}

/// What the embedded data set holds.
pub static EMBEDDED: LazyLock<Publications> = LazyLock::new(|| load(support::embedded()));

/// What the real tables hold.
static REAL: LazyLock<Option<Publications>> =
    LazyLock::new(|| support::real("real tables").map(|path| load(Origin::Path(path))));

fn load(origin: Origin) -> Publications {
    source::load(&[origin], 2).unwrap()
}

/// An edition of the embedded data set.
pub fn illustrative(wanted: Wanted) -> &'static Made {
    static MADE: Mutex<Shelf> = Mutex::new(Shelf::new());
    made(&MADE, &EMBEDDED, wanted)
}

/// An edition of the real tables; none, with a printed line, where they are not there.
pub fn real(test: &str, wanted: Wanted) -> Option<&'static Made> {
    static MADE: Mutex<Shelf> = Mutex::new(Shelf::new());
    Some(made(&MADE, real_publications(test)?, wanted))
}

/// The latest edition with all that a user may give beside the tables: the example of a table of their own, and the edition
/// of a quarter before.
pub static GIVEN_MORE: LazyLock<(Options, Edition)> = LazyLock::new(|| {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/local.example.csv");
    let local = Some(source::local::read(&example).unwrap());
    let before = &illustrative(of("2026-06")).edition;
    let earlier = Some(Arc::new(earlier(before.published())));
    let options = Options { local, earlier, ..Options::default() };
    let edition = briefings::analyse(&EMBEDDED, &options).unwrap().1;
    (options, edition)
});

/// An earlier edition to compare with, as if its folder had been read.
pub fn earlier(published: Published) -> EarlierEdition {
    let files = EarlierFiles {
        edition: published.census,
        version: published.version.clone(),
        fingerprint: "0123456789abcdef".repeat(4),
        files: vec![OwnFile { file: "data/icb.csv".to_owned(), sha256: "00".repeat(32) }],
    };
    EarlierEdition { published, files }
}

/// What the real tables hold; none, with a printed line, where they are not there.
pub fn real_publications(test: &str) -> Option<&'static Publications> {
    support::real(test)?;
    REAL.as_ref()
}

/// The editions made so far, each in a place of its own so that tests wait for no edition but theirs.
type Shelf = BTreeMap<Wanted, &'static OnceLock<Made>>;

fn made(shelf: &Mutex<Shelf>, publications: &'static Publications, wanted: Wanted) -> &'static Made {
    let place = *shelf.lock().unwrap().entry(wanted).or_insert_with(|| Box::leak(Box::default()));
    place.get_or_init(|| Made::of(publications, wanted))
}
