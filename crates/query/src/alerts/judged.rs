//! From the figures of a metric to what fires.

use super::answer::{Alert, AlertDoubt, AlertKind, Since, Undecided};
use super::since::{Seen, since};
use crate::answer::{
    Change, Figure, GoalAnswer, GoalPace, GoalVerdict, Judgement, MarkAnswer, MetricAnswer, NullReason, Value,
};
use crate::goals;
use crate::marks;
use crate::query::{Query, ResolvedMetric};
use crate::steps::calendar::Period;
use crate::steps::compare::number;
use crate::steps::derive::{Derived, MetricFigures};
use crate::steps::direction::direction;
use crate::value::{better, unit};
use model::aims::Marks;
use rust_decimal::prelude::ToPrimitive;

/// What is said about one mark or goal. What is well is not said.
pub(super) enum Judged {
    /// It fires; `by` says how far off it is, in parts of what it should be.
    Fires { alert: Box<Alert>, by: f64 },
    /// It cannot be said.
    Unknown(Undecided),
}

/// A metric with its figures and marks.
struct Watched<'w, 'a> {
    query: &'w Query<'a>,
    metric: &'w ResolvedMetric<'a>,
    figures: &'w MetricFigures,
    marks: Marks,
}

/// Everything that fires for a metric, and what cannot be said.
pub(super) fn of_metric(query: &Query<'_>, metric: &ResolvedMetric<'_>, figures: &MetricFigures) -> Vec<Judged> {
    if matches!(figures.now.figure.value, Value::Null { reason: NullReason::Restricted }) {
        return Vec::new();
    }
    let marks = query.context.aims.and_then(|aims| aims.marks.get(&metric.metric.id)).cloned().unwrap_or_default();
    let watched = Watched { query, metric, figures, marks };
    let mut judged = watched.thresholds();
    judged.extend(watched.goals());
    judged.extend(watched.change());
    judged.extend(watched.stagnation());
    judged
}

/// A goal that is set for a part.
pub(super) fn of_goal(paced: &GoalPace) -> Option<Judged> {
    judged_goal(&paced.metric, &paced.unit, &paced.better, &paced.goal)
}

/// What the marks of a metric about another one say of its answer.
pub(super) fn of_answer(answer: &MetricAnswer, marks: &Marks) -> Vec<Judged> {
    let figure = &answer.figure;
    let found = reason(&figure.value);
    if found == Some(NullReason::Restricted) {
        return Vec::new();
    }
    let unknown = |kind, doubt| Judged::Unknown(undecided(&answer.metric, kind, None, doubt, figure));
    let held = answer.marks.iter().filter(|mark| mark.bad.is_some());
    let judged = held.filter_map(|mark| match (mark.crossed, number(&figure.value)) {
        (Some(true), Some(value)) => {
            let alert = Alert {
                metric: answer.metric.clone(),
                unit: answer.unit.clone(),
                better: answer.better.clone(),
                kind: AlertKind::Threshold,
                part: None,
                figure: figure.clone(),
                threshold: Some(mark.clone()),
                goal: None,
                change: None,
                within: None,
                since: None,
            };
            Some(Judged::Fires { alert: Box::new(alert), by: apart(value, mark.value) })
        }
        (None, _) => Some(unknown(AlertKind::Threshold, AlertDoubt::Unfinished)),
        _ => None,
    });
    let mut judged: Vec<Judged> = judged.collect();
    // A distance from a goal is not held against parts of it.
    if answer.marks.is_empty() && !marks.thresholds.is_empty() {
        judged.push(Judged::Unknown(Undecided {
            metric: answer.metric.clone(),
            kind: AlertKind::Threshold,
            part: None,
            doubt: AlertDoubt::NoValue,
            reason: Some(found.unwrap_or(NullReason::OtherUnit)),
        }));
    }
    judged.extend(marks.stagnation.iter().map(|_| unknown(AlertKind::Stagnation, AlertDoubt::NoComparison)));
    judged
}

impl Watched<'_, '_> {
    fn id(&self) -> &str {
        &self.metric.metric.id
    }

    fn alert(&self, kind: AlertKind) -> Alert {
        Alert {
            metric: self.id().to_owned(),
            unit: unit(self.metric.metric.unit).to_owned(),
            better: better(direction(self.query, self.metric)).to_owned(),
            kind,
            part: None,
            figure: self.figures.now.figure.clone(),
            threshold: None,
            goal: None,
            change: None,
            within: None,
            since: None,
        }
    }

    fn unknown(&self, kind: AlertKind, doubt: AlertDoubt, figure: &Figure) -> Judged {
        Judged::Unknown(undecided(self.id(), kind, None, doubt, figure))
    }

    /// The thresholds held against the figure of a period.
    fn marked(&self, figure: &Figure, period: &Period) -> Vec<MarkAnswer> {
        let minor = goals::minor_units(self.query);
        let answers = marks::answers(self.metric.metric, &self.marks, &figure.value, period, minor);
        answers.into_iter().filter(|mark| mark.bad.is_some()).collect()
    }

