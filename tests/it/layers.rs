//! What the files of the house keep: layers without an arrow up or a circle, short files, plain signatures, and
//! comments that a clone can follow.

mod imports;
mod tokens;

use std::fs;
use std::path::Path;

use crate::support::files;

use imports::House;
use tokens::{Token, closing, tokens};

/// Lines of the longest file.
const LONGEST: usize = 300;
/// Documents that are not in a clone; in small letters, so that this file does not cite them.
const ELSEWHERE: &[&str] = &["methods", "design", "typst", "style", "paper"];
/// A document of [`ELSEWHERE`] that nothing else is named like, and so is not named at all.
const NEVER: &str = "methods";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A text file of the repository and its path in it.
struct File {
    path: String,
    text: String,
}

impl File {
    /// The lines that break a rule, each with its place. The rule is given the line before too.
    fn broken(&self, rule: impl Fn(&str, &str) -> bool) -> Vec<String> {
        let before = std::iter::once("").chain(self.text.lines());
        let lines = before.zip(self.text.lines()).enumerate();
        let broken = lines.filter(|(_, (before, line))| rule(before, line));
        broken.map(|(k, (_, line))| format!("{}:{}: {}", self.path, k + 1, line.trim())).collect()
    }
}

/// Every text file of a folder of the repository.
fn texts(folder: &str) -> impl Iterator<Item = File> {
    let named = move |(path, bytes)| {
        Some(File { path: format!("{folder}/{path}"), text: String::from_utf8(bytes).ok()? })
    };
    files(&root().join(folder)).into_iter().filter_map(named)
}

/// Every Rust file of a folder.
fn code(folder: &str) -> impl Iterator<Item = File> {
    texts(folder).filter(|file| file.path.ends_with(".rs"))
}

/// Every text file of the repository but what is built or hidden, and what CI runs.
fn repository() -> Vec<File> {
    let mut found: Vec<File> = texts(".ci").collect();
    for entry in fs::read_dir(root()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with('.') || name == "target" {
            continue;
        }
        if path.is_dir() {
            found.extend(texts(name));
        } else if let Ok(text) = fs::read_to_string(&path) {
            found.push(File { path: name.to_owned(), text });
        }
    }
    found
}

fn none(rule: &str, broken: impl IntoIterator<Item = String>) {
    let broken: Vec<String> = broken.into_iter().collect();
    assert!(broken.is_empty(), "{rule}:\n{}", broken.join("\n"));
}

#[test]
fn no_folder_imports_from_one_above_it() {
    none("a folder imports from those before it in src/lib.rs", House::of(code("src")).arrows_up());
}

#[test]
fn no_files_of_a_folder_import_each_other_in_a_circle() {
    none("files of a folder form no circle", House::of(code("src")).circles());
}

#[test]
fn no_file_is_long() {
    let long = |file: File| {
        let lines = file.text.lines().count();
        (lines > LONGEST).then(|| format!("{}:{lines}: {lines} lines", file.path))
    };
    let all = code("src").chain(code("tests")).chain(texts("templates"));
    none("no file is over 300 lines", all.filter_map(long));
}

#[test]
fn no_function_takes_a_tuple_apart_in_its_signature() {
    let all = code("src").chain(code("tests"));
    none("two arguments are two parameters or a struct", all.flat_map(|file| tuple_patterns(&file)));
}

/// Where a function's parameter is a pattern of a tuple.
fn tuple_patterns(file: &File) -> Vec<String> {
    let tokens = tokens(&file.text);
    let mut found = Vec::new();
    for at in (0..tokens.len()).filter(|at| tokens[*at].text == "fn") {
        let Some(open) = parameters(&tokens, at) else { continue };
        for k in open + 1..closing(&tokens, open) {
            let begins = matches!(tokens[k - 1].text, "," | "&") || k == open + 1;
            if begins && tokens[k].text == "(" && tokens[closing(&tokens, k) + 1].text == ":" {
                found.push(format!("{}:{}: a tuple pattern for arguments", file.path, tokens[k].line));
            }
        }
    }
    found
}

/// The bracket that opens the parameters of the function at a token `fn`: after its name and its generics.
fn parameters(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut deep = 0;
    for (k, token) in tokens.iter().enumerate().skip(at + 2) {
        match token.text {
            "<" => deep += 1,
            ">" => deep -= 1,
            "(" if deep == 0 => return Some(k),
            _ if deep == 0 => return None,
            _ => {}
        }
    }
    None
}

#[test]
fn no_text_is_marked_with_noncharacters() {
    let all = code("src").chain(texts("templates"));
    none("no noncharacter travels in text", all.flat_map(|file| file.broken(is_marked)));
}

/// Whether a line has a character that no text has, as such or as an escape.
fn is_marked(_: &str, line: &str) -> bool {
    let is_mark = |c: u32| matches!(c, 0xE000..=0xF8FF | 0xFDD0..=0xFDEF) || c & 0xFFFE == 0xFFFE;
    let escapes = line.split("\\u{").skip(1).filter_map(|rest| rest.split_once('}'));
    let escaped = escapes.filter_map(|(digits, _)| u32::from_str_radix(digits, 16).ok());
    escaped.chain(line.chars().map(u32::from)).any(is_mark)
}

