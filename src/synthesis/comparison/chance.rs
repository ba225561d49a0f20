//! Whether two shares differ beyond chance: the interval of 95 % of their difference does
//! not hold zero (Newcombe 1998, *Statistics in Medicine* 17:873, method 10: the score
//! intervals of Wilson 1927 of both, combined).
//!
//! One theme at a time: of twenty that did not move, one may seem to.

use crate::synthesis::Change;

/// Under this many answers on either side nothing is said to have moved.
pub const LEAST: usize = 30;
/// Standard deviations on each side of 95 %.
const Z: f64 = 1.959_964;

/// What became of a share, each as (part, base).
pub fn change(then: (usize, usize), now: (usize, usize)) -> Change {
    if then.1 < LEAST || now.1 < LEAST {
        return Change::Kept;
    }
    match difference(then, now) {
        [low, _] if low > 0.0 => Change::Grown,
        [_, high] if high < 0.0 => Change::Faded,
        _ => Change::Kept,
    }
}

/// Interval of 95 % of the later share less the earlier one. Bases of 0 tell nothing.
pub fn difference(then: (usize, usize), now: (usize, usize)) -> [f64; 2] {
    if then.1 == 0 || now.1 == 0 {
        return [-1.0, 1.0];
    }
    let share = |(part, base): (usize, usize)| part as f64 / base as f64;
    let (p, q) = (share(now), share(then));
    let ([p_low, p_high], [q_low, q_high]) = (wilson(now), wilson(then));
    let apart = |a: f64, b: f64| libm::sqrt(a * a + b * b);
    [
        p - q - apart(p - p_low, q_high - q),
        p - q + apart(p_high - p, q - q_low),
    ]
}

/// The score interval of a share (Wilson 1927).
pub fn wilson((part, base): (usize, usize)) -> [f64; 2] {
    let (n, p) = (base as f64, part as f64 / base as f64);
    let middle = p + Z * Z / (2.0 * n);
    let half = Z * libm::sqrt(p * (1.0 - p) / n + Z * Z / (4.0 * n * n));
    let whole = 1.0 + Z * Z / n;
    [(middle - half) / whole, (middle + half) / whole]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_intervals_come_out() {
        let near = |found: [f64; 2], wanted: [f64; 2]| {
            let far = found.iter().zip(wanted).any(|(f, w)| (f - w).abs() > 5e-5);
            assert!(!far, "{found:?} is not {wanted:?}");
        };
        // Newcombe 1998 (17:857), Wilson: 81/263.
        near(wilson((81, 263)), [0.2553, 0.3662]);
        // Newcombe 1998 (17:873), method 10: 56/70 - 48/80 and 9/10 - 3/10.
        near(difference((48, 80), (56, 70)), [0.0524, 0.3339]);
        near(difference((3, 10), (9, 10)), [0.1705, 0.8090]);
    }

    #[test]
    fn small_bases_and_small_moves_are_no_change() {
        assert_eq!(change((1, 29), (29, 29)), Change::Kept);
        assert_eq!(change((30, 100), (36, 100)), Change::Kept);
        assert_eq!(change((30, 100), (50, 100)), Change::Grown);
        assert_eq!(change((50, 100), (30, 100)), Change::Faded);
        assert_eq!(change((0, 100), (0, 100)), Change::Kept);
    }
}
