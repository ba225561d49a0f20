//! How well weak signals and alerts are found.
//!
//! `cargo bench --bench signals` runs the consultations that have a key (`*.key.json`): a
//! planted signal is found when one of its answers is among the first twelve of its
//! question. `CAHIER_DATA=folder` adds real answers that readers flagged as remarkable
//! (`weak_signals/idees_marquantes_dev.csv`) among up to ten times as many ordinary answers
//! to the same question (`labelled/grand_debat_*.csv` and, for one, `elf` rows of
//! `consultations/scale_mix_215k.csv`): the area under the curve (AUC) of the score, of the
//! number of words alone, and of the score between answers of nearly the same length.
//!
//! Only candidates have a score. An answer that is none (too vague, too near to others, a
//! copy of an answer that stands for both) ranks below all of them; answers of equal value
//! count half.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod curves;
mod flagged;
mod planted;

use std::path::PathBuf;

use cahier::embeddings::BuiltInEmbedder;

fn main() {
    let embedder = BuiltInEmbedder::load().unwrap();
    planted::run(&embedder);
    match std::env::var_os("CAHIER_DATA").map(PathBuf::from) {
        Some(data) => flagged::run(&data, &embedder),
        None => println!("flagged answers: skipped (set CAHIER_DATA to the folder of the data)"),
    }
}
