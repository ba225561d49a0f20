//! The committed reports, in a real browser: they fit a phone, they print. `tests/accessibility`
//! goes further, on every page a report can have. Skipped, and saying so, where Chromium is not
//! installed.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

#[path = "common/browser.rs"]
mod browser;

use std::path::{Path, PathBuf};

use browser::browser;

fn page(sample: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("reports")
        .join(sample)
        .join(name)
}

#[test]
fn reports_fit_a_phone() {
    let Some(browser) = browser() else { return };
    let tab = browser.tab();
    tab.resize(320, 640);
    for sample in ["mobilite", "logement", "parks"] {
        tab.open(&page(sample, "report.html"));
        let wide = tab.evaluate("document.documentElement.scrollWidth");
        assert_eq!(wide, 320, "{sample}");
    }
}

#[test]
fn reports_print() {
    let Some(browser) = browser() else { return };
    let tab = browser.tab();
    tab.open(&page("mobilite", "report.html"));
    let pdf = tab.pdf();
    assert!(pdf.starts_with(b"%PDF") && pdf.len() > 20_000);
}

#[test]
fn one_page_is_one_sheet_of_paper() {
    let Some(browser) = browser() else { return };
    let tab = browser.tab();
    for sample in ["mobilite", "logement", "parks"] {
        tab.open(&page(sample, "onepage.html"));
        let pdf = tab.pdf();
        let sheets = String::from_utf8_lossy(&pdf)
            .split("/Type /Page")
            .skip(1)
            .filter(|rest| !rest.starts_with('s'))
            .count();
        assert_eq!(sheets, 1, "{sample}");
    }
}

/// What a person does in the answers: search, filter, follow a figure, come back.
#[test]
fn answers_are_searched_filtered_and_reached_from_a_figure() {
    let Some(browser) = browser() else { return };
    let tab = browser.tab();
    tab.open(&page("mobilite", "report.html"));
    let shown = "document.querySelectorAll('.answers-of li:not([hidden])').length";
    let all = tab.evaluate(shown);
    tab.evaluate(
        "(() => { const s = document.getElementById('filter-search'); s.value = 'ÉCOLE velo'; \
         s.dispatchEvent(new Event('input', { bubbles: true })); })()",
    );
    let waiting = "new Promise(done => setTimeout(() => done(0), 300))";
    tab.evaluate(waiting);
    let found = tab.evaluate(
        "[...document.querySelectorAll('.answers-of li:not([hidden]) blockquote')].map(q => q.textContent.toLowerCase())",
    );
    let found = found.as_array().unwrap();
    assert!(!found.is_empty() && found.len() < all.as_u64().unwrap() as usize / 4);
    for text in found {
        let text = text.as_str().unwrap();
        assert!(text.contains("école") && text.contains("vélo"), "{text}");
    }
    // The figure of a theme leads to as many answers as it says.
    let told = tab.evaluate(
        "(() => { const a = document.querySelector('#essential a[data-theme]'); a.click(); return parseInt(a.textContent); })()",
    );
    assert_eq!(tab.evaluate(shown), told);
    let status = tab.evaluate("document.querySelector('.count').textContent");
    assert!(
        status.as_str().unwrap().starts_with(&told.to_string()),
        "{status}"
    );
    // A link to an answer that is hidden shows it.
    tab.evaluate("location.hash = '#' + document.querySelector('.answers-of li[hidden]').id");
    tab.evaluate(waiting);
    assert_eq!(tab.evaluate(shown), all);
}
