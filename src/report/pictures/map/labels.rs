//! Names on the map: where each kind is densest, or as near as it finds room.
//!
//! Greedy and deterministic: the kinds in their order, for each the free place that covers
//! the fewest marks and stands the nearest. A name that finds no room is left out; the key
//! has it.

use super::{AnswerMap, Dot, Kind, Mark, UNITS, within};

/// A size in pixels or units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub width: f64,
    pub height: f64,
}

/// A name, and its middle as shares of the map's width and height.
pub(super) struct Label {
    pub mark: Mark,
    pub lines: Vec<String>,
    pub x: f64,
    pub y: f64,
}

/// Size of letters, in pixels: that of `templates/pictures.css` at 16 pixels to the rem.
const SIZE: f64 = 14.0;
/// Height of a line.
const LINE: f64 = 1.2 * SIZE;
/// Letters of a line of a title, and lines of it.
const LETTERS: usize = 22;
const LINES: usize = 2;
/// Free space around a name.
const AROUND: f64 = 3.0;
/// Marks from which on each counts for less.
const CROWD: f64 = 300.0;
/// How far around a mark others make it dense, in the units of the drawing.
const NEAR: f64 = 60.0;

/// The titles of the ranked kinds, on a map of this size.
pub(super) fn titles(map: &AnswerMap, frame: Frame) -> Vec<Label> {
    place(map, frame, |kind| lines_of(&kind.title))
}

/// Their numbers.
pub(super) fn numbers(map: &AnswerMap, frame: Frame) -> Vec<Label> {
    place(map, frame, |kind| match kind.mark {
        Mark::Ranked(rank) => vec![(rank + 1).to_string()],
        _ => Vec::new(),
    })
}

fn place(map: &AnswerMap, frame: Frame, text: impl Fn(&Kind) -> Vec<String>) -> Vec<Label> {
    let scale = frame.width / UNITS.width;
    let marks: Vec<[f64; 2]> = map.dots.iter().map(|dot| at(dot, scale)).collect();
    let radius = super::marks::radius(marks.len()) as f64 * scale;
    let mut taken: Vec<[f64; 4]> = Vec::new();
    let mut labels = Vec::new();
    for (place, kind) in map.kinds.iter().enumerate() {
        let Mark::Ranked(_) = kind.mark else { continue };
        let own = map.dots.iter().filter(|dot| dot.kind == place);
        let own: Vec<[f64; 2]> = own.map(|dot| at(dot, scale)).collect();
        let lines = text(kind);
        let Some(heart) = densest(&own, NEAR * scale).filter(|_| !lines.is_empty()) else {
            continue;
        };
        let widest = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
        let size = [widest, LINE * lines.len() as f64];
        if let Some(middle) = best(heart, size, frame, (&marks, radius), &taken) {
            taken.push(around(middle, size));
            labels.push(Label {
                mark: kind.mark,
                lines,
                x: middle[0] / frame.width,
                y: middle[1] / frame.height,
            });
        }
    }
    labels
}

fn at(dot: &Dot, scale: f64) -> [f64; 2] {
    let (x, y) = within(dot);
    [x as f64 * scale, y as f64 * scale]
}

/// The mark with most of its kind around it, the first of equals.
fn densest(marks: &[[f64; 2]], near: f64) -> Option<[f64; 2]> {
    let neighbours = |mark: &[f64; 2]| {
        let close = |other: &&[f64; 2]| distance(*mark, **other) <= near * near;
        marks.iter().filter(close).count()
    };
    let ranked = marks.iter().rev().map(|mark| (neighbours(mark), mark));
    ranked
        .max_by_key(|(count, _)| *count)
        .map(|(_, mark)| *mark)
}

/// Squared.
fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])
}

/// Left, top, right, bottom of a name around its middle.
fn around(middle: [f64; 2], size: [f64; 2]) -> [f64; 4] {
    let [w, h] = size.map(|side| side / 2.0 + AROUND);
    [middle[0] - w, middle[1] - h, middle[0] + w, middle[1] + h]
}

