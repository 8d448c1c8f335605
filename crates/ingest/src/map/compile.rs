//! A mapping fitted to the columns of one file: names become positions, once per import.

use crate::mapping::{Condition, EntityMapping, Expression, Mapping, MappingError, Modifiers, Operation, TimeUnit};
use jiff::tz::TimeZone;
use model::canonical::{self, Entity};
use model::currency::Currency;
use model::settings::WorkspaceSettings;
use sources::files::{DatePattern, FileFormat, NumberFormat};
use std::collections::HashMap;

/// How the cells of a file are read.
pub(crate) struct Reading {
    pub(crate) numbers: NumberFormat,
    pub(crate) dates: Vec<DatePattern>,
    pub(crate) nulls: Vec<String>,
    /// Zone of times that do not say one.
    pub(crate) file_zone: TimeZone,
    /// Zone of the days.
    pub(crate) workspace_zone: TimeZone,
    pub(crate) same_zone: bool,
    pub(crate) currency: Currency,
}

pub(crate) struct CompiledMapping {
    pub(crate) source_id: String,
    pub(crate) entities: Vec<CompiledEntity>,
    /// Columns that nothing reads: position and name.
    pub(crate) unused: Vec<(usize, String)>,
    pub(crate) names: Vec<String>,
    pub(crate) reading: Reading,
}

pub(crate) struct CompiledEntity {
    pub(crate) entity: &'static Entity,
    pub(crate) id: Option<Compiled>,
    pub(crate) when: Option<Test>,
    /// One for each of the entity's own columns.
    pub(crate) columns: Vec<Option<Compiled>>,
    pub(crate) updated_at: Option<Compiled>,
    pub(crate) deleted_at: Option<Compiled>,
    /// Place of the `currency` column, evaluated first.
    pub(crate) currency: Option<usize>,
}

pub(crate) struct Compiled {
    pub(crate) node: Node,
    pub(crate) whole: bool,
    pub(crate) source: Option<String>,
    pub(crate) date: Option<DatePattern>,
    pub(crate) strip_prefix: Option<String>,
    pub(crate) values: HashMap<String, String>,
    pub(crate) otherwise: Option<String>,
    /// The column that a fault is reported for.
    pub(crate) origin: Option<usize>,
}

pub(crate) enum Node {
    Column(usize),
    Constant(String),
    Multiply(Vec<Compiled>),
    Add(Vec<Compiled>),
    Negate(Box<Compiled>),
    Absolute(Box<Compiled>),
    Round(Box<Compiled>),
    Join(Vec<Compiled>, String),
    After(Box<Compiled>, Box<Compiled>, TimeUnit),
    FirstOf(Vec<Compiled>),
    If(Test, Box<Compiled>, Option<Box<Compiled>>),
}

pub(crate) enum Test {
    Filled(usize),
    In(usize, Vec<String>),
    StartsWith(usize, String),
    EndsWith(usize, String),
    GreaterThan(usize, f64),
    LessThan(usize, f64),
    LessThanColumn(usize, usize),
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
}

impl CompiledMapping {
    /// Fits a mapping to a file's columns; what the mapping says about the format goes before what was detected.
    pub(crate) fn new(
        mapping: &Mapping,
        format: &FileFormat,
        settings: &WorkspaceSettings,
    ) -> Result<Self, MappingError> {
        let names = Names { columns: &format.columns, object: &mapping.object };
        let entities: Vec<CompiledEntity> =
            mapping.entities.iter().map(|entity| names.entity(entity)).collect::<Result<_, _>>()?;
        let mut used = Vec::new();
        for entity in &mapping.entities {
            entity.id.iter().for_each(|id| id.value.columns(&mut used));
            entity.when.iter().for_each(|when| when.value.columns(&mut used));
            entity.fields.values().for_each(|field| field.value.columns(&mut used));
        }
        let unused = format.columns.iter().enumerate().filter(|(_, name)| !used.contains(&name.as_str()));
        Ok(Self {
            source_id: mapping.source.clone(),
            unused: unused.map(|(index, name)| (index, name.clone())).collect(),
            names: format.columns.clone(),
            reading: reading(mapping, format, settings)?,
            entities,
        })
    }
}

fn reading(mapping: &Mapping, format: &FileFormat, settings: &WorkspaceSettings) -> Result<Reading, MappingError> {
    let hints = &mapping.format;
    let dates = hints.dates.as_ref().unwrap_or(&format.dates);
    let zone = hints.zone.as_ref().or(format.zone.as_ref()).unwrap_or(&settings.calendar.zone);
    let numbers = match hints.decimal {
        Some(decimal) => NumberFormat { decimal, thousands: hints.thousands },
        None => format.numbers,
    };
    let file_zone = TimeZone::get(zone).map_err(|_| MappingError {
        file: mapping.object.clone(),
        line: 0,
        message: format!("there is no time zone '{zone}'"),
        suggestion: None,
    })?;
    let mut dates: Vec<DatePattern> = dates.iter().map(|pattern| DatePattern::from(pattern.as_str())).collect();
    // ISO dates cannot be mistaken for anything else.
    if !dates.contains(&DatePattern::Iso) {
        dates.push(DatePattern::Iso);
    }
    Ok(Reading {
        numbers,
        dates,
        nulls: hints.nulls.as_ref().unwrap_or(&format.nulls).clone(),
        file_zone,
        workspace_zone: settings.calendar.time_zone(),
        same_zone: *zone == settings.calendar.zone,
        currency: settings.currency,
    })
}

