//! The likelihood of many customers. Every logarithm and gamma function depends on one of the three numbers
//! of a history alone, so each is computed once per distinct number, not once per customer.

use super::BgNbd;
use crate::history::CustomerGroup;
use libm::lgamma;

/// Histories by the positions of their numbers in tables.
pub(super) struct Likelihood {
    purchases: Vec<f64>,
    recencies: Vec<f64>,
    ages: Vec<f64>,
    once: Vec<Once>,
    repeaters: Vec<Repeater>,
}

/// Customers without a repeat purchase; recency says nothing about them.
struct Once {
    age: usize,
    customers: f64,
}

struct Repeater {
    purchases: usize,
    recency: usize,
    age: usize,
    customers: f64,
}

impl Likelihood {
    pub(super) fn new(groups: &[CustomerGroup]) -> Self {
        let once = |group: &&CustomerGroup| group.history.repeat_purchases == 0;
        let ages = distinct(groups.iter().map(|group| group.history.age.0));
        let recencies = distinct(groups.iter().map(|group| group.history.recency.0));
        let purchases = distinct(groups.iter().map(|group| f64::from(group.history.repeat_purchases)));
        let mut single: Vec<Once> = ages.iter().enumerate().map(|(age, _)| Once { age, customers: 0.0 }).collect();
        for group in groups.iter().filter(once) {
            single[position(&ages, group.history.age.0)].customers += group.customers;
        }
        single.retain(|once| once.customers > 0.0);
        let repeater = |group: &CustomerGroup| Repeater {
            purchases: position(&purchases, f64::from(group.history.repeat_purchases)),
            recency: position(&recencies, group.history.recency.0),
            age: position(&ages, group.history.age.0),
            customers: group.customers,
        };
        let repeaters = merged(groups.iter().filter(|group| !once(group)).map(repeater).collect());
        Self { once: single, repeaters, purchases, recencies, ages }
    }

    /// Mean time since the first purchase, in weeks.
    pub(super) fn mean_age(&self) -> f64 {
        let groups = self.once.iter().map(|once| (once.age, once.customers));
        let groups = groups.chain(self.repeaters.iter().map(|repeater| (repeater.age, repeater.customers)));
        let (sum, customers) = groups
            .fold((0.0, 0.0), |(sum, count), (age, customers)| (sum + self.ages[age] * customers, count + customers));
        if customers > 0.0 { sum / customers } else { 0.0 }
    }

    /// Natural logarithm of the likelihood.
    pub(super) fn of(&self, model: &BgNbd) -> f64 {
        let BgNbd { r, alpha, a, b } = *model;
        let logarithms = |times: &[f64]| times.iter().map(|time| (alpha.0 + time).ln()).collect::<Vec<f64>>();
        let (by_age, by_recency) = (logarithms(&self.ages), logarithms(&self.recencies));
        let start = r * alpha.0.ln();
        let constant = start - lgamma(r) + lgamma(a + b) - lgamma(b);
        let by_purchases = self.purchases.iter().map(|x| {
            let shared = constant + lgamma(r + x) + lgamma(b + x) - lgamma(a + b + x);
            (r + x, shared, a.ln() - (b + x.max(1.0) - 1.0).ln())
        });
        let by_purchases: Vec<(f64, f64, f64)> = by_purchases.collect();
        let once: f64 = self.once.iter().map(|group| group.customers * (start - r * by_age[group.age])).sum();
        let repeated = self.repeaters.iter().map(|group| {
            let (power, shared, gone) = by_purchases[group.purchases];
            let alive = -power * by_age[group.age];
            let gone = gone - power * by_recency[group.recency];
            let (more, less) = if alive > gone { (alive, gone) } else { (gone, alive) };
            group.customers * (shared + more + (less - more).exp().ln_1p())
        });
        once + repeated.sum::<f64>()
    }
}

/// Equal histories as one.
fn merged(mut repeaters: Vec<Repeater>) -> Vec<Repeater> {
    let key = |repeater: &Repeater| (repeater.purchases, repeater.recency, repeater.age);
    repeaters.sort_by_key(key);
    let mut merged: Vec<Repeater> = Vec::with_capacity(repeaters.len());
    for repeater in repeaters {
        match merged.last_mut().filter(|last| key(last) == key(&repeater)) {
            Some(last) => last.customers += repeater.customers,
            None => merged.push(repeater),
        }
    }
    merged
}

fn distinct(numbers: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    numbers
}

fn position(numbers: &[f64], number: f64) -> usize {
    numbers.partition_point(|known| *known < number)
}
