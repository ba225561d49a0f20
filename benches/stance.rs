//! How often the stance of an argument is read, and how often it is right.
//!
//! `CAHIER_DATA=folder cargo bench --bench stance` reads the file
//! `consultations/republique_numerique_arguments.csv` of that folder: arguments that
//! people put themselves under "pour" or "contre" a proposition (columns `proposition_id`,
//! `sens`, `texte`). Half of the propositions, by the first byte of the SHA-256 of their
//! id (even ones), were read when the cues were chosen; the other half was not.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use cahier::language::Language;
use cahier::themes::tensions::stance_weight;
use cahier::words::Lexicon;
use sha2::{Digest, Sha256};

/// From this weight on a side was said outright, see [`stance_weight`].
const OUTRIGHT: i32 = 6;

/// An argument.
struct Argument {
    /// Its proposition is one of those read when the cues were chosen.
    read: bool,
    /// Its author put it under "pour".
    favour: bool,
    /// Evidence found.
    weight: i32,
}

fn main() {
    let Some(data) = std::env::var_os("CAHIER_DATA").map(PathBuf::from) else {
        println!("stance: skipped (set CAHIER_DATA to the folder of the data)");
        return;
    };
    let path = data.join("consultations/republique_numerique_arguments.csv");
    let Some(arguments) = read(&path) else {
        println!("stance: skipped ({} not there)", path.display());
        return;
    };
    for (half, read) in [
        ("propositions read when the cues were chosen", true),
        ("propositions never read", false),
    ] {
        let part: Vec<&Argument> = arguments.iter().filter(|a| a.read == read).collect();
        show(half, &part);
    }
    show("all", &arguments.iter().collect::<Vec<_>>());
}

/// The arguments with what the cues say of each; `None` where the file is missing.
fn read(path: &Path) -> Option<Vec<Argument>> {
    let mut reader = csv::Reader::from_path(path).ok()?;
    let headers = reader.headers().unwrap().clone();
    let place = |name: &str| {
        let mut titles = headers.iter();
        titles
            .position(|title| title.trim_start_matches('\u{feff}') == name)
            .unwrap()
    };
    let [proposition, side, text] = ["proposition_id", "sens", "texte"].map(place);
    let lexicon = Lexicon::new(Language::French);
    let rows = reader.records().map(Result::unwrap);
    let arguments = rows.map(|row| Argument {
        read: Sha256::digest(&row[proposition])[0].is_multiple_of(2),
        favour: &row[side] == "pour",
        weight: stance_weight(&row[text], &lexicon),
    });
    Some(arguments.collect())
}

fn show(name: &str, arguments: &[&Argument]) {
    let favour = arguments.iter().filter(|a| a.favour).count();
    println!(
        "{name}: {} arguments, {:.1} % for",
        arguments.len(),
        percent(favour, arguments.len())
    );
    for (words, least) in [("any cue", 1), ("said outright", OUTRIGHT)] {
        let covered: Vec<&Argument> = arguments
            .iter()
            .filter(|a| a.weight.abs() >= least)
            .copied()
            .collect();
        let right = |favour: bool| {
            let of = covered.iter().filter(|a| a.favour == favour);
            let right = of.clone().filter(|a| (a.weight > 0) == favour).count();
            (right, of.count())
        };
        let (pro, con) = (right(true), right(false));
        println!(
            "  {words}: covered {:.1} %, right on covered {:.1} % (for {:.1} %, against {:.1} %; \
             always the larger side {:.1} %)",
            percent(covered.len(), arguments.len()),
            percent(pro.0 + con.0, covered.len()),
            percent(pro.0, pro.1),
            percent(con.0, con.1),
            percent(pro.1.max(con.1), covered.len()),
        );
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
