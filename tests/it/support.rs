//! What the tests share: places, builds, and the data of `../shared` where it is there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use briefings::Request;
use briefings::analysis::Edition;
use briefings::panel::Options;
use briefings::publish::Outcome;
use briefings::source::{self, Origin};

/// The data set that the binary embeds.
pub fn embedded() -> Origin {
    Origin::Path(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/illustrative.zip"))
}

/// The real data beside the project; none, with a printed line, in a clone on its own.
pub fn real(test: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real");
    if !path.is_dir() {
        println!("{test}: skipped, ../shared/real is not there");
        return None;
    }
    Some(path)
}

/// An edition of some data.
pub fn edition(origin: Origin, options: &Options) -> Edition {
    let publications = source::load(&[origin], 2).unwrap();
    briefings::analyse(&publications, options).unwrap().1
}

/// A request for everything of the latest edition.
pub fn request(origin: Origin, out: &Path) -> Request {
    Request {
        origins: vec![origin],
        options: Options::default(),
        asked: Default::default(),
        out: out.to_owned(),
        jobs: 2,
    }
}

/// Builds without a progress bar.
pub fn build(request: &Request) -> briefings::error::Result<Outcome> {
    briefings::build(request, &|_, _| ())
}

/// Every file below a folder, with its bytes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}
