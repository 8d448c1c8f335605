//! The committed list of a set: which metric gives which expected rows, and why some are not given.

use crate::data::{ExpectedRow, project};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// One file of `e2e/expected`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct List {
    /// Stands in for rows that name no days.
    pub(crate) period: Option<String>,
    /// Files to import, in this order.
    pub(crate) files: Vec<File>,
    /// Rows of the files that cannot be taken, each with its reason in the ledger.
    #[serde(default)]
    pub(crate) rejected: u64,
    /// The same files with other columns in the place of a dimension, each in a workspace of its own.
    #[serde(default)]
    pub(crate) variants: Vec<Variant>,
    /// Instead of the codes the mapping suggests.
    pub(crate) non_product_codes: Option<Vec<String>>,
    /// How the values of an expected dimension are asked for; one that is missing here needs no more
    /// than its period.
    #[serde(default)]
    pub(crate) dimensions: BTreeMap<String, Dimension>,
    /// The first rule that fits a row decides.
    rules: Vec<Rule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// Name in the set's folder; a star stands for any text.
    pub(crate) name: String,
    /// Name of a file in `e2e/mappings`.
    pub(crate) mapping: String,
    /// Only in this variant.
    pub(crate) variant: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Variant {
    pub(crate) name: String,
    /// What a word with a dollar sign in a mapping stands for.
    #[serde(default)]
    pub(crate) columns: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dimension {
    /// The answer is cut by this dimension of ours.
    pub(crate) slice: Option<String>,
    /// The answer is filtered by this dimension of ours.
    pub(crate) filter: Option<String>,
    /// Stands before the expected value in ours.
    #[serde(default)]
    pub(crate) prefix: String,
    /// Of a joined value (`2021-01+MEX`) only this side of the plus names the part.
    pub(crate) side: Option<Side>,
    /// Our words for theirs.
    #[serde(default)]
    pub(crate) values: BTreeMap<String, String>,
    /// Rows of this dimension are asked of this variant; of the first one when it says nothing.
    pub(crate) variant: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Side {
    Before,
    After,
}

/// Exactly one of `reproduced` and `different` is filled.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    /// Names of expected metrics.
    rows: Vec<String>,
    /// Expected dimensions it holds for; an empty text is the whole. All when empty.
    by: Option<Vec<String>>,
    /// Expected dimension values it holds for, or one side of joined ones. All when empty.
    only: Option<Vec<String>>,
    /// Asked of this variant, whatever the dimension says.
    variant: Option<String>,
    reproduced: Option<Formula>,
    different: Option<String>,
}

/// What the list says about a row.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Decision<'a> {
    /// Our figure must be the same.
    Reproduced(&'a Formula),
    /// Our definition is another one.
    Different,
}

/// Which figure of which answer an expected row is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Formula {
    /// Metric id; none for a count of the import.
    pub(crate) metric: Option<String>,
    /// Instead of the expected row's period.
    pub(crate) period: Option<String>,
    /// Parameters; the word `period` stands for the number of days of the expected period.
    #[serde(default)]
    pub(crate) parameters: BTreeMap<String, String>,
    /// Filters as addresses write them.
    pub(crate) filters: Option<String>,
    /// Cut by this dimension, whatever the row's dimension says.
    pub(crate) slice: Option<String>,
    /// Which number of the figure.
    #[serde(default)]
    pub(crate) of: Part,
    /// A parameter of what was fitted, or another number about the fit, instead of the figure.
    pub(crate) fit: Option<Fit>,
    /// A number of the comparison of groups, instead of the figure.
    pub(crate) experiment: Option<Compared>,
    /// Days from the last event of this kind on the page of the row's customer to the day after the period.
    pub(crate) days_since: Option<String>,
    /// A count of the import, over all files or over one of them.
    pub(crate) import: Option<Imported>,
    /// The file of the import's count.
    pub(crate) file: Option<String>,
    /// Multiplies it.
    pub(crate) times: Option<f64>,
    /// Added to it.
    pub(crate) plus: Option<f64>,
    /// Added to it.
    pub(crate) and: Option<Box<Formula>>,
    /// Taken off it.
    pub(crate) minus: Option<Box<Formula>>,
    /// Divides it.
    pub(crate) divided_by: Option<Box<Formula>>,
    /// How far it may be off, relative to the expected value, where the usual distance is too small.
    pub(crate) tolerance: Option<f64>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Part {
    #[default]
    Value,
    Numerator,
    Denominator,
    N,
    /// How many parts with a name the slice has.
    Parts,
    /// The cell of a table of cohorts that a joined value (`2010-12+3`) names.
    Cell,
}

/// A number about a fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fit {
    R,
    AlphaWeeks,
    A,
    B,
    P,
    Q,
    VMinorUnits,
    LogLikelihood,
    Customers,
    RepeatCustomers,
    ValueCustomers,
}