#[test]
fn no_claim_is_known_by_the_shape_of_its_name() {
    none("what a claim rests on is data beside it", code("src").flat_map(|file| file.broken(parses_an_id)));
}

fn parses_an_id(_: &str, line: &str) -> bool {
    line.contains("contains(\"/")
}

#[test]
fn every_default_in_the_place_of_a_figure_has_its_reason() {
    none("a default has a comment that says why", code("src").flat_map(|file| file.broken(is_bare)));
}

fn is_bare(before: &str, line: &str) -> bool {
    let says_why = line.contains(" // ") || before.trim_start().starts_with("// ");
    line.contains("unwrap_or_default()") && !says_why
}

#[test]
fn nothing_cites_what_a_clone_does_not_have() {
    let ends = [".rs", ".md", ".py", ".typ", ".j2", ".toml"];
    let read = repository().into_iter().filter(|file| ends.iter().any(|end| file.path.ends_with(end)));
    none("a clone has what is cited", read.flat_map(|file| file.broken(|_, line| cites(&file.path, line))));
}

/// Whether a line cites a document by name, or a folder beside the clone other than that of the real data.
fn cites(path: &str, line: &str) -> bool {
    let beside = concat!("../", "shared");
    let may = ["tests/", "benches/"].iter().any(|folder| path.starts_with(folder));
    let folder = |(at, _): (usize, &str)| !may || !line[at + beside.len()..].starts_with("/real");
    line.match_indices(beside).any(folder) || ELSEWHERE.iter().any(|name| names(line, name))
}

/// Whether a line names a document as one does that cites it: as a file, or with a section.
fn names(line: &str, small: &str) -> bool {
    let name = small.to_uppercase();
    let of_a_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(&name).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + name.len()..]);
        let section = after.trim_start_matches([' ', '§']).trim_start_matches("section ");
        let cited = after.starts_with(".md") || section.starts_with(|c: char| c.is_ascii_digit());
        !before.ends_with(of_a_word) && !after.starts_with(of_a_word) && (cited || small == NEVER)
    })
}

/// A house of files that break a rule.
fn planted(files: &[(&str, &str)]) -> House {
    let lib = ("src/lib.rs", "pub mod low;\npub mod high;\n");
    let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: (*text).to_owned() };
    House::of([lib].iter().chain(files).map(file))
}

#[test]
fn a_planted_arrow_up_and_a_planted_circle_are_found() {
    let high = ("src/high.rs", "pub fn far() {}\n");
    let up = planted(&[("src/low.rs", "use crate::high::far;\nfn f() { far() }\n"), high]);
    assert_eq!(up.arrows_up(), ["src/low.rs:1: against the order of layers, imports src/high.rs"]);
    let inline = planted(&[("src/low.rs", "fn f() { crate::high::far() }\n"), high]);
    assert_eq!(inline.arrows_up().len(), 1);
    let down =
        planted(&[("src/low.rs", "pub struct A;\n"), ("src/high.rs", "use crate::low::A;\nfn f(_: A) {}\n")]);
    assert_eq!((down.arrows_up().len(), down.circles().len()), (0, 0));
    let files = [
        ("src/low.rs", "mod a;\nmod b;\npub use a::A;\n"),
        ("src/low/a.rs", "use super::b::B;\npub struct A(B);\n"),
        ("src/low/b.rs", "use super::A;\npub struct B(Option<Box<A>>);\n"),
        high,
    ];
    let round = planted(&files).circles();
    assert_eq!(round.len(), 2, "{round:?}");
    assert!(round[0].starts_with("src/low/a.rs:1: is in a circle with src/low/b.rs"), "{round:?}");
}

#[test]
fn planted_lines_that_break_a_rule_are_found() {
    let found = |rule: fn(&str, &str) -> bool, text: &str| {
        File { path: "src/a.rs".to_owned(), text: text.to_owned() }.broken(rule).len()
    };
    for marked in ["let a = '\\u{fdd1}';", "\u{E001}", "\u{FFFE}", "\"\\u{F8FF}\""] {
        assert_eq!(found(is_marked, marked), 1, "{marked}");
    }
    assert_eq!(found(is_marked, "let a = '\u{FFFD}'; // “–”"), 0);
    assert_eq!(found(parses_an_id, "id.contains(\"/fte\")"), 1);
    let bare = "f(\"http://x\").unwrap_or_default();\ng().unwrap_or_default(); // none is none\n";
    assert_eq!(found(is_bare, bare), 1);
    let tuple =
        File { path: String::new(), text: "fn f<T>((a, b): (u8, T)) {}\nfn g(a: (u8, u8)) {}".to_owned() };
    assert_eq!(tuple_patterns(&tuple), [":1: a tuple pattern for arguments"]);
    for small in ELSEWHERE {
        let name = small.to_uppercase();
        assert!(cites("src/a.rs", &format!("// {name} §3.2 says so")), "{name}");
        assert!(cites("docs/a.md", &format!("see {name}.md")), "{name}");
    }
    assert!(
        cites("src/a.rs", concat!("../", "shared/real"))
            && !cites("tests/a.rs", concat!("../", "shared/real"))
    );
}
