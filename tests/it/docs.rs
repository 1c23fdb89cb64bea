//! The book in `docs/` and the README: every command in them is run, every link leads to a file, and the page of
//! options is what the program's help says.

mod blocks;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use briefings::demo::{Demo, DemoFile};

use crate::support::{NO_CACHE, program};
use blocks::{Block, Kind, blocks};

const PROGRAM: &str = env!("CARGO_BIN_EXE_briefings");

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages of the book, by their names in `docs/`.
fn pages() -> BTreeSet<String> {
    let entries = fs::read_dir(home().join("docs")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".md")).collect()
}

/// A page of the repository.
fn page(path: &str) -> String {
    fs::read_to_string(home().join(path)).unwrap()
}

/// A working folder with what the pages take for granted: downloads, and files of the user's own.
fn desk() -> tempfile::TempDir {
    static FILES: LazyLock<Vec<DemoFile>> =
        LazyLock::new(|| (Demo { scale: 0.02, ..Demo::default() }).files().unwrap());
    let desk = tempfile::tempdir().unwrap();
    let downloads = desk.path().join("downloads");
    fs::create_dir(&downloads).unwrap();
    for file in FILES.iter() {
        fs::write(downloads.join(file.path.rsplit('/').next().unwrap()), &file.bytes).unwrap();
    }
    let own = [
        ("own.csv", "docs/local.example.csv"),
        ("logo.svg", "tests/fixtures/logo.svg"),
        ("front-sheet.toml", "templates/front-sheet.example.toml"),
    ];
    for (name, from) in own {
        fs::copy(home().join(from), desk.path().join(name)).unwrap();
    }
    desk
}

/// Runs a script with the program in reach: whether it ended well, and all that it printed and said.
fn run(folder: &Path, script: &str) -> (bool, String) {
    let own = Path::new(PROGRAM).parent().unwrap();
    let others = std::env::var_os("PATH").unwrap_or_default();
    let path: Vec<PathBuf> = std::iter::once(own.to_owned()).chain(std::env::split_paths(&others)).collect();
    let output = Command::new("bash")
        .current_dir(folder)
        .env("PATH", std::env::join_paths(path).unwrap())
        .env("XDG_CACHE_HOME", NO_CACHE)
        .args(["-euo", "pipefail", "-c", &format!("exec 2>&1\n{script}")])
        .output()
        .unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs the blocks of a page in one folder, in their order; how many commands that were.
fn run_page(path: &str) -> usize {
    let (desk, mut commands) = (desk(), 0);
    for block in blocks(&page(path)) {
        let at = format!("{path}:{}", block.line);
        match block.kind {
            Kind::Script => {
                let (ended_well, said) = run(desk.path(), &block.text);
                assert!(ended_well, "{at}: {}\n{said}", block.text);
                commands += block.text.matches("briefings ").count();
            }
            Kind::Transcript => {
                for (command, shown) in block.transcript() {
                    let (ended_well, said) = run(desk.path(), &command);
                    assert!(ended_well, "{at}: {command}\n{said}");
                    blocks::assert_shown(&shown, &said, &at);
                    commands += 1;
                }
            }
            Kind::NotRun => assert!(!block.text.contains("\nbriefings "), "{at}: a command that can be run"),
            Kind::Other => assert!(!block.text.contains("\nbriefings build"), "{at}: mark it as sh"),
        }
    }
    commands
}

#[test]
fn every_command_of_the_book_is_run() {
    if Command::new("bash").arg("--version").output().is_err() {
        println!("every_command_of_the_book_is_run: skipped, there is no bash here");
        return;
    }
    let book = pages().into_iter().map(|name| format!("docs/{name}"));
    let paths: Vec<String> = std::iter::once("README.md".to_owned()).chain(book).collect();
    let commands: usize = briefings::workers::map(&paths, 2, |path| run_page(path)).into_iter().sum();
    assert!(commands > 30, "{commands}");
}

#[test]
fn a_fault_in_a_block_is_found() {
    let text = "a\n```console\n$ echo one && echo two\none\n…\n$ echo 1.5 s in all\n… s in all\n```\n";
    let found: Vec<Block> = blocks(text);
    let shown = found[0].transcript();
    assert_eq!(shown.len(), 2);
    blocks::assert_shown(&shown[0].1, "one\ntwo\n", "here");
    blocks::assert_shown(&shown[1].1, "1.5 s in all\n", "here");
    let wrong = std::panic::catch_unwind(|| blocks::assert_shown(&["three".to_owned()], "one\n", "here"));
    assert!(wrong.is_err());
    assert!(!run(home(), "briefings check nowhere").0);
}

#[test]
fn every_page_is_in_the_table_of_contents_and_every_link_leads_somewhere() {
    let contents = page("docs/SUMMARY.md");
    let listed: BTreeSet<String> = links(&contents).into_iter().chain(["SUMMARY.md".to_owned()]).collect();
    assert_eq!(listed, pages());
    for name in pages() {
        for link in links(&page(&format!("docs/{name}"))) {
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let path = if file.is_empty() { &name } else { file };
            assert!(home().join("docs").join(path).exists(), "docs/{name}: {link}");
            let is_heading = |line: &str| line.starts_with('#') && slug(line) == anchor;
            assert!(
                anchor.is_empty() || page(&format!("docs/{path}")).lines().any(is_heading),
                "docs/{name}: no heading for {link}"
            );
        }
    }
    let book: toml_like::Book = toml_like::read(&page("book.toml"));
    assert_eq!((book.src.as_str(), book.language.as_str()), ("docs", "en"));
}

/// What a reader may say of `book.toml` without a reader of TOML.
mod toml_like {
    pub struct Book {
        pub src: String,
        pub language: String,
    }

    pub fn read(text: &str) -> Book {
        let value = |key: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")));
            line.unwrap().trim_matches('"').to_owned()
        };
        Book { src: value("src"), language: value("language") }
    }
}

