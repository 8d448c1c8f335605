//! How much customers spend on a purchase day: Gamma-Gamma of Fader and Hardie.
//!
//! Fitted on customers who bought again, and for something; the first purchase is no part of their mean.

use crate::history::CustomerGroup;
use crate::minimise::{minimise, within};
use libm::lgamma;

/// The three parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GammaGamma {
    /// Shape of the values of one customer.
    pub p: f64,
    /// Shape of the customers' scales; must be above 1, else the mean over customers is not finite.
    pub q: f64,
    /// Scale of the customers' scales, in the unit of the values.
    pub v: f64,
}

/// Parameters with how well they explain the data.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FittedGammaGamma {
    /// The parameters.
    pub model: GammaGamma,
    /// Natural logarithm of the likelihood, summed over customers.
    pub log_likelihood: f64,
    /// Customers it was fitted on.
    pub customers: f64,
    /// Correlation of repeat purchases and mean value, which the model takes to be none.
    pub correlation: Option<f64>,
}

/// Logarithm of a shape beyond which values are as good as equal.
const EQUAL: f64 = 7.0;
/// Logarithm of a scale, in means, beyond which there is nothing.
const FARTHEST: f64 = 14.0;

impl GammaGamma {
    /// The most likely parameters; none when the data have no such point, or none with a finite mean.
    pub fn fit(groups: &[CustomerGroup]) -> Option<FittedGammaGamma> {
        let with_value: Vec<&CustomerGroup> = groups.iter().filter(|group| group.has_value()).collect();
        let customers: f64 = with_value.iter().map(|group| group.customers).sum();
        let mean = with_value.iter().map(|group| group.customers * group.mean_value).sum::<f64>() / customers;
        if with_value.is_empty() {
            return None;
        }
        // In units of the mean, so that the search is the same for cents and for millions.
        let scaled: Vec<Observation> = with_value.iter().map(|group| Observation::new(group, mean)).collect();
        let cost = |variables: &[f64; 3]| {
            let (model, outside) = Self::from_variables(variables);
            outside - log_likelihood(&model, &scaled)
        };
        let (in_means, _) = Self::from_variables(&minimise(&cost, [1.0, 1.0, 0.0])?.at);
        let log_likelihood = log_likelihood(&in_means, &scaled) - customers * mean.ln();
        let model = Self { v: in_means.v * mean, ..in_means };
        let fitted = FittedGammaGamma { model, log_likelihood, customers, correlation: correlation(&with_value) };
        model.has_finite_mean().then_some(fitted)
    }

    /// The search goes over logarithms of the two shapes and of the scale the values are seen at.
    fn from_variables(variables: &[f64; 3]) -> (Self, f64) {
        let [p, q, scale] = *variables;
        let (p, q, scale) = (within(p, -EQUAL, EQUAL), within(q, -EQUAL, EQUAL), within(scale, -FARTHEST, FARTHEST));
        let outside = p.1 + q.1 + scale.1;
        let (p, q, scale) = (p.0.exp(), q.0.exp(), scale.0.exp());
        (Self { p, q, v: scale * q / p }, outside)
    }

    /// Whether the mean over all customers is a number.
    pub fn has_finite_mean(&self) -> bool {
        self.q > 1.0
    }

    /// Expected value of a purchase day of a customer with these repeat purchases of that mean value; one
    /// without any is taken for the mean customer. Who bought again and brought nothing, because all was given
    /// back, is known to bring little, and not taken for the mean.
    pub fn expected_value(&self, repeat_purchases: u32, mean_value: f64) -> f64 {
        let population = self.p * self.v / (self.q - 1.0);
        if repeat_purchases == 0 {
            return population;
        }
        let mean_value = mean_value.max(0.0);
        let seen = self.p * f64::from(repeat_purchases);
        let weight = seen / (seen + self.q - 1.0);
        (1.0 - weight) * population + weight * mean_value
    }
}

struct Observation {
    x: f64,
    mean: f64,
    customers: f64,
}

impl Observation {
    fn new(group: &CustomerGroup, unit: f64) -> Self {
        Self { x: f64::from(group.history.repeat_purchases), mean: group.mean_value / unit, customers: group.customers }
    }
}

fn log_likelihood(model: &GammaGamma, observations: &[Observation]) -> f64 {
    let GammaGamma { p, q, v } = *model;
    let constant = q * v.ln() - lgamma(q);
    let one = |observation: &Observation| {
        let Observation { x, mean, customers } = observation;
        let shape = p * x;
        customers
            * (constant + lgamma(shape + q) - lgamma(shape) + (shape - 1.0) * mean.ln() + shape * x.ln()
                - (shape + q) * (x * mean + v).ln())
    };
    observations.iter().map(one).sum()
}

