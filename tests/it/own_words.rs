//! What an ICB makes its own: front sheet, draft mark, logo, contact line and the footer's hash.

use std::path::{Path, PathBuf};

use briefings::Request;
use briefings::branding::{Branding, FrontSheet, Length, Logo, SheetFormats};
use briefings::cache::Cache;
use briefings::render::publish;
use briefings::render::typesetter::Typesetter;
use briefings::subject::digest::hex;
use serde_json::Value;

use crate::read::context;
use crate::support::{SMALL, asked, build, files, request, small};

fn own(name: &str, text: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

fn sheet(text: &str) -> Result<FrontSheet, String> {
    let (_folder, path) = own("sheet.toml", text.as_bytes());
    FrontSheet::read(&path).map_err(|error| error.chain())
}

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/logo.svg")
}

/// Branding that has everything.
pub fn full() -> Branding {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/front-sheet.example.toml");
    Branding {
        draft: true,
        length: Length::Paper,
        logo: Some(Logo::read(&fixture(), "Logo of the sample board").unwrap()),
        contact: Some("analysts of floor 3".to_owned()),
        front_sheet: Some(FrontSheet::read(&example).unwrap()),
        front_sheet_as: SheetFormats::default(),
    }
}

fn said(branding: &Branding) -> Value {
    context(&SMALL.renderer(branding).compose(SMALL.area()).unwrap())
}

#[test]
fn fields_keep_the_order_of_the_file_and_blank_ones_are_left_to_be_completed() {
    let text = "[[field]]\nname = \"Zeta 4\"\nvalue = \"On 3 May,\\nroom 12\"\n\
                [[field]]\nname = \"Alpha\"\nlines = 3\n[[field]]\nname = \"Mu\"\nvalue = \" \"\n";
    let branding = Branding { front_sheet: Some(sheet(text).unwrap()), ..Branding::default() };
    let renderer = SMALL.renderer(&branding);
    let manuscript = renderer.compose(SMALL.area()).unwrap();
    let said = context(&manuscript);
    let fields = said["front_sheet"]["fields"].as_array().unwrap();
    let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Zeta 4", "Alpha", "Mu"]);
    assert_eq!(fields[0]["paragraphs"], serde_json::json!(["On 3 May,", "room 12"]));
    assert_eq!((&fields[1]["paragraphs"], &fields[1]["lines"]), (&serde_json::json!([]), &"3".into()));
    assert_eq!(fields[2]["paragraphs"], serde_json::json!([]));
    let page = renderer.source(&manuscript, SMALL.area()).unwrap();
    assert!(
        page.contains("([Alpha], blank-box(lines: 3),)") && page.contains("([Mu], blank-box(lines: 1),)")
    );
    assert!(page.find("#front-sheet(").unwrap() < page.find("#masthead(").unwrap());
}

#[test]
fn slots_are_filled_with_words_of_the_page_and_the_answer_keeps_its_claims() {
    let branding = full();
    let manuscript = SMALL.renderer(&branding).compose(SMALL.area()).unwrap();
    let said = context(&manuscript);
    let field = |name: &str| {
        let fields = said["front_sheet"]["fields"].as_array().unwrap();
        fields.iter().find(|field| field["name"] == name).unwrap()["paragraphs"][0].clone()
    };
    let answer = &said["page_one"]["answer"];
    let more: Vec<&str> =
        answer["more"].as_array().unwrap().iter().map(|said| said.as_str().unwrap()).collect();
    let whole = format!("{} {}", answer["sentence"].as_str().unwrap(), more.join(" "));
    assert_eq!(field("Executive summary"), whole);
    let title = field("Title of paper");
    let title = title.as_str().unwrap();
    assert!(title.contains(said["front"]["area"].as_str().unwrap()) && title.ends_with("September 2026"));
    let numbers = |place: &str| {
        let said = manuscript.said().unwrap();
        said.into_iter().find(|said| said.place.starts_with(place)).unwrap().figures
    };
    let own = numbers("page_one.answer.sentence");
    assert_eq!(numbers("front_sheet.fields")[..own.len()], own);
}

#[test]
fn the_fields_of_the_example_are_those_of_a_board_paper() {
    let sheet = full().front_sheet.unwrap();
    assert!(sheet.fields.len() >= 18);
    let blank = |name: &str| {
        let field = sheet.fields.iter().find(|field| field.name.contains(name)).expect(name);
        field.paragraphs.is_empty()
    };
    for judgement in ["Purpose", "Recommendation", "Finance", "Legal", "Conflicts of interest"] {
        assert!(blank(judgement), "{judgement}");
    }
}

