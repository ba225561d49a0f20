//! Titles out of key phrases: no two the same, none empty.

use std::collections::HashSet;

use super::KeyPhrase;
use crate::words::fold;

/// One title per group: its best phrase and, where that is a single word, a second one;
/// the largest themes choose first, so that no two titles are the same.
pub(super) fn titles(phrases: &[Vec<KeyPhrase>], order: &[usize]) -> Vec<String> {
    let mut titles = vec![String::new(); phrases.len()];
    let mut taken: HashSet<String> = HashSet::new();
    for group in order {
        let list = &phrases[*group];
        let title = candidates(list)
            .into_iter()
            .find(|title| !taken.contains(&fold(title)))
            .unwrap_or_else(|| numbered(&joined_title(list, 1), &taken));
        taken.insert(fold(&title));
        titles[*group] = title;
    }
    titles
}

/// Titles for a theme, the best first.
fn candidates(list: &[KeyPhrase]) -> Vec<String> {
    let several = |phrase: &&KeyPhrase| phrase.text.contains([' ', '\'', '’', '-']);
    let mut titles = Vec::new();
    if let Some((first, others)) = list.split_first() {
        if several(&first) {
            titles.push(capitalised(&first.text));
        }
        // A second phrase of several words tells most; else the one most people use.
        let near = &others[..others.len().min(4)];
        let second = near
            .iter()
            .find(several)
            .or_else(|| near.iter().rev().max_by_key(|phrase| phrase.answers));
        if let Some(second) = second {
            titles.push(capitalised(&format!("{}, {}", first.text, second.text)));
        }
    }
    titles.extend((1..=list.len()).map(|count| joined_title(list, count)));
    titles
}

fn joined_title(list: &[KeyPhrase], count: usize) -> String {
    let texts: Vec<&str> = list.iter().take(count).map(|p| p.text.as_str()).collect();
    capitalised(&texts.join(", "))
}

/// A theme without any phrase of its own is named by a number rather than not at all.
fn numbered(title: &str, taken: &HashSet<String>) -> String {
    let base = if title.is_empty() { "…" } else { title };
    (2..)
        .map(|n| format!("{base} ({n})"))
        .find(|candidate| !taken.contains(&fold(candidate)))
        .unwrap_or_default()
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