/// The links of a page to files.
fn links(text: &str) -> Vec<String> {
    let after = text.split("](").skip(1);
    let links = after.filter_map(|rest| rest.split(')').next());
    links.filter(|link| !link.contains("://") && !link.contains(' ')).map(str::to_owned).collect()
}

/// The anchor that a heading has.
fn slug(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '_'));
    kept.collect::<String>().replace(' ', "-")
}

#[test]
fn the_scheduled_script_keeps_an_edition_once() {
    let desk = desk();
    let settings =
        "data = 'downloads'\nout = 'our reports'\narea = 'QJK'\nformat = 'pdf'\nlength = 'summary'\n";
    fs::write(desk.path().join("briefings.toml"), settings).unwrap();
    let script = home().join("examples/scheduled/quarter.sh");
    let line = format!("sh '{}' .", script.display());
    let (ended_well, said) = run(desk.path(), &line);
    assert!(ended_well && said.contains("kept as kept/2026-09-"), "{said}");
    let (ended_well, said) = run(desk.path(), &line);
    assert!(ended_well && said.contains("nothing new: kept/2026-09-"), "{said}");
    fs::write(desk.path().join("briefings.toml"), format!("{settings}draft = true\n")).unwrap();
    assert!(run(desk.path(), &line).1.contains("kept as kept/2026-09-"));
    let kept: Vec<_> =
        fs::read_dir(desk.path().join("kept")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(kept.len(), 2, "{kept:?}");
    assert!(kept.iter().all(|edition| edition.join("manifest.json").exists()));
    let log = fs::read_to_string(desk.path().join("log/verify.txt")).unwrap();
    assert!(log.contains("all as made"), "{log}");
    fs::write(desk.path().join("downloads/gp-reg-pat-prac-all-sep-26.csv"), "").unwrap();
    assert!(!run(desk.path(), &line).0);
}

/// What stands above the help in the page of options.
const OPTIONS_HEAD: &str = "\
# Options

What `briefings --help` and `briefings COMMAND --help` say; `briefings man DIR` writes it as pages for `man`.
This page is written by `UPDATE_PAGES=1 cargo test --release --test it docs::the_page_of_options`.
";

#[test]
fn the_page_of_options_is_what_the_help_says() {
    let help = |words: &[&str]| {
        let output = program().args(words).arg("--help").output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let all = help(&[]);
    let listed =
        all.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    let mut text = format!("{OPTIONS_HEAD}\n```text\n{}\n```\n", all.trim_end());
    for name in names.filter(|name| *name != "help") {
        let help = help(&[name]);
        let lines: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
        text.push_str(&format!("\n## briefings {name}\n\n```text\n{}\n```\n", lines.join("\n")));
    }
    let path = home().join("docs/options.md");
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == text, "docs/options.md is not what the help says; write it anew with UPDATE_PAGES=1");
}
