//! The list of metrics: what each needs, and that nothing is computed from nothing.

use crate::support::App;
use locales::Locales;

#[tokio::test]
async fn every_metric_says_what_it_needs_and_none_is_computed_without_data() {
    let texts = Locales::embedded().expect("the texts read");
    let listed = App::empty().get("/api/v1/metrics").await.json();
    let listed = listed.as_array().expect("list");
    assert!(listed.len() > 150, "{}", listed.len());
    for metric in listed {
        let id = metric["id"].as_str().expect("id");
        assert_eq!(metric["computed"], false, "{id}");
        let reads = metric["reads"].as_array().expect("reads");
        assert!(!reads.is_empty() && metric["needs"].as_array().is_some_and(|needs| !needs.is_empty()), "{id}");
        let alternatives = reads.iter().filter_map(|need| need.as_str()).flat_map(|need| need.split('|'));
        let entities = alternatives.filter_map(|one| one.trim().split('.').next().map(str::to_owned));
        let family = metric["family"].as_str().expect("family");
        let keys = [format!("families.{family}"), format!("metrics.{id}.meaning"), format!("metrics.{id}.synonyms")];
        for key in entities.map(|entity| format!("ui.entity.{entity}")).chain(keys) {
            for tag in locales::TAGS {
                assert!(texts.has(tag, &key), "{tag} {key} of {id}");
            }
        }
    }
}
