//! Goals that people typed, as rows of the entity that imported goals are rows of.

use crate::{Parameter, Store, StoreError, Transaction, note_changed_entity, read, refresh_coverage};
use jiff::civil::Date;
use model::canonical::{GOAL, entity};
use model::identifier::canonical_id;
use std::collections::BTreeMap;

/// Source of typed goals. No mapping can name a source with a colon.
pub const TYPED_SOURCE: &str = ":typed";

/// A typed goal for the company, a team or a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedGoal {
    /// What tells it from others.
    pub key: String,
    /// Metric id.
    pub metric: String,
    /// Name of the person it is for.
    pub owner: Option<String>,
    /// The team it is for.
    pub team: Option<String>,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// The number to reach in its text form.
    pub target: String,
    /// ISO 4217 code when it is money.
    pub currency: Option<String>,
}

const INSERT: &str = "INSERT INTO goal (id, source_id, external_id, batch_sequence, content_hash, metric, \
    employee_id, team, period_start_on, period_end_on, target, currency) \
    VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, CAST($10 AS DECIMAL(18, 6)), $11)";

/// Brings the typed rows of the table to these goals. True when anything changed.
///
/// # Errors
/// When the engine fails.
pub fn write_typed_goals(store: &dyn Store, goals: &[TypedGoal]) -> Result<bool, StoreError> {
    let people = if goals.iter().any(|goal| goal.owner.is_some()) { people(store)? } else { BTreeMap::new() };
    let wanted: BTreeMap<String, (&TypedGoal, Option<&str>)> =
        goals.iter().map(|goal| (goal.id(), (goal, goal.employee(&people)))).collect();
    let states: BTreeMap<String, String> =
        wanted.iter().map(|(id, (goal, employee))| (id.clone(), goal.state(*employee))).collect();
    if states == known(store)? {
        return Ok(false);
    }
    store.transaction(&mut |transaction| {
        transaction.execute("DELETE FROM goal WHERE source_id = $1", &[Parameter::Text(TYPED_SOURCE.to_owned())])?;
        for (id, (goal, employee)) in &wanted {
            write(transaction, id, goal, *employee)?;
        }
        refresh_coverage(transaction, store.dialect(), entity(GOAL).as_slice())?;
        note_changed_entity(transaction, GOAL)
    })?;
    Ok(true)
}

/// The typed rows of the table: content by id.
fn known(store: &dyn Store) -> Result<BTreeMap<String, String>, StoreError> {
    let sql = "SELECT id, content_hash FROM goal WHERE source_id = $1";
    pairs(store, sql, &[Parameter::Text(TYPED_SOURCE.to_owned())])
}

/// Ids of employees by name; of several with one name the first.
fn people(store: &dyn Store) -> Result<BTreeMap<String, String>, StoreError> {
    pairs(store, "SELECT name, min(id) FROM employee WHERE name IS NOT NULL GROUP BY name", &[])
}

fn pairs(store: &dyn Store, sql: &str, parameters: &[Parameter]) -> Result<BTreeMap<String, String>, StoreError> {
    let mut pairs = BTreeMap::new();
    for batch in store.query(sql, parameters)? {
        for row in 0..batch.num_rows() {
            let text = |column| Ok::<_, StoreError>(read::text(&batch, column, row)?.unwrap_or_default().to_owned());
            pairs.insert(text(0)?, text(1)?);
        }
    }
    Ok(pairs)
}

fn write(
    transaction: &mut dyn Transaction,
    id: &str,
    goal: &TypedGoal,
    employee: Option<&str>,
) -> Result<(), StoreError> {
    let text = |text: &str| Parameter::Text(text.to_owned());
    let maybe = |value: Option<&str>| value.map_or(Parameter::Null, text);
    let day = |date: Date| Parameter::Date((date - Date::constant(1970, 1, 1)).get_days());
    let row = [
        text(id),
        text(TYPED_SOURCE),
        text(&goal.key),
        Parameter::Text(goal.state(employee)),
        text(&goal.metric),
        maybe(employee),
        maybe(goal.team.as_deref()),
        day(goal.first),
        day(goal.last),
        text(&goal.target),
        maybe(goal.currency.as_deref()),
    ];
    transaction.execute(INSERT, &row).map(|_| ())
}

impl TypedGoal {
    fn id(&self) -> String {
        canonical_id(TYPED_SOURCE, GOAL, &self.key)
    }

    /// The employee it is for; the name itself where nobody has it, so that it is nobody else's goal.
    fn employee<'a>(&'a self, people: &'a BTreeMap<String, String>) -> Option<&'a str> {
        self.owner.as_ref().map(|name| people.get(name).unwrap_or(name).as_str())
    }

    /// What of it can become different under one key.
    fn state(&self, employee: Option<&str>) -> String {
        format!("{} {} {}", self.target, self.currency.as_deref().unwrap_or_default(), employee.unwrap_or_default())
    }
}
