//! What was read, before the checks that look at several files at once.

use crate::calculator::CalculatorSection;
use crate::definition::{Board, Dimension, Fact, Metric};
use crate::places::Places;
use crate::problem::{Problem, ProblemCode};
use std::collections::{BTreeMap, BTreeSet};

/// Something read from a file.
#[derive(Debug, Clone)]
pub(crate) struct Draft<T> {
    pub(crate) item: T,
    pub(crate) file: String,
    pub(crate) places: Places,
    /// Nothing was wrong with the file by itself.
    pub(crate) sound: bool,
}

impl<T> Draft<T> {
    /// A mistake in the value at a path of the file.
    pub(crate) fn problem(&self, code: ProblemCode, path: &str) -> Problem {
        Problem::new(code, &self.file, self.places.value(path))
    }
}

/// A metric and the paths of its measures: `numerator`, `measures.won`.
#[derive(Debug, Clone)]
pub(crate) struct MetricDraft {
    pub(crate) metric: Metric,
    pub(crate) measure_paths: BTreeMap<String, String>,
}

/// Everything that could be read.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    pub(crate) facts: BTreeMap<String, Draft<Fact>>,
    pub(crate) metrics: BTreeMap<String, Draft<MetricDraft>>,
    /// Metrics with a mistake of their own file: the rest of the file is checked, so that its author hears of all
    /// mistakes at once. Nothing may refer to them.
    pub(crate) faulty: Vec<Draft<MetricDraft>>,
    /// The same for boards.
    pub(crate) faulty_boards: Vec<Draft<Board>>,
    pub(crate) dimensions: BTreeMap<String, Draft<Dimension>>,
    pub(crate) boards: BTreeMap<String, Draft<Board>>,
    pub(crate) calculator: BTreeMap<String, Draft<CalculatorSection>>,
    /// Names that have a file, be it broken: `facts/orders`. What refers to one of them is not reported again.
    pub(crate) named: BTreeSet<String>,
}

impl Drafts {
    /// The fact of that name.
    pub(crate) fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.get(name).map(|draft| &draft.item)
    }

    /// The metric of that id.
    pub(crate) fn metric(&self, id: &str) -> Option<&Metric> {
        self.metrics.get(id).map(|draft| &draft.item.metric)
    }

    /// Every board that could be read, faulty or not.
    pub(crate) fn written_boards(&self) -> impl Iterator<Item = &Draft<Board>> {
        self.boards.values().chain(&self.faulty_boards)
    }

    /// Every metric that could be read, faulty or not.
    pub(crate) fn written_metrics(&self) -> impl Iterator<Item = &Draft<MetricDraft>> {
        self.metrics.values().chain(&self.faulty)
    }

    /// Whether there is a file of that name, broken or not.
    pub(crate) fn has_file(&self, folder: &str, name: &str) -> bool {
        self.named.contains(&format!("{folder}/{name}"))
    }
}
