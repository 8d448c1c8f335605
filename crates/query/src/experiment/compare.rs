//! Groups against the first of them, and what can be said about it.

use super::answer::{AllocationTest, Comparison, ExperimentWarning, GroupTest, OverallTest, Verdict, VerdictKind};
use super::group::{Group, Observed};
use catalogue::definition::Better;
use statistics::{
    Difference, Proportion, Sample, adjusted, allocation, analysis_of_variance, chi_square, fisher, newcombe,
    two_proportions, welch,
};

/// A difference is reported when it would come by chance less often than this.
const ALPHA: f64 = 0.05;
/// Below so many expected in any cell the z test is replaced by an exact one.
const FEWEST_EXPECTED: f64 = 5.0;

/// Every other group against the first.
pub(crate) fn comparisons(groups: &[Group]) -> Vec<Comparison> {
    let Some((first, others)) = groups.split_first() else {
        return Vec::new();
    };
    let mut found: Vec<Comparison> = others.iter().map(|group| comparison(first, group)).collect();
    let tested: Vec<f64> = found.iter().filter_map(|comparison| comparison.p_value).collect();
    let mut corrected = adjusted(&tested).into_iter();
    for comparison in found.iter_mut().filter(|comparison| comparison.p_value.is_some()) {
        comparison.adjusted_p_value = corrected.next();
    }
    found
}

fn comparison(first: &Group, group: &Group) -> Comparison {
    let tested = match (first.observed, group.observed) {
        (Observed::Share(first), Observed::Share(second)) => shares(first, second),
        (Observed::Mean(first), Observed::Mean(second)) => welch(first, second).map(|found| (GroupTest::Welch, found)),
        _ => None,
    };
    let (test, found) = tested.unzip();
    let difference = group.value() - first.value();
    Comparison {
        group: group.name.clone(),
        difference,
        interval: found.map(|found| found.interval),
        relative: (first.value() != 0.0).then(|| difference / first.value().abs()),
        test,
        statistic: found.and_then(|found| found.statistic),
        degrees: found.and_then(|found| found.degrees),
        p_value: found.map(|found| found.p_value),
        adjusted_p_value: None,
    }
}

fn shares(first: Proportion, second: Proportion) -> Option<(GroupTest, Difference)> {
    if first.trials <= 0.0 || second.trials <= 0.0 {
        return None;
    }
    if fewest_expected(&[first, second]) >= FEWEST_EXPECTED {
        return two_proportions(first, second).map(|found| (GroupTest::TwoProportions, found));
    }
    let found = Difference {
        difference: second.share() - first.share(),
        interval: newcombe(second, first),
        statistic: None,
        degrees: None,
        p_value: fisher(first, second)?,
    };
    Some((GroupTest::Fisher, found))
}

/// The smallest number of cases, or of others, that is expected in a group when all shares are the same.
fn fewest_expected(groups: &[Proportion]) -> f64 {
    let sum = |of: fn(&Proportion) -> f64| groups.iter().map(of).sum::<f64>();
    let pooled = sum(|group| group.successes) / sum(|group| group.trials);
    groups.iter().map(|group| group.trials).fold(f64::INFINITY, f64::min) * pooled.min(1.0 - pooled)
}

/// The test over more than two groups stands on too few cases to be more than a rough guide.
pub(crate) fn has_small_counts(groups: &[Group]) -> bool {
    let shares = shares_of(groups);
    groups.len() > 2 && shares.len() == groups.len() && fewest_expected(&shares) < FEWEST_EXPECTED
}

fn shares_of(groups: &[Group]) -> Vec<Proportion> {
    let share = |group: &Group| match group.observed {
        Observed::Share(share) => Some(share),
        Observed::Mean(_) => None,
    };
    groups.iter().filter_map(share).collect()
}

/// Whether any of more than two groups differs.
pub(crate) fn overall(groups: &[Group]) -> Option<OverallTest> {
    if groups.len() < 3 {
        return None;
    }
    let shares = shares_of(groups);
    let samples: Vec<Sample> = groups
        .iter()
        .filter_map(|group| match group.observed {
            Observed::Mean(sample) => Some(sample),
            Observed::Share(_) => None,
        })
        .collect();
    let (test, found) = if shares.len() == groups.len() {
        ("chi_square", chi_square(&shares)?)
    } else {
        ("analysis_of_variance", analysis_of_variance(&samples)?)
    };
    Some(OverallTest { test: test.to_owned(), statistic: found.statistic, p_value: found.p_value })
}

/// Whether the groups have the sizes that were meant.
pub(crate) fn sizes(
    groups: &[Group],
    weights: &[f64],
    warnings: &mut Vec<ExperimentWarning>,
) -> Option<AllocationTest> {
    let sizes: Vec<f64> = groups.iter().map(Group::n).collect();
    let found = allocation(&sizes, weights)?;
    if found.mismatch {
        warnings.push(ExperimentWarning::UnequalAllocation);
    }
    Some(AllocationTest { statistic: found.statistic, p_value: found.p_value })
}

/// Several things that are all the same: nothing says how far chance would take them.
fn is_flat(group: &Group) -> bool {
    matches!(group.observed, Observed::Mean(sample) if sample.n >= 2.0 && sample.variance <= 0.0)
}

/// The clearest difference in words; the best one when several are clear.
pub(crate) fn verdict(groups: &[Group], comparisons: &[Comparison], better: Better) -> Verdict {
    let against = groups.first().and_then(|group| group.name.clone());
    let clear = |comparison: &&Comparison| {
        let surely = comparison.adjusted_p_value.is_some_and(|p_value| p_value < ALPHA);
        surely && comparison.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    };
    let gain = |comparison: &Comparison| match better {
        Better::Lower => -comparison.difference,
        Better::Higher => comparison.difference,
        Better::Neither | Better::ByQuestion => comparison.difference.abs(),
    };
    let found = comparisons.iter().filter(clear).max_by(|left, right| gain(left).total_cmp(&gain(right)));
    let nothing = |kind| Verdict { kind, group: None, against: against.clone(), least: None, most: None };
    let Some((found, (low, high))) = found.and_then(|found| Some((found, found.interval?))) else {
        let untested = comparisons.iter().all(|comparison| comparison.test.is_none());
        return nothing(match untested {
            true if groups.len() > 1 && groups.iter().all(is_flat) => VerdictKind::NoSpread,
            true => VerdictKind::TooFew,
            false => VerdictKind::NoClearDifference,
        });
    };
    let kind = match (better, found.difference > 0.0) {
        (Better::Neither | Better::ByQuestion, true) => VerdictKind::Higher,
        (Better::Neither | Better::ByQuestion, false) => VerdictKind::Lower,
        (Better::Higher, true) | (Better::Lower, false) => VerdictKind::Better,
        _ => VerdictKind::Worse,
    };
    Verdict {
        kind,
        group: found.group.clone(),
        against,
        least: Some(low.abs().min(high.abs())),
        most: Some(low.abs().max(high.abs())),
    }
}
