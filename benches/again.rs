//! Runs after a first one: `cargo bench --bench again`. Each is the program, as whoever types it waits for it.
#![expect(clippy::disallowed_methods, reason = "a benchmark is what measures time")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run has nothing to say")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// A data set, and the options of its edition; none of the built-in one.
const SETS: [(&str, &[&str]); 3] = [
    ("embedded", &[]),
    ("real 2022-03", &["--data", "../shared/real", "--edition", "2022-03"]),
    ("real 2025-11", &["--data", "../shared/real", "--edition", "2025-11"]),
];

/// How many times each is run; the quickest is printed, and the slowest.
const RUNS: usize = 5;

/// A folder for a set's cache, templates and edition.
struct House<'a> {
    home: tempfile::TempDir,
    options: &'a [&'a str],
}

fn main() {
    for (name, options) in SETS {
        if options.get(1).is_some_and(|data| !here().join(data).exists()) {
            println!("{name}: skipped, {} is not there", options[1]);
            continue;
        }
        println!("{name}, seconds, the quickest and the slowest of {RUNS}");
        let house = House { home: tempfile::tempdir().unwrap(), options };
        house.print("nothing kept", &|house| fs::remove_dir_all(house.cache()).unwrap_or(()));
        house.print("nothing changed", &|_| ());
        house.print("the edition removed", &|house| fs::remove_dir_all(house.out()).unwrap());
        let page = house.home.path().join("own/briefing/sure.typ.j2");
        house.eject();
        house.print("a sentence of all papers", &|_| {
            let text = fs::read_to_string(&page).unwrap();
            fs::write(&page, format!("{text}\nA sentence.\n")).unwrap();
        });
    }
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

impl House<'_> {
    fn cache(&self) -> PathBuf {
        self.home.path().join("cache")
    }

    fn out(&self) -> PathBuf {
        self.home.path().join("reports")
    }

    fn program(&self) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_briefings"));
        program.current_dir(here()).env("XDG_CACHE_HOME", self.cache());
        program
    }

    /// Puts templates where later runs take them from.
    fn eject(&self) {
        let ejected =
            self.program().arg("eject-templates").arg(self.home.path().join("own")).output().unwrap();
        assert!(ejected.status.success());
    }

    fn run(&self) {
        let own = self.home.path().join("own");
        let mut program = self.program();
        program.args(["build", "--quiet", "--out"]).arg(self.out()).args(self.options);
        if own.exists() {
            program.arg("--templates").arg(own);
        }
        let ran = program.output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    }

    /// Runs after a change, some times, and prints how long that took.
    fn print(&self, what: &str, change: &dyn Fn(&Self)) {
        let seconds = |_| {
            change(self);
            let clock = Instant::now();
            self.run();
            clock.elapsed().as_secs_f64()
        };
        let mut times: Vec<f64> = (0..RUNS).map(seconds).collect();
        times.sort_by(f64::total_cmp);
        println!("  {what:<28}{:>8.2}{:>8.2}", times[0], times[RUNS - 1]);
    }
}
