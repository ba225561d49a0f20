#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]
use cahier::answers::{self, ColumnMap, ColumnRequest, guess_roles};
use cahier::clusters::{self, Corpus, Granularity, GroupingParameters};
use cahier::embeddings::{BuiltInEmbedder, UnitVectors};
use cahier::ingest::{self, Source};
use cahier::language::Language;
use cahier::progress::Silent;
use cahier::units::{DistinctUnits, units_of};
use cahier::words::Lexicon;
use std::path::Path;

fn main() {
    let embedder = BuiltInEmbedder::load().unwrap();
    for name in ["dc12", "fi8_gold", "oe10", "te11", "te12"] {
        let path = format!("/work/shared/data/labelled/grand_debat_{name}.csv");
        let export = ingest::open(&Source {
            path: path.into(),
            ..Source::default()
        })
        .unwrap();
        let request = ColumnRequest {
            open: vec!["text".into()],
            id: Some("id".into()),
            segments: vec![],
        };
        let columns = ColumnMap::resolve(&export, &request, &guess_roles(&export)).unwrap();
        let mut used = columns.used();
        used.push(2);
        let table = export.load(&used).unwrap();
        let mut all = answers::collect(&table, &columns);
        cahier::privacy::mask_answers(&mut all, Language::French);
        let q = &all.questions[0];
        let kept = q.answers.kept.clone();
        let n = kept.len();
        let mut titles: Vec<String> = Vec::new();
        let tags: Vec<Vec<String>> = kept
            .iter()
            .map(|a| {
                table
                    .text(a.row, 2)
                    .split(';')
                    .map(|t| t.trim().to_owned())
                    .filter(|t| !t.is_empty())
                    .collect()
            })
            .collect();
        for t in tags.iter().flatten() {
            if !titles.contains(t) {
                titles.push(t.clone());
            }
        }
        let lexicon = Lexicon::new(Language::French);
        // fresh
        let units = units_of(&kept, &lexicon);
        let d = DistinctUnits::new(&units, &kept);
        let fresh_vec = UnitVectors::new(&d.texts, &d.answers, &embedder, &lexicon).unwrap();
        let campaign = q.campaign_of();
        let corpus = Corpus {
            answers_of: &d.answers,
            answers: n,
            campaign_of: &campaign,
        };
        let p = GroupingParameters::for_answers(q.voices(), Granularity::Normal, 0);
        let g = clusters::group(&fresh_vec, &corpus, &p, &Silent).unwrap();
        let asg = clusters::assign(&g.vectors, &g.levels, &corpus, p.smallest);
        let fresh_units = d.texts.len();
        // titles as single units
        let mut texts: Vec<&str> = d.texts.clone();
        let mut holders = d.answers.clone();
        for (i, t) in titles.iter().enumerate() {
            texts.push(t);
            holders.push(vec![(n + i) as u32]);
        }
        let v = UnitVectors::new(&texts, &holders, &embedder, &lexicon).unwrap();
        let dim = v.dimensions();
        let terms = v.terms();
        let mut bytes: Vec<u8> = Vec::new();
        for u in 0..v.len() {
            for x in v.dense_rows(u, u + 1) {
                bytes.extend((x * v.dense_weight(u)).to_le_bytes());
            }
        }
        std::fs::write(
            Path::new("/tmp/w/waves_dump").join(format!("{name}.f32")),
            bytes,
        )
        .unwrap();
        let lex: Vec<Vec<(u32, f32)>> = (0..v.len()).map(|u| v.lexical_row(u).to_vec()).collect();
        let words: Vec<u32> = (0..v.len()).map(|u| v.content_words(u)).collect();
        let json = serde_json::json!({"n": n, "ids": q.answers.kept.iter().map(|a| a.id.0.clone()).collect::<Vec<_>>(),
            "texts": texts, "holders": holders, "titles": titles, "tags": tags, "dim": dim, "terms": terms, "lex": lex, "words": words,
            "fresh_units": fresh_units, "sub_of": g.levels.sub_of, "theme_of": g.levels.theme_of, "family_of": g.levels.family_of,
            "answers_groups": asg.groups_of_answer, "unit_groups": asg.group_of_unit, "smallest": p.smallest, "aside": q.answers.set_aside.len()});
        std::fs::write(
            Path::new("/tmp/w/waves_dump").join(format!("{name}.json")),
            json.to_string(),
        )
        .unwrap();
        println!("{name} {n} {} {}", v.len(), titles.len());
    }
}
