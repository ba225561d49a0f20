//! Questions too long for a model, before and after: some servers cut them without a word.

use super::Usage;

/// Tokens that a text may take, on the safe side: French takes about one for 4 characters
/// in common vocabularies, names and figures more.
pub(super) fn tokens(texts: &[&str]) -> u64 {
    let characters: usize = texts.iter().map(|text| text.chars().count()).sum();
    characters.div_ceil(3) as u64
}

/// True when a question of about `prompt` tokens and its reply do not fit a context, with
/// 15 % of it left for the server's template and for a poor estimate.
pub(super) fn does_not_fit(prompt: u64, max_tokens: u32, context: u32) -> bool {
    let room = u64::from(context) * 85 / 100;
    prompt + u64::from(max_tokens) > room
}

/// Tokens that a text takes at the very least: its words and figures, and the marks that
/// end a word before a space. No vocabulary in use joins two words in a token, so an
/// honest count is never below; it is 1.0 to 1.5 times as much for plain text.
pub(super) fn fewest_tokens(texts: &[&str]) -> u64 {
    texts.iter().map(|text| fewest_in(text)).sum()
}

fn fewest_in(text: &str) -> u64 {
    let mut count = 0;
    let mut characters = text.chars().peekable();
    let mut inside = false;
    while let Some(c) = characters.next() {
        let word = c.is_alphanumeric();
        let next = characters.peek();
        let mark = inside
            && matches!(c, '.' | ',' | ';' | ':' | '!' | '?')
            && next.is_some_and(|next| next.is_whitespace());
        count += u64::from((word && !inside) || mark);
        inside = word;
    }
    count
}

/// Shortest question, in tokens, of which a cut is looked for: below, no server cuts.
const LONG_ENOUGH: u64 = 400;

/// True when the server read less than it was sent: `fewest` tokens at the very least,
/// about `estimate`.
///
/// Two signs. A count below the least that is possible (5 % are left to vocabularies that
/// join more): a part was not read. And a server that cuts to its context reads, or reads
/// and writes, exactly the context: a power of two from 2,048 on, or one and a half of it.
/// A server that does not count, or counts 0, tells nothing.
pub(super) fn was_cut(fewest: u64, estimate: u64, usage: Usage) -> bool {
    if fewest < LONG_ENOUGH || usage.prompt_tokens == 0 {
        return false;
    }
    let little = usage.prompt_tokens * 100 < fewest * 95;
    let whole = usage.prompt_tokens + usage.completion_tokens;
    let full = [usage.prompt_tokens, whole].into_iter().any(is_a_context);
    little || (full && estimate > whole)
}

fn is_a_context(tokens: u64) -> bool {
    tokens >= 2048
        && (tokens.is_power_of_two()
            || (tokens.is_multiple_of(3) && (tokens / 3).is_power_of_two()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(fewest: u64, estimate: u64, prompt_tokens: u64, completion_tokens: u64) -> bool {
        was_cut(
            fewest,
            estimate,
            Usage {
                prompt_tokens,
                completion_tokens,
            },
        )
    }

    #[test]
    fn cuts_are_seen_and_honest_counts_are_not() {
        assert!(cut(6000, 10_000, 4000, 90), "less than there are words");
        assert!(cut(3800, 6000, 4096, 90), "exactly a context");
        assert!(cut(3800, 6000, 4000, 96), "exactly a context");
        assert!(!cut(3800, 6000, 4400, 96));
        assert!(!cut(3800, 6000, 0, 0), "the server does not count");
        assert!(!cut(2500, 3000, 4096, 10), "more than sent");
        assert!(!cut(200, 300, 100, 10), "short");
    }

    #[test]
    fn words_and_marks_are_the_fewest_tokens() {
        assert_eq!(fewest_tokens(&["Près de l'école, 12 bancs.", " Oui !"]), 8);
        assert_eq!(fewest_tokens(&["......     ", ""]), 0);
    }

    #[test]
    fn a_question_leaves_room_for_its_reply() {
        assert!(!does_not_fit(3000, 400, 4096));
        assert!(does_not_fit(3100, 400, 4096));
    }
}
