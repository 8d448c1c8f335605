//! Goals, benchmarks and thresholds: typed ones from the ledger, imported ones from the store. Typed goals that facts
//! can read (for the company, a team, a person) are written into the store too; the ledger stays their only truth.

use crate::open::REMEMBERED_ANSWERS;
use crate::refresh::{Changed, refresh};
use crate::state::State;
use crate::{Workspace, WorkspaceError};
use jiff::Timestamp;
use ledger::{Ledger, StoredDocument};
use model::aims::{Aims, Goal, GoalPart, Marks};
use query::AnswerCache;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};
use store::{Parameter, Store, StoreError, TYPED_SOURCE, TypedGoal, bump_data_version, read, write_typed_goals};

/// Kind of a goal's document.
const GOAL: &str = "goal";
/// Kind of the document with a metric's benchmarks and thresholds.
const MARKS: &str = "marks";
/// Who changes things until there are accounts.
pub(crate) const OWNER: &str = "owner";

/// Imported goals; a person's are sliced by the name that facts show.
const IMPORTED: &str = "SELECT g.metric, coalesce(e.name, g.employee_id), g.team, CAST(g.period_start_on AS VARCHAR), \
    CAST(g.period_end_on AS VARCHAR), CAST(g.target AS VARCHAR), g.currency \
    FROM goal g LEFT JOIN employee e ON e.id = g.employee_id WHERE g.source_id <> $1 \
    ORDER BY g.metric, g.period_start_on, g.id";
/// A target of more digits before the point has no room in the store.
const STORED_BELOW: i64 = 10_i64.pow(12);

impl Workspace {
    /// Saves a goal, in place of the one with the same metric, period and part, and returns it as saved: an amount
    /// without a currency is one of the workspace's.
    ///
    /// # Errors
    /// When a part fails.
    pub fn save_goal(&self, goal: &Goal, at: Timestamp) -> Result<Goal, WorkspaceError> {
        let mut saved = Goal { imported: false, ..goal.clone() };
        let state = self.state();
        if saved.currency.is_none() && state.catalogue.metrics.get(&goal.metric).is_some_and(|m| m.unit.is_money()) {
            saved.currency = Some(state.settings.currency.code().to_owned());
        }
        self.change_aims(GOAL, &goal.key(), Some(&write(&saved)?), at)?;
        Ok(saved)
    }

    /// Removes a typed goal; false when there is none of that key.
    ///
    /// # Errors
    /// When a part fails.
    pub fn remove_goal(&self, key: &str, at: Timestamp) -> Result<bool, WorkspaceError> {
        let known = self.aims().goals.iter().any(|goal| !goal.imported && goal.key() == key);
        if known {
            self.change_aims(GOAL, key, None, at)?;
        }
        Ok(known)
    }

    /// Saves what a metric is judged by.
    ///
    /// # Errors
    /// When a part fails.
    pub fn save_marks(&self, metric: &str, marks: &Marks, at: Timestamp) -> Result<(), WorkspaceError> {
        let text = if marks.is_empty() { None } else { Some(write(marks)?) };
        self.change_aims(MARKS, metric, text.as_deref(), at)
    }

    fn change_aims(&self, kind: &str, key: &str, text: Option<&str>, at: Timestamp) -> Result<(), WorkspaceError> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.ledger.save_document(kind, key, text, OWNER, at)?;
        let current = self.state();
        if kind == GOAL && project_goals(&self.ledger, current.store.as_ref())? {
            let changed = Changed { entities: BTreeSet::new(), settings: false };
            refresh(current.store.as_ref(), &current.catalogue, &current.settings, &changed, &mut |_| {})?;
        }
        let aims = Arc::new(read_aims(&self.ledger, current.store.as_ref())?);
        let data_version = raise_version(current.store.as_ref())?;
        let cache = Arc::new(AnswerCache::new(REMEMBERED_ANSWERS));
        self.announce(State { aims, cache, ..current.at_version(data_version) });
        Ok(())
    }
}

