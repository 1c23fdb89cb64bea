//! `build --watch`: builds again whenever something changes that it is made from.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::build::Build;
use super::held::Held;
use super::terminal::say;

/// How often is looked for a change. Systems tell of changes themselves, but not of those in folders on a network.
const EVERY: Duration = Duration::from_millis(100);

/// How deep folders are looked through.
const DEEPEST: usize = 8;

/// A build as it is typed, with the file of its settings where one was named; in words, why it is none.
pub type Typed = Result<(Build, Option<PathBuf>), String>;

/// Builds, and again at each change, until it is stopped; what went wrong is said, and the next change is waited for.
pub fn again(first: Build, typed: impl Fn() -> Typed) -> ! {
    first.is_watched();
    let mut held = Held::default();
    let (mut build, mut named) = (first, None);
    loop {
        let typed = typed().map(|typed| (build, named) = typed);
        let seen = Seen::of(&build, named.as_deref());
        let done = typed.and_then(|()| {
            let built = build.once(Some(&mut held));
            built.map_err(|error| format!("error: {}\n", error.chain()))
        });
        if let Err(why) = done {
            say(&why);
        }
        say("watching for changes; Ctrl-C ends it\n");
        seen.wait(&build, named.as_deref());
    }
}

/// Every file that a build is made from, with its size and when it was changed.
#[derive(PartialEq)]
struct Seen(BTreeMap<PathBuf, (u64, Option<SystemTime>)>);

impl Seen {
    fn of(build: &Build, named: Option<&Path>) -> Self {
        let mut seen = Self(BTreeMap::new());
        let out = fs::canonicalize(build.out()).ok();
        for path in build.made_from().iter().map(PathBuf::as_path).chain(named) {
            seen.look(path, out.as_deref(), 0);
        }
        seen
    }

    /// A file, or all of a folder; not what the build itself writes.
    fn look(&mut self, path: &Path, out: Option<&Path>, deep: usize) {
        let is_out = out.is_some_and(|out| fs::canonicalize(path).is_ok_and(|path| path == out));
        let Ok(about) = fs::metadata(path) else { return };
        if is_out || deep > DEEPEST {
            return;
        }
        if !about.is_dir() {
            self.0.insert(path.to_owned(), (about.len(), about.modified().ok()));
            return;
        }
        for entry in fs::read_dir(path).into_iter().flatten().filter_map(std::result::Result::ok) {
            self.look(&entry.path(), out, deep + 1);
        }
    }

    /// Waits until something is not as it was, and then until nothing changes any more.
    fn wait(self, build: &Build, named: Option<&Path>) {
        let mut before = self;
        let mut is_changed = false;
        loop {
            std::thread::sleep(EVERY);
            let now = Self::of(build, named);
            match (now == before, is_changed) {
                (true, true) => return,
                (same, _) => is_changed = is_changed || !same,
            }
            before = now;
        }
    }
}
