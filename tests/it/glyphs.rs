//! A character that the font lacks costs a character, and never a document.

use briefings::branding::Branding;
use briefings::publish::Exception;
use briefings::render::typesetter::Typesetter;
use briefings::text::words::name::Name;

use crate::read::context;
use crate::support::Small;

#[test]
fn a_name_with_an_emoji_and_one_with_a_chinese_character_still_give_a_pdf() {
    let mut small = Small::read();
    let code = small.area().place.code.clone();
    let area = small.edition.areas.iter_mut().find(|area| area.place.code == code).unwrap();
    area.own.pcns[0].name = Name::readable("Wolds 😀 PCN");
    area.own.pcns[1].name = Name::readable("Quay 區 PCN");
    let branding = Branding::default();
    let renderer = small.renderer(&branding);
    let manuscript = renderer.compose(small.area()).unwrap();
    let rendered = renderer.pdf(&Typesetter::new(1), &manuscript, small.area()).unwrap();
    assert!(rendered.bytes.starts_with(b"%PDF"));
    let why: Vec<String> = rendered
        .lacking
        .iter()
        .map(|lacking| {
            let exception = Exception::lacking(small.area(), lacking);
            assert_eq!((exception.code.as_str(), exception.what), (code.as_str(), "character"));
            exception.why
        })
        .collect();
    assert_eq!(why.len(), 2, "{why:?}");
    assert!(
        why[0].starts_with("the font has no U+5340 (區), in “") && why[0].contains("Quay 區"),
        "{}",
        why[0]
    );
    assert!(
        why[1].starts_with("the font has no U+1F600 (😀), in “") && why[1].contains("Wolds 😀"),
        "{}",
        why[1]
    );
}

#[test]
fn every_character_that_the_program_itself_prints_is_in_the_font() {
    let typesetter = Typesetter::new(1);
    assert!(typesetter.lacks('😀') && !typesetter.lacks('\u{FFFD}'));
    let mut checked = 0;
    for (_, manuscript) in crate::document::all() {
        let text = context(&manuscript).to_string();
        checked += text.chars().filter(|c| !c.is_ascii()).count();
        assert_eq!(manuscript.mended(&|c| typesetter.lacks(c)).2, []);
    }
    assert!(checked > 100);
}