fn overlap(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// The free place of least cost on a lattice around `heart`, among marks of some radius.
fn best(
    heart: [f64; 2],
    size: [f64; 2],
    frame: Frame,
    (marks, r): (&[[f64; 2]], f64),
    taken: &[[f64; 4]],
) -> Option<[f64; 2]> {
    const STEPS: i32 = 12;
    let step = [frame.width / 32.0, frame.height / 32.0];
    let mut best: Option<(f64, [f64; 2])> = None;
    for (down, right) in (-STEPS..=STEPS).flat_map(|d| (-STEPS..=STEPS).map(move |r| (d, r))) {
        let middle = [
            heart[0] + f64::from(right) * step[0],
            heart[1] + f64::from(down) * step[1],
        ];
        let name = around(middle, size);
        let inside = name[0] >= 0.0 && name[1] >= 0.0;
        let inside = inside && name[2] <= frame.width && name[3] <= frame.height;
        if !inside || taken.iter().any(|other| overlap(&name, other)) {
            continue;
        }
        let hit = |m: &&[f64; 2]| overlap(&name, &[m[0] - r, m[1] - r, m[0] + r, m[1] + r]);
        let covered = marks.iter().filter(hit).count();
        // One and a half heights away is as bad as one covered mark; where marks crowd,
        // names stand on them rather than far from what they name.
        let away = distance(middle, heart) / (2.25 * LINE * LINE);
        let cost = covered as f64 * (CROWD / marks.len() as f64).min(1.0) + away;
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, middle));
        }
    }
    best.map(|(_, middle)| middle)
}

/// A title in at most [`LINES`] lines, what is too long cut.
fn lines_of(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        let long = |line: &String| line.chars().count() + 1 + word.chars().count() > LETTERS;
        match lines.last_mut() {
            Some(line) if !long(line) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let cut = lines.len() > LINES;
    lines.truncate(LINES);
    for line in &mut lines {
        if line.chars().count() > LETTERS {
            *line = line.chars().take(LETTERS - 1).chain(['…']).collect();
        }
    }
    if let Some(last) = lines.last_mut().filter(|last| cut && !last.ends_with('…')) {
        last.push_str(" …");
    }
    lines
}

/// The width of a line in the widest of the fonts a page may have, estimated from above.
fn width(line: &str) -> f64 {
    let ems: f64 = line
        .chars()
        .map(|letter| match letter {
            'i' | 'j' | 'l' | '\'' | '.' | ',' | ' ' => 0.36,
            'f' | 'r' | 't' | '-' => 0.46,
            'm' | 'w' | 'M' | 'W' | '…' => 1.04,
            letter if letter.is_ascii_lowercase() || letter.is_ascii_digit() => 0.66,
            letter if letter.is_uppercase() => 0.82,
            letter if (letter as u32) < 0x2000 => 0.7,
            _ => 1.4,
        })
        .sum();
    ems * SIZE
}

#[cfg(test)]
mod tests {
    use super::super::{NARROW, WIDE};
    use super::*;

    fn boxes(labels: &[Label], frame: Frame) -> Vec<[f64; 4]> {
        let shape = |label: &Label| {
            let widest = label
                .lines
                .iter()
                .map(|line| width(line))
                .fold(0.0, f64::max);
            let size = [widest, LINE * label.lines.len() as f64];
            around([label.x * frame.width, label.y * frame.height], size)
        };
        labels.iter().map(shape).collect()
    }

    #[test]
    fn names_never_overlap_nor_leave_the_map() {
        let map = super::super::tests::sample(700, false);
        let sets = [(titles(&map, WIDE), WIDE), (numbers(&map, NARROW), NARROW)];
        for (labels, smallest) in sets {
            assert!(labels.len() >= 6, "{}", labels.len());
            for growth in [1.0, 1.15, 1.5] {
                let frame = Frame {
                    width: smallest.width * growth,
                    height: smallest.height * growth,
                };
                let boxes = boxes(&labels, frame);
                for (i, one) in boxes.iter().enumerate() {
                    assert!(one[0] >= -0.01 && one[2] <= frame.width + 0.01);
                    assert!(one[1] >= -0.01 && one[3] <= frame.height + 0.01);
                    assert!(boxes[..i].iter().all(|other| !overlap(one, other)));
                }
            }
        }
    }

    #[test]
    fn long_titles_take_two_lines() {
        assert_eq!(lines_of("Bancs"), ["Bancs"]);
        assert_eq!(
            lines_of("Entretien des fontaines et des bancs du jardin public"),
            ["Entretien des", "fontaines et des bancs …"]
        );
        assert_eq!(lines_of(&"x".repeat(60)), [format!("{}…", "x".repeat(21))]);
        assert!(lines_of(" ").is_empty());
    }
}
