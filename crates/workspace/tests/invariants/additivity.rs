//! Invariants 7 and 8, for every metric as its own file states it: parts of a period and segments add up
//! where they must, and quotients keep their tops and bottoms.

use crate::ask::{Asked, CATALOGUE, answer, close, company, exact, number, part, question};
use crate::history::{MONTHS, QUARTER};
use crate::trade;
use catalogue::definition::{Additivity, Aggregate, Form, Measure, MeasureKind, Metric, OfAll};
use model::calendar::Grain;
use model::settings::WorkspaceSettings;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use query::answer::{Figure, MetricAnswer};
use rust_decimal::Decimal;
use workspace::check::Company;

/// Metrics of which the random companies hold nothing: two are told by imports, two by rows that contradict each
/// other, and one looks back further than they go.
const UNTOLD: [&str; 5] = [
    "data_freshness",
    "deals_with_contradictory_dates",
    "existing_customer_revenue_growth_rate",
    "import_reject_rate",
    "returns_without_sale",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_metric_adds_up_as_its_file_says(given in trade::company_with_everything()) {
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        // What is asked about another metric adds up as that one does.
        for metric in CATALOGUE.metrics.values().filter(|metric| metric.about.is_none()) {
            months_make_the_quarter(&company, metric)?;
            for dimension in &metric.slices {
                parts_make_the_whole(&company, metric, dimension)?;
            }
        }
    }
}

fn months_make_the_quarter(company: &Company<'_>, metric: &Metric) -> Result<(), TestCaseError> {
    // What a model foretells has no history of months.
    if metric.additivity == Additivity::Model {
        return Ok(());
    }
    let whole = answer(company, question(&metric.id, QUARTER).by(Grain::Month));
    prop_assert_eq!(whole.series.len(), MONTHS.len(), "{}", metric.id);
    if metric.additivity == Additivity::Additive {
        let months = whole.series.iter().filter_map(|month| exact(&month.figure.value)).sum();
        same(&metric.id, "months", months, exact(&whole.figure.value).unwrap_or_default())?;
        let days = answer(company, question(&metric.id, QUARTER).by(Grain::Day)).series;
        let days = days.iter().filter_map(|day| exact(&day.figure.value)).sum();
        same(&metric.id, "days", days, exact(&whole.figure.value).unwrap_or_default())?;
    }
    // Whoever is counted in the quarter is counted in one of its months; movements may be negative.
    // What is computed from other metrics has no measures of its own and counts nobody.
    let counts_members = !metric.measures.is_empty() && metric.measures.values().all(counts_members_of_the_period);
    if metric.additivity == Additivity::Distinct && counts_members {
        let months = whole.series.iter().filter_map(|month| exact(&month.figure.value)).sum();
        let union = exact(&whole.figure.value).unwrap_or_default();
        prop_assert!(union <= months, "{}: {union} in the quarter, {months} in its months", metric.id);
    }
    let is_balance = metric.measures.values().all(|measure| matches!(measure.kind, MeasureKind::Balance(_)));
    if metric.additivity == Additivity::SemiAdditive && is_balance {
        let last = whole.series.last().and_then(|month| exact(&month.figure.value));
        prop_assert_eq!(last, exact(&whole.figure.value), "the last month of {} is the quarter's end", metric.id);
    }
    Ok(())
}

fn counts_members_of_the_period(measure: &Measure) -> bool {
    matches!(measure.kind, MeasureKind::Distinct { .. }) && measure.window.is_none()
}

fn is_of_rows(metric: &Metric, is: impl Fn(&Measure) -> bool) -> bool {
    !metric.measures.is_empty() && metric.measures.values().all(is)
}

/// Every row of the period by itself.
fn counts_rows(measure: &Measure) -> bool {
    let each = matches!(measure.kind, MeasureKind::Flow(Aggregate::CountRows | Aggregate::Sum(_)));
    each && measure.latest_per.is_none() && stands_alone(measure)
}

fn is_balance(measure: &Measure) -> bool {
    matches!(measure.kind, MeasureKind::Balance(Aggregate::CountRows | Aggregate::Sum(_))) && stands_alone(measure)
}

/// Looks at the shown period and part only.
fn stands_alone(measure: &Measure) -> bool {
    measure.window.is_none() && measure.lag.is_none() && measure.of_all == OfAll::default() && !measure.named_parts
}

