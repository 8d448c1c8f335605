//! The lowest point of a function of a few variables, by the simplex of Nelder and Mead: no derivatives, no
//! random numbers, the same result on every run.

/// Where a function is lowest.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Minimum<const N: usize> {
    pub(crate) at: [f64; N],
    pub(crate) value: f64,
}

/// A variable within its limits, and what it costs to be outside. Where a function only falls towards
/// infinity the search comes to rest just beyond a limit, and the limit stands for infinity.
pub(crate) fn within(variable: f64, low: f64, high: f64) -> (f64, f64) {
    let inside = variable.clamp(low, high);
    (inside, (variable - inside).powi(2))
}

/// Evaluations after which a search is given up.
const MOST_EVALUATIONS: u32 = 4_000;
/// The corners of the simplex are this near to each other at the end.
const NEAR: f64 = 1e-7;
/// Values at the corners differ by at most this part of the value at the end.
const LEVEL: f64 = 1e-13;
/// Reflection, expansion, contraction and shrinkage as Nelder and Mead chose them.
const REFLECT: f64 = 1.0;
const EXPAND: f64 = 2.0;
const CONTRACT: f64 = 0.5;
const SHRINK: f64 = 0.5;

/// Searches from `start`; a second search begins where the first ended, because a simplex may collapse
/// before it has arrived. None when it does not come to rest.
pub(crate) fn minimise<const N: usize>(function: &dyn Fn(&[f64; N]) -> f64, start: [f64; N]) -> Option<Minimum<N>> {
    let first = search(function, start, 0.5)?;
    search(function, first.at, 0.05)
}

struct Simplex<'f, const N: usize> {
    function: &'f dyn Fn(&[f64; N]) -> f64,
    corners: Vec<Minimum<N>>,
    evaluations: u32,
}

fn search<const N: usize>(function: &dyn Fn(&[f64; N]) -> f64, start: [f64; N], width: f64) -> Option<Minimum<N>> {
    let mut simplex = Simplex { function, corners: Vec::with_capacity(N + 1), evaluations: 0 };
    simplex.add(start);
    for direction in 0..N {
        let mut corner = start;
        corner[direction] += width;
        simplex.add(corner);
    }
    while simplex.evaluations < MOST_EVALUATIONS {
        simplex.sort();
        if simplex.is_at_rest() {
            return Some(simplex.corners.swap_remove(0));
        }
        simplex.step();
    }
    None
}

impl<const N: usize> Simplex<'_, N> {
    fn evaluate(&mut self, at: [f64; N]) -> Minimum<N> {
        self.evaluations += 1;
        let value = (self.function)(&at);
        Minimum { at, value: if value.is_nan() { f64::INFINITY } else { value } }
    }

    fn add(&mut self, at: [f64; N]) {
        let corner = self.evaluate(at);
        self.corners.push(corner);
    }

    fn sort(&mut self) {
        self.corners.sort_by(|left, right| left.value.total_cmp(&right.value));
    }

    fn is_at_rest(&self) -> bool {
        let (best, worst) = (&self.corners[0], &self.corners[N]);
        let level = worst.value - best.value <= LEVEL * best.value.abs().max(1.0);
        let distance = |corner: &Minimum<N>| {
            corner.at.iter().zip(&best.at).map(|(left, right)| (left - right).abs()).fold(0.0, f64::max)
        };
        level && self.corners.iter().map(distance).fold(0.0, f64::max) <= NEAR
    }

    /// One move of the worst corner, or of all towards the best.
    fn step(&mut self) {
        let worst = self.corners[N].clone();
        let centre = self.centre();
        let reflected = self.evaluate(along(&centre, &worst.at, -REFLECT));
        if reflected.value < self.corners[0].value {
            let expanded = self.evaluate(along(&centre, &worst.at, -EXPAND));
            self.corners[N] = if expanded.value < reflected.value { expanded } else { reflected };
        } else if reflected.value < self.corners[N - 1].value {
            self.corners[N] = reflected;
        } else {
            let outside = reflected.value < worst.value;
            let side = if outside { -CONTRACT } else { CONTRACT };
            let contracted = self.evaluate(along(&centre, &worst.at, side));
            if contracted.value < worst.value.min(reflected.value) {
                self.corners[N] = contracted;
            } else {
                self.shrink();
            }
        }
    }

    /// The middle of all corners but the worst.
    fn centre(&self) -> [f64; N] {
        let mut centre = [0.0; N];
        for corner in &self.corners[..N] {
            centre.iter_mut().zip(&corner.at).for_each(|(sum, value)| *sum += value);
        }
        let corners = self.corners[..N].iter().fold(0.0, |count, _| count + 1.0);
        centre.map(|sum| sum / corners)
    }

    fn shrink(&mut self) {
        let best = self.corners[0].at;
        for position in 1..=N {
            let at = along(&best, &self.corners[position].at, SHRINK);
            self.corners[position] = self.evaluate(at);
        }
    }
}

/// From `from`, that part of the way to `to`.
fn along<const N: usize>(from: &[f64; N], to: &[f64; N], part: f64) -> [f64; N] {
    let mut at = *from;
    at.iter_mut().zip(to).for_each(|(value, end)| *value += part * (end - *value));
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_end_of_the_curved_valley() {
        let valley = |at: &[f64; 2]| (1.0 - at[0]).powi(2) + 100.0 * (at[1] - at[0] * at[0]).powi(2);
        let minimum = minimise(&valley, [-1.2, 1.0]).expect("comes to rest");
        assert!((minimum.at[0] - 1.0).abs() < 1e-5 && (minimum.at[1] - 1.0).abs() < 1e-5, "{minimum:?}");
    }

    #[test]
    fn walks_around_places_without_a_value() {
        let function = |at: &[f64; 1]| if at[0] < 0.0 { f64::NAN } else { (at[0] - 0.25).powi(2) };
        let minimum = minimise(&function, [2.0]).expect("comes to rest");
        assert!((minimum.at[0] - 0.25).abs() < 1e-6, "{minimum:?}");
    }

    #[test]
    fn a_limit_stands_for_infinity() {
        let falling = |at: &[f64; 1]| {
            let (inside, outside) = within(at[0], -7.0, 7.0);
            1.0 / inside.exp() + outside
        };
        let minimum = minimise(&falling, [0.0]).expect("comes to rest");
        assert!((minimum.at[0] - 7.0).abs() < 1e-2, "{minimum:?}");
    }

    #[test]
    fn gives_up_where_there_is_no_lowest_point() {
        assert_eq!(minimise(&|at: &[f64; 1]| -at[0].exp(), [0.0]), None);
    }
}
