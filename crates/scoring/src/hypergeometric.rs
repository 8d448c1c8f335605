//! Gauss's hypergeometric function, for the arguments the models have.

/// Terms beyond which a sum is not followed; with the arguments of the models it has long ended.
const MOST_TERMS: u32 = 1_000_000;

/// ₂F₁(a, b; c; z) by its series, for c > 0 and 0 ≤ z < 1.
pub(crate) fn hypergeometric(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for step in 0..MOST_TERMS {
        let n = f64::from(step);
        term *= (a + n) * (b + n) / ((c + n) * (1.0 + n)) * z;
        sum += term;
        if term.abs() <= f64::EPSILON * sum.abs() * (1.0 - z) {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-12 * expected.abs(), "{found} is not {expected}");
    }

    #[test]
    fn agrees_with_functions_it_contains() {
        for z in [0.0_f64, 0.1, 0.5, 0.9, 0.99] {
            let logarithm = if z == 0.0 { 1.0 } else { -(1.0 - z).ln() / z };
            close(hypergeometric(1.0, 1.0, 2.0, z), logarithm);
            close(hypergeometric(0.7, 2.5, 2.5, z), (1.0 - z).powf(-0.7));
            let root = z.sqrt();
            close(hypergeometric(0.5, 0.5, 1.5, z), if z == 0.0 { 1.0 } else { root.asin() / root });
        }
    }

    #[test]
    fn a_series_that_ends_is_a_polynomial() {
        close(hypergeometric(-2.0, 3.0, 4.0, 0.5), 1.0 - 2.0 * 3.0 / 4.0 * 0.5 + 3.0 * 4.0 / (4.0 * 5.0) * 0.25);
    }

    #[test]
    fn the_transform_of_euler_holds() {
        let (a, b, c, z) = (2.242_59, 4.425_75, 4.218_64, 0.43_f64);
        let transformed = (1.0 - z).powf(c - a - b) * hypergeometric(c - a, c - b, c, z);
        close(hypergeometric(a, b, c, z), transformed);
    }
}