struct Names<'a> {
    columns: &'a [String],
    object: &'a str,
}

impl Names<'_> {
    fn entity(&self, mapped: &EntityMapping) -> Result<CompiledEntity, MappingError> {
        let name = mapped.entity.value.as_str();
        let entity = canonical::entity(name).ok_or_else(|| self.unknown("entity", name, 0, None))?;
        let field = |name: &str| {
            mapped.fields.get(name).map(|field| self.expression(&field.value, field.referenced.line())).transpose()
        };
        Ok(CompiledEntity {
            entity,
            id: mapped.id.as_ref().map(|id| self.expression(&id.value, id.referenced.line())).transpose()?,
            when: mapped.when.as_ref().map(|when| self.test(&when.value, when.referenced.line())).transpose()?,
            columns: entity.columns.iter().map(|column| field(column.name)).collect::<Result<_, _>>()?,
            updated_at: field("updated_at")?,
            deleted_at: field("deleted_at")?,
            currency: entity.columns.iter().position(|column| column.name == "currency"),
        })
    }

    fn expression(&self, expression: &Expression, line: u64) -> Result<Compiled, MappingError> {
        let list =
            |parts: &[Expression]| parts.iter().map(|part| self.expression(part, line)).collect::<Result<Vec<_>, _>>();
        let boxed = |part: &Expression| self.expression(part, line).map(Box::new);
        let node = match &expression.operation {
            Operation::Column(name) => Node::Column(self.column(name, line)?),
            Operation::Constant(text) => Node::Constant(text.clone()),
            Operation::Multiply(parts) => Node::Multiply(list(parts)?),
            Operation::Add(parts) => Node::Add(list(parts)?),
            Operation::Negate(part) => Node::Negate(boxed(part)?),
            Operation::Absolute(part) => Node::Absolute(boxed(part)?),
            Operation::Round(part) => Node::Round(boxed(part)?),
            Operation::Join { parts, with } => Node::Join(list(parts)?, with.clone()),
            Operation::After { start, length, unit } => Node::After(boxed(start)?, boxed(length)?, *unit),
            Operation::FirstOf(parts) => Node::FirstOf(list(parts)?),
            Operation::If { when, then, otherwise } => {
                let otherwise = otherwise.as_deref().map(boxed).transpose()?;
                Node::If(self.test(when, line)?, boxed(then)?, otherwise)
            }
        };
        let mut columns = Vec::new();
        expression.columns(&mut columns);
        let origin = columns.first().and_then(|name| self.columns.iter().position(|known| known == name));
        let Modifiers { whole, source, date, strip_prefix, values, otherwise } = expression.modifiers.clone();
        Ok(Compiled {
            node,
            whole,
            source,
            date: date.as_deref().map(DatePattern::from),
            strip_prefix,
            values: values.into_iter().collect(),
            otherwise,
            origin,
        })
    }

    fn test(&self, condition: &Condition, line: u64) -> Result<Test, MappingError> {
        let list = |parts: &[Condition]| parts.iter().map(|part| self.test(part, line)).collect::<Result<Vec<_>, _>>();
        Ok(match condition {
            Condition::Filled(column) => Test::Filled(self.column(column, line)?),
            Condition::In(column, texts) => Test::In(self.column(column, line)?, texts.clone()),
            Condition::StartsWith(column, text) => Test::StartsWith(self.column(column, line)?, text.clone()),
            Condition::EndsWith(column, text) => Test::EndsWith(self.column(column, line)?, text.clone()),
            Condition::GreaterThan(column, number) => Test::GreaterThan(self.column(column, line)?, *number),
            Condition::LessThan(column, number) => Test::LessThan(self.column(column, line)?, *number),
            Condition::LessThanColumn(column, other) => {
                Test::LessThanColumn(self.column(column, line)?, self.column(other, line)?)
            }
            Condition::All(parts) => Test::All(list(parts)?),
            Condition::Any(parts) => Test::Any(list(parts)?),
            Condition::Not(part) => Test::Not(Box::new(self.test(part, line)?)),
        })
    }

    fn column(&self, name: &str, line: u64) -> Result<usize, MappingError> {
        let found = self.columns.iter().position(|column| column == name);
        found.ok_or_else(|| {
            let suggestion = crate::mapping::nearest(name, self.columns.iter().map(String::as_str));
            self.unknown("column", name, line, suggestion)
        })
    }

    fn unknown(&self, what: &str, name: &str, line: u64, suggestion: Option<String>) -> MappingError {
        let message = format!("the file has no {what} '{name}'");
        MappingError { file: format!("mapping of {}", self.object), line, message, suggestion }
    }
}