#[test]
fn a_mistake_in_a_front_sheet_names_file_line_and_what_to_do() {
    let start = "[[field]]\nname = \"A\"\n";
    let cases: [(String, &[&str]); 9] = [
        (format!("{start}valeu = \"x\"\n"), &["line 3", "unknown field `valeu`", "`name`, `value`"]),
        ("[[fields]]\nname = \"A\"\n".to_owned(), &["line 1", "`fields`", "`title` or `field`"]),
        (format!("{start}value = 5\n"), &["line 3", "integer `5`", "expected a string", "quotes"]),
        (format!("{start}value = \"x\n"), &["line 3", "basic string"]),
        ("[[field]]\nvalue = \"x\"\n".to_owned(), &["missing field `name`"]),
        (format!("{start}\n[[field]]\nname = \" \"\n"), &["line 5", "`name` is empty"]),
        (format!("{start}lines = 40\n"), &["line 3", "`lines` is 40", "1 to 20"]),
        ("title = \"x\"\n".to_owned(), &["there is no `[[field]]`", "eject-templates"]),
        (
            format!("{start}value = \"\"\"\nfirst\nof {{rate}}\"\"\"\n"),
            &["line 5", "there is no `{rate}`", "`{area}`", "`{answer}`"],
        ),
    ];
    for (text, parts) in cases {
        let message = sheet(&text).unwrap_err();
        for part in parts.iter().chain(&["`sheet.toml`"]) {
            assert!(message.contains(part), "`{part}` is not in: {message}");
        }
    }
}

#[test]
fn a_contact_slot_needs_a_contact() {
    let front_sheet = Some(sheet("[[field]]\nname = \"A\"\nvalue = \"Ask {contact}\"\n").unwrap());
    let branding = Branding { front_sheet, ..Branding::default() };
    let message = branding.check().unwrap_err().to_string();
    assert!(message.contains("line 3") && message.contains("--contact"), "{message}");
    assert!(Branding { contact: Some("x".to_owned()), ..branding }.check().is_ok());
}

#[test]
fn a_file_that_is_no_picture_is_named_by_what_it_is() {
    let cases: [(&[u8], &str); 5] = [
        (b"%PDF-1.7", "found a PDF"),
        (b"GIF89a", "found a GIF"),
        (b"", "found an empty file"),
        (b"logo of us\nand", "text that begins `logo of us`"),
        (b"\x00\x01\x02\x03\x04", "the bytes 00 01 02 03"),
    ];
    for (bytes, found) in cases {
        let (_folder, path) = own("logo.png", bytes);
        let message = Logo::read(&path, "Logo of the board").unwrap_err().chain();
        assert!(message.contains("`logo.png`") && message.contains(found), "{message}");
        assert!(message.contains("expected an SVG, PNG or JPEG"), "{message}");
    }
    let message = Logo::read(&fixture(), "Logo").unwrap_err().chain();
    assert!(message.contains("`Logo`") && message.contains("three words"), "{message}");
}

#[test]
fn a_logo_that_cannot_be_drawn_stops_the_run_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (_kept, path) =
        own("broken.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x09\0\0\0\x09\x08\x06 and no more");
    let out = folder.path().join("out");
    let mut request = one(folder.path(), &out);
    request.branding.logo = Some(Logo::read(&path, "Logo of the board").unwrap());
    let message = build(&request).unwrap_err().chain();
    assert!(message.contains("the logo `broken.png`") && !out.exists(), "{message}");
}

fn one(folder: &Path, out: &Path) -> Request {
    Request { asked: asked("QJK"), ..request(small(folder), out) }
}

#[test]
fn a_draft_of_illustrative_data_has_both_marks() {
    let said = said(&full());
    let banners =
        serde_json::json!(["Draft: not yet signed off", "Illustrative data: made up, not a finding"]);
    assert_eq!(said["front"]["banners"], banners);
    assert_eq!(said["front"]["keywords"][0], "Draft");
    assert_eq!(said["front"]["keywords"][1], "Illustrative data");
}

#[test]
fn a_contact_and_a_logo_are_placed_only_where_they_are_given() {
    let (with, without) = (said(&full()), said(&Branding::default()));
    assert_eq!(with["front"]["contact"], "analysts of floor 3");
    assert_eq!(with["front"]["logo"]["alt"], "Logo of the sample board");
    assert!(without["front"]["contact"].is_null() && without["front"]["logo"].is_null());
    assert!(without["front_sheet"].is_null());
    let branding = full();
    let renderer = SMALL.renderer(&branding);
    let manuscript = renderer.compose(SMALL.area()).unwrap();
    let page = renderer.source(&manuscript, SMALL.area()).unwrap();
    assert!(page.contains("Questions about this briefing: analysts of floor 3"));
    assert!(page.contains("alt: \"Logo of the sample board\""));
}

