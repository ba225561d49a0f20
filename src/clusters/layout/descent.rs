//! The descent of t-SNE: links pull, all units push each other apart.
//!
//! Gradient, momentum and gains are van der Maaten's; the step is the number of units
//! over the exaggeration (Belkina et al. 2019). Every unit reads the positions of the
//! round before, so that threads cannot change the result.

use rayon::prelude::*;

use super::Point;
use super::graph::Graph;
use super::repulsion;

/// Rounds in which links pull harder, so that units find their region.
const EARLY: usize = 50;
/// How much harder. Three times as much spoils what the start had right (at 5,000 units
/// continuity 0.874 against 0.883).
const EXAGGERATION: f32 = 4.0;
/// Rounds after that; twice as many change little.
const LATE: usize = 150;
/// The push is worked out anew every other round: it changes slowly, and is the cost.
const REUSE: usize = 2;
/// No unit moves further in one round.
const STRIDE: f32 = 5.0;

/// What a unit carries from round to round.
#[derive(Clone)]
struct Motion {
    speed: Point,
    /// Grows while a coordinate keeps its direction, shrinks when it turns.
    gain: Point,
    push: Point,
}

/// Moves the units until they lie well.
pub(super) fn descend(graph: &Graph, start: Vec<Point>) -> Vec<Point> {
    let units = start.len();
    let still = Motion {
        speed: [0.0; 2],
        gain: [1.0; 2],
        push: [0.0; 2],
    };
    let mut motions = vec![still; units];
    let mut points = start;
    let weight = graph.weight().max(1.0);
    for round in 0..EARLY + LATE {
        if round % REUSE == 0 {
            let pushes = repulsion::pushes(&points);
            for (motion, push) in motions.iter_mut().zip(pushes) {
                motion.push = push;
            }
        }
        let (exaggeration, momentum) = if round < EARLY {
            (EXAGGERATION, 0.5)
        } else {
            (1.0, 0.8)
        };
        let pull = (f64::from(exaggeration) / weight) as f32;
        let rate = 4.0 * units as f32 / exaggeration;
        points = motions
            .par_iter_mut()
            .enumerate()
            .map(|(unit, motion)| {
                let towards = towards(graph, unit, &points);
                let force = [0, 1].map(|axis| pull * towards[axis] + motion.push[axis]);
                motion.step(points[unit], force, rate, momentum)
            })
            .collect();
    }
    points
}

/// The pull of the links of a unit.
fn towards(graph: &Graph, unit: usize, points: &[Point]) -> Point {
    let own = points[unit];
    let mut sum = [0.0f32; 2];
    for (other, weight) in graph.of(unit) {
        let other = points[*other as usize];
        let (dx, dy) = (other[0] - own[0], other[1] - own[1]);
        let near = weight / (1.0 + dx * dx + dy * dy);
        sum = [sum[0] + near * dx, sum[1] + near * dy];
    }
    sum
}

impl Motion {
    fn step(&mut self, from: Point, force: Point, rate: f32, momentum: f32) -> Point {
        [0, 1].map(|axis| {
            let (speed, gain) = (&mut self.speed[axis], &mut self.gain[axis]);
            *gain = if (force[axis] > 0.0) == (*speed > 0.0) {
                *gain + 0.2
            } else {
                (*gain * 0.8).max(0.01)
            };
            *speed = momentum * *speed + rate * *gain * force[axis];
            *speed = speed.clamp(-STRIDE, STRIDE);
            from[axis] + *speed
        })
    }
}
