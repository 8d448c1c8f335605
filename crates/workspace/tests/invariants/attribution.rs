//! Invariant 6: every model gives each conversion away exactly once, and each sale to the last minor unit.

use crate::ask::{Asked, CATALOGUE, answer, company, exact, number, question};
use crate::history::{self, QUARTER, Row};
use catalogue::definition::Metric;
use jiff::ToSpan;
use jiff::civil::DateTime;
use model::settings::WorkspaceSettings;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use store::read;
use workspace::check::{Company, Given};

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn credits_are_given_once_and_amounts_to_the_last_minor_unit(given in history::company()) {
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        let attributed = &CATALOGUE.metrics["attributed_conversions"];
        prop_assert_eq!(unfair(&company, attributed), Vec::<String>::new());
        credited_by_hand(&company, &given)?;
        let models = options(attributed, "model");
        prop_assert_eq!(models.len(), 9);
        let new = number(&company, "new_customers", QUARTER).unwrap_or_default();
        for model in models {
            let asked = question("attributed_conversions", QUARTER).with("model", model);
            let credited = exact(&answer(&company, asked).figure.value).unwrap_or_default();
            prop_assert!(Decimal::ZERO <= credited && credited <= new, "{model}: {credited} of {new}");
            prop_assert_eq!(credited.fract(), Decimal::ZERO, "{}: {}", model, credited);
            // With what no touch brought, it is every customer who pays for the first time.
            let asked = question("attributed_conversions", QUARTER).with("model", model).with("unattributed", "counted");
            prop_assert_eq!(exact(&answer(&company, asked).figure.value), Some(new), "{}", model);
        }
    }
}

fn options<'a>(metric: &'a Metric, parameter: &str) -> &'a [String] {
    metric.parameters.get(parameter).map_or(&[], |parameter| &parameter.options)
}

/// Conversions that a model, within a number of days, does not give away exactly once, or whose amount it does not.
fn unfair(company: &Company<'_>, attributed: &Metric) -> Vec<String> {
    let words = |parameter: &str| format!("['{}']", options(attributed, parameter).join("', '"));
    let sql = format!(
        "WITH conversions AS (
            SELECT customer_id || ' first' AS id, NULL AS amount FROM fact.customers WHERE first_paid_day IS NOT NULL
            UNION ALL SELECT entry_id, net FROM fact.revenue_entries WHERE net IS NOT NULL
            UNION ALL SELECT booking_id, amount FROM fact.bookings WHERE amount IS NOT NULL
        )
        SELECT c.id || ' ' || m.model || ' ' || d.days AS name
        FROM conversions c
        CROSS JOIN (SELECT unnest({}) AS model) m
        CROSS JOIN (SELECT CAST(unnest({}) AS INTEGER) AS days) d
        LEFT JOIN fact.touch_credits t
            ON t.conversion_id = c.id AND t.model = m.model AND d.days BETWEEN t.lookback_from AND t.lookback_to
        GROUP BY c.id, m.model, d.days, c.amount
        HAVING coalesce(sum(t.credit), 0) <> 1 OR (c.amount IS NOT NULL AND coalesce(sum(t.amount), 0) <> c.amount)",
        words("model"),
        words("lookback")
    );
    texts(company, &sql, 1).into_iter().flatten().collect()
}

/// Rows of so many texts.
fn texts(company: &Company<'_>, sql: &str, columns: usize) -> Vec<Vec<String>> {
    let batches = company.context().store.query(sql, &[]).expect("rows");
    let rows = batches.iter().flat_map(|batch| (0..batch.num_rows()).map(move |row| (batch, row)));
    let text =
        |(batch, row)| move |column| read::text(batch, column, row).expect("text").unwrap_or_default().to_owned();
    rows.map(|place| (0..columns).map(text(place)).collect()).collect()
}

/// Orders, and what was given back of them, with the models that give all to one touch, by the rows as they were given:
/// the touches of the customer up to the sale, of so many days.
fn credited_by_hand(company: &Company<'_>, given: &Given) -> Result<(), TestCaseError> {
    let sql = "SELECT split_part(t.conversion_id, ':', 3), t.model, CAST(v.days AS VARCHAR), coalesce(t.channel, '')
        FROM fact.touch_credits t
        JOIN (VALUES (7), (90), (180)) AS v(days) ON v.days BETWEEN t.lookback_from AND t.lookback_to
        WHERE t.conversion IN ('sale', 'give_back') AND t.model IN ('first', 'last', 'last_non_direct')";
    let found: BTreeMap<_, _> =
        texts(company, sql, 4).into_iter().map(|mut row| (row.split_off(3), row)).map(|(to, of)| (of, to)).collect();
    let text = |row: &Row, field: &str| row.get(field).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let moment = |row: &Row, field: &str| text(row, field).parse::<DateTime>().expect("moment");
    for order in given.get("order").into_iter().flatten() {
        let (id, sold_at) = (text(order, "id"), moment(order, "issued_at"));
        for days in [7, 90, 180] {
            let mut touches: Vec<_> = given
                .get("click")
                .into_iter()
                .flatten()
                .filter(|click| {
                    history::one_customer(&text(click, "customer")) == history::one_customer(&text(order, "customer"))
                })
                .map(|click| (moment(click, "occurred_at"), text(click, "id"), text(click, "channel")))
                .filter(|(at, ..)| *at <= sold_at && at.date() >= sold_at.date() - days.days())
                .collect();
            touches.sort();
            let channel = |touch: Option<&(DateTime, String, String)>| {
                touch.map(|(.., channel)| channel.clone()).unwrap_or_default()
            };
            let indirect = touches.iter().rfind(|(.., channel)| channel != "direct");
            for (model, touch) in
                [("first", touches.first()), ("last", touches.last()), ("last_non_direct", indirect.or(touches.last()))]
            {
                for conversion in [id.clone(), id.replacen('o', "r", 1), id.replacen('o', "m", 1)] {
                    let credited = found.get(&vec![conversion.clone(), model.to_owned(), days.to_string()]);
                    if let Some(credited) = credited {
                        prop_assert_eq!(&credited[0], &channel(touch), "{} {} {}", conversion, model, days);
                    }
                    prop_assert!(credited.is_some() || conversion != id, "{conversion} {model} {days}");
                }
            }
        }
    }
    Ok(())
}
