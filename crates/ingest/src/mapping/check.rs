//! A mapping against the canonical model: entities, fields and required columns.

use super::error::nearest;
use super::{EntityMapping, Mapping, MappingError};
use model::canonical::{self, ENTITIES};

/// Common columns that a mapping may fill; the others are ours.
pub(crate) const MAPPABLE_COMMON: &[&str] = &["updated_at", "deleted_at"];

pub(crate) fn check(file: &str, mapping: &Mapping) -> Result<(), MappingError> {
    if mapping.entities.is_empty() {
        return Err(fault(file, 1, "a mapping needs at least one entity", None));
    }
    mapping.entities.iter().try_for_each(|entity| check_entity(file, entity))
}

fn check_entity(file: &str, mapped: &EntityMapping) -> Result<(), MappingError> {
    let line = mapped.entity.referenced.line();
    let name = mapped.entity.value.as_str();
    let Some(entity) = canonical::entity(name).filter(|entity| entity.is_mapped()) else {
        let names = ENTITIES.iter().filter(|entity| entity.is_mapped()).map(|entity| entity.name);
        return Err(fault(file, line, &format!("there is no entity '{name}'"), nearest(name, names)));
    };
    for (field, expression) in &mapped.fields {
        let own = entity.columns.iter().any(|column| column.name == field);
        if !own && !MAPPABLE_COMMON.contains(&field.as_str()) {
            let names = entity.columns.iter().map(|column| column.name).chain(MAPPABLE_COMMON.iter().copied());
            let message = format!("{name} has no field '{field}'");
            return Err(fault(file, expression.referenced.line(), &message, nearest(field, names)));
        }
    }
    let missing = entity.columns.iter().find(|column| {
        // The workspace's currency stands in for a missing one.
        column.required && column.name != "currency" && !mapped.fields.contains_key(column.name)
    });
    match missing {
        Some(column) => {
            Err(fault(file, line, &format!("{name} needs the field '{}': {}", column.name, column.meaning), None))
        }
        None => Ok(()),
    }
}

fn fault(file: &str, line: u64, message: &str, suggestion: Option<String>) -> MappingError {
    MappingError { file: file.to_owned(), line, message: message.to_owned(), suggestion }
}
