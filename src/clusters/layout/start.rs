//! Where units stand before they move.
//!
//! Units of a group start around its centre, centres laid out by classical scaling
//! (Torgerson 1952) of the similarities between groups; without groups, at random. At
//! 100,000 units the groups make a better map (trustworthiness 0.972 against 0.961,
//! continuity 0.914 against 0.897); up to 20,000 the descent finds as good a one from
//! anywhere, and groups only tell which of them.

use rayon::prelude::*;

use super::graph::Graph;
use super::{Point, scramble};

/// Members of a group that stand for it where groups are compared.
const MEMBERS: usize = 20;
/// Rounds of the power iteration; the start need not be exact.
const ROUNDS: usize = 300;
/// How far around its centre a group is spread, in sides of the whole.
const SPREAD: f64 = 0.1;
/// Rounds of moving half-way to the mean of the linked units: draws each unit towards the
/// groups it stands between.
const SMOOTHING: usize = 5;
/// Side of the start for one unit. Areas grow with units: a finished map is about three
/// times as wide.
const SIDE: f64 = 0.2;

/// Positions around the origin. Cost: `MEMBERS`² similarities per pair of groups.
pub(super) fn positions(
    graph: &Graph,
    groups: &[Option<u32>],
    similarity: impl Fn(usize, usize) -> f32 + Sync,
    seed: u64,
) -> Vec<Point> {
    let members = members(groups);
    let centres = scaled(&likeness(&members, similarity));
    let side = SIDE * (groups.len() as f64).sqrt();
    let known = members.len() > 2;
    let mut points: Vec<Point> = (0..groups.len())
        .map(|unit| {
            let noise = noise(seed, unit as u64);
            let at = |axis: usize| match groups[unit].filter(|_| known) {
                Some(group) => centres[group as usize][axis] + SPREAD * noise[axis],
                None => noise[axis],
            };
            [(side * at(0)) as f32, (side * at(1)) as f32]
        })
        .collect();
    for _ in 0..if known { SMOOTHING } else { 0 } {
        points = smoothed(graph, &points);
    }
    points
}

/// Two numbers between -0.5 and 0.5.
fn noise(seed: u64, index: u64) -> [f64; 2] {
    let x = scramble(scramble(seed) ^ index);
    [x, scramble(x)].map(|bits| (bits >> 11) as f64 / (1u64 << 53) as f64 - 0.5)
}

/// Up to `MEMBERS` units of every group, evenly taken from it.
fn members(groups: &[Option<u32>]) -> Vec<Vec<usize>> {
    let count = groups.iter().flatten().max().map_or(0, |group| group + 1);
    let mut all: Vec<Vec<usize>> = vec![Vec::new(); count as usize];
    for (unit, group) in groups.iter().enumerate() {
        if let Some(group) = group {
            all[*group as usize].push(unit);
        }
    }
    all.into_iter()
        .map(|units| {
            let taken = units.len().min(MEMBERS);
            (0..taken).map(|i| units[i * units.len() / taken]).collect()
        })
        .collect()
}

/// Mean similarity of different units of two groups.
fn likeness(
    members: &[Vec<usize>],
    similarity: impl Fn(usize, usize) -> f32 + Sync,
) -> Vec<Vec<f64>> {
    let row = |own: &Vec<usize>| {
        let mean = |other: &Vec<usize>| {
            let pairs = own.iter().flat_map(|a| other.iter().map(move |b| (*a, *b)));
            let (mut sum, mut count) = (0.0, 0usize);
            for (a, b) in pairs.filter(|(a, b)| a != b) {
                sum += f64::from(similarity(a, b));
                count += 1;
            }
            sum / count.max(1) as f64
        };
        members.iter().map(mean).collect::<Vec<f64>>()
    };
    members.par_iter().map(row).collect()
}

/// Classical scaling to two dimensions, the farthest coordinate at 0.5. Similarities are
/// dot products: centred, they are the Gram matrix itself.
fn scaled(likeness: &[Vec<f64>]) -> Vec<[f64; 2]> {
    let count = likeness.len();
    let means: Vec<f64> = likeness
        .iter()
        .map(|row| row.iter().sum::<f64>() / count as f64)
        .collect();
    let whole = means.iter().sum::<f64>() / count.max(1) as f64;
    let gram: Vec<Vec<f64>> = likeness
        .iter()
        .zip(&means)
        .map(|(row, own)| {
            let centred = row
                .iter()
                .zip(&means)
                .map(|(v, mean)| v - own - mean + whole);
            centred.collect()
        })
        .collect();
    let first = main_axis(&gram, None);
    let second = main_axis(&gram, Some(&first));
    let farthest = first
        .iter()
        .chain(&second)
        .fold(0.0f64, |most, v| most.max(v.abs()));
    let scale = if farthest > 0.0 { 0.5 / farthest } else { 0.0 };
    let pairs = first.iter().zip(&second);
    pairs.map(|(x, y)| [x * scale, y * scale]).collect()
}

/// The main eigenvector of a symmetric matrix at right angles to another, as long as the
/// square root of its eigenvalue.
fn main_axis(matrix: &[Vec<f64>], other: Option<&[f64]>) -> Vec<f64> {
    let salt = u64::from(other.is_some());
    let mut axis: Vec<f64> = (0..matrix.len() as u64)
        .map(|i| noise(salt, i)[0])
        .collect();
    let mut value = 0.0;
    for _ in 0..ROUNDS {
        let mut next: Vec<f64> = matrix.iter().map(|row| dot(row, &axis)).collect();
        if let Some(other) = other {
            let share = dot(&next, other) / dot(other, other).max(1e-12);
            for (v, o) in next.iter_mut().zip(other) {
                *v -= share * o;
            }
        }
        value = dot(&next, &next).sqrt();
        axis = next.iter().map(|v| v / value.max(1e-12)).collect();
    }
    axis.iter().map(|v| v * value.sqrt()).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn smoothed(graph: &Graph, points: &[Point]) -> Vec<Point> {
    points
        .par_iter()
        .enumerate()
        .map(|(unit, own)| {
            let (mut total, mut sum) = (0.0f32, [0.0f32; 2]);
            for (other, weight) in graph.of(unit) {
                let point = points[*other as usize];
                total += weight;
                sum = [sum[0] + weight * point[0], sum[1] + weight * point[1]];
            }
            [0, 1].map(|axis| (own[axis] + sum[axis] / total) / 2.0)
        })
        .collect()
}
