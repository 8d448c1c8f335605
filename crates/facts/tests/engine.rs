//! Facts on the real engine.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use catalogue::definition::{Catalogue, Fact, FactColumn, FactColumnKind};
use facts::{FactsError, prepare, refresh};
use std::collections::BTreeSet;
use store::{Parameter, Store, read};
use store_duckdb::DuckdbStore;

fn new_store() -> DuckdbStore {
    let store = DuckdbStore::in_memory().unwrap();
    store::migrate(&store).unwrap();
    store
}

fn run(store: &dyn Store, sql: &str) {
    store.transaction(&mut |transaction| transaction.execute(sql, &[]).map(|_| ())).unwrap();
}

fn number(store: &dyn Store, sql: &str) -> i64 {
    read::first_integer(&store.query(sql, &[]).unwrap()).unwrap().unwrap()
}

fn column(name: &str, kind: FactColumnKind) -> FactColumn {
    FactColumn { name: name.into(), kind, currency: None, dimension: None, answers: false, meaning: None }
}

fn fact(name: &str, columns: Vec<FactColumn>, sql: &str, reads: &[&str]) -> Fact {
    Fact {
        name: name.into(),
        row: "a row".into(),
        refresh_by: "order".into(),
        columns,
        interval: None,
        answers: false,
        sql: sql.into(),
        reads: reads.iter().map(|table| (*table).to_owned()).collect(),
        version: sql.into(),
    }
}

fn catalogue(facts: Vec<Fact>) -> Catalogue {
    Catalogue { facts: facts.into_iter().map(|fact| (fact.name.clone(), fact)).collect(), ..Catalogue::default() }
}

/// `products` reads the products, `all_products` reads it, `people` reads something else. The names
/// are out of order on purpose.
fn three_facts() -> Vec<Fact> {
    use FactColumnKind::{Instant, Integer, Money, Text};
    vec![
        fact(
            "all_products",
            vec![column("amount", Integer)],
            "SELECT count(*) AS amount FROM fact.products",
            &["fact.products"],
        ),
        fact(
            "products",
            vec![column("product_id", Text), column("listed_at", Instant), column("price", Money)],
            // The order differs from the declared one; the empty column has no type of its own.
            "SELECT list_price / 12.0 AS price, id AS product_id, updated_at AS listed_at, NULL AS listed_day FROM product;",
            &["product"],
        ),
        fact(
            "people",
            vec![column("person_id", Text)],
            "SELECT id AS person_id FROM person",
            &["person", "customer_link"],
        ),
    ]
}

fn changed(entities: &[&str]) -> BTreeSet<String> {
    entities.iter().map(|entity| (*entity).to_owned()).collect()
}

#[test]
fn only_facts_that_read_a_change_are_derived_again_in_order() {
    let store = new_store();
    let catalogue = catalogue(three_facts());
    prepare(&store, &catalogue).unwrap();
    assert_eq!(refresh(&store, &catalogue, &changed(&[])).unwrap(), ["products", "all_products", "people"]);
    assert!(refresh(&store, &catalogue, &changed(&[])).unwrap().is_empty());

    run(&store, "INSERT INTO product (id, list_price) VALUES ('a', 100), ('b', NULL)");
    let before = store::data_version(&store).unwrap();
    assert_eq!(refresh(&store, &catalogue, &changed(&["product", "ticket"])).unwrap(), ["products", "all_products"]);
    assert_eq!(store::data_version(&store).unwrap(), before + 1);
    assert_eq!(number(&store, "SELECT amount FROM fact.all_products"), 2);
    assert_eq!(number(&store, "SELECT count(price) FROM fact.products WHERE product_id IN ('a', 'b')"), 1);
    // A twelfth of 100 keeps its fraction.
    assert_eq!(
        number(&store, "SELECT CAST(round(1000 * price) AS BIGINT) FROM fact.products WHERE product_id = 'a'"),
        8333
    );

    assert_eq!(refresh(&store, &catalogue, &changed(&["customer"])).unwrap(), ["people"]);
}