fn parts_make_the_whole(company: &Company<'_>, metric: &Metric, dimension: &str) -> Result<(), TestCaseError> {
    let overlaps = CATALOGUE.dimensions.get(dimension).is_some_and(|dimension| dimension.multi_valued);
    if overlaps {
        return Ok(());
    }
    let answer = answer(company, question(&metric.id, QUARTER).sliced(dimension));
    let what = format!("parts by {dimension}");
    match metric.additivity {
        Additivity::Additive | Additivity::SemiAdditive => {
            let parts = sum(&answer, |figure| exact(&figure.value).unwrap_or_default());
            same(&metric.id, &what, parts, exact(&answer.figure.value).unwrap_or_default())
        }
        Additivity::Distinct => {
            // The union is at most the sum; movements may be negative and are proved by their bridge.
            let parts = sum(&answer, |figure| exact(&figure.value).unwrap_or_default());
            let whole = exact(&answer.figure.value).unwrap_or_default();
            let counts = matches!(metric.unit, catalogue::definition::Unit::Count);
            prop_assert!(!counts || whole <= parts, "{} by {dimension}: {whole} of {parts}", metric.id);
            Ok(())
        }
        // Of a quotient the parts keep its top and its bottom.
        Additivity::Ratio if is_of_rows(metric, |measure| counts_rows(measure) || is_balance(measure)) => {
            same(&metric.id, &format!("tops of {what}"), sum(&answer, top), top(&answer.figure))?;
            same(&metric.id, &format!("bottoms of {what}"), sum(&answer, bottom), bottom(&answer.figure))
        }
        _ => Ok(()),
    }
}

fn sum(answer: &MetricAnswer, of: impl Fn(&Figure) -> Decimal) -> Decimal {
    answer.slices.iter().flat_map(|slices| &slices.rows).map(|row| of(&row.figure)).sum()
}

fn same(metric: &str, what: &str, parts: Decimal, whole: Decimal) -> Result<(), TestCaseError> {
    prop_assert!(close(parts, whole), "{metric}: {what} are {parts} together, the whole is {whole}");
    Ok(())
}

#[test]
fn tops_and_bottoms_of_a_quotient_add_up_over_months() {
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() });
    // Of answers the latest of a period counts, so those of months do not add up. The rate of deals won looks at a
    // stock only where it is asked to.
    let of_rows = |metric: &&Metric| {
        metric.additivity == Additivity::Ratio && (metric.id == "win_rate" || is_of_rows(metric, counts_rows))
    };
    let quotients: Vec<&Metric> = CATALOGUE.metrics.values().filter(of_rows).collect();
    for metric in ["aov", "win_rate", "cpc", "product_return_rate", "lead_conversion_rate"] {
        assert!(quotients.iter().any(|quotient| quotient.id == metric), "{metric}");
    }
    runner
        .run(&trade::company_with_everything(), |given| {
            let mut company = company();
            company.fill(&given, WorkspaceSettings::default()).expect("rows");
            for metric in &quotients {
                let metric = metric.id.as_str();
                let whole = answer(&company, question(metric, QUARTER).by(Grain::Month));
                let months = |of: fn(&Figure) -> Decimal| whole.series.iter().map(|month| of(&month.figure)).sum();
                same(metric, "tops", months(top), top(&whole.figure))?;
                same(metric, "bottoms", months(bottom), bottom(&whole.figure))?;
            }
            Ok(())
        })
        .expect("quotients add up");
}

fn top(figure: &Figure) -> Decimal {
    part(&figure.numerator)
}

fn bottom(figure: &Figure) -> Decimal {
    part(&figure.denominator)
}

#[test]
fn hardly_any_metric_is_tested_over_nothing() {
    let mut runner = TestRunner::deterministic();
    let mut empty: Vec<&str> = CATALOGUE
        .metrics
        .values()
        .filter(|metric| {
            metric.about.is_none() && metric.additivity != Additivity::Model && metric.form() == Form::Number
        })
        .map(|metric| metric.id.as_str())
        .collect();
    for _ in 0..16 {
        if empty == UNTOLD {
            break;
        }
        let given = trade::company_with_everything().new_tree(&mut runner).expect("company").current();
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        empty.retain(|metric| number(&company, metric, QUARTER).is_none_or(|number| number.is_zero()));
    }
    assert_eq!(empty, UNTOLD);
}
