//! `pharos experiment`: groups beside each other; the verdict in words first.

mod group;
mod plan;
mod show;

use crate::arguments::{ExperimentArguments, ExperimentCommand};
use crate::clock;
use crate::commands::address;
use crate::console::Console;
use crate::data::{self, Door};
use crate::failure::{Exit, Failure};
use model::settings::WorkspaceSettings;
use query::experiment::answer::ExperimentAnswer;
use query::experiment::{Asked, measured, typed};
use query::request::Subject;
use query::scope::Scope;
use std::path::PathBuf;
use workspace::Workspace;

type Pairs = Vec<(String, String)>;

pub(crate) fn run(
    console: &Console,
    asked: Option<PathBuf>,
    mut arguments: ExperimentArguments,
) -> Result<(), Failure> {
    if let Some(ExperimentCommand::Plan(wanted)) = arguments.plan.take() {
        return plan::run(console, wanted);
    }
    let metric = arguments.compared.clone();
    let address = address(arguments)?;
    let groups = Asked::parse(&address)?;
    let answer: ExperimentAnswer = match metric {
        // What is typed needs no data.
        None if groups.is_typed() => typed(WorkspaceSettings::default().currency.code(), &groups)?,
        None => return Err(Failure::said(Exit::Refused, "no_groups", "command", "pharos experiment")),
        Some(_) if groups.is_typed() => return Err(Failure::Said(Exit::Refused, "two_sources", Vec::new())),
        Some(metric) => match data::reach(console, asked)? {
            Door::Server(server) => server.get("experiments", &address)?,
            Door::Here(workspace) => ask(&workspace, &metric, &address, &groups)?,
        },
    };
    show::show(console, &answer);
    console.value(&answer)
}

/// The flags as the address of the page would say them.
fn address(arguments: ExperimentArguments) -> Result<Pairs, Failure> {
    let mut pairs = Pairs::new();
    if !arguments.group.is_empty() {
        let groups: Vec<String> = arguments.group.iter().map(|group| group::address(group)).collect();
        pairs.push(("groups".to_owned(), groups.join("|")));
    }
    let named = [
        ("metric", arguments.compared),
        ("p", arguments.period),
        ("vs", arguments.vs),
        ("slice", arguments.slice),
        ("values", arguments.values),
        ("against", arguments.against),
        ("split", arguments.split),
        ("planned", arguments.planned),
        ("better", arguments.better),
    ];
    for (name, value) in named {
        pairs.extend(value.map(|value| (name.to_owned(), value)));
    }
    pairs.extend(address::narrowed(&arguments.filter, &arguments.param)?);
    Ok(pairs)
}

fn ask(
    workspace: &Workspace,
    metric: &str,
    address: &[(String, String)],
    groups: &Asked,
) -> Result<ExperimentAnswer, Failure> {
    let as_of = workspace.as_of(clock::now());
    let parsed = query::parse(&workspace.catalogue(), Subject::Metric(metric.to_owned()), address, as_of)?;
    if let Some(notice) = parsed.notices.into_iter().next() {
        return Err(notice.into());
    }
    let scope = Scope::everything();
    Ok(workspace.with_query(|context| measured(context, &scope, metric, &parsed.request, groups))?)
}
