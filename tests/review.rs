//! `review.xlsx`: what it holds, and what comes back when people have written in it.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;

use cahier::report::render_all;
use cahier::synthesis::Synthesis;

fn sample(name: &str) -> Synthesis {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("reports");
    let text = fs::read_to_string(root.join(name).join("synthesis.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn workbook(synthesis: &Synthesis) -> Vec<u8> {
    let files = render_all(synthesis).unwrap();
    let file = files.into_iter().find(|file| file.name == "review.xlsx");
    file.unwrap().bytes
}

#[test]
fn dump() {
    for name in ["mobilite", "parks"] {
        fs::write(
            format!("/tmp/w/review_{name}.xlsx"),
            workbook(&sample(name)),
        )
        .unwrap();
    }
}