#[test]
fn a_change_noted_before_the_program_ended_is_made_good() {
    let store = new_store();
    let catalogue = catalogue(three_facts());
    prepare(&store, &catalogue).unwrap();
    refresh(&store, &catalogue, &changed(&[])).unwrap();
    run(&store, "INSERT INTO product (id) VALUES ('a')");
    store.transaction(&mut |transaction| store::note_changed_entity(transaction, "product")).unwrap();
    assert_eq!(refresh(&store, &catalogue, &changed(&[])).unwrap(), ["products", "all_products"]);
    assert!(refresh(&store, &catalogue, &changed(&[])).unwrap().is_empty());
}

#[test]
fn declared_columns_give_the_tables_their_types() {
    let store = new_store();
    prepare(&store, &catalogue(three_facts())).unwrap();
    let sql = "SELECT data_type FROM information_schema.columns WHERE table_schema = 'fact' AND table_name = 'products'
               AND column_name = $1";
    for (column, expected) in [("product_id", "VARCHAR"), ("listed_at", "TIMESTAMP"), ("listed_day", "DATE")] {
        let found = store.query(sql, &[Parameter::Text(column.into())]).unwrap();
        assert_eq!(read::text(&found[0], 0, 0).unwrap(), Some(expected), "{column}");
    }
}

#[test]
fn a_changed_file_makes_its_table_and_its_readers_anew() {
    let store = new_store();
    let mut facts = three_facts();
    prepare(&store, &catalogue(facts.clone())).unwrap();
    refresh(&store, &catalogue(facts.clone()), &changed(&[])).unwrap();
    run(&store, "INSERT INTO product (id, list_price) VALUES ('a', 100)");

    facts[1] = fact("products", vec![column("name", FactColumnKind::Text)], "SELECT name FROM product", &["product"]);
    facts.remove(2);
    let newer = catalogue(facts);
    prepare(&store, &newer).unwrap();
    assert_eq!(number(&store, "SELECT count(name) FROM fact.products"), 0);
    assert_eq!(number(&store, "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'fact'"), 2);
    assert_eq!(refresh(&store, &newer, &changed(&[])).unwrap(), ["products", "all_products"]);
    assert_eq!(number(&store, "SELECT amount FROM fact.all_products"), 1);
}

#[test]
fn circles_and_unknown_tables_are_named() {
    let store = new_store();
    let one =
        |name: &str, reads: &[&str]| fact(name, vec![column("a", FactColumnKind::Text)], "SELECT 'a' AS a", reads);
    let circle = catalogue(vec![one("a", &["fact.b"]), one("b", &["fact.c"]), one("c", &["fact.b"])]);
    let failure = prepare(&store, &circle).unwrap_err();
    assert!(matches!(&failure, FactsError::Cycle { facts } if facts == &["b", "c", "b"]), "{failure}");

    for table in ["ordr", "fact.ordr"] {
        let failure = prepare(&store, &catalogue(vec![one("a", &[table])])).unwrap_err();
        assert!(
            matches!(&failure, FactsError::UnknownTable { fact, table: named } if fact == "a" && named == table),
            "{failure}"
        );
    }
}

#[test]
fn a_failing_fact_is_named_and_changes_nothing() {
    let store = new_store();
    let sound = three_facts();
    prepare(&store, &catalogue(sound.clone())).unwrap();
    refresh(&store, &catalogue(sound.clone()), &changed(&[])).unwrap();
    run(&store, "INSERT INTO product (id, name) VALUES ('a', 'no number')");

    let mut facts = sound;
    facts[0] = fact(
        "all_products",
        vec![column("amount", FactColumnKind::Integer)],
        "SELECT CAST(name AS BIGINT) AS amount FROM product JOIN fact.products ON product_id = id",
        &["product", "fact.products"],
    );
    let broken = catalogue(facts);
    prepare(&store, &broken).unwrap();
    let failure = refresh(&store, &broken, &changed(&["product"])).unwrap_err();
    assert!(matches!(&failure, FactsError::Statement { fact, .. } if fact == "all_products"), "{failure}");
    assert_eq!(number(&store, "SELECT count(*) FROM fact.products"), 0);
}
