//! Pictures of every page for people to look at, in `target/pictures`: two phones, a desktop, A4.
//! `cargo test --test accessibility -- --ignored pictures`.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::browser::browser;
use crate::pages::shown;

/// Height of one picture in CSS pixels, and how many of a page at most.
const SLICE: (u32, usize) = (2000, 4);

#[test]
#[ignore = "makes pictures for people to look at"]
fn pictures() {
    let Some(browser) = browser() else { return };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let tab = browser.tab();
    for page in shown() {
        let stem = page
            .title
            .replace(": ", "-")
            .replace(['/', ' '], "-")
            .replace(".html", "");
        tab.emulate("screen", &[]);
        for width in [320, 390, 1280] {
            tab.resize(width, 900);
            tab.open(&page.path);
            let height = tab
                .evaluate("document.documentElement.scrollHeight")
                .as_u64()
                .unwrap() as u32;
            for (number, top) in (0..height)
                .step_by(SLICE.0 as usize)
                .take(SLICE.1)
                .enumerate()
            {
                let picture = tab.picture(top, width, SLICE.0.min(height - top));
                fs::write(
                    folder.join(format!("{stem}-{width}-{}.png", number + 1)),
                    picture,
                )
                .unwrap();
            }
        }
        tab.emulate("print", &[]);
        let pdf = folder.join(format!("{stem}.pdf"));
        fs::write(&pdf, tab.pdf()).unwrap();
        let drawn = Command::new("pdftoppm")
            .args(["-png", "-r", "60", "-l", "12"])
            .args([&pdf, &folder.join(format!("{stem}-a4"))])
            .output();
        if drawn.is_err() {
            eprintln!(
                "no pictures of {}: pdftoppm is not installed (poppler-utils)",
                pdf.display()
            );
        }
    }
    eprintln!("pictures are in {}", folder.display());
}
