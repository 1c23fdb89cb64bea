//! The index for people and for scripts.

use briefings::subject::digest::hex;
use serde_json::Value;

use super::{MADE, ending, text};

fn index() -> Value {
    serde_json::from_str(text("index.json")).unwrap()
}

#[test]
fn the_index_names_every_file_with_its_length_its_pages_and_its_hash() {
    let index = index();
    let files = index["files"].as_array().unwrap();
    for file in files {
        let path = file["path"].as_str().unwrap();
        let bytes = &MADE[path];
        assert_eq!(file["bytes"].as_u64(), Some(bytes.len() as u64), "{path}");
        assert_eq!(file["sha256"].as_str(), Some(hex(bytes).as_str()), "{path}");
        assert_eq!(file["pages"].is_u64(), path.ends_with(".pdf"), "{path}");
    }
    let named: Vec<&str> = files.iter().map(|file| file["path"].as_str().unwrap()).collect();
    let rest = ["index.json", "manifest.json", "manifest.sha256", "exceptions.csv"];
    for path in MADE.keys().filter(|path| !rest.contains(&path.as_str())) {
        assert!(named.contains(&path.as_str()), "{path}");
    }
}

#[test]
fn each_area_of_the_run_has_its_files_and_a_row_with_a_link() {
    let (index, page) = (index(), text("index.html"));
    let areas = index["areas"].as_array().unwrap();
    assert_eq!(areas.len(), 6);
    for area in areas {
        let paths: Vec<&str> =
            area["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
        for ends in [".pdf", ".html", ".xlsx"] {
            assert_eq!(paths.iter().filter(|path| path.ends_with(ends)).count(), 1, "{ends}: {paths:?}");
        }
        let web = paths.iter().find(|path| path.ends_with(".html")).unwrap();
        assert!(page.contains(&format!("<a href=\"{web}\">{}</a>", area["name"].as_str().unwrap())), "{web}");
    }
    assert_eq!(ending(".pdf").len(), 6);
}
