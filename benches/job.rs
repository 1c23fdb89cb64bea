//! The main job by stage: `cargo bench --bench job`, with the CPU seconds of all threads and the peak of memory.
//!
//! Each data set runs in a process of its own, so that its peak memory is its own. The made-up Englands of `SCALES` are
//! read and analysed, and not printed: they show how these stages grow with the PCNs.
#![expect(clippy::disallowed_methods, reason = "a benchmark is what measures time")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run has nothing to say")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use briefings::analysis::Edition;
use briefings::branding::Branding;
use briefings::demo::Demo;
use briefings::panel::{self, Options};
use briefings::publish::Run;
use briefings::render::template::{TemplateMarks, Templates};
use briefings::render::typesetter::Typesetter;
use briefings::source::{self, Origin, Publications};
use briefings::{publish, workers};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A data set and the edition that is built from it.
const SETS: [(&str, &str, Option<&str>); 3] = [
    ("embedded", "data/illustrative.zip", None),
    ("real 2022-03", "../shared/real", Some("2022-03")),
    ("real 2025-11", "../shared/real", Some("2025-11")),
];

/// Made-up Englands, in multiples of the built-in one.
const SCALES: [(&str, f64); 2] = [("demo-data --scale 1", 1.0), ("demo-data --scale 10", 10.0)];

/// How many times each set is run; the quickest run is printed.
const RUNS: usize = 3;

fn main() {
    // Cargo passes flags of its own; a name from SETS or SCALES asks this process to run that set.
    let asked = |name: &str| std::env::args().skip(1).any(|arg| arg == name);
    if let Some(set) = SETS.iter().find(|set| asked(set.0)) {
        if asked(ONE_CORE) { one_core(set) } else { run(set) }
    } else if let Some((name, scale)) = SCALES.iter().find(|set| asked(set.0)) {
        grown(name, *scale);
    } else {
        SETS.iter().for_each(in_own_process);
        for (name, _) in SCALES {
            assert!(myself().arg(name).status().unwrap().success());
        }
    }
}

fn myself() -> Command {
    Command::new(std::env::current_exe().unwrap())
}

/// Asks this process for the time of an area, and no more than one core.
const ONE_CORE: &str = "--one-core";

fn in_own_process(set: &(&str, &str, Option<&str>)) {
    if !place(set.1).exists() {
        println!("{}: skipped, {} is not there", set.0, set.1);
        return;
    }
    assert!(myself().arg(set.0).status().unwrap().success());
    // typst would take a second core for itself.
    let alone = myself().args([set.0, ONE_CORE]).env("RAYON_NUM_THREADS", "1").status();
    assert!(alone.unwrap().success());
}

