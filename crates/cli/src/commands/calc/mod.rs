//! `pharos calc METRIC number=value`: what typed numbers give; without numbers, which there are.

mod address;
mod list;
mod result;
mod words;

use crate::arguments::CalcArguments;
use crate::console::Console;
use crate::data::{self, Door};
use crate::failure::Failure;
use address::Address;
use catalogue::definition::Catalogue;
use model::settings::WorkspaceSettings;
use query::calculator::answer::CalculatorAnswer;
use query::calculator::{Typed, calculate};
use query::scope::Scope;
use query::{ErrorCode, QueryError};
use std::path::PathBuf;

pub(crate) fn run(console: &Console, asked: Option<PathBuf>, arguments: CalcArguments) -> Result<(), Failure> {
    let Address { metric, pairs } = address::of(arguments)?;
    let answer: CalculatorAnswer = match data::reach_if_there(console, asked)? {
        Some(Door::Server(server)) => server.get("calculator", &pairs)?,
        Some(Door::Here(workspace)) => {
            workspace.with_query(|context| ask(context.catalogue, context.settings, &pairs))?
        }
        None => ask(&Catalogue::embedded().catalogue, &WorkspaceSettings::default(), &pairs)?,
    };
    let Some(metric) = metric else {
        list::show(console, &answer);
        return console.value(&answer);
    };
    let results = || answer.sections.iter().flat_map(|section| &section.results);
    let unknown = || {
        let names = results().map(|result| result.metric.as_str());
        QueryError::new(ErrorCode::UnknownMetric, &metric).suggesting(names)
    };
    let found = results().find(|result| result.metric == metric).ok_or_else(unknown)?;
    result::show(console, &answer, found);
    console.value(found)
}

fn ask(
    catalogue: &Catalogue,
    settings: &WorkspaceSettings,
    pairs: &[(String, String)],
) -> Result<CalculatorAnswer, QueryError> {
    let typed = Typed::parse(catalogue, pairs)?;
    calculate(catalogue, settings, &Scope::everything(), &typed)
}
