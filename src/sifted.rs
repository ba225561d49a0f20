//! What a stage keeps and what it sets aside, with the reason. A leaf.

use serde::{Deserialize, Serialize};

/// A list split in two without losing anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sifted<T, R> {
    /// What goes on to the next stage, in input order.
    pub kept: Vec<T>,
    /// What does not, in input order, each with its reason.
    pub set_aside: Vec<(T, R)>,
}

impl<T, R> Sifted<T, R> {
    /// Sends every item to one side: `reason` returns why it is set aside, or `None`.
    pub fn sort(items: impl IntoIterator<Item = T>, reason: impl Fn(&T) -> Option<R>) -> Self {
        let mut sifted = Sifted {
            kept: Vec::new(),
            set_aside: Vec::new(),
        };
        for item in items {
            match reason(&item) {
                Some(why) => sifted.set_aside.push((item, why)),
                None => sifted.kept.push(item),
            }
        }
        sifted
    }

    /// Every item: those kept, then those set aside.
    pub fn items_mut(&mut self) -> impl Iterator<Item = &mut T> {
        let aside = self.set_aside.iter_mut().map(|(item, _)| item);
        self.kept.iter_mut().chain(aside)
    }

    /// Items in all.
    pub fn total(&self) -> usize {
        self.kept.len() + self.set_aside.len()
    }
}
