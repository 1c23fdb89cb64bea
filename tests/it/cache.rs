//! What earlier runs made is not made again, and can change no byte of what a run writes.

mod damage;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use briefings::Request;
use briefings::branding::{Branding, Logo};
use briefings::cache::{Cache, Made};
use briefings::demo::Demo;
use briefings::publish::{Asked, Rerun};
use briefings::render::template::{Templates, ejected};
use briefings::source::Origin;
use briefings::source::local;
use tempfile::TempDir;

use crate::support::{build, files, program, request};

/// A small England in a folder, a cache, and what a run without one makes.
struct House {
    home: TempDir,
}

/// What a run made anew, and the files that it wrote.
struct Ran {
    made: Made,
    files: BTreeMap<String, Vec<u8>>,
}

impl House {
    fn new() -> Self {
        let house = Self { home: tempfile::tempdir().unwrap() };
        for file in (Demo { scale: 0.03, ..Demo::default() }).files().unwrap() {
            let path = house.data().join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file.bytes).unwrap();
        }
        house
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    fn cache(&self) -> PathBuf {
        self.home.path().join("cache")
    }

    /// A request for three ICBs and England, into a folder.
    fn request(&self, out: &str, cache: Cache) -> Request {
        let areas = ["QJK", "QOX", "QE1", "ENG"].map(str::to_owned).to_vec();
        Request {
            asked: Asked { areas, regions: Vec::new() },
            cache,
            ..request(Origin::Path(self.data()), &self.home.path().join(out))
        }
    }

    /// Runs with what earlier runs made, and without, and holds the two to the same bytes.
    fn run(&self, change: impl Fn(Request) -> Request) -> Ran {
        let with = change(self.request("with", Cache::at(self.cache())));
        let written = |request: &Request| {
            let outcome = build(request).unwrap();
            files(&outcome.folder)
        };
        let kept = written(&with);
        let anew = written(&change(self.request("without", Cache::none())));
        assert!(kept == anew, "what was kept changed {:?}", differ(&kept, &anew));
        Ran { made: with.cache.made(), files: kept }
    }
}

/// The names of files that are in both and not the same, with this ending.
fn differ(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names = one.iter().filter(|(name, bytes)| other.get(*name) != Some(bytes));
    names.map(|(name, _)| name.clone()).collect()
}

fn papers(names: &[String]) -> usize {
    names.iter().filter(|name| name.ends_with(".pdf")).count()
}

#[test]
fn each_kind_of_change_makes_only_what_it_must() {
    let house = House::new();
    let first = house.run(|request| request);
    let tables = first.made.tables;
    assert_eq!(first.made, Made { tables, panels: 1, documents: 4 });
    assert!(tables > 20);

    let again = house.run(|request| request);
    assert_eq!(again.made, Made::default(), "nothing has changed");
    assert!(again.files == first.files);

    // A sentence that England's paper alone prints.
    let own = tempfile::tempdir().unwrap();
    let (name, text) = ejected().find(|(name, _)| *name == "england/main.typ.j2").unwrap();
    let path = own.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, format!("{text}\nThis is our own sentence.\n")).unwrap();
    let sentence =
        house.run(|request| Request { templates: Templates::read(own.path()).unwrap(), ..request });
    let changed = differ(&first.files, &sentence.files);
    assert_eq!(papers(&changed), 1, "{changed:?}");
    assert_eq!(sentence.made, Made { documents: 1, ..Made::default() });

    let logo = own.path().join("logo.svg");
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"><rect width=\"9\" height=\"9\"/></svg>";
    fs::write(&logo, svg).unwrap();
    let branded = |request| Request {
        branding: Branding {
            logo: Some(Logo::read(&logo, "Logo of our board").unwrap()),
            ..Branding::default()
        },
        ..request
    };
    assert_eq!(house.run(branded).made, Made { documents: 4, ..Made::default() });

    // Link workers of one ICB from elsewhere: a table of its own, which is no published one.
    let table = own.path().join("local.csv");
    fs::write(&table, "area,employer,fte,source,as_of,note\nQJK,A charity,2.5,a count of ours,2026-06,\n")
        .unwrap();
    let with_local = |mut request: Request| {
        request.options.local = Some(local::read(&table).unwrap());
        request
    };
    let with_local = house.run(with_local);
    let changed = differ(&first.files, &with_local.files);
    assert_eq!(with_local.made, Made { documents: papers(&changed), ..Made::default() });
    assert!(papers(&changed) < 4, "{changed:?}");
}

