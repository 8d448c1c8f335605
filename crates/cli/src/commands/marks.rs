//! `pharos marks METRIC`: benchmarks, thresholds, and whether standing still is bad.

use crate::arguments::MarksArguments;
use crate::clock;
use crate::commands::percent::share;
use crate::console::Console;
use crate::data::{self, Door};
use crate::failure::{Exit, Failure};
use model::aims::{Per, Side};
use query::{ErrorCode, QueryError};
use server::api::metrics::marks::{BenchmarkBody, MarksBody, ThresholdBody};
use std::path::PathBuf;

pub(crate) fn run(console: &Console, asked: Option<PathBuf>, arguments: MarksArguments) -> Result<(), Failure> {
    let door = data::reach(console, asked)?;
    let metric = arguments.metric.clone();
    let present = read(&door, &metric)?;
    let wanted = changed(present.clone(), arguments)?;
    let marks = if written(&wanted)? == written(&present)? { present } else { save(&door, &metric, wanted)? };
    show(console, &marks);
    console.value(&marks)
}

fn written(marks: &MarksBody) -> Result<String, Failure> {
    serde_json::to_string(marks).map_err(Failure::unexpected)
}

fn read(door: &Door, metric: &str) -> Result<MarksBody, Failure> {
    match door {
        Door::Server(server) => server.get(&format!("metrics/{metric}/marks"), &[]),
        Door::Here(workspace) => {
            let catalogue = workspace.catalogue();
            if !catalogue.metrics.contains_key(metric) {
                let names = catalogue.metrics.keys().map(String::as_str);
                return Err(QueryError::new(ErrorCode::UnknownMetric, metric).suggesting(names).into());
            }
            Ok(workspace.aims().marks.get(metric).map(MarksBody::of).unwrap_or_default())
        }
    }
}

fn save(door: &Door, metric: &str, marks: MarksBody) -> Result<MarksBody, Failure> {
    match door {
        Door::Server(server) => server.put(&format!("metrics/{metric}/marks"), &marks),
        Door::Here(workspace) => {
            let marks = marks.read().map_err(Failure::Api)?;
            workspace.save_marks(metric, &marks, clock::now())?;
            Ok(MarksBody::of(&marks))
        }
    }
}

fn changed(mut marks: MarksBody, arguments: MarksArguments) -> Result<MarksBody, Failure> {
    if arguments.clear {
        marks = MarksBody::default();
    }
    for (bad, given) in [(Side::Above, arguments.bad_above), (Side::Below, arguments.bad_below)] {
        if let Some(given) = given {
            let (value, per) = value_and_period(&given)?;
            marks.thresholds.push(ThresholdBody { bad, value, per });
        }
    }
    if let (Some(given), Some(source)) = (arguments.benchmark, arguments.benchmark_source) {
        let (value, per) = value_and_period(&given)?;
        marks.benchmarks.push(BenchmarkBody { value, source, per });
    }
    if arguments.stagnation.is_some() {
        marks.stagnation_within = arguments.stagnation;
    }
    Ok(marks)
}

/// `0.07/year` or `7%/year`: a value never comes without the length of time it speaks of.
fn value_and_period(text: &str) -> Result<(String, Per), Failure> {
    let wrong = || Failure::said(Exit::Refused, "not_a_value_and_period", "given", text);
    let (value, per) = text.split_once('/').ok_or_else(wrong)?;
    let per = serde_json::from_value(serde_json::Value::String(per.trim().to_owned())).map_err(|_| wrong())?;
    Ok((share(value.trim()), per))
}

fn show(console: &Console, marks: &MarksBody) {
    let per = |per: Per| serde_json::to_value(per).ok().and_then(|word| word.as_str().map(str::to_owned));
    let mut rows = Vec::new();
    for threshold in &marks.thresholds {
        let bad = if threshold.bad == Side::Above { "bad_above" } else { "bad_below" };
        rows.push(vec![
            console.text(bad, &[]),
            threshold.value.clone(),
            per(threshold.per).unwrap_or_default(),
            String::new(),
        ]);
    }
    for benchmark in &marks.benchmarks {
        let period = per(benchmark.per).unwrap_or_default();
        rows.push(vec![console.text("benchmark", &[]), benchmark.value.clone(), period, benchmark.source.clone()]);
    }
    rows.extend(
        marks
            .stagnation_within
            .clone()
            .map(|within| vec![console.text("stagnation", &[]), within, String::new(), String::new()]),
    );
    console.table(&["kind", "value", "period", "source"], &rows);
}
