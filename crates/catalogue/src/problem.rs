//! What can be wrong with a catalogue file.

use std::collections::BTreeMap;
use std::fmt;

/// One mistake, with the place where its author finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong; its sentence is the text `problems.<code>`.
    pub code: ProblemCode,
    /// The file, from the catalogue's folder: `metrics/revenue/aov.yaml`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// The arguments of the sentence.
    pub arguments: BTreeMap<&'static str, String>,
    /// The nearest known name, for the text `problems.did_you_mean` (argument: name).
    pub suggestion: Option<String>,
}

macro_rules! codes {
    ($($variant:ident $code:literal $meaning:literal;)*) => {
        /// All mistakes. Texts, tests and documents refer to the code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ProblemCode {
            $(#[doc = $meaning] $variant,)*
        }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &'static [ProblemCode] = &[$(ProblemCode::$variant,)*];

            /// The stable code.
            pub fn code(self) -> &'static str {
                match self { $(ProblemCode::$variant => $code,)* }
            }
        }
    };
}

#[rustfmt::skip]
codes! {
    UnreadableFile     "unreadable_file"       "The file cannot be read, is too large or is not UTF-8. Arguments: message.";
    MisplacedFile      "misplaced_file"        "A file where none is looked for.";
    Syntax             "syntax"                "Not YAML, or not SQL. Arguments: message.";
    MissingHeader      "missing_header"        "A fact file does not begin with its comment block.";
    DuplicateKey       "duplicate_key"         "A key stands twice. Arguments: key.";
    UnknownKey         "unknown_key"           "A key that means nothing here. Arguments: key.";
    MissingKey         "missing_key"           "A key that must be there. Arguments: key.";
    WrongValue         "wrong_value"           "A value of another kind. Arguments: key, value, expected.";
    WrongId            "wrong_id"              "The id is not the file's name. Arguments: id, expected.";
    WrongFamily        "wrong_family"          "The family is not the folder's name. Arguments: family, expected.";
    UnknownFamily      "unknown_family"        "An own metric in a family that the program does not have. Arguments: family.";
    DuplicateId        "duplicate_id"          "The id is taken by another file. Arguments: id, file.";
    UnknownTable       "unknown_table"         "A fact reads a table that is neither canonical nor a fact. Arguments: table.";
    HiddenTable        "hidden_table"          "A common table expression has the name of a table. Arguments: table.";
    NotAllowed         "not_allowed"           "SQL beyond what may be written here. Arguments: text.";
    ColumnsDiffer      "columns_differ"        "Header and SELECT list differ. Arguments: position, header, select.";
    UnknownColumn      "unknown_column"        "Arguments: column, table.";
    WrongColumnKind    "wrong_column_kind"     "A column of another kind. Arguments: column, expected.";
    UnknownFunction    "unknown_function"      "Arguments: function.";
    WrongAggregate     "wrong_aggregate"       "An aggregate where rows are meant, or none where one is needed. Arguments: text.";
    UnknownFact        "unknown_fact"          "Arguments: fact.";
    MissingInterval    "missing_interval"      "A measure of states over a fact without an interval. Arguments: fact.";
    CyclicFacts        "cyclic_facts"          "Facts read each other in a circle. Arguments: path.";
    UnknownDimension   "unknown_dimension"     "Arguments: dimension.";
    SliceNotOnFact     "slice_not_on_fact"     "A slice that a measure's fact does not have. Arguments: dimension, measure, fact.";
    ToldWithoutSlice   "told_without_slice"    "Parts are told by a metric that does not have them. Arguments: metric, dimension.";
    UnknownNeed        "unknown_need"          "Not an entity or column of the canonical model. Arguments: need.";
    UnknownParameter   "unknown_parameter"     "Arguments: parameter.";
    UnusedParameter    "unused_parameter"      "Arguments: parameter.";
    UnknownInput       "unknown_input"         "Not a number the calculator asks for. Arguments: input.";
    UnknownMetric      "unknown_metric"        "Neither a measure of the file nor a metric. Arguments: metric.";
    CyclicMetrics      "cyclic_metrics"        "Metrics are computed from each other in a circle. Arguments: path.";
    NoMoneyMeasure     "no_money_measure"      "The unit is money and no measure is an amount.";
    TooFewExamples     "too_few_examples"      "Arguments: found, needed.";
    UnknownEntity      "unknown_entity"        "Rows of an entity that does not exist. Arguments: entity.";
    UnknownField       "unknown_field"         "A field its entity does not have. Arguments: field, entity.";
    NotAnswered        "not_answered"          "The store cannot compute it, found when it is tried.";
    MissingText        "missing_text"          "A text is missing in a language. Arguments: key, languages.";
}

impl ProblemCode {
    /// Whether the file is left out of the catalogue. A board without one of its tiles, or a metric without
    /// a translation, still serves.
    pub fn refuses(self, file: &str) -> bool {
        let board_without_tile = self == ProblemCode::UnknownMetric && file.starts_with("boards/");
        !board_without_tile && !matches!(self, ProblemCode::MissingText | ProblemCode::MisplacedFile)
    }
}

impl Problem {
    /// A mistake at a place.
    pub fn new(code: ProblemCode, file: &str, (line, column): (usize, usize)) -> Self {
        Self { code, file: file.to_owned(), line, column, arguments: BTreeMap::new(), suggestion: None }
    }

    /// With an argument of its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.insert(name, value.into());
        self
    }

    /// With the known name that is nearest to the one that was written, if any is near.
    #[must_use]
    pub fn nearest<'known>(mut self, written: &str, known: impl IntoIterator<Item = &'known str>) -> Self {
        self.suggestion = nearest(written, known).map(str::to_owned);
        self
    }
}

impl fmt::Display for Problem {
    /// One line for logs and tests; people read the text of the code.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}: {}", self.file, self.line, self.column, self.code.code())?;
        for (name, value) in &self.arguments {
            write!(out, " {name}={value:?}")?;
        }
        if let Some(suggestion) = &self.suggestion {
            write!(out, " nearest={suggestion:?}")?;
        }
        Ok(())
    }
}

/// The known name most like the written one, when it is like it at all.
fn nearest<'known>(written: &str, known: impl IntoIterator<Item = &'known str>) -> Option<&'known str> {
    const LIKE: f64 = 0.6;
    known
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(written, name), name))
        .filter(|(likeness, name)| *likeness >= LIKE || (written.len() > 2 && name.starts_with(written)))
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, name)| name)
}
