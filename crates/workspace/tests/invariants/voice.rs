//! Invariant 5: the recommendation score and its shares.

use crate::ask::{close, company, figure, number};
use crate::history::{self, QUARTER};
use model::settings::WorkspaceSettings;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shares_make_one_and_a_passive_pulls_to_the_middle(given in history::company()) {
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        let before = number(&company, "nps", QUARTER);
        let share = |name: &str| number(&company, name, QUARTER);
        let shares = [share("nps_promoter_share"), share("nps_passive_share"), share("nps_detractor_share")];
        match before {
            None => prop_assert_eq!(shares, [None, None, None]),
            Some(score) => {
                prop_assert!(score.abs() <= Decimal::from(100));
                let together: Decimal = shares.iter().flatten().sum();
                prop_assert!(close(together, Decimal::ONE), "{shares:?}");
                prop_assert!(figure(&company, "nps", QUARTER).n > 0);
            }
        }
        let mut more = given.clone();
        more.entry("answer".to_owned()).or_default().push(
            json!({ "id": "passive", "survey": "other", "kind": "nps", "score": 8, "scale_min": 0, "scale_max": 10,
                    "responded_at": "2026-02-10T10:00", "customer": "somebody", "respondent": "somebody" })
                .as_object().expect("row").clone().into_iter().collect(),
        );
        company.fill(&more, WorkspaceSettings::default()).expect("rows");
        let after = number(&company, "nps", QUARTER).expect("an answer");
        prop_assert!(after.abs() <= before.unwrap_or_default().abs(), "{before:?} became {after}");
    }
}
