//! The difference between two texts, line by line: lines copied from the first, lines of the
//! second's own. A decision changes few lines of a file that holds a hundred thousand answers.

use std::collections::HashMap;

/// Copies so many lines of the first text from this line on: `@12 300`.
const COPY: u8 = b'@';
/// A line of the second text's own follows: `+…`.
const OWN: u8 = b'+';

/// What makes `to` of `from`. Cost: linear in both, as long as few lines repeat.
pub(super) fn between(from: &[u8], to: &[u8]) -> Vec<u8> {
    let (old, new) = (lines(from), lines(to));
    let mut places: HashMap<&[u8], usize> = HashMap::with_capacity(old.len());
    for (place, line) in old.iter().enumerate() {
        places.entry(line).or_insert(place);
    }
    let mut made = Vec::new();
    let mut at = 0;
    // Where the copy before ended: what follows there mostly follows here.
    let mut expected = 0;
    while at < new.len() {
        let same = |place: usize| {
            let pairs = old[place.min(old.len())..].iter().zip(&new[at..]);
            pairs.take_while(|(one, other)| one == other).count()
        };
        let found = places.get(new[at]).copied();
        let here = (expected, same(expected));
        let there = found.map_or((0, 0), |place| (place, same(place)));
        let (place, count) = if here.1 >= there.1 { here } else { there };
        if count == 0 {
            made.push(OWN);
            made.extend_from_slice(new[at]);
            // The last line may have no end of its own.
            if !new[at].ends_with(b"\n") {
                made.extend_from_slice(b"\n-\n");
            }
            at += 1;
            // A changed line stands in the place of the old one.
            expected += 1;
        } else {
            made.push(COPY);
            made.extend_from_slice(format!("{place} {count}\n").as_bytes());
            at += count;
            expected = place + count;
        }
    }
    made
}

/// `to`, made again of `from`; none where the difference is not one to it.
pub(super) fn applied(from: &[u8], difference: &[u8]) -> Option<Vec<u8>> {
    let old = lines(from);
    let mut to = Vec::with_capacity(from.len());
    for line in lines(difference) {
        match *line.first()? {
            COPY => {
                let text = std::str::from_utf8(&line[1..]).ok()?;
                let (place, count) = text.trim_end().split_once(' ')?;
                let (place, count): (usize, usize) = (place.parse().ok()?, count.parse().ok()?);
                for copied in old.get(place..place.checked_add(count)?)? {
                    to.extend_from_slice(copied);
                }
            }
            OWN => to.extend_from_slice(&line[1..]),
            // The line before has no end.
            b'-' => drop(to.pop()),
            _ => return None,
        }
    }
    Some(to)
}

/// Lines with their ends.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_small_change_is_a_small_difference() {
        let line = |number: usize| format!("  \"text\": \"answer {number}\",\n  \"themes\": [\n");
        let from: String = (0..20_000).map(line).collect();
        let to = from
            .replace("answer 77\"", "answer seventy-seven\"")
            .replace(&line(9000), "")
            + "end";
        let made = between(from.as_bytes(), to.as_bytes());
        assert!(made.len() < 200, "{}", made.len());
        assert_eq!(applied(from.as_bytes(), &made).expect("one"), to.as_bytes());
    }

    #[test]
    fn what_is_damaged_is_refused() {
        for made in [
            "@0 5\n",
            "@x 1\n",
            "@1\n",
            "?\n",
            "\n",
            "@18446744073709551615 2\n",
        ] {
            assert_eq!(applied(b"a\nb\n", made.as_bytes()), None, "{made:?}");
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(from in "[ab\n@+-]{0,60}", to in "[ab\n@+-]{0,60}") {
            let made = between(from.as_bytes(), to.as_bytes());
            prop_assert_eq!(applied(from.as_bytes(), &made), Some(to.into_bytes()));
        }
    }
}
