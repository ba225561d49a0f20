//! What people look at, in a real browser: nothing overflows a phone, nothing is fetched,
//! the page prints. Skipped, and saying so, where Chromium is not installed.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn chromium() -> Option<&'static str> {
    let found = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok());
    if found.is_none() {
        eprintln!("skipped: Chromium is not installed (apt-get install chromium)");
    }
    found
}

fn browse(browser: &str, arguments: &[&str], page: &Path) -> String {
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(arguments)
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn report(sample: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("reports")
        .join(sample)
        .join("report.html")
}

/// The report in a frame of the given width, with a script of the test's that measures it:
/// the report itself has none and its policy forbids any.
fn measuring_page(sample: &str, width: u32) -> String {
    let html = fs::read_to_string(report(sample)).unwrap();
    let policy = html
        .find("<meta http-equiv=\"Content-Security-Policy\"")
        .unwrap();
    let end = policy + html[policy..].find('>').unwrap() + 1;
    let open = format!("{}{}", &html[..policy], &html[end..]);
    let framed = open.replace('&', "&amp;").replace('"', "&quot;");
    format!(
        "<!doctype html><iframe id=f style=\"width:{width}px;height:900px;border:0\" srcdoc=\"{framed}\"></iframe>\
         <script>f.onload=()=>{{const d=f.contentDocument;const e=d.documentElement;\
         const levels=[...d.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h=>+h.tagName[1]);\
         const jump=levels.findIndex((l,i)=>i>0&&l>levels[i-1]+1);\
         document.title='wide '+e.scrollWidth+' of '+e.clientWidth+', jump '+jump+', headings '+levels.length;}}</script>"
    )
}

#[test]
fn reports_fit_a_phone_and_their_headings_step_down_one_by_one() {
    let Some(browser) = chromium() else { return };
    for sample in ["mobilite", "logement", "parks"] {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("page.html");
        fs::write(&page, measuring_page(sample, 320)).unwrap();
        let dom = browse(
            browser,
            &["--virtual-time-budget=10000", "--dump-dom"],
            &page,
        );
        let title = dom.split("<title>").nth(1).unwrap_or("no title");
        let title = title.split("</title>").next().unwrap();
        assert!(
            title.starts_with("wide 320 of 320, jump -1, headings "),
            "{sample}: {title}"
        );
    }
}

#[test]
fn reports_print() {
    let Some(browser) = chromium() else { return };
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("report.pdf");
    let print = format!("--print-to-pdf={}", pdf.display());
    browse(
        browser,
        &["--no-pdf-header-footer", &print],
        &report("mobilite"),
    );
    let bytes = fs::read(&pdf).unwrap();
    assert!(bytes.starts_with(b"%PDF") && bytes.len() > 20_000);
}