/// All aims there are.
pub(crate) fn read_aims(ledger: &Ledger, store: &dyn Store) -> Result<Aims, WorkspaceError> {
    let mut goals = imported_goals(store)?;
    let typed = typed_goals(ledger)?;
    // A typed goal wins over the imported one it corrects.
    goals.retain(|goal| !typed.iter().any(|own| own.key() == goal.key()));
    goals.extend(typed);
    let marks = ledger.documents(MARKS)?;
    let marks = marks.iter().map(|document| Ok((document.key.clone(), parsed(document)?)));
    Ok(Aims { goals, marks: marks.collect::<Result<_, WorkspaceError>>()? })
}

/// Typed goals as rows that facts read, and true when these have changed. A goal for another part, such as a channel,
/// is no row: as one it would be the company's.
pub(crate) fn project_goals(ledger: &Ledger, store: &dyn Store) -> Result<bool, WorkspaceError> {
    let typed = typed_goals(ledger)?;
    let rows: Vec<TypedGoal> = typed.iter().filter_map(row).collect();
    Ok(write_typed_goals(store, &rows)?)
}

fn row(goal: &Goal) -> Option<TypedGoal> {
    let (owner, team) = match &goal.part {
        None => (None, None),
        Some(GoalPart { dimension, value }) if dimension == "owner" => (Some(value.clone()), None),
        Some(GoalPart { dimension, value }) if dimension == "team" => (None, Some(value.clone())),
        Some(_) => return None,
    };
    if goal.target.abs() >= STORED_BELOW.into() {
        tracing::warn!(key = goal.key(), "the target is too large for quotas");
        return None;
    }
    Some(TypedGoal {
        key: goal.key(),
        metric: goal.metric.clone(),
        owner,
        team,
        first: goal.first,
        last: goal.last,
        target: goal.target.to_string(),
        currency: goal.currency.clone(),
    })
}

fn typed_goals(ledger: &Ledger) -> Result<Vec<Goal>, WorkspaceError> {
    ledger.documents(GOAL)?.iter().map(parsed).collect()
}

/// Goals that came with imports. A row that is no goal was rejected by the import; what still is none is passed over.
pub(crate) fn imported_goals(store: &dyn Store) -> Result<Vec<Goal>, StoreError> {
    let mut goals = Vec::new();
    for batch in store.query(IMPORTED, &[Parameter::Text(TYPED_SOURCE.to_owned())])? {
        for row in 0..batch.num_rows() {
            let cell = |column: usize| read::text(&batch, column, row);
            let part = |dimension: &str, value: Option<&str>| {
                value.map(|value| GoalPart { dimension: dimension.to_owned(), value: value.to_owned() })
            };
            let part = part("owner", cell(1)?).or(part("team", cell(2)?));
            let (Some(metric), Some(first), Some(last), Some(target)) = (cell(0)?, cell(3)?, cell(4)?, cell(5)?) else {
                continue;
            };
            if let (Ok(first), Ok(last), Ok(target)) = (first.parse(), last.parse(), target.parse()) {
                let (metric, currency) = (metric.to_owned(), cell(6)?.map(str::to_owned));
                goals.push(Goal { metric, part, first, last, target, currency, imported: true });
            }
        }
    }
    Ok(goals)
}

/// Raises the data version, so that open pages ask again.
pub(crate) fn raise_version(store: &dyn Store) -> Result<u64, StoreError> {
    let mut version = 0;
    store.transaction(&mut |transaction| {
        version = bump_data_version(transaction)?;
        Ok(())
    })?;
    Ok(u64::try_from(version).unwrap_or(0))
}

fn write<T: serde::Serialize>(value: &T) -> Result<String, WorkspaceError> {
    serde_json::to_string(value).map_err(|error| unreadable("document", &error))
}

fn parsed<T: DeserializeOwned>(document: &StoredDocument) -> Result<T, WorkspaceError> {
    let text = document.text.as_deref().unwrap_or_default();
    serde_json::from_str(text).map_err(|error| unreadable(&format!("{} {}", document.kind, document.key), &error))
}

fn unreadable(what: &str, error: &serde_json::Error) -> WorkspaceError {
    WorkspaceError::UnreadableDocument { what: what.to_owned(), reason: error.to_string() }
}
