//! How the themes of a question moved since an earlier result.
//!
//! A theme has grown or faded when newcomers hold it more or less often than the earlier
//! answers did, beyond chance: Fisher's exact test, which holds for small numbers too, two
//! sides, at 5 % over all themes of the question together (Holm 1979).

use std::collections::{BTreeMap, BTreeSet};

use crate::clusters::Assignment;
use crate::clusters::drift::Drifted;
use crate::synthesis::{
    Change, Drift, Evolution, Merged, QuestionResult, Split, SplitPart, ThemeEvolution,
};
use crate::themes::known::{KnownThemes, same_text};
use crate::themes::{Origin, ThemeId};

/// Chance that any theme of a question is said to move when none did.
const CHANCE: f64 = 0.05;
/// Themes put together: a fresh group holds this share of each at least.
const TOGETHER: f64 = 0.6;
/// A theme cut: at least two fresh groups hold this share of it each.
const CUT: f64 = 0.35;
/// Fewer answers tell nothing of merging or cutting.
const FEWEST: usize = 10;

/// What today's result is compared with.
pub(super) struct Compared<'a> {
    /// Name of the earlier result.
    pub name: &'a str,
    /// The earlier result.
    pub earlier: &'a KnownThemes,
    /// Themes whose newcomers lie elsewhere.
    pub drifts: &'a BTreeMap<ThemeId, Drifted>,
    /// A fresh grouping of today's answers.
    pub fresh: &'a Assignment,
}

/// Compares. `titles` gives the titles of the fresh groups, asked for when any is shown.
/// Cost: linear in the answers, and one exact test per theme.
pub(super) fn evolution(
    compared: &Compared<'_>,
    result: &QuestionResult,
    titles: impl FnOnce() -> BTreeMap<u32, String>,
) -> Evolution {
    let earlier = compared.earlier;
    let then: BTreeSet<(&str, String)> = earlier
        .answers
        .iter()
        .map(|answer| (answer.id.0.as_str(), same_text(&answer.text)))
        .collect();
    let was_there: Vec<bool> = result
        .answers
        .iter()
        .map(|answer| then.contains(&(answer.id.0.as_str(), same_text(&answer.text))))
        .collect();
    let mut before: BTreeMap<&ThemeId, usize> = BTreeMap::new();
    for id in earlier.answers.iter().flat_map(|answer| &answer.themes) {
        *before.entry(id).or_default() += 1;
    }
    let already = was_there.iter().filter(|there| **there).count();
    let bases = (earlier.answers.len(), result.answers.len() - already);
    let mut themes = moves(compared, result, &was_there, &before);
    judge(&mut themes, bases, &mains(earlier, result, &was_there));
    let (merged, split) = hints(compared.fresh, result, &before, titles);
    Evolution {
        since: compared.name.to_owned(),
        before: earlier.answers.len(),
        now: result.answers.len(),
        already,
        themes,
        merged,
        split,
    }
}

/// The counts of every theme, today's first, then those that vanished.
fn moves(
    compared: &Compared<'_>,
    result: &QuestionResult,
    was_there: &[bool],
    before: &BTreeMap<&ThemeId, usize>,
) -> Vec<ThemeEvolution> {
    let known: BTreeSet<&ThemeId> = compared.earlier.themes.iter().map(|t| &t.id).collect();
    let count = |id: &ThemeId| before.get(id).copied().unwrap_or(0);
    let mut all: Vec<ThemeEvolution> = Vec::new();
    for theme in &result.themes {
        let id = &theme.theme.id;
        let there = result.answers.iter().zip(was_there);
        let drift = compared.drifts.get(id);
        all.push(ThemeEvolution {
            theme: id.clone(),
            title: theme.theme.title.clone(),
            before: count(id),
            now: theme.answers,
            already: there
                .filter(|(answer, there)| **there && answer.themes.contains(id))
                .count(),
            change: match known.contains(id) {
                true => Change::Kept,
                false => Change::New,
            },
            drift: drift.map(|drift| Drift {
                newcomers: drift.newcomers,
                similarity: percent(drift.similarity),
                expected: percent(drift.expected),
            }),
        });
    }
    let today: BTreeSet<ThemeId> = all.iter().map(|theme| theme.theme.clone()).collect();
    let gone = compared.earlier.themes.iter();
    all.extend(
        gone.filter(|theme| !today.contains(&theme.id) && count(&theme.id) > 0)
            .map(|theme| ThemeEvolution {
                theme: theme.id.clone(),
                title: theme.title.clone(),
                before: count(&theme.id),
                now: 0,
                already: 0,
                change: Change::Vanished,
                drift: None,
            }),
    );
    all
}

