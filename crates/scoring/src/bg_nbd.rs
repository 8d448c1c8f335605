//! How often customers come back: BG/NBD of Fader, Hardie and Lee (2005).
//!
//! While alive a customer buys at a rate of its own (Gamma over customers: `r`, `alpha`); after each repeat
//! purchase it is gone with a probability of its own (Beta over customers: `a`, `b`).

mod likelihood;

use crate::history::{CustomerGroup, PurchaseHistory};
use crate::hypergeometric::hypergeometric;
use crate::minimise::{minimise, within};
use crate::weeks::Weeks;
use libm::lgamma;
use likelihood::Likelihood;

/// The four parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BgNbd {
    /// Shape of the purchase rates.
    pub r: f64,
    /// Scale of the purchase rates.
    pub alpha: Weeks,
    /// First shape of the drop-out probabilities.
    pub a: f64,
    /// Second shape of the drop-out probabilities.
    pub b: f64,
}

/// Parameters with how well they explain the data.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FittedBgNbd {
    /// The parameters.
    pub model: BgNbd,
    /// Natural logarithm of the likelihood, summed over customers.
    pub log_likelihood: f64,
}

/// Logarithm of a shape beyond which customers are as good as equal.
const EQUAL: f64 = 7.0;
/// Logarithm of the odds beyond which customers are as good as certain to leave, or to stay.
const CERTAIN: f64 = 14.0;
/// Logarithm of weeks beyond which nobody lives.
const ENDLESS: f64 = 14.0;
/// At `a` = 1 the expectation is a limit; this near to it the formula loses no more than a billionth.
const NEAR_ONE: f64 = 1e-6;
/// The same where `a` + `b` = 1 and nothing was bought again.
const NEAR_NOTHING: f64 = 1e-9;

impl BgNbd {
    /// The most likely parameters; none when the data have no such point.
    pub fn fit(groups: &[CustomerGroup]) -> Option<FittedBgNbd> {
        let likelihood = Likelihood::new(groups);
        let cost = |variables: &[f64; 4]| {
            let (model, outside) = Self::from_variables(variables);
            outside - likelihood.of(&model)
        };
        let minimum = minimise(&cost, [0.0, likelihood.mean_age().max(1e-3).ln(), -1.0, 1.0])?;
        let (model, _) = Self::from_variables(&minimum.at);
        Some(FittedBgNbd { model, log_likelihood: likelihood.of(&model) })
    }

    /// Natural logarithm of the likelihood of these customers.
    pub fn log_likelihood(&self, groups: &[CustomerGroup]) -> f64 {
        Likelihood::new(groups).of(self)
    }

    /// P(alive): 1 for customers who have bought only once, because the model lets nobody go before a
    /// repeat purchase.
    pub fn probability_alive(&self, history: &PurchaseHistory) -> f64 {
        1.0 / (1.0 + self.odds_gone(history))
    }

    /// Purchases a customer with this history will make in the time that follows.
    pub fn expected_purchases(&self, history: &PurchaseHistory, horizon: Weeks) -> f64 {
        let a = if (self.a - 1.0).abs() < NEAR_ONE { 1.0 + NEAR_ONE } else { self.a };
        let x = f64::from(history.repeat_purchases);
        let top = a + self.b + x - 1.0;
        let top = if top.abs() < NEAR_NOTHING { NEAR_NOTHING } else { top };
        let z = horizon.0 / (self.alpha + history.age + horizon).0;
        // After Euler's transform the powers of the formula cancel: nothing can overflow.
        let remaining = (1.0 - z).powf(a - 1.0) * hypergeometric(top - x - self.r, a - 1.0, top, z);
        top / (a - 1.0) * (1.0 - remaining) / (1.0 + self.odds_gone(history))
    }

    /// Repeat purchases of a customer in the time after its first purchase.
    pub fn expected_purchases_of_newcomer(&self, time: Weeks) -> f64 {
        let newcomer = PurchaseHistory { repeat_purchases: 0, recency: Weeks(0.0), age: Weeks(0.0) };
        self.expected_purchases(&newcomer, time)
    }

    /// Probability of exactly so many repeat purchases in the time after the first purchase.
    pub fn probability_of_purchases(&self, purchases: u32, time: Weeks) -> f64 {
        let x = f64::from(purchases);
        let idle = (self.alpha.0 / (self.alpha + time).0).ln();
        let busy = (time.0 / (self.alpha + time).0).ln();
        let exactly = |n: f64| {
            let busy = if n > 0.0 { n * busy } else { 0.0 };
            (lgamma(self.r + n) - lgamma(self.r) - lgamma(n + 1.0) + self.r * idle + busy).exp()
        };
        let beta = |a: f64, b: f64| lgamma(a) + lgamma(b) - lgamma(a + b);
        let whole = beta(self.a, self.b);
        let alive = (beta(self.a, self.b + x) - whole).exp() * exactly(x);
        if purchases == 0 {
            return alive;
        }
        let fewer: f64 = (0..purchases).map(|n| exactly(f64::from(n))).sum();
        alive + (beta(self.a + 1.0, self.b + x - 1.0) - whole).exp() * (1.0 - fewer)
    }

    /// P(gone) ÷ P(alive).
    fn odds_gone(&self, history: &PurchaseHistory) -> f64 {
        if history.repeat_purchases == 0 {
            return 0.0;
        }
        let x = f64::from(history.repeat_purchases);
        let silence = ((self.alpha + history.age).0 / (self.alpha + history.recency).0).ln();
        self.a / (self.b + x - 1.0) * ((self.r + x) * silence).exp()
    }

    /// The search goes over logarithms of how different rates are, of the usual gap, of the odds of leaving
    /// and of how different they are: each can be told from the data where the four parameters cannot.
    fn from_variables(variables: &[f64; 4]) -> (Self, f64) {
        let limits = [EQUAL, ENDLESS, CERTAIN, EQUAL];
        let mut outside = 0.0;
        let mut inside = *variables;
        for (variable, limit) in inside.iter_mut().zip(limits) {
            let (value, cost) = within(*variable, -limit, limit);
            (*variable, outside) = (value, outside + cost);
        }
        let [r, gap, odds, both] = inside.map(f64::exp);
        (Self { r, alpha: Weeks(r * gap), a: both * odds / (1.0 + odds), b: both / (1.0 + odds) }, outside)
    }
}

#[cfg(test)]
mod tests;