    fn thresholds(&self) -> Vec<Judged> {
        let Some(period) = &self.query.timeline.period else {
            return Vec::new();
        };
        let figure = &self.figures.now.figure;
        let judged = |(position, mark): (usize, MarkAnswer)| match (mark.crossed, number(&figure.value)) {
            (Some(true), Some(value)) => {
                let by = apart(value, mark.value);
                let since = Some(self.since(position)).filter(|_| !self.figures.series.is_empty());
                let alert = Alert { threshold: Some(mark), since, ..self.alert(AlertKind::Threshold) };
                Some(Judged::Fires { alert: Box::new(alert), by })
            }
            (None, _) => Some(self.unknown(AlertKind::Threshold, AlertDoubt::Unfinished, figure)),
            _ => None,
        };
        self.marked(figure, period).into_iter().enumerate().filter_map(judged).collect()
    }

    /// Since when the threshold at that position is crossed.
    fn since(&self, position: usize) -> Since {
        let timeline = &self.query.timeline;
        let seen = |(period, derived): (&Period, &Derived)| Seen {
            start: period.range.start,
            holds: self.marked(&derived.figure, period).get(position).and_then(|mark| mark.crossed),
            counted: derived.figure.n > 0,
        };
        let earlier: Vec<Seen> = timeline.series.iter().zip(&self.figures.series).map(seen).rev().collect();
        since(timeline.period.map(|period| period.range.start).unwrap_or_default(), &earlier)
    }

    fn goals(&self) -> Vec<Judged> {
        let (unit, better) = (unit(self.metric.metric.unit), better(direction(self.query, self.metric)));
        let answers = goals::answers(self.query, self.metric, self.figures);
        answers.iter().filter_map(|goal| judged_goal(self.id(), unit, better, goal)).collect()
    }

    fn stagnation(&self) -> Option<Judged> {
        let stagnation = self.marks.stagnation.as_ref()?;
        let now = &self.figures.now.figure;
        let then = self.figures.change.as_ref().map(|change| &change.figure);
        if number(&now.value).is_none() {
            return Some(self.unknown(AlertKind::Stagnation, AlertDoubt::NoValue, now));
        }
        if then.and_then(|then| number(&then.value)).is_none_or(|then| then == 0.0) {
            return Some(self.unknown(AlertKind::Stagnation, AlertDoubt::NoComparison, now));
        }
        let stands = marks::stagnates(&self.marks, self.figures.change.as_ref());
        let within = stagnation.within.to_f64();
        let alert = Alert { change: self.figures.change.clone(), within, ..self.alert(AlertKind::Stagnation) };
        stands.then(|| Judged::Fires { alert: Box::new(alert), by: 0.0 })
    }

    fn change(&self) -> Option<Judged> {
        let change = self.figures.change.as_ref()?;
        // What stands still has not become worse.
        if change.judgement != Judgement::Worse || marks::stagnates(&self.marks, Some(change)) {
            return None;
        }
        let by = moved(change);
        let alert = Alert { change: Some(change.clone()), ..self.alert(AlertKind::Change) };
        Some(Judged::Fires { alert: Box::new(alert), by })
    }
}

fn judged_goal(metric: &str, unit: &str, better: &str, goal: &GoalAnswer) -> Option<Judged> {
    let part = || goal.part.clone();
    match goal.verdict {
        GoalVerdict::OnPace | GoalVerdict::Met => None,
        GoalVerdict::Behind | GoalVerdict::Missed => {
            let by = goal.lead.zip(goal.expected).map_or(0.0, |(lead, expected)| share_of(lead, expected));
            let alert = Alert {
                metric: metric.to_owned(),
                unit: unit.to_owned(),
                better: better.to_owned(),
                kind: AlertKind::Goal,
                part: part(),
                figure: goal.actual.clone(),
                threshold: None,
                goal: Some(goal.clone()),
                change: None,
                within: None,
                since: None,
            };
            Some(Judged::Fires { alert: Box::new(alert), by })
        }
        GoalVerdict::Unknown => match reason(&goal.actual.value).or(reason(&goal.target)) {
            Some(NullReason::Restricted) => None,
            // Of a goal for the whole only a table or a question without a direction comes here.
            None => {
                Some(Judged::Unknown(undecided(metric, AlertKind::Goal, part(), AlertDoubt::NoDirection, &goal.actual)))
            }
            reason => Some(Judged::Unknown(Undecided {
                metric: metric.to_owned(),
                kind: AlertKind::Goal,
                part: part(),
                doubt: AlertDoubt::NoValue,
                reason,
            })),
        },
    }
}

/// Where there is no value, that is the doubt.
fn undecided(
    metric: &str,
    kind: AlertKind,
    part: Option<(String, String)>,
    doubt: AlertDoubt,
    figure: &Figure,
) -> Undecided {
    let reason = reason(&figure.value);
    let doubt = if reason.is_some() { AlertDoubt::NoValue } else { doubt };
    Undecided { metric: metric.to_owned(), kind, part, doubt, reason }
}

fn reason(value: &Value) -> Option<NullReason> {
    match value {
        Value::Null { reason } => Some(*reason),
        _ => None,
    }
}

/// How far a value is from another, in parts of that one.
fn apart(value: f64, from: f64) -> f64 {
    share_of(value - from, from)
}

fn share_of(distance: f64, of: f64) -> f64 {
    if of == 0.0 { f64::INFINITY } else { (distance / of).abs() }
}

fn moved(change: &Change) -> f64 {
    let before = number(&change.figure.value).unwrap_or_default();
    share_of(change.absolute.unwrap_or_default(), before)
}
