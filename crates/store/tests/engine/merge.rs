//! The merge on the real engine: which version is current, what history keeps.

use crate::support::{Version, current, history, merge, new_store, product, rows, version};
use proptest::prelude::*;
use std::collections::BTreeMap;
use store::{Merge, Merged, Store, StoreError};

fn pair(id: &str, content: &str) -> (String, String) {
    (id.into(), content.into())
}

#[test]
fn a_newer_batch_replaces_a_row_and_history_keeps_it() {
    let store = new_store();
    assert_eq!(
        merge(&store, &[version("a", 1, "red"), version("b", 1, "blue")]),
        Merged { written: 2, ended: 0, past: 0 }
    );
    assert_eq!(merge(&store, &[version("a", 2, "green")]), Merged { written: 1, ended: 1, past: 0 });
    assert_eq!(current(&store), [pair("a", "green"), pair("b", "blue")]);
    assert_eq!(history(&store), [pair("a", "red>2")]);
}

#[test]
fn the_same_content_changes_nothing() {
    let store = new_store();
    merge(&store, &[version("a", 1, "red")]);
    assert!(!merge(&store, &[version("a", 2, "red")]).changed());
    assert_eq!(merge(&store, &[version("a", 1, "red")]), Merged::default());
    assert_eq!(current(&store), [pair("a", "red")]);
    assert!(history(&store).is_empty());
    let first_batch = store.query("SELECT batch_sequence FROM product", &[]).unwrap();
    assert_eq!(store::read::first_integer(&first_batch).unwrap(), Some(1));
}

#[test]
fn the_source_says_which_version_is_newer_before_the_ledger_does() {
    let store = new_store();
    merge(&store, &[Version { updated_at: Some(9), ..version("a", 1, "new") }]);
    let late = merge(&store, &[Version { updated_at: Some(5), ..version("a", 2, "old") }]);
    assert!(!late.changed());
    assert_eq!(current(&store), [pair("a", "new")]);
    // It never was current, so it ends with the batch that brought it.
    assert_eq!(history(&store), [pair("a", "old>2")]);
}

#[test]
fn a_confirmed_version_outlasts_one_between_its_deliveries() {
    let store = new_store();
    merge(&store, &[Version { updated_at: Some(1), ..version("a", 1, "red") }]);
    assert!(!merge(&store, &[Version { updated_at: Some(9), ..version("a", 2, "red") }]).changed());
    merge(&store, &[Version { updated_at: Some(5), ..version("a", 3, "blue") }]);
    assert_eq!(current(&store), [pair("a", "red")]);
}

#[test]
fn several_versions_of_a_row_in_one_merge_form_its_history() {
    let store = new_store();
    merge(&store, &[version("a", 3, "three"), version("a", 1, "one"), version("a", 2, "two"), version("a", 1, "one")]);
    assert_eq!(current(&store), [pair("a", "three")]);
    assert_eq!(history(&store), [pair("a", "one>2"), pair("a", "two>3")]);
}

#[test]
fn a_deletion_takes_the_row_away_until_something_newer_comes() {
    let store = new_store();
    merge(&store, &[version("a", 1, "red")]);
    let gone = Version { deleted: true, ..version("a", 3, "red") };
    assert_eq!(merge(&store, std::slice::from_ref(&gone)), Merged { written: 0, ended: 1, past: 1 });
    assert!(current(&store).is_empty());
    assert_eq!(merge(&store, &[gone]), Merged::default());

    merge(&store, &[version("a", 2, "late")]);
    assert!(current(&store).is_empty());
    merge(&store, &[version("a", 4, "back")]);
    assert_eq!(current(&store), [pair("a", "back")]);
    assert_eq!(history(&store), [pair("a", "late>3"), pair("a", "red>3"), pair("a", "red>4")]);
}

#[test]
fn rows_of_another_shape_are_refused_by_name() {
    let store = new_store();
    let wrong = rows(&[version("a", 1, "red")]).project(&[0, 2, 1]).unwrap();
    let refused = store.transaction(&mut |transaction| Merge::new().stage(transaction, product(), &wrong));
    assert!(matches!(refused, Err(StoreError::Shape { .. })));
}

/// Versions whose order the rule decides: equal `updated_at` means equal content, and versions
/// without it differ from batch to batch.
fn versions() -> impl Strategy<Value = Vec<Version>> {
    let one = (0..4_u8, proptest::option::of(0..5_i64));
    proptest::collection::vec(one, 1..24).prop_map(|drawn| {
        drawn
            .into_iter()
            .zip(1..)
            .map(|((id, updated_at), batch_sequence)| Version {
                id: format!("p{id}"),
                batch_sequence,
                content: updated_at.map_or_else(|| format!("batch {batch_sequence}"), |at| format!("moment {at}")),
                updated_at,
                deleted: updated_at == Some(3),
            })
            .collect()
    })
}

/// What must be current, found without SQL.
fn expected(versions: &[Version]) -> Vec<(String, String)> {
    let mut newest: BTreeMap<&str, &Version> = BTreeMap::new();
    for version in versions {
        let rank = |version: &Version| (version.updated_at, version.batch_sequence);
        let known = newest.entry(&version.id).or_insert(version);
        if rank(version) > rank(known) {
            *known = version;
        }
    }
    newest.values().filter(|version| !version.deleted).map(|version| pair(&version.id, &version.content)).collect()
}

#[test]
fn order_and_grouping_of_batches_do_not_matter_and_twice_is_once() {
    let store = new_store();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let cases = (versions().prop_shuffle(), 1..6_usize);
    runner
        .run(&cases, |(versions, group)| {
            for table in ["product", "history.product"] {
                let empty = format!("DELETE FROM {table}");
                store.transaction(&mut |transaction| transaction.execute(&empty, &[]).map(|_| ())).unwrap();
            }
            for chunk in versions.chunks(group) {
                merge(&store, chunk);
            }
            prop_assert_eq!(current(&store), expected(&versions));

            let before = (current(&store), history(&store));
            for chunk in versions.chunks(group) {
                prop_assert!(!merge(&store, chunk).changed());
            }
            prop_assert_eq!(before, (current(&store), history(&store)));
            Ok(())
        })
        .unwrap();
}
