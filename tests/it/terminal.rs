//! What a run says on a terminal, into a pipe and to a script; completions and pages for `man`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::{self, program};

const PROGRAM: &str = env!("CARGO_BIN_EXE_briefings");

fn run(folder: &Path, words: &[&str]) -> Output {
    program().current_dir(folder).args(words).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder with a small made-up England in `data.zip`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    support::small(folder.path());
    folder
}

/// A small run: two areas, page one alone.
const BUILD: [&str; 11] = [
    "build",
    "--data",
    "small-illustrative.zip",
    "--area",
    "QJK",
    "--area",
    "ENG",
    "--length",
    "summary",
    "--format",
    "pdf",
];

/// Runs a line in a terminal, and gives back all that it showed; none, with a printed line, where there is no `script`.
fn in_terminal(folder: &Path, line: &str) -> Option<String> {
    let script = Command::new("script").current_dir(folder).args(["-qec", line, "/dev/null"]).output();
    match script {
        Ok(shown) if cfg!(target_os = "linux") => Some(String::from_utf8_lossy(&shown.stdout).into_owned()),
        _ => {
            println!("a terminal: skipped, there is no `script` here");
            None
        }
    }
}

#[test]
fn a_run_ends_with_what_was_made_and_what_to_know() {
    let folder = folder();
    let ran = run(folder.path(), &BUILD);
    let printed = text(&ran.stdout);
    let lines: Vec<&str> = printed.lines().collect();
    let out = Path::new("reports").join("2026-09");
    assert_eq!(lines[0], format!("2 PDFs in {}", out.display()));
    let made = support::files(&folder.path().join("reports/2026-09"));
    let pdfs: usize =
        made.iter().filter(|(name, _)| name.ends_with(".pdf")).map(|(_, bytes)| bytes.len()).sum();
    assert!(lines[2].contains(&format!("2 pdf {:.1} kB", pdfs as f64 / 1e3)), "{printed}");
    assert!(lines[2].starts_with("  ") && lines[2].contains(" s: 1 csv "), "{printed}");
    assert_eq!(lines[3], "  anew: 56 tables read, 1 panel made, 2 documents typeset");
    assert_eq!(lines[4], "  no finding: every page says that data is illustrative");
    // What exceptions.csv has, counted here from the file.
    let exceptions = text(&made["exceptions.csv"]);
    let returns = exceptions.lines().filter(|line| line.contains(",return,")).count();
    assert!(lines[5].starts_with("  exceptions.csv says what is left out: "), "{printed}");
    assert!(returns > 0 && lines[5].contains(&format!("return ({returns})")), "{printed}");
    assert_eq!(lines.len(), 6, "{printed}");
}

#[test]
fn areas_without_a_rate_are_named_at_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let words = ["build", "--edition", "2021-06", "--length", "summary", "--format", "pdf"];
    let printed = text(&run(folder.path(), &words).stdout);
    let line = printed.lines().find(|line| line.starts_with("  no rate is printed of ")).unwrap_or_default();
    let edition = &crate::editions::illustrative(crate::editions::of("2021-06")).edition;
    let areas = edition.icbs().chain([&edition.england]);
    let withheld: Vec<_> = areas.filter(|area| area.own.level.shown_rate().is_none()).collect();
    let first = &withheld[0].place;
    assert!(line.contains(&format!("printed of {} ({})", first.name, first.code)), "{printed}");
    assert!(line.ends_with(&format!(" and {} more; the pages say why", withheld.len() - 6)), "{line}");
}

