//! What a customer will still bring: expected purchases times expected value, discounted month by month.

use crate::bg_nbd::BgNbd;
use crate::gamma_gamma::GammaGamma;
use crate::history::{CustomerGroup, PurchaseHistory};
use crate::weeks::Weeks;

/// Fewer customers who bought again do not carry four parameters.
pub const FEWEST_REPEAT_CUSTOMERS: f64 = 100.0;
/// History must reach over so many typical gaps between purchases.
pub const FEWEST_GAPS: f64 = 3.0;

/// Both models with what they were fitted on.
#[derive(Debug, Clone, PartialEq)]
pub struct Lifetime {
    /// How often customers come back.
    pub purchases: BgNbd,
    /// How much they spend; none when the values have no finite mean.
    pub values: Option<GammaGamma>,
    /// What is known about the fit; none for parameters that were given.
    pub fit: Option<Fit>,
}

/// How a model came to its parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Log-likelihood of the purchases.
    pub purchases_log_likelihood: f64,
    /// Log-likelihood of the values.
    pub values_log_likelihood: Option<f64>,
    /// Correlation of repeat purchases and mean value, which the models take to be none.
    pub correlation: Option<f64>,
    /// Customers with a first purchase.
    pub customers: f64,
    /// Of these, those who bought again.
    pub repeat_customers: f64,
    /// Of these, those whose values were used.
    pub value_customers: f64,
    /// Customers without a repeat purchase.
    pub one_time_buyers: f64,
    /// How many of them the model expects.
    pub expected_one_time_buyers: f64,
}

/// Why nothing is fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Too few customers bought again.
    TooFewRepeatCustomers,
    /// History is shorter than a few typical gaps between purchases.
    HistoryTooShort,
    /// No parameters explain the data best.
    NoBestParameters,
}

impl Lifetime {
    /// Fits both models.
    ///
    /// # Errors
    /// When the data are too few, too young, or fit no parameters.
    pub fn fit(groups: &[CustomerGroup]) -> Result<Self, Refusal> {
        let count = |condition: &dyn Fn(&CustomerGroup) -> bool| -> f64 {
            groups.iter().filter(|group| condition(group)).map(|group| group.customers).sum()
        };
        let customers = count(&|_| true);
        let repeat_customers = count(&|group| group.history.repeat_purchases > 0);
        if repeat_customers < FEWEST_REPEAT_CUSTOMERS {
            return Err(Refusal::TooFewRepeatCustomers);
        }
        if !reaches_far_enough(groups, repeat_customers) {
            return Err(Refusal::HistoryTooShort);
        }
        let purchases = BgNbd::fit(groups).ok_or(Refusal::NoBestParameters)?;
        let values = GammaGamma::fit(groups);
        let once =
            |group: &CustomerGroup| group.customers * purchases.model.probability_of_purchases(0, group.history.age);
        Ok(Self {
            purchases: purchases.model,
            fit: Some(Fit {
                purchases_log_likelihood: purchases.log_likelihood,
                values_log_likelihood: values.map(|fitted| fitted.log_likelihood),
                correlation: values.and_then(|fitted| fitted.correlation),
                customers,
                repeat_customers,
                value_customers: values.map_or(0.0, |fitted| fitted.customers),
                one_time_buyers: customers - repeat_customers,
                expected_one_time_buyers: groups.iter().map(once).sum(),
            }),
            values: values.map(|fitted| fitted.model),
        })
    }

    /// Models whose parameters are known: of an earlier fit, or of a publication.
    pub fn given(purchases: BgNbd, values: Option<GammaGamma>) -> Self {
        Self { purchases, values: values.filter(GammaGamma::has_finite_mean), fit: None }
    }

    /// Expected value of a purchase day; none when values have no finite mean.
    pub fn order_value(&self, group: &CustomerGroup) -> Option<f64> {
        self.values.map(|values| values.expected_value(group.history.repeat_purchases, group.mean_value))
    }

    /// Value of the months to come today, when money loses `monthly_discount` of its value in a month.
    pub fn value(&self, group: &CustomerGroup, horizon: Horizon, monthly_discount: f64) -> Option<f64> {
        let each = self.order_value(group)?;
        Some(self.discounted_purchases(&group.history, horizon, monthly_discount) * each)
    }

    fn discounted_purchases(&self, history: &PurchaseHistory, horizon: Horizon, monthly_discount: f64) -> f64 {
        let mut before = 0.0;
        let mut sum = 0.0;
        for period in 1..=horizon.periods {
            let until = self.purchases.expected_purchases(history, horizon.period * f64::from(period));
            sum += (until - before) / (1.0 + monthly_discount).powf(f64::from(period));
            before = until;
        }
        sum
    }
}

/// The time to come, in equal periods that are each discounted as one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Horizon {
    /// Length of a period.
    pub period: Weeks,
    /// How many.
    pub periods: u32,
}

/// The oldest customer has been known for a few of the gaps that are typical: the median over repeat
/// customers of each one's mean gap.
fn reaches_far_enough(groups: &[CustomerGroup], repeat_customers: f64) -> bool {
    let oldest = groups.iter().map(|group| group.history.age.0).fold(0.0, f64::max);
    let gap = |group: &CustomerGroup| {
        let purchases = group.history.repeat_purchases;
        (purchases > 0).then(|| (group.history.recency.0 / f64::from(purchases), group.customers))
    };
    let mut gaps: Vec<(f64, f64)> = groups.iter().filter_map(gap).collect();
    gaps.sort_by(|left, right| left.0.total_cmp(&right.0));
    let mut seen = 0.0;
    for (gap, customers) in gaps {
        seen += customers;
        if seen >= repeat_customers / 2.0 {
            return oldest >= FEWEST_GAPS * gap;
        }
    }
    false
}

#[cfg(test)]
mod tests;