#[test]
fn the_footer_has_the_start_of_the_hash_that_the_manifest_holds() {
    let folder = tempfile::tempdir().unwrap();
    let run = |name: &str, jobs: usize, branding: Branding| {
        let out = folder.path().join(name);
        build(&Request { jobs, branding, ..one(folder.path(), &out) }).unwrap();
        files(&out.join("2026-09"))
    };
    let (first, again) = (run("first", 1, full()), run("again", 2, full()));
    assert!(first == again, "two runs");
    let manifest: Value = serde_json::from_slice(&first["manifest.json"]).unwrap();
    let fingerprint = manifest["fingerprint"].as_str().unwrap();
    // It can be computed again from the manifest alone.
    let mut text = String::new();
    for input in manifest["inputs"].as_array().unwrap() {
        if !input["recognised_as"].is_null() || !input["mark"].is_null() {
            let field = |name: &str| input[name].as_str().unwrap().to_owned();
            text.push_str(&format!("{}  {}\n", field("sha256"), field("name")));
        }
    }
    assert!(!text.is_empty());
    let raw = String::from_utf8(first["manifest.json"].clone()).unwrap();
    text.push_str(&compact_options(&raw));
    assert_eq!(hex(text.as_bytes()), fingerprint);
    // A paper carries the start of its own, and another option is another hash of both.
    let of_paper = |manifest: &Value| {
        let outputs = manifest["outputs"].as_array().unwrap().iter();
        let mut of_area =
            outputs.filter(|output| output["area"] == "QJK").map(|output| &output["fingerprint"]);
        let first = of_area.next().unwrap().as_str().unwrap().to_owned();
        assert!(of_area.all(|other| *other == first), "one for all files of an area");
        first
    };
    let (_, pdf) = first.iter().find(|(name, _)| name.starts_with("QJK")).unwrap();
    let printed = format!("inputs {}", &of_paper(&manifest)[..8]);
    assert!(pdf.windows(printed.len()).any(|window| window == printed.as_bytes()), "in the metadata");
    let plain: Value =
        serde_json::from_slice(&run("plain", 1, Branding::default())["manifest.json"]).unwrap();
    assert_ne!(plain["fingerprint"], manifest["fingerprint"]);
    assert_ne!(of_paper(&plain), of_paper(&manifest));
    for option in ["draft", "front_sheet", "logo", "logo_alt", "contact", "templates"] {
        assert!(manifest["options"].get(option).is_some(), "{option}");
    }
}

/// The options of a manifest but the areas, as compact JSON in the order of the file.
fn compact_options(manifest: &str) -> String {
    let start = manifest.find("\"options\": {").unwrap() + "\"options\": ".len();
    let end = start + manifest[start..].find("\"areas\"").unwrap();
    let mut compact = String::new();
    let (mut quoted, mut escaped) = (false, false);
    for c in manifest[start..end].chars() {
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        if quoted || !c.is_whitespace() {
            compact.push(c);
        }
    }
    format!("{}}}", compact.trim_end_matches(','))
}

#[test]
fn the_footer_says_edition_version_and_hash() {
    let branding = full();
    let renderer = SMALL.renderer(&branding);
    let manuscript = renderer.compose(SMALL.area()).unwrap().stamped(&"0123456789".repeat(6));
    let said = crate::read::context(&manuscript);
    let stamp = said["front"]["stamp"].as_str().unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert!(said["front"]["running"].as_str().unwrap().ends_with(", September 2026"));
    assert_eq!(stamp, format!("version {version}, inputs 01234567"));
}

#[test]
fn the_front_sheet_for_word_has_headings_words_and_room_and_the_pdf_goes_without() {
    let branding = Branding { front_sheet_as: SheetFormats { pdf: false, docx: true }, ..full() };
    let renderer = SMALL.renderer(&branding);
    assert!(context(&renderer.compose(SMALL.area()).unwrap())["front_sheet"].is_null());
    let make = || {
        let published = publish(&renderer, &Typesetter::new(1), SMALL.area(), &[], &Cache::none()).unwrap();
        let [sheet] = &published.files[..] else { panic!("{:?}", published.files) };
        assert!(sheet.path.ends_with("-front-sheet.docx"), "{}", sheet.path);
        sheet.bytes.clone()
    };
    let bytes = make();
    assert!(bytes == make(), "equal input gives equal bytes");
    let mut packed = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut document = String::new();
    std::io::Read::read_to_string(&mut packed.by_name("word/document.xml").unwrap(), &mut document).unwrap();
    let sheet = branding.front_sheet.as_ref().unwrap();
    assert_eq!(document.matches("w:val=\"Heading1\"").count(), 1);
    assert_eq!(document.matches("w:val=\"Heading2\"").count(), sheet.fields.len());
    let blank = sheet.fields.iter().filter(|field| field.paragraphs.is_empty()).count();
    assert_eq!(document.matches("[to be completed]").count(), blank);
    assert!(document.contains("full-time equivalent (FTE) link workers in September 2026"));
}