/// A number about groups. The expected value `b vs a` compares the group b with a; any other is a group.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Compared {
    Difference,
    Relative,
    Statistic,
    /// Of two shares: the square of z is chi-square.
    StatisticSquared,
    Degrees,
    PValue,
    Low,
    High,
    Group,
    OverallStatistic,
    OverallPValue,
    /// Groups were meant to be of equal size.
    AllocationStatistic,
    AllocationPValue,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Imported {
    Rows,
    Rejected,
}

impl Formula {
    /// Ids of all metrics it reads.
    pub(crate) fn metrics(&self) -> Vec<&str> {
        let terms = [&self.and, &self.minus, &self.divided_by].into_iter().flatten();
        self.metric.as_deref().into_iter().chain(terms.flat_map(|term| term.metrics())).collect()
    }

    /// The row is a cell of a table of cohorts.
    pub(crate) fn is_cell(&self) -> bool {
        matches!(self.of, Part::Cell)
    }
}

impl Rule {
    fn covers(&self, row: &ExpectedRow) -> bool {
        let value = row.dimension_value.as_str();
        let sides = value.split_once('+').map_or([value, value], |(before, after)| [before, after]);
        let names_it = |one: &String| one == value || sides.contains(&one.as_str());
        self.rows.contains(&row.metric)
            && self.by.as_ref().is_none_or(|by| by.contains(&row.dimension))
            && self.only.as_ref().is_none_or(|only| only.iter().any(names_it))
    }

    fn decision(&self) -> Decision<'_> {
        match (&self.reproduced, &self.different) {
            (Some(formula), None) => Decision::Reproduced(formula),
            (None, Some(_)) => Decision::Different,
            _ => panic!("a rule is either reproduced or different: {:?}", self.rows),
        }
    }
}

impl List {
    pub(crate) fn read(set: &str) -> Self {
        let path = project().join("e2e/expected").join(format!("{set}.yaml"));
        let text = std::fs::read_to_string(&path).expect("list of the set");
        serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    pub(crate) fn rule_of(&self, row: &ExpectedRow) -> Option<Decision<'_>> {
        self.rules.iter().find(|rule| rule.covers(row)).map(Rule::decision)
    }

    /// The variant a row is asked of; none where there are no variants.
    pub(crate) fn variant_of(&self, row: &ExpectedRow) -> Option<&Variant> {
        let rule = self.rules.iter().find(|rule| rule.covers(row)).and_then(|rule| rule.variant.as_ref());
        let named = rule.or_else(|| self.dimensions.get(&row.dimension)?.variant.as_ref());
        match named {
            Some(name) => Some(self.variants.iter().find(|one| one.name == *name).expect("a variant of the list")),
            None => self.variants.first(),
        }
    }

    /// Rules that decide nothing.
    pub(crate) fn idle_rules(&self, rows: &[ExpectedRow]) -> Vec<String> {
        let deciding = |row: &ExpectedRow| self.rules.iter().position(|rule| rule.covers(row));
        let used: BTreeSet<(usize, &str)> =
            rows.iter().filter_map(|row| Some((deciding(row)?, row.metric.as_str()))).collect();
        let named = self.rules.iter().enumerate();
        let named = named.flat_map(|(place, rule)| rule.rows.iter().map(move |name| (place, name.as_str())));
        named.filter(|rule| !used.contains(rule)).map(|(_, name)| name.to_owned()).collect()
    }
}
