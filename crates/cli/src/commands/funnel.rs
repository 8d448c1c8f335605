//! A funnel on the command line: one row per step.

use crate::console::Console;
use crate::figures;
use locales::format_decimal;
use query::answer::Figure;
use query::funnel::{FunnelAnswer, FunnelStep};

/// Writes the steps for a person.
pub(crate) fn print(console: &Console, answer: &FunnelAnswer) {
    let name = console.name(&format!("metrics.{}.name", answer.metric), &answer.metric);
    console.line(&format!("{name}   {}", figures::period(&answer.frame.period)));
    if let Some(reason) = answer.blocked {
        console.line(&figures::reason(console, reason));
        return;
    }
    console.line("");
    let rows: Vec<Vec<String>> = answer.steps.iter().map(|step| row(console, step)).collect();
    console.table(&["step", "reached", "step_rate", "overall_rate", "median_time"], &rows);
}

fn row(console: &Console, step: &FunnelStep) -> Vec<String> {
    let optional = |figure: &Option<Figure>, unit| {
        figure.as_ref().map(|figure| figures::figure(console, figure, unit)).unwrap_or_default()
    };
    vec![
        console.name(&format!("ui.funnel.steps.{}", step.step), &step.step),
        format_decimal(console.tag(), &step.reached.to_string()),
        optional(&step.step_rate, "share"),
        figures::figure(console, &step.overall_rate, "share"),
        optional(&step.median_time, "duration"),
    ]
}
