//! Charts for slides.

use super::{MADE, text};

#[test]
fn every_chart_is_a_slide_with_its_words_and_its_rows() {
    let lists: Vec<&String> = MADE.keys().filter(|path| path.ends_with("/charts.csv")).collect();
    assert_eq!(lists.len(), 6);
    for list in lists {
        let folder = list.trim_end_matches("charts.csv");
        let mut reader = csv::Reader::from_reader(text(list).as_bytes());
        let mut charts = 0;
        for row in reader.records().map(Result::unwrap) {
            charts += 1;
            let svg = text(&format!("{folder}{}", &row[0]));
            let page = roxmltree::Document::parse(svg).unwrap();
            let root = page.root_element();
            let of = |tag: &str| root.children().find(|node| node.tag_name().name() == tag).unwrap().text();
            assert_eq!((of("title"), of("desc")), (Some(&row[1]), Some(&row[3])), "{list}");
            let side = |name: &str| root.attribute(name).unwrap().parse::<f64>().unwrap();
            assert!((side("width") * 9.0 - side("height") * 16.0).abs() < 1e-9);
            let png = &MADE[&format!("{folder}{}", row[0].replace(".svg", ".png"))];
            assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
            let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
            assert_eq!((size(16), size(20)), (2560, 1440));
            assert!(row[5].is_empty() || text(&format!("{folder}{}", &row[5])).lines().count() > 1, "{list}");
        }
        assert!(charts >= 4, "{list}: {charts}");
    }
}
