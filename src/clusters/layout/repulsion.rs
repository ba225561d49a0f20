//! How all units push each other apart, far ones taken together (Barnes and Hut 1986).
//!
//! The square that holds the units is cut in four again and again. All units of a
//! smallest square share one list of what pushes them: whole squares that are far, single
//! units that are near. One list for several units costs a little accuracy and lets the
//! compiler work on eight entries at once.

use rayon::prelude::*;

use super::{Point, bounds};

/// Units in a square that is not cut further.
const LEAF: usize = 8;
/// A square is far when it is at most this many times as wide as it is away. At 0.5 a map
/// of 20,000 units took four times as long to be as trustworthy (0.961 against 0.960); at
/// 1.5 it is less so (0.948).
const FAR: f32 = 1.0;
/// Cuts at most: keys have two bits for each.
const DEPTH: u32 = 16;
/// Entries of a list worked on together.
const LANES: usize = 8;
/// Smallest squares that a thread takes at a time.
const BATCH: usize = 64;

/// A square and the units in it.
struct Square {
    /// Its units, as a range of places in the order along the curve.
    from: usize,
    to: usize,
    /// The mean of their positions.
    mean: Point,
    centre: Point,
    half: f32,
    /// The squares it is cut into, none for a smallest one.
    parts: std::ops::Range<usize>,
}

/// Squares in squares over units in the order of a Morton curve.
struct Tree {
    squares: Vec<Square>,
    /// Units along the curve, each with its key.
    order: Vec<(u32, u32)>,
    /// Their positions, in the same order.
    points: Vec<Point>,
}

/// The push on every unit, all pushes together worth 1 (the second half of the gradient
/// of t-SNE). Cost: n·log n.
pub(super) fn pushes(points: &[Point]) -> Vec<Point> {
    pushes_within(points, FAR)
}

/// [`pushes`] with another idea of what is far; nothing is at 0, and the result exact.
fn pushes_within(points: &[Point], far: f32) -> Vec<Point> {
    let tree = Tree::new(points);
    let smallest: Vec<&Square> = tree.smallest();
    let found: Vec<Vec<([f32; 2], f32)>> = smallest
        .par_chunks(BATCH)
        .map(|batch| {
            let mut list = List::default();
            let mut pushes = Vec::with_capacity(BATCH * LEAF);
            for square in batch {
                list.fill(&tree, square, far);
                let own = &tree.points[square.from..square.to];
                pushes.extend(own.iter().map(|point| list.push_on(*point)));
            }
            pushes
        })
        .collect();
    let along = || found.iter().flatten();
    let total: f64 = along().map(|(_, closeness)| f64::from(*closeness)).sum();
    let scale = if total > 0.0 {
        (1.0 / total) as f32
    } else {
        0.0
    };
    let mut pushes = vec![[0.0f32; 2]; points.len()];
    for ((_, unit), (push, _)) in tree.order.iter().zip(along()) {
        pushes[*unit as usize] = push.map(|value| value * scale);
    }
    pushes
}

impl Tree {
    fn new(points: &[Point]) -> Tree {
        let (low, high) = bounds(points);
        let side = (high[0] - low[0]).max(high[1] - low[1]).max(1e-6) * 1.0001;
        let scale = (1u32 << DEPTH) as f32 / side;
        let mut order: Vec<(u32, u32)> = points
            .par_iter()
            .enumerate()
            .map(|(unit, point)| {
                let [x, y] = [0, 1].map(|axis| ((point[axis] - low[axis]) * scale) as u32);
                (spread(x) | (spread(y) << 1), unit as u32)
            })
            .collect();
        order.par_sort_unstable();
        let half = side / 2.0;
        let mut tree = Tree {
            points: order
                .iter()
                .map(|(_, unit)| points[*unit as usize])
                .collect(),
            order,
            squares: vec![Square {
                from: 0,
                to: points.len(),
                mean: [0.0; 2],
                centre: low.map(|value| value + half),
                half,
                parts: 0..0,
            }],
        };
        tree.cut();
        tree.weigh();
        tree
    }

    /// Cuts squares level after level, so that parts follow the whole.
    fn cut(&mut self) {
        let (mut at, mut depth) = (0, 0);
        let mut level_end = 1;
        while at < self.squares.len() && depth < DEPTH {
            if self.squares[at].to - self.squares[at].from > LEAF {
                let first = self.squares.len();
                self.cut_one(at, 2 * (DEPTH - 1 - depth));
                self.squares[at].parts = first..self.squares.len();
            }
            at += 1;
            if at == level_end {
                level_end = self.squares.len();
                depth += 1;
            }
        }
    }

    /// Cuts one square by the two bits of the keys at `shift`.
    fn cut_one(&mut self, at: usize, shift: u32) {
        let whole = &self.squares[at];
        let (mut from, end) = (whole.from, whole.to);
        let (centre, half) = (whole.centre, whole.half / 2.0);
        while from < end {
            let quarter = |key: u32| (key >> shift) & 3;
            let own = quarter(self.order[from].0);
            let rest = &self.order[from..end];
            let to = from + rest.partition_point(|(key, _)| quarter(*key) <= own);
            let side = |bit: u32| if own & bit != 0 { half } else { -half };
            self.squares.push(Square {
                from,
                to,
                mean: [0.0; 2],
                centre: [centre[0] + side(1), centre[1] + side(2)],
                half,
                parts: 0..0,
            });
            from = to;
        }
    }