fn place(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn run(set: &(&str, &str, Option<&str>)) {
    let (name, path, edition) = set;
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let options = Options { edition: edition.map(|text| text.parse().unwrap()), ..Options::default() };
    let runs: Vec<Vec<Stage>> = (0..RUNS).map(|_| stages(&place(path), &options, jobs)).collect();
    print(name, jobs, &runs);
}

/// Reads and analyses a made-up England.
fn grown(name: &str, scale: f64) {
    let folder = tempfile::tempdir().unwrap();
    for file in (Demo { scale, ..Demo::default() }).files().unwrap() {
        publish::put(&folder.path().join(file.path), &file.bytes).unwrap();
    }
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let mut clock = Clock::start();
    analysed(folder.path(), &Options::default(), jobs, &mut clock);
    print(name, jobs, &[clock.stages]);
}

/// Prints the quickest of some runs.
fn print(name: &str, jobs: usize, runs: &[Vec<Stage>]) {
    let total = |stages: &Vec<Stage>| stages.iter().map(|stage| stage.seconds).sum::<f64>();
    let cpu = |stages: &Vec<Stage>| stages.iter().map(|stage| stage.cpu).sum::<f64>();
    let best = runs.iter().min_by(|a, b| total(a).total_cmp(&total(b))).unwrap();
    println!(
        "{name}: {:.2} s on {jobs} threads, {:.2} CPU s, best of {}; peak memory {} MB",
        total(best),
        cpu(best),
        runs.len(),
        peak_megabytes()
    );
    // What a later run holds at most is what the first one held.
    for (Stage { name, seconds, cpu, .. }, Stage { peak, .. }) in best.iter().zip(&runs[0]) {
        println!("  {name:<28}{:>8.0} ms{:>8.0} CPU ms{peak:>8} MB by then", seconds * 1e3, cpu * 1e3);
    }
}

/// The time that one more area takes on one core: words, charts, template and typesetting, the mean of all ICBs.
fn one_core(set: &(&str, &str, Option<&str>)) {
    let (_, path, edition) = set;
    let options = Options { edition: edition.map(|text| text.parse().unwrap()), ..Options::default() };
    let publications = source::load(&[Origin::Path(place(path))], 1).unwrap();
    let panel = panel::assemble(&publications, &options).unwrap();
    let edition = Edition::of(&panel, &publications).unwrap();
    let (branding, templates) = (Branding::default(), Templates::default());
    let renderer = Run::of(&publications, &edition, &options, &branding, &templates).unwrap().renderer;
    let areas: Vec<_> = edition.icbs().collect();
    let typesetter = Typesetter::new(1);
    let seconds = |_| {
        let clock = Instant::now();
        let made = workers::map(&areas, 1, |area| {
            let manuscript = renderer.compose(area).unwrap();
            renderer.pdf(&typesetter, &manuscript, area).unwrap().bytes.len()
        });
        clock.elapsed().as_secs_f64() / made.len() as f64
    };
    let best = (0..RUNS).map(seconds).fold(f64::MAX, f64::min);
    println!("  one area, one core          {:>8.0} ms", best * 1000.0);
}

/// What a stage took.
struct Stage {
    name: &'static str,
    seconds: f64,
    /// Of all threads.
    cpu: f64,
    /// Megabytes, the most until its end.
    peak: u64,
}

/// The stages so far, and when the last of them ended.
struct Clock {
    stages: Vec<Stage>,
    at: Instant,
    cpu: f64,
}

impl Clock {
    fn start() -> Self {
        Self { stages: Vec::new(), at: Instant::now(), cpu: cpu_seconds() }
    }

    fn lap(&mut self, name: &'static str) {
        let (seconds, cpu) = (self.at.elapsed().as_secs_f64(), cpu_seconds() - self.cpu);
        self.stages.push(Stage { name, seconds, cpu, peak: peak_megabytes() });
        (self.at, self.cpu) = (Instant::now(), cpu_seconds());
    }
}

/// The tables and the figures of a data set.
fn analysed(path: &Path, options: &Options, jobs: usize, clock: &mut Clock) -> (Publications, Edition) {
    let publications = source::load(&[Origin::Path(path.to_owned())], jobs).unwrap();
    clock.lap("source: read the tables");
    let panel = panel::assemble(&publications, options).unwrap();
    clock.lap("panel");
    let edition = Edition::of(&panel, &publications).unwrap();
    clock.lap("analysis");
    (publications, edition)
}

/// Each stage, in their order.
fn stages(path: &Path, options: &Options, jobs: usize) -> Vec<Stage> {
    let mut clock = Clock::start();
    let (publications, edition) = analysed(path, options, jobs, &mut clock);
    let areas = publish::choose(&edition, &publish::Asked::default()).unwrap();
    let (branding, templates) = (Branding::default(), Templates::default());
    let renderer = Run::of(&publications, &edition, options, &branding, &templates).unwrap().renderer;
    let typesetter = Typesetter::new(jobs);
    let proofs = workers::map(&areas, jobs, |area| {
        let manuscript = renderer.compose(area).unwrap();
        manuscript.said().unwrap();
        renderer.prepare(&typesetter, &manuscript, area, TemplateMarks::Off).unwrap().0
    });
    clock.lap("words, charts, templates");
    let pdfs = workers::map(&proofs, jobs, |proof| typesetter.typeset(proof.clone()).unwrap().bytes.len());
    clock.lap("typesetting");
    assert_eq!(pdfs.len(), areas.len());
    let folder = tempfile::tempdir().unwrap();
    for (output, _) in publish::data(&edition, "").unwrap() {
        publish::put(&folder.path().join(output.path), &output.bytes).unwrap();
    }
    clock.lap("write the data");
    clock.stages
}

/// The CPU seconds of this process so far, all threads; 0 where the system does not say.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the name in brackets, the 12th and 13th are ticks of user and system time, a hundred a second.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The most memory that this process has held; 0 where the system does not say.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
