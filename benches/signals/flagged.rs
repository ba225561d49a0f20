//! Tables of answers that readers flagged among ordinary answers to the same question.

use std::collections::BTreeSet;
use std::path::Path;

use cahier::embeddings::BuiltInEmbedder;
use cahier::words::fold;

use super::curves::show;

/// Ordinary answers for each flagged one, where there are so many.
const ORDINARY: usize = 10;

/// A question's flagged answers among ordinary ones, for each question that has both.
pub fn run(data: &Path, embedder: &BuiltInEmbedder) {
    let file = data.join("weak_signals/idees_marquantes_dev.csv");
    let Some(ideas) = columns(&file, &["question", "text"]) else {
        println!("flagged answers: skipped ({} not there)", file.display());
        return;
    };
    let labelled = |file: &str| columns(&data.join("labelled").join(file), &["text"]);
    let mix = data.join("consultations/scale_mix_215k.csv");
    let mix = columns(&mix, &["source", "texte"]).map(|mut rows| {
        rows.retain(|row| row[0] == "elf");
        // Its questions follow one another; these rows answer the third one below.
        rows.get(467..1300).map_or(Vec::new(), <[_]>::to_vec)
    });
    let sets = [
        (
            "taxes",
            "Que faudrait-il faire pour rendre la fiscalité",
            labelled("grand_debat_fi8_gold.csv"),
        ),
        (
            "environment",
            "Si oui, que faites-vous aujourd'hui pour protéger",
            labelled("grand_debat_te11.csv"),
        ),
        (
            "information",
            "Quelles sont toutes les choses qui pourraient",
            mix,
        ),
    ];
    let known: BTreeSet<String> = ideas.iter().map(|row| letters(&row[1])).collect();
    for (name, begins, ordinary) in sets {
        let Some(mut ordinary) = ordinary else {
            println!("flagged answers, {name}: skipped (no ordinary answers)");
            continue;
        };
        ordinary.retain(|row| !known.contains(&letters(row.last().unwrap())));
        let ordinary: Vec<&str> = ordinary
            .iter()
            .filter_map(|row| Some(row.last()?.as_str()))
            .collect();
        let mut once = BTreeSet::new();
        let own = ideas.iter().filter(|row| row[0].starts_with(begins));
        let own: Vec<&Vec<String>> = own.filter(|row| once.insert(letters(&row[1]))).collect();
        let Some(question) = own.first().map(|row| row[0].as_str()) else {
            println!("flagged answers, {name}: skipped (none)");
            continue;
        };
        let texts: Vec<&str> = own.iter().map(|row| row[1].as_str()).collect();
        show(
            name,
            question,
            &mixed(question, &texts, &ordinary),
            embedder,
        );
    }
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The columns of a file, `None` where it is missing or lacks one.
fn columns(path: &Path, names: &[&str]) -> Option<Vec<Vec<String>>> {
    let mut reader = csv::Reader::from_path(path).ok()?;
    let headers = reader.headers().ok()?.clone();
    let place = |name: &&str| {
        let mut titles = headers.iter();
        titles.position(|title| title.trim_start_matches('\u{feff}') == *name)
    };
    let places: Vec<usize> = names.iter().map(place).collect::<Option<_>>()?;
    let rows = reader.records().map(Result::unwrap);
    Some(
        rows.map(|row| places.iter().map(|at| row[*at].to_owned()).collect())
            .collect(),
    )
}

/// A table of flagged answers (`F0`…) among ordinary ones (`O0`…), evenly spread.
fn mixed(question: &str, remarkable: &[&str], ordinary: &[&str]) -> Vec<u8> {
    let wanted = (remarkable.len() * ORDINARY).min(ordinary.len());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["id", question]).unwrap();
    let mut added = 0;
    for at in 0..wanted {
        let text = ordinary[at * ordinary.len() / wanted];
        writer.write_record([&format!("O{at}"), text]).unwrap();
        while added * wanted < (at + 1) * remarkable.len() {
            let id = format!("F{added}");
            writer
                .write_record([id.as_str(), remarkable[added]])
                .unwrap();
            added += 1;
        }
    }
    writer.into_inner().unwrap()
}
