//! Shapes and classes of the marks: each kind differs from the others in shape, and filled
//! ones alternate with hollow ones, so that they differ without colour.

use super::Mark;

/// The class that `templates/pictures.css` colours.
pub(super) fn class(mark: Mark) -> String {
    match mark {
        Mark::Ranked(rank) => {
            let hollow = if rank % 2 == 1 { " pic-hollow" } else { "" };
            format!("pic-m{}{hollow}", rank + 1)
        }
        Mark::Other => "pic-m0".to_owned(),
        Mark::Alone => "pic-m0 pic-hollow".to_owned(),
    }
}

/// Half the size of a mark among so many, in the units of the drawing.
pub(super) fn radius(marks: usize) -> usize {
    match marks {
        0..=250 => 11,
        251..=600 => 9,
        601..=1_200 => 7,
        _ => 6,
    }
}

/// A path around (x, y); areas look alike whatever the shape.
pub(super) fn outline(mark: Mark, x: usize, y: usize, radius: usize) -> String {
    let [x, y, r] = [x, y, radius].map(|value| value as i64);
    let (small, large) = (r * 9 / 10, r * 5 / 4);
    match mark {
        Mark::Ranked(0 | 5) => circle(x, y, r),
        Mark::Ranked(1 | 6) => {
            let side = 2 * small;
            format!("M{} {}h{side}v{side}h-{side}z", x - small, y - small)
        }
        Mark::Ranked(2 | 7) => {
            let half = r * 6 / 5;
            format!("M{x} {}l{half} {}h-{}z", y - large, 2 * r, 2 * half)
        }
        Mark::Ranked(3 | 8) => {
            format!(
                "M{x} {}l{large} {large}-{large} {large}-{large}-{large}z",
                y - large
            )
        }
        Mark::Ranked(_) => {
            let half = r * 6 / 5;
            format!("M{x} {}l{half}-{}h-{}z", y + large, 2 * r, 2 * half)
        }
        Mark::Other => circle(x, y, (r / 2).max(1)),
        Mark::Alone => {
            let (s, side) = (r * 7 / 10, r * 7 / 5);
            format!(
                "M{} {}l{side} {side}M{} {}l-{side} {side}",
                x - s,
                y - s,
                x + s,
                y - s
            )
        }
    }
}

fn circle(x: i64, y: i64, r: i64) -> String {
    format!(
        "M{} {y}a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0-{} 0z",
        x - r,
        2 * r,
        2 * r
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::heat::tests::contrast;
    use super::*;

    #[test]
    fn no_two_kinds_look_alike_without_colour() {
        let mut marks: Vec<Mark> = (0..super::super::RANKED).map(Mark::Ranked).collect();
        marks.extend([Mark::Other, Mark::Alone]);
        let look = |mark: &Mark| (outline(*mark, 10, 10, 8), class(*mark).contains("hollow"));
        let looks: std::collections::BTreeSet<(String, bool)> = marks.iter().map(look).collect();
        assert_eq!(looks.len(), marks.len());
    }

    #[test]
    fn colours_stand_out_from_paper() {
        let style = include_str!("../../templates/pictures.css");
        for mark in 1..=super::super::RANKED {
            let rule = style.split(&format!(".pic-m{mark} {{")).nth(1);
            let rule = rule
                .expect("a colour")
                .split('}')
                .next()
                .unwrap_or_default();
            // The first two are the authority's colours, which are checked elsewhere.
            let Some((_, colour)) = rule.split_once('#') else {
                assert!(mark <= 2 && rule.contains("var(--"));
                continue;
            };
            let part = |at: usize| u8::from_str_radix(&colour[at..at + 2], 16).expect("hex");
            let contrast = contrast([part(0), part(2), part(4)], [255; 3]);
            assert!(contrast >= 4.5, "{mark}: {contrast}");
        }
    }
}
