//! What looks at pages and is installed by `.ci/run` from npm: axe-core, the Nu checker.
#![allow(clippy::print_stderr)]

use std::path::PathBuf;

/// A file of an npm package installed by `.ci/run`, or what the variable says instead.
pub fn package(variable: &str, path: &str) -> Option<PathBuf> {
    let installed = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("target/axe/node_modules")
        .join(path);
    let file = std::env::var_os(variable).map_or(installed, PathBuf::from);
    if file.is_file() {
        return Some(file);
    }
    eprintln!(
        "skipped: {} is missing (see CONTRIBUTING.md)",
        file.display()
    );
    None
}
