//! The committed reports, in a real browser: they fit a phone, they print. `tests/accessibility`
//! goes further, on every page a report can have. Skipped, and saying so, where Chromium is not
//! installed.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

#[path = "common/browser.rs"]
mod browser;

use std::path::{Path, PathBuf};

use browser::browser;

fn report(sample: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("reports")
        .join(sample)
        .join("report.html")
}

#[test]
fn reports_fit_a_phone() {
    let Some(browser) = browser() else { return };
    let tab = browser.tab();
    tab.resize(320, 640);
    for sample in ["mobilite", "logement", "parks"] {
        tab.open(&report(sample));
        let wide = tab.evaluate("document.documentElement.scrollWidth");
        assert_eq!(wide, 320, "{sample}");
    }
}

#[test]
fn reports_print() {
    let Some(browser) = browser() else { return };
    let tab = browser.tab();
    tab.open(&report("mobilite"));
    let pdf = tab.pdf();
    assert!(pdf.starts_with(b"%PDF") && pdf.len() > 20_000);
}
