//! Mapping files: which column of a source becomes which field of which entity.

mod check;
mod condition;
mod error;
mod expression;
mod parse;

pub use condition::Condition;
pub use error::MappingError;
pub(crate) use error::nearest;
pub use expression::{Expression, Modifiers, Operation, TimeUnit};

use serde::Deserialize;
use serde_saphyr::Spanned;
use sources::files::FormatHints;
use std::collections::BTreeMap;

/// A mapping file, read and checked against the canonical model.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// Source id; part of every canonical id.
    pub source: String,
    /// The kind of row at the source.
    pub object: String,
    /// What it says about the file.
    pub format: FormatHints,
    /// What one source row becomes.
    pub entities: Vec<EntityMapping>,
    /// Suggestions for the workspace's settings; they have no effect on rows.
    pub settings: SettingsHints,
    /// The YAML text, word for word.
    pub text: String,
}

/// What a mapping file suggests for an empty workspace.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SettingsHints {
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// IANA zone.
    pub zone: Option<String>,
    /// `organization` or `person`.
    pub customer_is: Option<model::settings::CustomerIs>,
    /// Product codes that are not revenue.
    pub non_product_codes: Vec<String>,
}

/// One entity that a source row may become.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntityMapping {
    /// Its name in the canonical model.
    pub entity: Spanned<String>,
    /// The row's id at the source; without it, the content and an occurrence number make one.
    #[serde(default)]
    pub id: Option<Spanned<Expression>>,
    /// Only rows for which this holds.
    #[serde(default)]
    pub when: Option<Spanned<Condition>>,
    /// Canonical columns.
    pub fields: BTreeMap<String, Spanned<Expression>>,
}
