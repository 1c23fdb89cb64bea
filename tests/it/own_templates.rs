//! Templates of the user's: one file at a time, checked before the run, and none of them able to surprise.

use std::collections::BTreeSet;
use std::path::Path;

use briefings::Request;
use briefings::branding::Branding;
use briefings::publish::{self, rehearse, shapes};
use briefings::render::template::{Shape, Templates, ejected};
use briefings::render::typesetter::Typesetter;

use crate::editions::GIVEN_MORE;
use crate::own_words::full;
use crate::support::{SMALL, build, files, request, small};

/// A folder with these templates.
fn folder(own: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in own {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// What a run says to these templates; nothing where it takes them.
fn complaint(own: &[(&str, &str)]) -> Option<String> {
    let folder = folder(own);
    let templates = match Templates::read(folder.path()) {
        Ok(templates) => templates,
        Err(error) => return Some(error.chain()),
    };
    let branding = Branding::default();
    let renderer = SMALL.renderer_of(&branding, &templates);
    rehearse(&renderer, &Typesetter::new(1), &[SMALL.area()]).err().map(|error| error.chain())
}

fn refused(name: &str, text: &str, parts: &[&str]) {
    let message = complaint(&[(name, text)]).unwrap_or_else(|| panic!("taken: {text}"));
    for part in parts.iter().chain(&[name, "nothing was written"]) {
        assert!(message.contains(part), "`{part}` is not in: {message}");
    }
}

fn built_in(name: &str) -> &'static str {
    ejected().find(|(known, _)| *known == name).unwrap().1
}

const PAGE: &str = "briefing/page_one.typ.j2";

#[test]
fn a_field_that_is_not_there_is_named_with_its_template_and_line() {
    let near = "(the nearest is `page_one.heading`)";
    refused(PAGE, "= A\n\n<< page_one.headng >>\n", &["line 3", "no field `page_one.headng`", near]);
    refused(PAGE, "<< page_on.heading >>\n", &["line 1", "no field `page_on`", "`page_one`"]);
    let wrong = "//% for card in page_one.cards\n<< card.value >>\n<< card.lable >>\n//% endfor\n";
    refused(PAGE, wrong, &["line 3", "no field `card.lable`", "`card.label`"]);
}

#[test]
fn a_branch_that_no_area_takes_is_read_too() {
    let never = "<% if false %>\n<< front.titel >>\n<% endif %>\n";
    refused(PAGE, never, &["line 2", "`front.titel`", "`front.title`"]);
    let otherwise = "<% if page_one.heading %>x<% else %><% set a = need.nothing %><% endif %>\n";
    refused(PAGE, otherwise, &["line 1", "`need.nothing`"]);
    let with = "<% with one = page_one %>\n<< one.hedaing >>\n<% endwith %>\n<< one.heading >>\n";
    refused(PAGE, with, &["line 2", "`one.hedaing`", "line 4", "no field `one`"]);
}

#[test]
fn what_is_not_text_is_not_printed_and_what_is_not_a_list_is_not_gone_through() {
    refused(PAGE, "<< page_one.cards >>\n", &["line 1", "`page_one.cards` is a list"]);
    refused(PAGE, "\n<< page_one.answer >>\n", &["line 2", "is a group of fields"]);
    refused(PAGE, "<% for a in page_one.heading %>x<% endfor %>\n", &["`page_one.heading` is not a list"]);
    refused(PAGE, "<< page_one.heading.first >>\n", &["`page_one.heading` is text"]);
    refused(PAGE, "<< page_one.cards.value >>\n", &["is a list; go through it"]);
    // Whether a field holds something, an area decides.
    refused(PAGE, "<< front.logo >>\n", &["found none"]);
}

#[test]
fn broken_syntax_and_templates_that_are_not_there_are_named() {
    refused(PAGE, "a\n<% if page_one.heading %>\nb\n", &["line"]);
    refused("briefing/pcns.typ.j2", "a\nb\n<< pcns. >>\n", &["line 3"]);
    let near = "`briefing/chart.typ.j2`";
    refused(PAGE, "\n<% include \"briefing/chrt.typ.j2\" %>\n", &["line 2", "no template", near]);
    refused(PAGE, "<% include \"briefing/page_one.typ.j2\" %>\n", &["includes itself"]);
    refused("briefing/pageone.typ.j2", "x", &["is not the name of a template", PAGE]);
}

#[test]
fn what_typst_refuses_is_traced_to_the_file() {
    let theme = built_in("theme.typ");
    let lines = theme.lines().count();
    let broken = format!("{theme}#let aside(caution: false, title, body) = block(fill: nocolour, body)\n");
    refused("theme.typ", &broken, &[&format!("line {}", lines + 1), "unknown variable: nocolour"]);
    refused(PAGE, "fine\n\n#nothing-such[<< page_one.heading >>]\n", &["unknown variable", "#nothing-such["]);
    refused(PAGE, "fine\n\n#nothing-such()\n", &["line 3", "unknown variable"]);
    refused(PAGE, "#heading(level: 4)[Deep]\n", &["heading"]);
    refused(PAGE, "A smile: 😀\n", &["could not be displayed"]);
}

#[test]
fn a_key_of_the_words_changes_one_heading_and_what_cannot_be_used_is_said() {
    let page = |templates: &Templates| {
        let branding = Branding::default();
        let renderer = SMALL.renderer_of(&branding, templates);
        renderer.source(&renderer.compose(SMALL.area()).unwrap(), SMALL.area()).unwrap()
    };
    let own = folder(&[("words.toml", "[page_one]\nhow_sure = \"How *sure*\"\n")]);
    let (plain, changed) = (page(&Templates::default()), page(&Templates::read(own.path()).unwrap()));
    assert_eq!(plain.matches("[How sure we are][").count(), 1);
    let said = plain.replace("[How sure we are][", "[How \\u{2a}sure\\u{2a}][");
    assert!(changed == said, "{changed}");
    let near = &["no words `page_one.how_sur`", "`how_sure`"];
    refused("words.toml", "[page_one]\nhow_sur = \"x\"\n", near);
    refused("words.toml", "[page_one]\nhow_sure = 3\n", &["expected a string"]);
    refused("words.toml", "[page_one]\nhow_sure = \n", &["line 2"]);
}

#[test]
fn the_rest_of_the_language_is_allowed() {
    let text = "<% macro say(what) %>[<< what >>]<% endmacro %>\n\
                << say(page_one.heading) >>\n\
                <% for card in page_one.cards %><< loop.index ~ \"\" if false else card.value >><% endfor %>\n\
                <% set first = page_one.cards[0] %><< first.label >>\n\
                <% if page_one.none_such is defined %>x<% endif %>\n\
                << page_one[\"heading\"] | upper >>\n\
                <% if front.logo %><< front.logo.alt >><% endif %>\n";
    assert_eq!(complaint(&[(PAGE, text)]), None);
}

fn one(folder: &Path, out: &str, templates: Templates) -> Request {
    Request {
        asked: publish::Asked { areas: vec!["QJK".to_owned(), "ENG".to_owned()], regions: Vec::new() },
        templates,
        ..request(small(folder), &folder.join(out))
    }
}

#[test]
fn ejected_templates_passed_back_change_no_byte_and_one_changed_file_changes_its_page() {
    let home = tempfile::tempdir().unwrap();
    let all: Vec<(&str, &str)> = ejected().collect();
    assert!(all.iter().any(|(name, _)| *name == "front-sheet.example.toml"));
    let ejected = folder(&all);
    std::fs::write(ejected.path().join("desktop.ini"), "x").unwrap();
    let run = |out: &str, templates: Templates| {
        build(&one(home.path(), out, templates)).unwrap();
        files(&home.path().join(out).join("2026-09"))
    };
    let plain = run("plain", Templates::default());
    // Windows writes its own line ends.
    std::fs::write(ejected.path().join(PAGE), built_in(PAGE).replace('\n', "\r\n")).unwrap();
    assert!(plain == run("same", Templates::read(ejected.path()).unwrap()));
    let changed = built_in(PAGE).replace("[<< words.page_one.how_sure >>]", "[What moved]");
    std::fs::write(ejected.path().join(PAGE), changed).unwrap();
    let templates = Templates::read(ejected.path()).unwrap();
    let other = run("other", Templates::read(ejected.path()).unwrap());
    assert_ne!(plain["england-illustrative.pdf"], other["england-illustrative.pdf"]);
    let manifest: serde_json::Value = serde_json::from_slice(&other["manifest.json"]).unwrap();
    assert_eq!(manifest["options"]["templates"][0]["file"], PAGE);
    let branding = Branding::default();
    let renderer = SMALL.renderer_of(&branding, &templates);
    let manuscript = renderer.compose(SMALL.area()).unwrap();
    let page = renderer.source(&manuscript, SMALL.area()).unwrap();
    assert!(page.contains("[What moved]") && !page.contains("#aside()[How sure we are]"));
}

#[test]
fn a_refused_template_leaves_nothing_behind() {
    let home = tempfile::tempdir().unwrap();
    let own = folder(&[(PAGE, "<< page_one.headng >>")]);
    let request = one(home.path(), "out", Templates::read(own.path()).unwrap());
    assert!(build(&request).is_err() && !home.path().join("out").exists());
}

#[test]
fn the_reference_page_lists_every_field() {
    let page =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/templates.md")).unwrap();
    let list = page.split_once("example fields`. -->").unwrap().1;
    let listed: BTreeSet<(String, String)> = list
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .map(|(path, rest)| (path.to_owned(), rest.split(" |").next().unwrap().to_owned()))
        .collect();
    let (branding, templates) = (full(), Templates::default());
    let (options, edition) = &*GIVEN_MORE;
    let run = publish::Run::of(&SMALL.publications, edition, options, &branding, &templates).unwrap();
    let chosen = publish::choose(edition, &publish::Asked::default()).unwrap();
    let shape = shapes(&run.renderer, &chosen).into_values().fold(Shape::Unknown, Shape::and);
    let known: BTreeSet<(String, String)> =
        shape.listed().into_iter().map(|field| (field.path, field.holds)).collect();
    let (missing, gone): (Vec<_>, Vec<_>) =
        (known.difference(&listed).collect(), listed.difference(&known).collect());
    assert!(
        missing.is_empty() && gone.is_empty(),
        "run: cargo run --release --example fields; missing: {missing:?}; gone: {gone:?}"
    );
}
