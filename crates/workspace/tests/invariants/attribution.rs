//! Invariant 6: every model gives each conversion away exactly once, and each sale to the last minor unit.

use crate::ask::{Asked, CATALOGUE, answer, company, exact, number, question};
use crate::history::{self, QUARTER};
use catalogue::definition::Metric;
use model::settings::WorkspaceSettings;
use proptest::prelude::*;
use rust_decimal::Decimal;
use store::read;
use workspace::check::Company;

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn credits_are_given_once_and_amounts_to_the_last_minor_unit(given in history::company()) {
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        prop_assert_eq!(unfair(&company), Vec::<String>::new());
        let attributed = CATALOGUE.metrics.get("attributed_conversions").map(models).unwrap_or_default();
        prop_assert_eq!(attributed.len(), 9);
        let new = number(&company, "new_customers", QUARTER).unwrap_or_default();
        for model in attributed {
            let asked = question("attributed_conversions", QUARTER).with("model", &model);
            let credited = exact(&answer(&company, asked).figure.value).unwrap_or_default();
            prop_assert!(Decimal::ZERO <= credited && credited <= new, "{model}: {credited} of {new}");
            prop_assert_eq!(credited.fract(), Decimal::ZERO, "{}: {}", model, credited);
        }
    }
}

fn models(metric: &Metric) -> Vec<String> {
    metric.parameters.get("model").map(|parameter| parameter.options.clone()).unwrap_or_default()
}

/// Conversions whose credits are not one, or whose amounts are not that of the sale.
fn unfair(company: &Company<'_>) -> Vec<String> {
    let sql = "SELECT t.conversion_id || ' ' || t.model || ' ' || t.lookback_from AS name
        FROM fact.touch_credits t LEFT JOIN fact.revenue_entries e ON e.entry_id = t.conversion_id AND t.conversion = 'sale'
        GROUP BY t.conversion_id, t.model, t.lookback_from, e.net
        HAVING sum(t.credit) <> 1 OR (e.net IS NOT NULL AND sum(t.amount) <> e.net)";
    let batches = company.context().store.query(sql, &[]).expect("credits");
    let rows = batches.iter().flat_map(|batch| (0..batch.num_rows()).map(move |row| (batch, row)));
    rows.map(|(batch, row)| read::text(batch, 0, row).expect("text").unwrap_or_default().to_owned()).collect()
}
