//! The arithmetic of a table of cohorts, without any store.

use super::answer::CohortCell;
use crate::answer::{Figure, NullReason, Value};
use crate::table::null;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use statistics::{Proportion, wilson};
use std::collections::BTreeMap;

/// What is known of a cohort so many buckets after joining.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Tally {
    pub(super) members: u64,
    pub(super) amount: Decimal,
    /// The amount of the first bucket, as this one is compared with it.
    pub(super) base: Decimal,
    /// Members left out for want of an exchange rate.
    pub(super) lacking: u64,
}

/// How far a cell has been observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Observed {
    NotYet,
    Partly,
    Wholly,
}

/// Tallies by cohort and age.
#[derive(Debug, Default)]
pub(super) struct Triangle {
    tallies: BTreeMap<(usize, u32), Tally>,
}

/// What the cells of a table show.
pub(super) struct Cells<'t> {
    pub(super) cohorts: &'t [usize],
    pub(super) columns: u32,
    pub(super) observed: &'t dyn Fn(usize, u32) -> Observed,
    /// Amounts instead of members.
    pub(super) of_money: bool,
    pub(super) minimum_n: Option<u32>,
}

impl Triangle {
    pub(super) fn put(&mut self, cohort: usize, age: u32, tally: Tally) {
        self.tallies.insert((cohort, age), tally);
    }

    pub(super) fn tally(&self, cohort: usize, age: u32) -> Tally {
        self.tallies.get(&(cohort, age)).copied().unwrap_or_default()
    }

    /// From members by the last bucket they were seen in to members seen in a bucket or after it.
    pub(super) fn summed_from_the_end(&mut self, cohorts: &[usize], columns: u32) {
        for cohort in cohorts {
            let mut members = 0;
            for age in (0..columns).rev() {
                let tally = self.tallies.entry((*cohort, age)).or_default();
                members += tally.members;
                tally.members = members;
            }
        }
    }

    /// The cells of one cohort.
    pub(super) fn row(&self, cells: &Cells<'_>, cohort: usize) -> Vec<CohortCell> {
        (0..cells.columns).map(|age| self.cell(cells, &[cohort], age)).collect()
    }

    /// The cells of all cohorts together. A column stands on the cohorts that are wholly observed so long;
    /// where there is none, on those partly observed.
    pub(super) fn overall(&self, cells: &Cells<'_>) -> Vec<CohortCell> {
        (0..cells.columns).map(|age| self.cell(cells, &self.counted(cells, age), age)).collect()
    }

    /// The cohorts that the overall cell of a column stands on.
    pub(super) fn counted(&self, cells: &Cells<'_>, age: u32) -> Vec<usize> {
        let of = |state: Observed| {
            let there = |cohort: &usize| (cells.observed)(*cohort, age) == state && self.tally(*cohort, 0).members > 0;
            cells.cohorts.iter().copied().filter(there).collect::<Vec<usize>>()
        };
        let wholly = of(Observed::Wholly);
        if wholly.is_empty() { of(Observed::Partly) } else { wholly }
    }

    fn cell(&self, cells: &Cells<'_>, cohorts: &[usize], age: u32) -> CohortCell {
        let state = cohorts.iter().map(|cohort| (cells.observed)(*cohort, age)).min();
        let figure = match state {
            None | Some(Observed::NotYet) => null(NullReason::NotObservedYet),
            Some(_) => self.figure(cells, cohorts, age),
        };
        CohortCell { at: age, figure, partial: state == Some(Observed::Partly) }
    }

    fn figure(&self, cells: &Cells<'_>, cohorts: &[usize], age: u32) -> Figure {
        let sum = |of: &dyn Fn(usize) -> Decimal| cohorts.iter().map(|cohort| of(*cohort)).sum::<Decimal>();
        let count = |of: &dyn Fn(usize) -> u64| cohorts.iter().map(|cohort| of(*cohort)).sum::<u64>();
        let measured = |cohort: usize| {
            let (first, now) = (self.tally(cohort, 0), self.tally(cohort, age));
            if cells.of_money { (now.amount, now.base) } else { (now.members.into(), first.members.into()) }
        };
        let top = sum(&|cohort| measured(cohort).0);
        let bottom = sum(&|cohort| measured(cohort).1);
        let missing_fx = count(&|cohort| self.tally(cohort, age).lacking);
        let n = count(&|cohort| self.tally(cohort, 0).members).saturating_sub(missing_fx);
        share(top, bottom, Evidence { n, missing_fx, of_money: cells.of_money, minimum_n: cells.minimum_n })
    }
}