fn percent(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}

/// For each theme, the earlier answers and the newcomers whose main theme it is.
fn mains(
    earlier: &KnownThemes,
    result: &QuestionResult,
    was_there: &[bool],
) -> BTreeMap<ThemeId, (usize, usize)> {
    let mut mains: BTreeMap<ThemeId, (usize, usize)> = BTreeMap::new();
    for id in earlier.answers.iter().filter_map(|a| a.themes.first()) {
        mains.entry(id.clone()).or_default().0 += 1;
    }
    let all = result.answers.iter().zip(was_there);
    let newcomers = all.filter(|(_, there)| !**there);
    for id in newcomers.filter_map(|(answer, _)| answer.themes.first()) {
        mains.entry(id.clone()).or_default().1 += 1;
    }
    mains
}

/// Says which themes grew or faded: `bases` are the earlier answers and the newcomers.
///
/// Newcomers join themes by another rule than the first answers founded them by, which may
/// give them more themes each or fewer: a theme moves only where its share among main
/// themes, one per answer, moves the same way, beyond chance too.
fn judge(
    themes: &mut [ThemeEvolution],
    bases: (usize, usize),
    mains: &BTreeMap<ThemeId, (usize, usize)>,
) {
    if bases.0 == 0 || bases.1 == 0 {
        return;
    }
    let newcomers = |theme: &ThemeEvolution| theme.now - theme.already;
    let more = |(before, now): (usize, usize)| now * bases.0 > before * bases.1;
    let mut tested: Vec<(f64, usize)> = (0..themes.len())
        .filter(|at| themes[*at].change == Change::Kept)
        .map(|at| {
            let theme = &themes[at];
            let chance = fisher((theme.before, bases.0), (newcomers(theme), bases.1));
            let main = mains.get(&theme.theme).copied().unwrap_or_default();
            let of_mains = fisher((main.0, bases.0), (main.1, bases.1));
            let same_way = more(main) == more((theme.before, newcomers(theme)));
            (if same_way { chance.max(of_mains) } else { 1.0 }, at)
        })
        .collect();
    tested.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let count = tested.len();
    for (rank, (chance, at)) in tested.into_iter().enumerate() {
        if chance * (count - rank) as f64 > CHANCE {
            break;
        }
        let theme = &themes[at];
        let grown = more((theme.before, newcomers(theme)));
        themes[at].change = match grown {
            true => Change::Grown,
            false => Change::Faded,
        };
    }
}

/// Two-sided exact test of two shares, each (of these, all): the chance of a table no
/// likelier than this one when both shares are the same.
fn fisher(a: (usize, usize), b: (usize, usize)) -> f64 {
    let (all, with) = (a.1 + b.1, a.0 + b.0);
    let ln = |n: usize| libm::lgamma(n as f64 + 1.0);
    let choose = |n: usize, k: usize| ln(n) - ln(k) - ln(n - k);
    let likely = |k: usize| choose(a.1, k) + choose(b.1, with - k) - choose(all, with);
    let own = likely(a.0) + 1e-7;
    let ways = with.saturating_sub(b.1)..=with.min(a.1);
    let sum: f64 = ways.map(likely).filter(|l| *l <= own).map(libm::exp).sum();
    sum.min(1.0)
}

