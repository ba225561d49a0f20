//! Which versions of the result were asked for: `--audience` with `--support`.

use anyhow::anyhow;

use super::arguments::RunArguments;
use crate::language::Language;
use crate::synthesis::{Audience, Support};

/// Each public with its support: the only one, or the one in its place, or a page; one
/// public may be given several supports. Fails where it is unclear which goes with which.
pub(super) fn asked(
    arguments: &RunArguments,
    language: Language,
) -> anyhow::Result<Vec<(Audience, Support)>> {
    let (audiences, supports) = (&arguments.audience, &arguments.support);
    let pairs: Vec<(Audience, Support)> = match (audiences.as_slice(), supports.as_slice()) {
        (_, []) => audiences.iter().map(|a| (*a, Support::Page)).collect(),
        (_, [support]) if !audiences.is_empty() => {
            audiences.iter().map(|a| (*a, *support)).collect()
        }
        ([audience], _) => supports.iter().map(|s| (*audience, *s)).collect(),
        (a, s) if a.len() == s.len() => a.iter().copied().zip(s.iter().copied()).collect(),
        _ => {
            return Err(anyhow!(language.choose(
                "--support ne va pas avec --audience.\nDonnez un seul --support, ou autant que de --audience, dans le même ordre.",
                "--support does not go with --audience.\nGive one --support, or as many as --audience, in the same order.",
            )));
        }
    };
    let mut once: Vec<(Audience, Support)> = Vec::new();
    for pair in pairs {
        if !once.contains(&pair) {
            once.push(pair);
        }
    }
    Ok(once)
}