/// Puts other bytes in the place of the first of some in the workforce file of a month.
fn revise(data: &Path, month: &str, from: &str, to: &str) {
    let found = files(data).into_keys().find(|name| name.contains(month) && name.contains("Individual"));
    let path = data.join(found.unwrap());
    let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn a_late_revision_makes_its_table_the_panel_and_the_papers_that_say_something_else() {
    let house = House::new();
    let first = house.run(|request| request);
    // A row more of a PCN of QJK, a year before.
    let row = ",Social Prescribing Link Workers,Social Prescribing Link Worker,0.8,";
    revise(&house.data(), "September 2025", row, &row.replace("0.8", "0.5"));
    let revised = house.run(|request| request);
    let changed = differ(&first.files, &revised.files);
    assert_eq!(revised.made, Made { tables: 1, panels: 1, documents: papers(&changed) });
    assert!(papers(&changed) > 0, "{changed:?}");
    // What no page prints makes its table and the panel anew, and no paper.
    revise(&house.data(), "September 2025", "NWRS contracted services,", "NWRS Contracted Services,");
    let silent = house.run(|request| request);
    let changed = differ(&revised.files, &silent.files);
    assert_eq!(silent.made, Made { tables: 1, panels: 1, documents: papers(&changed) });
}

#[test]
fn a_run_of_the_same_finds_what_is_there_and_one_byte_of_it_makes_it_run() {
    let house = House::new();
    let request = house.request("out", Cache::at(house.cache()));
    let rerun = Rerun::of(&request).unwrap();
    assert!(rerun.unchanged(&request).is_none());
    let outcome = build(&request).unwrap();
    rerun.remember(&request, &outcome, "a notice");
    let found = Rerun::of(&request).unwrap().unchanged(&request).unwrap();
    assert_eq!((found.outcome.manifest, found.outcome.pdfs), (outcome.manifest.clone(), 4));
    assert_eq!((found.notices.as_str(), found.outcome.folder), ("a notice", outcome.folder.clone()));

    let is_found = |request: &Request| Rerun::of(request).unwrap().unchanged(request).is_some();
    for name in files(&outcome.folder).into_keys() {
        let path = outcome.folder.join(&name);
        let bytes = fs::read(&path).unwrap();
        let mut other = bytes.clone();
        *other.last_mut().unwrap() ^= 1;
        fs::write(&path, &other).unwrap();
        assert!(!is_found(&request), "a changed {name} is not what was made");
        fs::remove_file(&path).unwrap();
        assert!(!is_found(&request), "{name} is not there");
        fs::write(&path, &bytes).unwrap();
    }
    assert!(is_found(&request));
    fs::write(outcome.folder.join("ours.txt"), "a file of the user's").unwrap();
    assert!(is_found(&request), "which no run touches");

    let others: [&dyn Fn(Request) -> Request; 4] = [
        &|request| Request { branding: Branding { draft: true, ..Branding::default() }, ..request },
        &|request| Request { formats: request.formats[..1].to_vec(), ..request },
        &|request| Request { out: house.home.path().join("elsewhere"), ..request },
        &|mut request| {
            request.options.allow_stale = Some("we know".to_owned());
            request
        },
    ];
    for (at, other) in others.iter().enumerate() {
        assert!(!is_found(&other(house.request("out", Cache::at(house.cache())))), "option {at}");
    }
    fs::write(house.data().join("a note.txt"), "beside the tables").unwrap();
    assert!(!is_found(&request), "`build` would say that it is not read");
    fs::remove_file(house.data().join("a note.txt")).unwrap();
    revise(&house.data(), "June 2026", ",0.8,", ",0.7,");
    assert!(!is_found(&request));
}

#[test]
fn the_program_says_that_nothing_has_changed_and_what_it_made() {
    let home = tempfile::tempdir().unwrap();
    let cache = home.path().join("cache");
    let briefings = |words: &[&str]| {
        let mut program = program();
        program.current_dir(home.path()).env("XDG_CACHE_HOME", &cache);
        let done = program.args(words).output().unwrap();
        assert!(done.status.success());
        String::from_utf8(done.stdout).unwrap()
    };
    let run = |words: &[&str]| briefings(&[&["build", "--area", "QJK", "--format", "pdf"], words].concat());
    assert!(run(&[]).contains("anew: 56 tables read, 1 panel made, 1 document typeset\n"));
    let again = run(&[]);
    assert!(again.contains("nothing has changed since: every file is as that run made it\n"), "{again}");
    assert!(again.starts_with("1 PDF in reports/2026-09\nmanifest "), "{again}");
    let draft = run(&["--draft"]);
    assert!(draft.contains("anew: 0 tables read, 0 panels made, 1 document typeset\n"), "{draft}");
    let kept = files(&cache).len();
    assert!(!run(&["--no-cache"]).contains("anew"));
    assert_eq!(files(&cache).len(), kept);
    let said = briefings(&["doctor", "--out", "reports"]);
    assert!(said.contains(&format!("briefings`: {kept} files of earlier runs, ")), "{kept}: {said}");
    assert!(briefings(&["doctor", "--clear-cache"]).contains("briefings`: 0 files of earlier runs, 0 MB of"));
    assert_eq!(files(&cache).len(), 0);
}
