//! What pages look like: drawn here, and compared with the pictures in `tests/fixtures/pages`.

use std::fs;
use std::path::Path;

use briefings::render::template::TemplateMarks;
use briefings::render::typesetter::Typesetter;
use briefings::workers;
use typst_render::RenderOptions;

use crate::specimen::{self, PLAIN, SMALLEST};
use crate::support::renderer;

/// The pages that are compared, by their number and what is on them.
const PAGES: [(usize, &str); 2] = [(1, "page-one"), (2, "charts")];
/// Pixels per point: enough to see that something moved.
const SCALE: f64 = 0.55;

/// The pages as PNG.
fn drawn() -> Vec<Vec<u8>> {
    let edition = specimen::edition(PLAIN);
    let area = specimen::find(&edition, SMALLEST);
    // A worker, for its deep stack.
    workers::map(&[area], 1, |area| {
        let (renderer, typesetter) = (renderer(&edition), Typesetter::new(1));
        let manuscript = renderer.compose(area).unwrap();
        let (proof, _) = renderer.prepare(&typesetter, &manuscript, area, TemplateMarks::Off).unwrap();
        let laid_out = typesetter.lay_out(proof).unwrap();
        let options = RenderOptions { pixel_per_pt: SCALE.into(), ..RenderOptions::default() };
        let draw = |number: usize| typst_render::render(&laid_out.pages()[number - 1], &options);
        PAGES.iter().map(|(number, _)| draw(*number).encode_png().unwrap()).collect()
    })
    .remove(0)
}

#[test]
#[expect(clippy::disallowed_methods, reason = "whether to accept new pictures is no option of the program")]
fn pages_look_as_they_were_accepted() {
    let accepted = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let accept = std::env::var("UPDATE_PAGES").is_ok();
    let mut changed = Vec::new();
    for (png, (_, name)) in drawn().iter().zip(PAGES) {
        let path = accepted.join(format!("{name}.png"));
        if accept {
            fs::create_dir_all(&accepted).unwrap();
            fs::write(&path, png).unwrap();
        } else if fs::read(&path).ok().as_ref() != Some(png) {
            let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
            fs::write(&new, png).unwrap();
            changed.push(format!("{} is now {}", path.display(), new.display()));
        }
    }
    assert!(
        changed.is_empty(),
        "pages look different:\n  {}\nlook at them, and accept them with UPDATE_PAGES=1",
        changed.join("\n  ")
    );
}
