//! Measures of the kind `model`: what is fitted to, or scored over, the purchases of each member.

use std::collections::BTreeMap;

/// A model over members and the one thing a measure takes from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelMeasure {
    /// Column that names a member.
    pub per: String,
    /// Date column that names a purchase occasion; rows of one day and member are one.
    pub occasion: String,
    /// Amount of a row; the value of an occasion is the sum of its rows.
    pub amount: String,
    /// Which model.
    pub model: Model,
    /// What is added up over the members; a member without it is left out.
    pub gives: ModelOutput,
    /// Settings of the model by name: texts, or parameters of the metric.
    pub options: BTreeMap<String, TextOrParameter>,
}

/// Which model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// BG/NBD and Gamma-Gamma over all purchases up to the period's end.
    Lifetime,
    /// Recency, frequency and monetary value within the measure's window, scored 1 to 5.
    Rfm,
}

/// What a measure takes from a model, for each member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelOutput {
    /// 1 for every member with a purchase.
    Customers,
    /// 1 for every member with a repeat purchase.
    RepeatCustomers,
    /// Probability of being alive, of members with a repeat purchase.
    Alive,
    /// Expected purchases within the horizon.
    Purchases,
    /// Expected value of a purchase.
    OrderValue,
    /// Discounted value of the expected purchases within the horizon.
    Value,
    /// Score by time since the last purchase.
    Recency,
    /// Score by number of purchases.
    Frequency,
    /// Score by value.
    Monetary,
    /// Mean of the three scores, or the one that the option `part` names.
    Score,
    /// 1 for members of the segment and the scores that the options name; `any` is no condition.
    Segment,
}

/// A text, or the parameter that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextOrParameter {
    /// The text itself.
    Text(String),
    /// Name of a parameter, without the colon.
    Parameter(String),
}

impl Model {
    /// Every model with its word, what it gives, and the names of its options.
    pub(crate) const WORDS: &'static [(&'static str, Model)] = &[("lifetime", Self::Lifetime), ("rfm", Self::Rfm)];

    /// What a measure may take from it.
    pub(crate) fn outputs(self) -> &'static [(&'static str, ModelOutput)] {
        match self {
            Self::Lifetime => &[
                ("customers", ModelOutput::Customers),
                ("repeat_customers", ModelOutput::RepeatCustomers),
                ("alive", ModelOutput::Alive),
                ("purchases", ModelOutput::Purchases),
                ("order_value", ModelOutput::OrderValue),
                ("value", ModelOutput::Value),
            ],
            Self::Rfm => &[
                ("customers", ModelOutput::Customers),
                ("recency", ModelOutput::Recency),
                ("frequency", ModelOutput::Frequency),
                ("monetary", ModelOutput::Monetary),
                ("score", ModelOutput::Score),
                ("segment", ModelOutput::Segment),
            ],
        }
    }

    /// The options it understands.
    pub fn options(self) -> &'static [&'static str] {
        match self {
            Self::Lifetime => {
                &["horizon_days", "horizon_months", "monthly_discount_percent", "purchase_model", "value_model"]
            }
            Self::Rfm => &[
                "part",
                "segment",
                "recency_score",
                "frequency_value_score",
                "monetary",
                "recency_limits",
                "frequency_limits",
                "monetary_limits",
            ],
        }
    }
}

impl ModelOutput {
    /// Whether what it adds up is an amount.
    pub fn is_money(self) -> bool {
        matches!(self, Self::OrderValue | Self::Value)
    }

    /// Whether every member adds 0 or 1.
    pub fn counts(self) -> bool {
        matches!(self, Self::Customers | Self::RepeatCustomers | Self::Segment)
    }
}

impl ModelMeasure {
    /// Parameters of the metric that its options name.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.options.iter().filter_map(|(option, value)| match value {
            TextOrParameter::Parameter(name) => Some((option.as_str(), name.as_str())),
            TextOrParameter::Text(_) => None,
        })
    }
}