#[test]
fn each_step_is_said_where_it_is_asked_for() {
    let folder = folder();
    let said = text(&run(folder.path(), &[&BUILD[..], &["--verbose", "--jobs", "1"]].concat()).stderr);
    let steps: Vec<&str> =
        said.lines().filter_map(|line| line.split_once(" s  ")).map(|(_, what)| what).collect();
    let expected = [
        "reading the tables",
        "working out the figures",
        "making 2 areas",
        "NHS Devon (1 of 2)",
        "England (2 of 2)",
        "writing the files",
    ];
    assert_eq!(steps, expected, "{said}");
    let usual = text(&run(folder.path(), &BUILD).stderr);
    assert_eq!(usual.lines().count(), 1, "{usual}");
    assert!(usual.starts_with("edition 2026-09"), "{usual}");
    let quiet = run(folder.path(), &[&BUILD[..], &["--quiet"]].concat());
    assert_eq!((quiet.stdout.len(), quiet.stderr.len()), (0, 0));
    let both = run(folder.path(), &[&BUILD[..], &["--quiet", "--verbose"]].concat());
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn what_goes_into_a_pipe_is_plain() {
    let folder = folder();
    for words in
        [&BUILD[..], &["--help"], &["build", "--help"], &["build", "--nead"], &["build", "--area", "x"]]
    {
        let ran = run(folder.path(), words);
        let all = [ran.stdout, ran.stderr].concat();
        assert!(!all.is_empty() && !all.contains(&0x1b), "{words:?}: {}", text(&all));
    }
}

#[test]
fn a_terminal_shows_a_line_that_moves_and_colours_unless_none_are_wanted() {
    let folder = folder();
    let line = format!("{PROGRAM} {}", BUILD.join(" "));
    let Some(shown) = in_terminal(folder.path(), &line) else { return };
    assert!(shown.contains("2 PDFs in ") && shown.contains("of 2 areas"), "{shown}");
    // Not a colour in what moves: those end in `m`.
    let is_coloured = |shown: &str| {
        shown.split("\u{1b}[").skip(1).any(|code| {
            code.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ';').starts_with('m')
        })
    };
    assert!(!is_coloured(&shown), "{shown:?}");
    let help = in_terminal(folder.path(), &format!("env -u NO_COLOR TERM=xterm {PROGRAM} --help")).unwrap();
    let plain = in_terminal(folder.path(), &format!("env NO_COLOR=1 TERM=xterm {PROGRAM} --help")).unwrap();
    assert!(is_coloured(&help) && !is_coloured(&plain), "{help:?}{plain:?}");
}

/// Every command, as the help lists them.
fn commands() -> Vec<String> {
    let help = text(&run(Path::new("."), &["--help"]).stdout);
    let listed =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn completions_know_every_command_and_option() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = text(&run(folder.path(), &["completions", shell]).stdout);
        for part in
            commands().iter().map(String::as_str).chain(["front-sheet-format", "config", "support-gap"])
        {
            assert!(script.contains(part), "{shell}: {part}");
        }
        fs::write(folder.path().join(shell), script).unwrap();
    }
    // bash reads its own, and offers what begins so.
    let line = "source ./bash; COMP_WORDS=(briefings sou); COMP_CWORD=1; _briefings briefings sou briefings; echo \"${COMPREPLY[@]}\"";
    match Command::new("bash").current_dir(folder.path()).args(["-c", line]).output() {
        Ok(offered) => assert_eq!(text(&offered.stdout), "sources\n", "{}", text(&offered.stderr)),
        Err(_) => println!("completions in bash: skipped, there is none here"),
    }
}

#[test]
fn every_command_has_a_page_for_man() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(folder.path(), &["man", "pages"]);
    let pages = support::files(&folder.path().join("pages"));
    assert_eq!(text(&ran.stdout), format!("{} files in pages\n", pages.len()));
    assert_eq!(pages.len(), commands().len() + 1);
    for command in commands() {
        let page = text(&pages[&format!("briefings-{command}.1")]);
        assert!(page.contains(&format!(".TH briefings-{command} 1")) && page.contains("Example"), "{page}");
    }
    assert!(text(&pages["briefings-build.1"]).contains("\\-\\-front\\-sheet"));
    assert!(text(&pages["briefings.1"]).contains("briefings\\-sources(1)"));
}