/// What a fresh grouping does to themes that were there before.
fn hints(
    fresh: &Assignment,
    result: &QuestionResult,
    before: &BTreeMap<&ThemeId, usize>,
    titles: impl FnOnce() -> BTreeMap<u32, String>,
) -> (Vec<Merged>, Vec<Split>) {
    // Answers by their main theme and their main fresh group.
    let mut flows: BTreeMap<&ThemeId, BTreeMap<u32, usize>> = BTreeMap::new();
    let mut sizes: BTreeMap<&ThemeId, usize> = BTreeMap::new();
    let mut fresh_sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for (answer, groups) in result.answers.iter().zip(&fresh.groups_of_answer) {
        if let Some(group) = groups.first() {
            *fresh_sizes.entry(*group).or_default() += 1;
        }
        let Some(theme) = answer.themes.first().filter(|id| before.contains_key(id)) else {
            continue;
        };
        *sizes.entry(theme).or_default() += 1;
        if let Some(group) = groups.first() {
            *flows.entry(theme).or_default().entry(*group).or_default() += 1;
        }
    }
    flows.retain(|theme, _| sizes[theme] >= FEWEST);
    let share = |theme: &ThemeId, answers: usize| answers as f64 / sizes[theme].max(1) as f64;
    let mut merged = Vec::new();
    for (group, answers) in &fresh_sizes {
        let mut inside: Vec<(usize, &ThemeId)> = flows
            .iter()
            .filter_map(|(theme, flow)| Some((*flow.get(group)?, *theme)))
            .filter(|(answers, theme)| share(theme, *answers) >= TOGETHER)
            .collect();
        inside.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        if inside.len() > 1 {
            merged.push(Merged {
                shares: inside.iter().map(|(n, t)| percent(share(t, *n))).collect(),
                themes: inside.into_iter().map(|(_, theme)| theme.clone()).collect(),
                answers: *answers,
            });
        }
    }
    let mut cut: Vec<(&ThemeId, Vec<(usize, u32)>)> = Vec::new();
    for (theme, flow) in &flows {
        let mut parts: Vec<(usize, u32)> = flow
            .iter()
            .map(|(group, answers)| (*answers, *group))
            .filter(|(answers, _)| share(theme, *answers) >= CUT)
            .collect();
        parts.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        if parts.len() > 1 {
            cut.push((theme, parts));
        }
    }
    if cut.is_empty() {
        return (merged, Vec::new());
    }
    let titles = titles();
    let part = |theme: &ThemeId, (answers, group): (usize, u32)| SplitPart {
        title: titles.get(&group).cloned().unwrap_or_default(),
        answers,
        share: percent(share(theme, answers)),
    };
    let split = cut.into_iter().map(|(theme, parts)| Split {
        theme: theme.clone(),
        parts: parts.into_iter().map(|p| part(theme, p)).collect(),
    });
    (merged, split.collect())
}

/// The titles of fresh groups that are taken from the answers, by group.
pub(super) fn titles_of(
    themes: &[crate::themes::Theme],
    order: impl Iterator<Item = usize>,
) -> BTreeMap<u32, String> {
    order
        .zip(themes)
        .filter(|(_, theme)| theme.origin == Origin::Extractive)
        .map(|(group, theme)| (group as u32, theme.title.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(id: &str, before: usize, now: usize) -> ThemeEvolution {
        ThemeEvolution {
            theme: ThemeId(id.to_owned()),
            title: String::new(),
            before,
            now,
            already: 0,
            change: Change::Kept,
            drift: None,
        }
    }

    /// Values of another implementation (scipy.stats.fisher_exact).
    #[test]
    fn the_exact_test_is_that_of_others() {
        assert!((fisher((8, 10), (1, 6)) - 0.034_965_034_965).abs() < 1e-9);
        assert!((fisher((10, 100), (12, 100)) - 0.821_748_516_351).abs() < 1e-9);
        assert!((fisher((0, 5), (0, 7)) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_share_moves_when_chance_would_not_move_it() {
        let mut themes = [theme("a", 20, 60), theme("b", 40, 12), theme("c", 30, 33)];
        let mains = |themes: &[ThemeEvolution]| {
            let main = |t: &ThemeEvolution| (t.theme.clone(), (t.before, t.now));
            themes.iter().map(main).collect::<BTreeMap<_, _>>()
        };
        let main = mains(&themes);
        judge(&mut themes, (100, 100), &main);
        let changes = themes.map(|theme| theme.change);
        assert_eq!(changes, [Change::Grown, Change::Faded, Change::Kept]);
        // The same shares of few answers could be chance.
        let mut few = [theme("a", 2, 6), theme("b", 4, 1)];
        let main = mains(&few);
        judge(&mut few, (10, 10), &main);
        assert!(few.iter().all(|theme| theme.change == Change::Kept));
    }
}
