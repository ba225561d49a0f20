//! `cahier studio` as it is used: a process of its own, spoken to over its socket, by people
//! and by those who wish them ill.
#![allow(clippy::unwrap_used)]

#[path = "../common/browser.rs"]
mod browser;
#[path = "../review/edit.rs"]
mod edit;
mod hostile;
mod http;
mod keyboard;
#[path = "../common/package.rs"]
mod package;
mod renewed;
mod runs;
mod visitor;
mod way;

use package::package;