/// What a share stands on.
pub(super) struct Evidence {
    pub(super) n: u64,
    pub(super) missing_fx: u64,
    pub(super) of_money: bool,
    pub(super) minimum_n: Option<u32>,
}

/// So much of so much.
pub(super) fn share(top: Decimal, bottom: Decimal, evidence: Evidence) -> Figure {
    let quotient = top.checked_div(bottom).and_then(|share| share.to_f64());
    let reason =
        if evidence.n == 0 && evidence.missing_fx > 0 { NullReason::MissingFx } else { NullReason::NoDenominator };
    let interval = match (evidence.of_money, top.to_f64(), bottom.to_f64()) {
        (false, Some(successes), Some(trials)) if trials > 0.0 => Some(wilson(Proportion { successes, trials })),
        _ => None,
    };
    Figure {
        value: quotient.map_or(Value::Null { reason }, |number| Value::Number { number }),
        numerator: Some(top.normalize().to_string()),
        denominator: Some(bottom.normalize().to_string()),
        n: evidence.n,
        pending: 0,
        missing_fx: evidence.missing_fx,
        low_n: quotient.is_some() && evidence.minimum_n.is_some_and(|least| evidence.n < u64::from(least)),
        interval,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(figure: &Figure) -> f64 {
        match figure.value {
            Value::Number { number } => number,
            _ => panic!("no number: {figure:?}"),
        }
    }

    /// Three cohorts of 100, 50 and 10; the last bucket runs.
    fn observed(cohort: usize, age: u32) -> Observed {
        match cohort + age as usize {
            0..=1 => Observed::Wholly,
            2 => Observed::Partly,
            _ => Observed::NotYet,
        }
    }

    fn triangle(rows: &[&[u64]]) -> Triangle {
        let mut triangle = Triangle::default();
        for (cohort, row) in rows.iter().enumerate() {
            for (age, members) in row.iter().enumerate() {
                triangle.put(cohort, age as u32, Tally { members: *members, ..Tally::default() });
            }
        }
        triangle
    }

    const COHORTS: &[usize] = &[0, 1, 2];

    fn cells() -> Cells<'static> {
        Cells { cohorts: COHORTS, columns: 4, observed: &observed, of_money: false, minimum_n: Some(60) }
    }

    #[test]
    fn unobserved_cells_are_null_and_partly_observed_ones_are_marked() {
        let triangle = triangle(&[&[100, 40, 30], &[50, 10], &[10]]);
        let row = triangle.row(&cells(), 0);
        assert_eq!((number(&row[0].figure), number(&row[1].figure)), (1.0, 0.4));
        assert_eq!((row[1].partial, row[2].partial), (false, true));
        assert_eq!(row[3].figure.value, Value::Null { reason: NullReason::NotObservedYet });
        assert!(triangle.row(&cells(), 1)[0].figure.low_n && !row[0].figure.low_n);
    }

    #[test]
    fn the_overall_row_weighs_cohorts_that_are_wholly_observed() {
        let overall = triangle(&[&[100, 40, 30], &[50, 10], &[10]]).overall(&cells());
        // Month 0 stands on the two finished cohorts, month 1 on the first alone, month 2 only partly on it.
        assert_eq!(overall[0].figure.n, 150);
        assert_eq!((number(&overall[1].figure), overall[1].figure.n, overall[1].partial), (0.4, 100, false));
        assert_eq!((number(&overall[2].figure), overall[2].partial), (0.3, true));
        assert_eq!(overall[3].figure.value, Value::Null { reason: NullReason::NotObservedYet });
    }

    #[test]
    fn whoever_comes_back_later_counts_before() {
        // Last seen: 60 at once, 10 after one bucket, 30 after two.
        let mut triangle = triangle(&[&[60, 10, 30]]);
        triangle.summed_from_the_end(&[0], 3);
        let members: Vec<u64> = (0..3).map(|age| triangle.tally(0, age).members).collect();
        assert_eq!(members, [100, 40, 30]);
    }

    #[test]
    fn nobody_is_no_base() {
        let row = triangle(&[&[]]).row(&Cells { columns: 1, ..cells() }, 0);
        assert_eq!(row[0].figure.value, Value::Null { reason: NullReason::NoDenominator });
    }

    /// Recurring revenue that cohorts began with, and the percentages of it that were left month by month, as published:
    /// https://gpbullhound.relayto.com/e/the-cfo-handbook-gp-bullhound-vcpr6o5picrxg/wX2O1nAO9
    #[rustfmt::skip]
    const PUBLISHED: [(i64, &[i64]); 16] = [
        (54701, &[100, 98, 96, 93, 91, 91, 89, 89, 89, 87, 85, 85, 77, 75]),
        (44136, &[100, 97, 97, 95, 94, 92, 90, 88, 86, 85, 83, 83, 74, 72]),
        (55887, &[100, 98, 96, 94, 92, 92, 92, 90, 87, 85, 84, 83, 76, 75]),
        (46883, &[100, 98, 97, 95, 93, 91, 90, 88, 88, 86, 85, 85, 78]),
        (49531, &[100, 100, 98, 97, 97, 95, 93, 92, 92, 90, 88, 87]),
        (63112, &[100, 98, 96, 95, 94, 92, 92, 91, 90, 90, 90]),
        (63888, &[100, 100, 99, 99, 99, 99, 97, 96, 95, 95]),
        (63112, &[100, 99, 99, 97, 96, 95, 95, 95, 95]),
        (64986, &[100, 99, 98, 98, 98, 96, 95, 95]),
        (56902, &[100, 100, 100, 100, 99, 99, 99]),
        (57113, &[100, 99, 99, 99, 99, 99]),
        (57561, &[100, 100, 100, 99, 99]),
        (72004, &[100, 100, 100, 99]),
        (75163, &[100, 99, 99]),
        (75864, &[100, 100]),
        (75693, &[100]),
    ];

    /// Σ size × rate ÷ Σ size over the cohorts that are observed so long; the page prints the same, cut to whole percents.
    #[test]
    fn amounts_are_weighted_by_their_base() {
        let mut triangle = Triangle::default();
        for (cohort, (size, rates)) in PUBLISHED.iter().enumerate() {
            for (age, rate) in rates.iter().enumerate() {
                let (amount, base) = (Decimal::new(size * rate, 2), Decimal::from(*size));
                triangle.put(cohort, age as u32, Tally { members: 1, amount, base, lacking: 0 });
            }
        }
        let published = |cohort: usize, age: u32| match PUBLISHED[cohort].1.get(age as usize) {
            Some(_) => Observed::Wholly,
            None => Observed::NotYet,
        };
        let cohorts: Vec<usize> = (0..PUBLISHED.len()).collect();
        let cells = Cells { cohorts: &cohorts, columns: 15, observed: &published, of_money: true, minimum_n: None };
        let overall = triangle.overall(&cells);
        let weighted =
            [100.0, 99.07, 98.23, 97.06, 96.05, 94.81, 93.43, 91.88, 90.55, 88.59, 86.02, 84.60, 76.30, 74.14];
        for (cell, expected) in overall.iter().zip(weighted) {
            let found = number(&cell.figure) * 100.0;
            assert!((found - expected).abs() < 0.005, "month {}: {found} instead of {expected}", cell.at);
        }
        assert_eq!(overall[14].figure.value, Value::Null { reason: NullReason::NotObservedYet });
        assert_eq!(overall[1].figure.interval, None);
        // August's 72 % of 44,136 in its last month, and nothing after it.
        let row = triangle.row(&cells, 1);
        assert!((number(&row[13].figure) - 0.72).abs() < 1e-12);
        assert_eq!(row[14].figure.value, Value::Null { reason: NullReason::NotObservedYet });
    }
}
