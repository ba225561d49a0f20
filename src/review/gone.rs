//! Themes that a review does away with, and where their answers go.

use std::collections::{HashMap, HashSet};

use super::Decision;
use crate::themes::ThemeId;

/// Themes that are deleted, and those that merge with the theme each goes into.
pub(super) struct Gone<'d> {
    pub deleted: HashSet<&'d ThemeId>,
    pub merges: HashMap<&'d ThemeId, &'d ThemeId>,
    /// The same to the end of each chain.
    pub merged: HashMap<&'d ThemeId, &'d ThemeId>,
}

impl<'d> Gone<'d> {
    pub fn new(decisions: &'d [Decision]) -> Gone<'d> {
        let (mut deleted, mut merges) = (HashSet::new(), HashMap::new());
        for decision in decisions {
            match decision {
                Decision::Delete { theme, .. } => drop(deleted.insert(theme)),
                Decision::Merge { theme, into, .. } => drop(merges.insert(theme, into)),
                _ => {}
            }
        }
        let merged = merged(&merges);
        Gone {
            deleted,
            merges,
            merged,
        }
    }

    /// The theme that holds the answers of this one in the end; none when it is deleted.
    pub fn last<'t>(&self, theme: &'t ThemeId) -> Option<&'t ThemeId>
    where
        'd: 't,
    {
        let last = self.merged.get(theme).copied().unwrap_or(theme);
        (!self.deleted.contains(last)).then_some(last)
    }

    pub fn is_gone(&self, theme: &ThemeId) -> bool {
        self.deleted.contains(theme) || self.merges.contains_key(theme)
    }
}

/// Where themes go in the end: each that merges, with the one that takes it. Loops are left
/// out; they are refused.
fn merged<'d>(merges: &HashMap<&'d ThemeId, &'d ThemeId>) -> HashMap<&'d ThemeId, &'d ThemeId> {
    let last = |theme: &'d ThemeId| {
        let (mut at, mut seen) = (theme, HashSet::new());
        while let Some(into) = merges.get(at) {
            if !seen.insert(at) {
                return None;
            }
            at = into;
        }
        Some(at)
    };
    let themes = merges.keys().copied();
    themes
        .filter_map(|theme| Some((theme, last(theme)?)))
        .collect()
}
