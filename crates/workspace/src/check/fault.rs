//! Why an example could not be computed.

use std::collections::BTreeMap;

/// Why there is no answer to compare. Texts: `check.<code>` with the arguments by name.
#[derive(Debug, thiserror::Error)]
pub enum CheckFault {
    /// A setting that does not exist or has a value it cannot have.
    #[error("setting {setting} cannot be '{value}'")]
    BadSetting {
        /// Name of the setting.
        setting: String,
        /// What was written.
        value: String,
    },
    /// A value that does not fit its column.
    #[error("{entity}.{field} cannot be '{value}'")]
    BadValue {
        /// Canonical entity.
        entity: &'static str,
        /// Field as written.
        field: String,
        /// What was written.
        value: String,
    },
    /// A row without a value it must have.
    #[error("a row of {entity} has no {field}")]
    MissingValue {
        /// Canonical entity.
        entity: &'static str,
        /// The column.
        field: &'static str,
    },
    /// A period or moment that is none.
    #[error("'{value}' is not a period or moment")]
    BadPeriod {
        /// What was written.
        value: String,
    },
    /// A cell or step that the answer does not have.
    #[error("the answer has no '{place}'")]
    NoPlace {
        /// What was written.
        place: String,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// A fact could not be derived.
    #[error(transparent)]
    Facts(#[from] facts::FactsError),
    /// The query has no answer.
    #[error(transparent)]
    Query(#[from] query::QueryError),
}

impl CheckFault {
    /// Key of its text.
    pub fn text_key(&self) -> String {
        match self {
            Self::Query(fault) if !of_the_store(fault) => format!("errors.{}", fault.code.as_str()),
            _ => format!("check.{}", self.code()),
        }
    }

    /// The engine's own words, for those who work on the program; the text leaves them out.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Store(_) | Self::Facts(_) => Some(self.to_string()),
            Self::Query(fault) if of_the_store(fault) => Some(fault.to_string()),
            _ => None,
        }
    }

    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadSetting { .. } => "bad_setting",
            Self::BadValue { .. } => "bad_value",
            Self::MissingValue { .. } => "missing_value",
            Self::BadPeriod { .. } => "bad_period",
            Self::NoPlace { .. } => "no_place",
            Self::Store(_) | Self::Facts(_) | Self::Query(_) => "not_computed",
        }
    }

    /// Arguments of the text.
    pub fn arguments(&self) -> BTreeMap<&'static str, String> {
        let pairs = match self {
            Self::BadSetting { setting, value } => vec![("setting", setting.clone()), ("value", value.clone())],
            Self::BadValue { entity, field, value } => {
                vec![("entity", (*entity).to_owned()), ("field", field.clone()), ("value", value.clone())]
            }
            Self::MissingValue { entity, field } => {
                vec![("entity", (*entity).to_owned()), ("field", (*field).to_owned())]
            }
            Self::BadPeriod { value } => vec![("value", value.clone())],
            Self::NoPlace { place } => vec![("place", place.clone())],
            Self::Query(fault) => fault.arguments.clone().into_iter().collect(),
            Self::Store(_) | Self::Facts(_) => Vec::new(),
        };
        pairs.into_iter().collect()
    }
}

/// Whether a query failed in the engine, and not because of what was asked.
fn of_the_store(fault: &query::QueryError) -> bool {
    matches!(fault.code, query::ErrorCode::StoreFailed | query::ErrorCode::BadDefinition)
}
