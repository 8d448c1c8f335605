//! Seeded chance. Every topic draws from its own stream, so that a change in one leaves the others as they were.
//!
//! The functions come from `libm` and not from the platform: the same seed gives the same bytes on every machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of chance.
pub(crate) struct Dice(ChaCha8Rng);

/// Which part of the company a stream belongs to.
#[derive(Clone, Copy)]
pub(crate) enum Topic {
    Staff = 1,
    Customers,
    Orders,
    Lines,
    Returns,
    Subscriptions,
    Invoices,
    Leads,
    Deals,
    Activities,
    Adoption,
    Tickets,
    Surveys,
    Visits,
    Ads,
    Mail,
    Costs,
    Rates,
    Subjects,
}

impl Dice {
    pub(crate) fn new(seed: u64, topic: Topic) -> Self {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(topic as u64);
        Self(generator)
    }

    /// Evenly spread, 0 included, 1 not.
    pub(crate) fn share(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// A whole number from `from` up to and with `to`.
    pub(crate) fn between(&mut self, from: i64, to: i64) -> i64 {
        let width = (to - from + 1).max(1) as u128;
        from + ((u128::from(self.0.next_u64()) * width) >> 64) as i64
    }

    pub(crate) fn index(&mut self, length: usize) -> usize {
        self.between(0, length as i64 - 1) as usize
    }

    pub(crate) fn pick<'a, T: ?Sized>(&mut self, values: &[&'a T]) -> &'a T {
        values[self.index(values.len())]
    }

    /// The position of a value chosen by weight.
    pub(crate) fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut left = self.share() * weights.iter().sum::<f64>();
        for (position, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return position;
            }
        }
        weights.len() - 1
    }

    pub(crate) fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.share()));
        radius * libm::cos(std::f64::consts::TAU * self.share())
    }

    /// Many small values, few large ones.
    pub(crate) fn log_normal(&mut self, median: f64, spread: f64) -> f64 {
        median * libm::exp(spread * self.normal())
    }

    /// A waiting time without memory.
    pub(crate) fn exponential(&mut self, mean: f64) -> f64 {
        -mean * libm::log(1.0 - self.share())
    }

    /// A power law: `scale` is the smallest value; the smaller `alpha`, the heavier the tail.
    pub(crate) fn pareto(&mut self, scale: f64, alpha: f64) -> f64 {
        scale * libm::pow(1.0 - self.share(), -1.0 / alpha)
    }

    /// A count with the given mean (meant for means below 500).
    pub(crate) fn poisson(&mut self, mean: f64) -> i64 {
        if mean > 60.0 {
            return libm::round(mean + libm::sqrt(mean) * self.normal()).max(0.0) as i64;
        }
        let limit = libm::exp(-mean);
        let mut product = self.share();
        let mut count = 0;
        while product > limit {
            product *= self.share();
            count += 1;
        }
        count
    }
}
