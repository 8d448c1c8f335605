//! A funnel on the command line: one row per step.

use crate::console::Console;
use crate::figures;
use locales::format_decimal;
use query::answer::Figure;
use query::funnel::{FunnelAnswer, FunnelParts, FunnelStep};

/// Writes the steps for a person.
pub(crate) fn print(console: &Console, answer: &FunnelAnswer) {
    let name = console.name(&format!("metrics.{}.name", answer.metric), &answer.metric);
    console.line(&format!("{name}   {}", figures::period(&answer.frame.period)));
    if let Some(parts) = &answer.parts {
        print_parts(console, answer, parts);
    }
    if let Some(reason) = answer.blocked {
        console.line(&figures::reason(console, reason));
        return;
    }
    console.line("");
    let rows: Vec<Vec<String>> = answer.steps.iter().map(|step| row(console, step)).collect();
    console.table(&["step", "reached", "step_rate", "overall_rate", "median_time"], &rows);
}

/// Which parts there are; the one whose steps follow is marked.
fn print_parts(console: &Console, answer: &FunnelAnswer, parts: &FunnelParts) {
    let dimension = console.name(&format!("dimensions.{}", parts.dimension), &parts.dimension);
    let filters = answer.frame.filters.iter().filter(|filter| filter.dimension == parts.dimension);
    let shown: Vec<&str> = filters.flat_map(|filter| &filter.values).map(String::as_str).collect();
    let named = parts.values.iter().map(|part| {
        let value = part.value.as_deref().unwrap_or_default();
        let name = if value.is_empty() { console.text("not_set", &[]) } else { value.to_owned() };
        if shown.contains(&value) { format!("[{name}]") } else { name }
    });
    console.line(&format!("{dimension}: {}", named.collect::<Vec<_>>().join("  ")));
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
