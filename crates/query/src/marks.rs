//! Benchmarks and thresholds for the length of the period that is shown.
//!
//! A value always says for which length of time it is meant. Amounts and counts of a period are multiplied; rates
//! whose metric says that they compound do (7 % a year is 1 − 0.93^(1/12) = 0.603 % a month); what does not depend
//! on the length of the period stays, and so does what looks back over a window of its own.

use crate::answer::{Change, Conversion, MarkAnswer, Value};
use crate::steps::calendar::Period;
use crate::steps::compare::number;
use catalogue::definition::{Additivity, Metric, OverTime};
use jiff::civil::Date;
use model::aims::{Marks, Per, Side};
use model::calendar::DayRange;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The marks of a metric beside its figure.
pub(crate) fn answers(metric: &Metric, marks: &Marks, value: &Value, period: &Period, minor: f64) -> Vec<MarkAnswer> {
    let scale = if metric.unit.is_money() { minor } else { 1.0 };
    let answer = |kind: &str, position: usize, given: Decimal, per: Per| {
        let given = given.to_f64().unwrap_or(f64::NAN) * scale;
        let times = months(period.range) / per.months();
        let (value, conversion) = converted(metric, given, times);
        MarkAnswer {
            kind: kind.to_owned(),
            position: position as u32,
            given,
            per: word(per).to_owned(),
            value,
            conversion,
            times,
            source: None,
            bad: None,
            crossed: None,
        }
    };
    let benchmarks = marks.benchmarks.iter().enumerate().map(|(position, benchmark)| MarkAnswer {
        source: Some(benchmark.source.clone()),
        ..answer("benchmark", position, benchmark.value, benchmark.per)
    });
    let thresholds = marks.thresholds.iter().enumerate().map(|(position, threshold)| {
        let mark = answer("threshold", position, threshold.value, threshold.per);
        // An unfinished period is not held against what a whole one may have, unless it is too much already.
        let growing = period.partial && mark.conversion != Conversion::Level;
        let crossed = number(value).and_then(|found| match threshold.bad {
            Side::Above if found > mark.value => Some(true),
            Side::Below if found < mark.value && !growing => Some(true),
            Side::Below if growing && found < mark.value => None,
            _ => Some(false),
        });
        let bad = match threshold.bad {
            Side::Above => "above",
            Side::Below => "below",
        };
        MarkAnswer { bad: Some(bad.to_owned()), crossed, ..mark }
    });
    benchmarks.chain(thresholds).collect()
}

/// The figure hardly moved against the comparison period, where that is bad.
pub(crate) fn stagnates(marks: &Marks, change: Option<&Change>) -> bool {
    let Some((stagnation, change)) = marks.stagnation.as_ref().zip(change) else {
        return false;
    };
    let within = stagnation.within.to_f64().unwrap_or(0.0);
    let before = number(&change.figure.value).filter(|before| *before != 0.0);
    change.absolute.zip(before).is_some_and(|(by, before)| (by / before).abs() <= within)
}

/// A value for that many lengths of its own time.
fn converted(metric: &Metric, value: f64, times: f64) -> (f64, Conversion) {
    if (times - 1.0).abs() < 1e-9 {
        return (value, Conversion::Same);
    }
    // What the file says holds, also when one of several ways of counting looks back over a window of its own.
    match metric.over_time {
        Some(OverTime::Lost) if value <= 1.0 => (1.0 - (1.0 - value).powf(times), Conversion::Loss),
        Some(OverTime::Kept) if value >= 0.0 => (value.powf(times), Conversion::Kept),
        Some(OverTime::Grown) if value >= -1.0 => ((1.0 + value).powf(times) - 1.0, Conversion::Growth),
        None if grows(metric) => (value * times, Conversion::Linear),
        _ => (value, Conversion::Level),
    }
}

/// Whether a longer period gives more of it: amounts and counts of the period, also where something is counted once.
pub(crate) fn grows(metric: &Metric) -> bool {
    matches!(metric.additivity, Additivity::Additive | Additivity::Distinct) && !has_own_window(metric)
}

/// It looks back so far, however long the period is.
fn has_own_window(metric: &Metric) -> bool {
    metric.measures.values().any(|measure| measure.window.is_some())
}

/// Whole months are counted, everything else is measured in twelfths of 365 days.
fn months(range: DayRange) -> f64 {
    let index = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    if range.start.day() == 1 && range.end.day() == 1 {
        f64::from(index(range.end) - index(range.start))
    } else {
        f64::from(range.days()) * 12.0 / 365.0
    }
}

fn word(per: Per) -> &'static str {
    match per {
        Per::Day => "day",
        Per::Week => "week",
        Per::Month => "month",
        Per::Quarter => "quarter",
        Per::Year => "year",
    }
}
