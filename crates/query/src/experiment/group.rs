//! A group of an experiment: so many of so many, or measured things.

use super::answer::GroupAnswer;
use statistics::{Proportion, Sample, wilson};

/// What is known about a group.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    /// None is "not set".
    pub(crate) name: Option<String>,
    pub(crate) observed: Observed,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Observed {
    Share(Proportion),
    Mean(Sample),
}

impl Group {
    pub(crate) fn n(&self) -> f64 {
        match self.observed {
            Observed::Share(share) => share.trials,
            Observed::Mean(sample) => sample.n,
        }
    }

    pub(crate) fn value(&self) -> f64 {
        match self.observed {
            Observed::Share(share) => share.share(),
            Observed::Mean(sample) => sample.mean,
        }
    }

    pub(crate) fn answer(&self) -> GroupAnswer {
        let (successes, deviation, interval) = match self.observed {
            Observed::Share(share) => (Some(share.successes), None, Some(wilson(share))),
            Observed::Mean(sample) => (None, Some(sample.variance.sqrt()), sample.interval()),
        };
        GroupAnswer { name: self.name.clone(), n: self.n(), successes, value: self.value(), deviation, interval }
    }
}
