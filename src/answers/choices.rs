//! Questions with choices: one column an option, the rows of a matrix, several choices in a
//! cell.

use std::collections::HashMap;

use super::reasons::Reason;
use crate::ingest::{Export, NO, Role, Sketch, YES, option_of, title_key};

/// Columns with the same question, as `Question [Option]`.
pub(super) type Families = HashMap<String, Vec<usize>>;

/// Finds them by their titles.
pub(super) fn families(export: &Export) -> Families {
    let mut families: Families = HashMap::new();
    for (index, column) in export.columns().iter().enumerate() {
        if let Some((question, _)) = parts_of(&column.title) {
            families.entry(title_key(question)).or_default().push(index);
        }
    }
    families
}

/// Question and option of `Question [Option]`, and of `Q4[SQ001]. Question [Option]`.
pub(super) fn parts_of(title: &str) -> Option<(&str, &str)> {
    let coded = title.split_once("]. ").and_then(|(front, _)| {
        let open = front.find('[').filter(|open| *open > 0)?;
        Some((&title[..open], &front[open + 1..]))
    });
    coded.or_else(|| option_of(title))
}

/// `Question [Option]` with its siblings: an option that was ticked or not, or the row of a
/// matrix; and an option that stands alone, its own title in the cells.
pub(super) fn option(title: &str, sketch: &Sketch, siblings: usize) -> Option<(Role, Reason)> {
    let values = sketch.all_values()?;
    let key = title_key(title);
    let label = parts_of(title).map_or(key.clone(), |(_, option)| title_key(option));
    let ticked = |value: &str| is_tick(value) || title_key(value) == label;
    if siblings >= 2 && values.iter().all(|(value, _)| ticked(value)) {
        return Some((Role::Multiple, Reason::Options));
    }
    let own = values.iter().all(|(value, _)| {
        let value = title_key(value);
        value == label || key.ends_with(&format!("- {value}"))
    });
    if own && !values.is_empty() {
        return Some((Role::Multiple, Reason::Options));
    }
    let words = sketch.median_words();
    if siblings >= 2 && values.len() <= 12 && words <= 4 && sketch.numbers() < 0.8 {
        return Some((Role::Closed, Reason::Matrix));
    }
    None
}

/// Several choices in one cell: few different pieces, of which many cells hold several.
/// `parent` is true beside columns for the single options, where spaces may join.
pub(super) fn joined_choices(sketch: &Sketch, parent: bool) -> Option<Reason> {
    let values = sketch.values();
    let separators: &[&str] = match parent {
        true => &["; ", ";", ", ", ",", " | ", "|", "\n", " "],
        false => &["; ", ";", ", ", " | ", "|", "\n", ","],
    };
    let total: usize = values.iter().map(|(_, count)| count).sum();
    separators.iter().find_map(|separator| {
        let mut pieces: HashMap<String, usize> = HashMap::new();
        // Pieces of cells with several, by the number of different cells they stand in.
        let mut combinations: HashMap<String, usize> = HashMap::new();
        let mut several = 0;
        for (value, count) in &values {
            let parts: Vec<String> = value
                .split(separator)
                .map(|part| title_key(part.trim()))
                .filter(|part| !part.is_empty())
                .collect();
            let ends = separator.starts_with(';') && value.ends_with(';');
            if parts.len() > 1 || ends {
                several += count;
                for part in &parts {
                    *combinations.entry(part.clone()).or_default() += 1;
                }
            }
            for part in parts {
                *pieces.entry(part).or_default() += count;
            }
        }
        let uses: usize = pieces.values().sum();
        // Options people add themselves are few; the list itself comes again and again.
        let recurring: usize = pieces.values().filter(|n| **n >= 2).sum();
        let words: usize = pieces.keys().map(|p| p.split_whitespace().count()).sum();
        let short = words <= 8 * pieces.len().max(1);
        // A separator inside the name of an option cuts it in the same pieces every time.
        let mixed = combinations.values().filter(|cells| **cells >= 2).count();
        let fits = several * 5 >= total
            && pieces.len() <= 60
            && recurring * 4 >= uses * 3
            && uses >= 2 * pieces.len()
            && mixed * 2 >= combinations.len()
            && short
            && total >= 5;
        // Nobody writes a vertical bar: one cell with it is enough.
        let bar = separator.trim() == "|" && several > 0 && short;
        (fits || bar).then(|| Reason::Joined(separator.trim().chars().next().unwrap_or(' ')))
    })
}

/// Two values, 0 and 1.
pub(super) fn all_yes_or_no(sketch: &Sketch) -> bool {
    sketch.all_values().is_some_and(|values| {
        values.len() <= 2 && values.iter().all(|(value, _)| ["0", "1"].contains(value))
    })
}

/// Says that an option was chosen, or not.
pub(super) fn is_tick(value: &str) -> bool {
    let value = title_key(value);
    YES.contains(&value.as_str())
        || NO.contains(&value.as_str())
        || ["n/a", "selected", "not selected", "checked", "unchecked"].contains(&value.as_str())
}
