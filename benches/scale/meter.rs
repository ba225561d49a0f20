//! What a run takes, and how that grows, drawn.

use std::fs;
use std::sync::Mutex;
use std::time::Instant;

use cahier::progress::{Progress, Stage};

/// Characters of the longest line of a drawing.
const WIDEST: f64 = 60.0;

/// Peak memory of this process so far, in megabytes; 0 where the system does not tell.
pub fn peak_memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|kilobytes| kilobytes.parse::<usize>().ok())
        .map_or(0, |kilobytes| kilobytes / 1024)
}

/// From here on, peak memory is that of what follows; where the system lets it be.
pub fn forget_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// Seconds of processor that all threads took so far; 0 where the system does not tell.
pub fn processor() -> f64 {
    let status = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = status.rsplit(')').next().unwrap_or_default();
    let ticks: Vec<f64> = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse().ok())
        .collect();
    ticks.iter().sum::<f64>() / 100.0
}

/// Notes when each stage began.
#[derive(Default)]
pub struct Clock(Mutex<Vec<(String, Instant, f64)>>);

impl Clock {
    pub fn note(&self, name: &str) {
        let entry = (name.to_lowercase(), Instant::now(), processor());
        self.0.lock().unwrap().push(entry);
    }

    /// `embedding 0.5/0.9`: seconds, and seconds of processor, of every stage.
    pub fn stages(&self) -> String {
        let noted = self.0.lock().unwrap();
        let stages: Vec<String> = noted
            .windows(2)
            .map(|pair| {
                let wall = (pair[1].1 - pair[0].1).as_secs_f64();
                format!("{} {wall:.1}/{:.1}", pair[0].0, pair[1].2 - pair[0].2)
            })
            .collect();
        stages.join(", ")
    }
}

impl Progress for Clock {
    fn begin(&self, stage: Stage, _total: u64) {
        self.note(&format!("{stage:?}"));
    }
    fn advance(&self, _steps: u64) {}
}

/// One size of a drawing.
pub struct Point {
    pub ideas: f64,
    pub seconds: f64,
    pub megabytes: f64,
}

/// Draws how the seconds of processor grow: a line per size, as long as its seconds, with
/// a mark where n log n from the first size on would be.
pub fn draw(name: &str, points: &[Point]) {
    let (Some(first), true) = (points.first(), points.len() > 1) else {
        return;
    };
    let n_log_n = |point: &Point| point.ideas * point.ideas.ln();
    let expected = |point: &Point| first.seconds * n_log_n(point) / n_log_n(first);
    let most = points
        .iter()
        .map(|point| point.seconds.max(expected(point)))
        .fold(0.0, f64::max);
    println!("growth, {name}: seconds of processor by ideas; | is where n log n would be");
    for point in points {
        let place = |seconds: f64| (seconds / most * WIDEST).round() as usize;
        let mark = place(expected(point));
        let line: String = (0..=place(point.seconds).max(mark))
            .map(|at| match at {
                at if at == mark => '|',
                at if at < place(point.seconds) => '#',
                _ => ' ',
            })
            .collect();
        println!("{:>10} {:>8.1} s {line}", point.ideas, point.seconds);
    }
    let of_seconds = exponent(points.iter().map(|p| (p.ideas, p.seconds)));
    let of_n_log_n = exponent(points.iter().map(|p| (p.ideas, n_log_n(p))));
    let of_memory = exponent(points.iter().map(|p| (p.ideas, p.megabytes)));
    println!(
        "           exponent {of_seconds:.2} (n log n: {of_n_log_n:.2}); of memory {of_memory:.2}"
    );
}

/// Slope of the logarithms, by least squares.
fn exponent(points: impl Iterator<Item = (f64, f64)>) -> f64 {
    let logs: Vec<(f64, f64)> = points.map(|(x, y)| (x.ln(), y.max(1e-9).ln())).collect();
    let count = logs.len() as f64;
    let (x, y) = logs
        .iter()
        .fold((0.0, 0.0), |sum, p| (sum.0 + p.0, sum.1 + p.1));
    let (x, y) = (x / count, y / count);
    let above: f64 = logs.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    above / logs.iter().map(|p| (p.0 - x) * (p.0 - x)).sum::<f64>()
}
