//! The same text is asked about once, however many people sent it.

use std::collections::BTreeMap;

use super::clean;

/// Different texts, as a model may see them, and which of them each text given is.
pub struct Distinct {
    /// The different texts, in order of appearance.
    pub texts: Vec<String>,
    place_of: Vec<usize>,
}

impl Distinct {
    /// Cost: linear in the text.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Distinct {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut distinct = Distinct {
            texts: Vec::new(),
            place_of: Vec::new(),
        };
        for text in texts {
            let text = clean(text);
            let place = *places.entry(text.clone()).or_insert_with(|| {
                distinct.texts.push(text);
                distinct.texts.len() - 1
            });
            distinct.place_of.push(place);
        }
        distinct
    }

    /// What was found for each different text, for every text given.
    pub fn spread<T: Clone>(&self, found: &[T]) -> Vec<T> {
        self.place_of
            .iter()
            .filter_map(|place| found.get(*place).cloned())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_share_what_was_found() {
        let distinct = Distinct::new(["un banc", "un  banc ", "un arbre"]);
        assert_eq!(distinct.texts, ["un banc", "un arbre"]);
        assert_eq!(distinct.spread(&[1, 2]), [1, 1, 2]);
    }
}
