//! Every page of a report is accessible, valid, and prints: what RGAA 4.1 and WCAG 2.2 ask and
//! a machine can tell. A page is tested from the day `render_all` gives it.
//!
//! `structure`, `quotes` and `markup` need nothing; the others look at the pages in Chromium, and say when
//! they are skipped: `axe` wants axe-core, `markup` also asks the Nu checker where it is installed,
//! `paper` wants poppler's `pdftotext`. CONTRIBUTING.md says how to install them.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

#[path = "../common/browser.rs"]
mod browser;
#[path = "../common/package.rs"]
mod package;
#[path = "../common/pages.rs"]
mod pages;
#[path = "../common/said.rs"]
mod said;

mod axe;
mod faults;
mod keyboard;
mod layout;
mod markup;
mod network;
mod paper;
mod pictures;
mod quotes;
mod structure;

use package::package;