    /// The mean position of every square, parts before the whole.
    fn weigh(&mut self) {
        for at in (0..self.squares.len()).rev() {
            let square = &self.squares[at];
            let mut sum = [0.0f64; 2];
            let mut add = |point: Point, weight: f64| {
                sum = [0, 1].map(|axis| sum[axis] + weight * f64::from(point[axis]));
            };
            if square.parts.is_empty() {
                let own = &self.points[square.from..square.to];
                own.iter().for_each(|point| add(*point, 1.0));
            } else {
                let parts = &self.squares[square.parts.clone()];
                parts
                    .iter()
                    .for_each(|part| add(part.mean, part.size() as f64));
            }
            let size = square.size().max(1) as f64;
            self.squares[at].mean = sum.map(|value| (value / size) as f32);
        }
    }

    /// The squares that are not cut, along the curve.
    fn smallest(&self) -> Vec<&Square> {
        let uncut = self.squares.iter().filter(|s| s.parts.is_empty());
        let mut smallest: Vec<&Square> = uncut.collect();
        smallest.sort_unstable_by_key(|square| square.from);
        smallest
    }
}

impl Square {
    fn size(&self) -> usize {
        self.to - self.from
    }

    /// True when the units of `self` may be taken together by those of `other`.
    fn is_far_from(&self, other: &Square, far: f32) -> bool {
        let [dx, dy] =
            [0, 1].map(|axis| ((self.mean[axis] - other.centre[axis]).abs() - other.half).max(0.0));
        let width = 2.0 * self.half;
        width * width < far * far * (dx * dx + dy * dy)
    }
}

/// What pushes the units of one smallest square.
#[derive(Default)]
struct List {
    x: Vec<f32>,
    y: Vec<f32>,
    /// How many units an entry stands for.
    size: Vec<f32>,
    /// Squares still to look at, kept for its memory.
    open: Vec<usize>,
}

impl List {
    fn fill(&mut self, tree: &Tree, own: &Square, far: f32) {
        self.x.clear();
        self.y.clear();
        self.size.clear();
        self.open.push(0);
        while let Some(at) = self.open.pop() {
            let square = &tree.squares[at];
            if square.is_far_from(own, far) {
                self.add(square.mean, square.size() as f32);
            } else if square.parts.is_empty() {
                for point in &tree.points[square.from..square.to] {
                    self.add(*point, 1.0);
                }
            } else {
                self.open.extend(square.parts.clone());
            }
        }
        while !self.x.len().is_multiple_of(LANES) {
            self.add([0.0; 2], 0.0);
        }
    }

    fn add(&mut self, point: Point, size: f32) {
        self.x.push(point[0]);
        self.y.push(point[1]);
        self.size.push(size);
    }

    /// The push on a unit of the square, and its closeness to all others.
    fn push_on(&self, point: Point) -> (Point, f32) {
        let (mut fx, mut fy) = ([0.0f32; LANES], [0.0f32; LANES]);
        let mut closeness = [0.0f32; LANES];
        let (x, y) = (self.x.chunks_exact(LANES), self.y.chunks_exact(LANES));
        for ((x, y), size) in x.zip(y).zip(self.size.chunks_exact(LANES)) {
            for lane in 0..LANES {
                let (dx, dy) = (point[0] - x[lane], point[1] - y[lane]);
                let near = 1.0 / (1.0 + dx * dx + dy * dy);
                let weight = size[lane] * near;
                closeness[lane] += weight;
                fx[lane] += weight * near * dx;
                fy[lane] += weight * near * dy;
            }
        }
        // The unit itself is in its list: it pushes nothing, but is close to itself by 1.
        let others = closeness.iter().sum::<f32>() - 1.0;
        ([fx.iter().sum(), fy.iter().sum()], others)
    }
}

/// The low sixteen bits of a number, a zero between each two.
fn spread(value: u32) -> u32 {
    let x = value & 0xffff;
    let x = (x | (x << 8)) & 0x00ff_00ff;
    let x = (x | (x << 4)) & 0x0f0f_0f0f;
    let x = (x | (x << 2)) & 0x3333_3333;
    (x | (x << 1)) & 0x5555_5555
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clusters::layout::scramble;

    #[test]
    fn close_to_the_sum_over_all_pairs() {
        let number = |seed: u64| (scramble(seed) >> 40) as f32 / (1u64 << 20) as f32;
        let points: Vec<Point> = (0..600)
            .map(|i| [number(2 * i), number(2 * i + 1)])
            .collect();
        let mut exact = vec![[0.0f64; 2]; points.len()];
        let mut total = 0.0;
        for (a, p) in points.iter().enumerate() {
            for (b, q) in points.iter().enumerate() {
                let d = [0, 1].map(|axis| f64::from(p[axis] - q[axis]));
                let near = 1.0 / (1.0 + d[0] * d[0] + d[1] * d[1]);
                total += if a == b { 0.0 } else { near };
                exact[a] = [0, 1].map(|axis| exact[a][axis] + near * near * d[axis]);
            }
        }
        // Pushes from all sides cancel out, which makes the share of error look large.
        let error = |far: f32| {
            let (mut error, mut size) = (0.0, 0.0);
            for (found, exact) in pushes_within(&points, far).iter().zip(&exact) {
                for axis in 0..2 {
                    let exact = exact[axis] / total;
                    error += (f64::from(found[axis]) - exact).abs();
                    size += exact.abs();
                }
            }
            error / size
        };
        assert!(error(0.0) < 1e-4, "{}", error(0.0));
        assert!(error(0.5) < 0.04, "{}", error(0.5));
        assert!(error(FAR) < 0.15, "{}", error(FAR));
    }

    #[test]
    fn units_in_one_place_do_not_push() {
        assert_eq!(pushes(&[[1.0, 2.0]; 50]), vec![[0.0; 2]; 50]);
        assert!(pushes(&[]).is_empty());
    }
}