/// Pearson's correlation of repeat purchases and mean value over customers.
fn correlation(groups: &[&CustomerGroup]) -> Option<f64> {
    let mean = |of: &dyn Fn(&CustomerGroup) -> f64| {
        let customers: f64 = groups.iter().map(|group| group.customers).sum();
        groups.iter().map(|group| group.customers * of(group)).sum::<f64>() / customers
    };
    let purchases = |group: &CustomerGroup| f64::from(group.history.repeat_purchases);
    let value = |group: &CustomerGroup| group.mean_value;
    let (mean_purchases, mean_value) = (mean(&purchases), mean(&value));
    let covariance = mean(&|group| (purchases(group) - mean_purchases) * (value(group) - mean_value));
    let variances =
        mean(&|group| (purchases(group) - mean_purchases).powi(2)) * mean(&|group| (value(group) - mean_value).powi(2));
    (variances > 0.0).then(|| covariance / variances.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::PurchaseHistory;
    use crate::weeks::Weeks;

    fn bought(repeat_purchases: u32, mean_value: f64) -> CustomerGroup {
        let history = PurchaseHistory { repeat_purchases, recency: Weeks(1.0), age: Weeks(2.0) };
        CustomerGroup { history, mean_value, customers: 1.0 }
    }

    #[test]
    fn the_published_parameters_give_the_published_values() {
        let model = GammaGamma { p: 6.25, q: 3.74, v: 15.44 };
        let published = [(2, 22.35, 24.65), (1, 11.77, 18.91), (0, 0.0, 35.17), (7, 73.74, 71.46)];
        for (x, mean, value) in published {
            let found = model.expected_value(x, mean);
            assert!((found - value).abs() < 0.1, "{found} is not {value}");
        }
    }

    #[test]
    fn who_gave_everything_back_is_not_the_mean_customer() {
        // Mean 6.25 · 15.44 ÷ 2.74 = 35.2190; of two repeat purchases w = 12.5 ÷ 15.24, and 1 − w = 0.179790:
        // 6.3320 where they brought nothing.
        let model = GammaGamma { p: 6.25, q: 3.74, v: 15.44 };
        assert!((model.expected_value(2, 0.0) - 6.332).abs() < 1e-3);
        assert_eq!(model.expected_value(2, -8.0), model.expected_value(2, 0.0));
        assert!((model.expected_value(0, 0.0) - 35.219).abs() < 1e-3);
    }

    #[test]
    fn a_mean_that_is_not_finite_is_refused() {
        assert!(!GammaGamma { p: 6.25, q: 1.0, v: 15.44 }.has_finite_mean());
        // Means of customers whose tail is as heavy as that of q = 0.4.
        let share = |place: u32| (f64::from(place) + 0.5) / 400.0;
        let groups: Vec<CustomerGroup> =
            (0..400).map(|place| bought(1 + place % 20, share(place).powf(-1.0 / 0.4))).collect();
        assert_eq!(GammaGamma::fit(&groups), None);
    }

    #[test]
    fn customers_without_a_value_are_no_part_of_the_fit() {
        let values = [12.0, 20.0, 35.0, 18.0, 50.0, 27.0, 31.0, 22.0, 16.0, 40.0];
        let groups: Vec<CustomerGroup> =
            (0..10_u32).zip(values).map(|(place, value)| bought(1 + place % 4, value)).collect();
        let fitted = GammaGamma::fit(&groups).expect("fit");
        let mut more = groups;
        more.extend([bought(0, 99.0), bought(3, 0.0), bought(2, -5.0)]);
        assert_eq!(GammaGamma::fit(&more), Some(fitted));
        assert_eq!(fitted.customers, 10.0);
    }

    #[test]
    fn values_in_cents_are_the_same_model() {
        let values = [12.0, 20.0, 35.0, 18.0, 50.0, 27.0, 31.0, 22.0, 16.0, 40.0];
        let fit = |unit: f64| {
            let groups: Vec<CustomerGroup> =
                (0..10_u32).zip(values).map(|(place, value)| bought(1 + place % 4, value * unit)).collect();
            GammaGamma::fit(&groups).expect("fit").model
        };
        let (euros, cents) = (fit(1.0), fit(100.0));
        assert!((euros.v * 100.0 - cents.v).abs() < 1e-3 * cents.v, "{euros:?} {cents:?}");
    }

    #[test]
    fn correlation_is_that_of_customers() {
        let two = [bought(1, 10.0), bought(2, 20.0), bought(3, 30.0)];
        let groups: Vec<&CustomerGroup> = two.iter().collect();
        assert!((correlation(&groups).expect("number") - 1.0).abs() < 1e-12);
        assert_eq!(correlation(&groups[..1]), None);
    }
}
