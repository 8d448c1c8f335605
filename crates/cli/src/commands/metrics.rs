//! `pharos metrics`: every metric, whether it is computed, and what it needs if not.

use crate::arguments::MetricsArguments;
use crate::console::Console;
use crate::data::{self, Door};
use crate::failure::Failure;
use locales::Argument;
use server::api::metrics::list::{MetricSummary, found, summaries};
use std::collections::BTreeSet;
use std::path::PathBuf;
use workspace::Workspace;

pub(crate) fn run(console: &Console, asked: Option<PathBuf>, arguments: MetricsArguments) -> Result<(), Failure> {
    let search = arguments.search.unwrap_or_default();
    let metrics: Vec<MetricSummary> = match data::reach(console, asked)? {
        Door::Server(server) => server.get("metrics", &[("search".to_owned(), search)])?,
        Door::Here(workspace) if search.trim().is_empty() => listed(&workspace)?,
        Door::Here(workspace) => found(&workspace.texts(), listed(&workspace)?, &search),
    };
    let rows: Vec<Vec<String>> = metrics
        .iter()
        .map(|metric| {
            let name = console.name(&format!("metrics.{}.name", metric.id), metric.name.as_deref().unwrap_or_default());
            let family = console.name(&format!("families.{}", metric.family), &metric.family);
            let state = if metric.computed {
                console.text("computed", &[])
            } else {
                console.text("needs", &[("needs", Argument::from(metric.needs.join(", ")))])
            };
            vec![metric.id.clone(), name, family, state]
        })
        .collect();
    console.table(&["metric", "name", "family", "state"], &rows);
    console.value(&metrics)
}

/// The kinds of data that hold what is needed, each once, in the words of the page.
pub(crate) fn files<'need>(console: &Console, needs: impl IntoIterator<Item = &'need String>) -> String {
    let entity = |one: &str| one.trim().split('.').next().unwrap_or_default().to_owned();
    let name = |id: String| console.name(&format!("ui.entity.{id}"), &id);
    let mut kinds: Vec<String> = Vec::new();
    for need in needs {
        let one_of: BTreeSet<String> = need.split('|').map(|one| name(entity(one))).collect();
        let kind = one_of.into_iter().collect::<Vec<_>>().join(" / ");
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.join(", ")
}

/// Every metric with its status.
pub(crate) fn listed(workspace: &Workspace) -> Result<Vec<MetricSummary>, Failure> {
    Ok(workspace.with_query(|context| {
        Ok::<_, query::QueryError>(summaries(context.catalogue, &query::status(context)?, context.aims))
    })?)
}
