//! Themes by segment, counted with polars, small cells masked.

use std::collections::HashMap;

use polars::prelude::{DataFrame, NamedFrom, PolarsResult, Series};
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// Cells from 1 to this number less one are not shown: they could point at someone.
pub const MASK_BELOW: usize = 5;
/// The same in a report to be published: the threshold Insee holds for tax data on people.
pub const MASK_BELOW_PUBLISHED: usize = 11;

/// The answers of one theme by the values of one segment column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CrossTabulation {
    /// For each value of the segment, the answers with the theme; `None` where masked.
    pub cells: Vec<Option<usize>>,
}

/// Values of a segment column with the number of analysed answers of each, the commonest
/// first. The empty value stands for people who did not say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SegmentBase {
    /// The column's title.
    pub title: String,
    /// Value and analysed answers.
    pub values: Vec<(String, usize)>,
}

/// Counts the values of a segment column.
pub fn base(title: &str, values: &[&str]) -> SegmentBase {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut values: Vec<(String, usize)> = counts
        .into_iter()
        .map(|(value, count)| (value.to_owned(), count))
        .collect();
    values.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    SegmentBase {
        title: title.to_owned(),
        values,
    }
}

/// One table per theme. `pairs` holds a (theme, value) pair for every answer of a theme.
pub fn cross_tabulate(
    pairs: &[(u32, &str)],
    themes: usize,
    base: &SegmentBase,
    below: usize,
) -> Result<Vec<CrossTabulation>, Error> {
    let counts = count(pairs).map_err(|e| Error::Synthesis(e.to_string()))?;
    Ok((0..themes as u32)
        .map(|theme| {
            let row = base
                .values
                .iter()
                .map(|(value, _)| counts.get(&(theme, value.clone())).copied().unwrap_or(0))
                .collect();
            CrossTabulation {
                cells: mask(row, below),
            }
        })
        .collect())
}

fn count(pairs: &[(u32, &str)]) -> PolarsResult<HashMap<(u32, String), usize>> {
    let themes: Vec<u32> = pairs.iter().map(|(theme, _)| *theme).collect();
    let values: Vec<&str> = pairs.iter().map(|(_, value)| *value).collect();
    let frame = DataFrame::new(
        pairs.len(),
        vec![
            Series::new("theme".into(), themes).into(),
            Series::new("value".into(), values).into(),
        ],
    )?;
    let groups = frame.group_by_stable(["theme", "value"])?.select(["value"]);
    let counted = groups.count()?;
    let themes = counted.column("theme")?.u32()?;
    let values = counted.column("value")?.str()?;
    let sizes = counted.column("value_count")?.u32()?;
    Ok(themes
        .iter()
        .zip(values.iter())
        .zip(sizes.iter())
        .filter_map(|((theme, value), size)| Some(((theme?, value?.to_owned()), size? as usize)))
        .collect())
}

/// Hides small cells, and further ones until the hidden ones cannot be found by
/// subtraction from the total: a single one, or several that must all be 1 or all the
/// largest hidden number.
pub fn mask(row: Vec<usize>, below: usize) -> Vec<Option<usize>> {
    let small = |count: usize| (1..below).contains(&count);
    let mut hidden: Vec<usize> = (0..row.len()).filter(|i| small(row[*i])).collect();
    while !hidden.is_empty() && gives_away(&hidden, &row, below) {
        let next = (0..row.len())
            .filter(|i| !hidden.contains(i))
            .min_by_key(|i| (row[*i] == 0, row[*i]));
        match next {
            Some(next) => hidden.push(next),
            None => break,
        }
    }
    row.iter()
        .enumerate()
        .map(|(i, count)| (!hidden.contains(&i)).then_some(*count))
        .collect()
}

fn gives_away(hidden: &[usize], row: &[usize], below: usize) -> bool {
    let sum: usize = hidden.iter().map(|i| row[*i]).sum();
    let all_small = hidden.iter().all(|i| (1..below).contains(&row[*i]));
    let extreme = sum == hidden.len() || sum == hidden.len() * (below - 1);
    hidden.len() == 1 || (all_small && extreme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_cells_are_masked_and_cannot_be_subtracted() {
        assert_eq!(mask(vec![12, 3, 8], MASK_BELOW), [Some(12), None, None]);
        assert_eq!(
            mask(vec![12, 3, 2, 8], MASK_BELOW),
            [Some(12), None, None, Some(8)]
        );
        assert_eq!(
            mask(vec![12, 0, 8], MASK_BELOW),
            [Some(12), Some(0), Some(8)]
        );
        assert_eq!(
            mask(vec![12, 1, 1, 8], MASK_BELOW),
            [Some(12), None, None, None]
        );
        assert_eq!(mask(vec![3], MASK_BELOW), [None]);
        assert_eq!(mask(vec![3, 0], MASK_BELOW), [None, None]);
    }

    #[test]
    fn counts_come_by_theme_and_value() {
        let mut pairs = vec![(0, "Gare"); 7];
        pairs.extend(vec![(0, "Centre"); 6]);
        pairs.extend(vec![(1, "Centre"); 9]);
        let values: Vec<&str> = pairs.iter().map(|(_, value)| *value).collect();
        let base = base("Quartier", &values);
        let tables = cross_tabulate(&pairs, 2, &base, MASK_BELOW).expect("counted");
        assert_eq!(
            base.values,
            [("Centre".to_owned(), 15), ("Gare".to_owned(), 7)]
        );
        assert_eq!(tables[0].cells, [Some(6), Some(7)]);
        assert_eq!(tables[1].cells, [Some(9), Some(0)]);
    }
}
