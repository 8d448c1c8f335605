//! Rejects, repetition, remapping, and independence of batches.

use crate::support::{AT, Bench, empty_store, mapping, texts};
use arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use ingest::Mapping;
use ledger::{FinishedImport, ImportStatus, LINE_COLUMN, NewImport};
use proptest::prelude::*;
use std::sync::Arc;

const ORDERS: &str = r#"
mapping: 1
source: shop
object: order
format: { encoding: utf-8, delimiter: ",", header: true, decimal: ".", thousands: ",", dates: [iso], nulls: ["", "NULL"] }
entities:
  - entity: sales_document
    id: id
    fields:
      kind: { constant: order }
      issued_at: placed
      net: net
      currency: currency
      fulfilled_at: fulfilled
      is_test: test
      person_id: customer
  - entity: person
    id: customer
    when: { column: customer, is: filled }
    fields: { full_name: name }
"#;
const HEADER: &str = "id,placed,net,currency,fulfilled,test,customer,name,colour\n";

fn orders() -> Mapping {
    mapping(ORDERS)
}

#[test]
fn bad_values_are_listed_and_good_rows_go_in() {
    let bench = Bench::new();
    let text = format!(
        "{HEADER}1,2026-01-01,\"1,234.50\",,,no,A,Ada,red\n2,31.12.2026,10,,,,,,\n3,1850-01-01,10,,,,,,\n\
        4,2026-01-01,ten,EURO,,maybe,B,Bo,\n,2026-01-01,1,,,,,,\n6,NULL,1,,,,,,\n7,2026-01-01,99999999999999999999,,,,,,\n8,2026-01-01\n9,2026-01-01T00:30:00Z,5,JPY,,,,,\n"
    );
    let (report, applied) = bench.import(&text, &orders());
    assert_eq!((report.rows, report.accepted, report.rejected, report.unchanged), (9, 2, 7, 0));
    assert!(applied.entities_changed.contains("sales_document") && applied.entities_changed.contains("person"));
    let rejects = bench.ledger.rejects(report.import_id, 0, 100).expect("rejects");
    let shown: Vec<String> = rejects
        .iter()
        .map(|reject| {
            format!(
                "{} {} {} {}",
                reject.line,
                reject.code,
                reject.column.as_deref().unwrap_or("-"),
                reject.value.as_deref().unwrap_or("-")
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "3 not_a_date placed 31.12.2026",
            "4 date_out_of_range placed 1850-01-01",
            "5 not_a_currency currency EURO",
            "5 not_a_number net ten",
            "5 not_true_or_false test maybe",
            "6 id_missing id -",
            "7 required_missing placed -",
            "8 number_too_large net 99999999999999999999",
            "9 too_few_cells - 8, 2026-01-01",
        ]
    );
    let documents = bench.texts("SELECT concat_ws(' ', external_id, net, currency, issued_day, coalesce(attributes, '-')) FROM sales_document ORDER BY 1");
    assert_eq!(documents, [r#"1 123450 GBP 2026-01-01 {"colour":"red"}"#, "9 5 JPY 2026-01-01 -"]);
    assert_eq!(bench.texts("SELECT full_name FROM person"), ["Ada"], "nothing of a rejected row goes in");
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let bench = Bench::new();
    let text = format!("{HEADER}1,2026-01-01,10,,,,A,Ada,\n2,2026-01-02,20,,,,A,Ada,\n");
    let (first, applied) = bench.import(&text, &orders());
    let (second, again) = bench.import(&text, &orders());
    assert!(!first.already_imported && second.already_imported);
    assert_eq!(first.import_id, second.import_id);
    assert!(again.entities_changed.is_empty());
    assert_eq!(again.data_version, applied.data_version);

    // Another file with one old and one changed row: only the change is new.
    let (third, applied) =
        bench.import(&format!("{HEADER}1,2026-01-01,10.00,,,,A,Ada,\n2,2026-01-02,25,,,,A,Ada,\n"), &orders());
    assert_eq!((third.accepted, third.unchanged), (2, 1));
    assert_eq!(applied.entities_changed.into_iter().collect::<Vec<_>>(), ["sales_document"]);
    assert_eq!(bench.texts("SELECT net::VARCHAR FROM sales_document ORDER BY id"), ["1000", "2500"]);
    assert_eq!(bench.texts("SELECT net::VARCHAR FROM history.sales_document"), ["2000"]);
}

#[test]
fn real_duplicates_without_id_stay_and_come_once() {
    let without_id = mapping(&ORDERS.replacen("    id: id\n", "", 1));
    let bench = Bench::new();
    let rows = "1,2026-01-01,10,,,,A,Ada,\n1,2026-01-01,10,,,,A,Ada,\n";
    bench.import(&format!("{HEADER}{rows}"), &without_id);
    bench.import(&format!("{HEADER}{rows}2,2026-01-02,20,,,,,,\n"), &without_id);
    assert_eq!(bench.texts("SELECT net::VARCHAR FROM sales_document ORDER BY net"), ["1000", "1000", "2000"]);
}

#[test]
fn a_rebuild_gives_the_same_rows_and_uses_the_newest_mapping() {
    let bench = Bench::new();
    let text = format!("{HEADER}1,2026-01-01,10,,,,A,Ada,red\n");
    bench.import(&text, &orders());
    let select = "SELECT concat_ws(' ', id, net, content_hash, coalesce(channel, '-')) FROM sales_document ORDER BY id";
    let before = bench.texts(select);
    let rebuilt = empty_store();
    ingest::apply_pending(&bench.ledger, &rebuilt, &bench.settings, &mut |_| {}).expect("rebuild");
    assert_eq!(texts(&rebuilt, select), before);

    bench
        .ledger
        .save_mapping("shop", "order", &ORDERS.replace("      net: net", "      net: net\n      channel: colour"), AT)
        .expect("save");
    let remapped = empty_store();
    ingest::apply_pending(&bench.ledger, &remapped, &bench.settings, &mut |_| {}).expect("rebuild");
    assert!(texts(&remapped, select)[0].ends_with(" red"));
    assert_eq!(texts(&remapped, "SELECT mapping_version::VARCHAR FROM meta.applied_batches"), ["2"]);
}

#[test]
fn faults_of_a_mapping_name_file_line_and_the_nearest_name() {
    let fault = |text: &str| Mapping::parse("orders.yaml", text).expect_err("fault").to_string();
    let entity = fault(&ORDERS.replace("sales_document", "sales_documents"));
    assert!(entity.starts_with("orders.yaml:7:") && entity.ends_with("did you mean 'sales_document'?"), "{entity}");
    let field = fault(&ORDERS.replace("      net: net", "      nett: net"));
    assert!(field.starts_with("orders.yaml:12:") && field.ends_with("did you mean 'net'?"), "{field}");
    let key = fault(&ORDERS.replace("{ constant: order }", "{ constnt: order }"));
    assert!(key.starts_with("orders.yaml:10:") && key.ends_with("did you mean 'constant'?"), "{key}");
    let required = fault(&ORDERS.replace("      issued_at: placed\n", ""));
    assert!(required.contains("needs the field 'issued_at'"), "{required}");

    let bench = Bench::new();
    let wrong = mapping(&ORDERS.replace("net: net", "net: nett"));
    let mut file = tempfile::NamedTempFile::new().expect("file");
    std::io::Write::write_all(&mut file, HEADER.as_bytes()).expect("write");
    let column = bench.import_file(file.path(), &wrong).expect_err("fault").to_string();
    assert!(column.contains("no column 'nett'") && column.ends_with("did you mean 'net'?"), "{column}");
}

/// Lands rows cut into batches of the given sizes, in file order.
fn land_cut(bench: &Bench, rows: &[(u8, u8, bool)], sizes: &[usize], apply_between: bool) {
    let mapping = mapping(&ORDERS.replacen("    id: id\n", "", usize::from(rows.len().is_multiple_of(2))));
    let version = bench.ledger.save_mapping("shop", "order", &mapping.text, AT).expect("mapping");
    let format = r#"{"encoding":"utf-8","delimiter":",","header":true,"skipped_records":0,"columns":["id","placed","net","currency","fulfilled","test","customer","name","colour"],"numbers":{"decimal":".","thousands":null},"dates":["iso"],"zone":null,"nulls":[""]}"#;
    let import = NewImport {
        source_id: "shop",
        object: "order",
        mapping_version: version,
        file_name: "f",
        file_size: 1,
        content_hash: "x",
        format,
        started_at: AT,
    };
    let import = bench.ledger.begin_import(&import).expect("import");
    let mut start = 0;
    let mut ordinal = 0;
    for size in sizes.iter().copied().chain(std::iter::repeat(7)) {
        if start >= rows.len() {
            break;
        }
        let part = &rows[start..rows.len().min(start + size)];
        ordinal += 1;
        bench.ledger.land(import, ordinal, &batch(part, start), AT).expect("land");
        if apply_between {
            bench.apply().expect("apply");
        }
        start += size;
    }
    bench
        .ledger
        .finish_import(import, FinishedImport { status: ImportStatus::Finished, finished_at: AT, rows_read: 0 })
        .expect("finish");
    bench.apply().expect("apply");
}

fn batch(rows: &[(u8, u8, bool)], first: usize) -> RecordBatch {
    let column = |text: &dyn Fn(&(u8, u8, bool)) -> String| {
        Arc::new(StringArray::from_iter_values(rows.iter().map(text))) as ArrayRef
    };
    let lines = Int64Array::from_iter_values((0..rows.len()).map(|index| (first + index) as i64 + 2));
    RecordBatch::try_from_iter([
        (LINE_COLUMN, Arc::new(lines) as ArrayRef),
        ("id", column(&|row| row.0.to_string())),
        ("placed", column(&|row| if row.2 { "never".to_owned() } else { "2026-01-01".to_owned() })),
        ("net", column(&|row| row.1.to_string())),
        ("currency", column(&|_| String::new())),
        ("fulfilled", column(&|_| String::new())),
        ("test", column(&|_| String::new())),
        ("customer", column(&|row| (row.0 % 3).to_string())),
        ("name", column(&|row| format!("N{}", row.0 % 3))),
        ("colour", column(&|_| String::new())),
    ])
    .expect("batch")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_size_of_batches_does_not_matter(
        rows in proptest::collection::vec((0_u8..6, 0_u8..4, proptest::bool::weighted(0.1)), 1..40),
        sizes in proptest::collection::vec(1_usize..9, 0..10),
        apply_between in any::<bool>(),
    ) {
        let select = "SELECT concat_ws('|', id, content_hash, net) FROM sales_document ORDER BY 1";
        let people = "SELECT concat_ws('|', id, content_hash) FROM person ORDER BY 1";
        let whole = Bench::new();
        land_cut(&whole, &rows, &[rows.len()], false);
        let cut = Bench::new();
        land_cut(&cut, &rows, &sizes, apply_between);
        prop_assert_eq!(whole.texts(select), cut.texts(select));
        prop_assert_eq!(whole.texts(people), cut.texts(people));
        // The same rows as another import change nothing.
        let before = cut.texts(select);
        land_cut(&cut, &rows, &sizes, apply_between);
        prop_assert_eq!(before, cut.texts(select));
    }
}

#[test]
fn a_moment_may_be_a_length_of_time_after_another() {
    let bench = Bench::new();
    let tickets = mapping(
        "mapping: 1\nsource: desk\nobject: ticket\nformat: { dates: [iso], zone: Europe/Berlin }\nentities:\n  - entity: ticket\n    id: id\n    fields:\n      \
         created_at: { after: asked, seconds: { constant: \"0\" } }\n      \
         first_response_at: { after: asked, minutes: waited }\n      \
         solved_at: { after: asked, hours: { add: [worked, { constant: \"0.5\" }] } }\n      \
         closed_at: { after: asked, days: kept }\n",
    );
    // Two hours after the midnight before the clocks go forward at two o'clock is three o'clock.
    let text = "id,asked,waited,worked,kept\n1,2026-01-31,90,1,1\n2,2026-03-29,,1.5,\n3,2026-05-01 10:00:00,74,30,31\n4,2026-05-01,x,,\n5,2026-05-01,,,1.5\n\
        6,2026-05-01,,,9999999\n7,2026-05-01 10:00:00,,,9999999999999999\n8,2026-05-01T10:00:00Z,,,9999999999999999\n";
    let (report, _) = bench.import(text, &tickets);
    assert_eq!((report.accepted, report.rejected), (3, 5));
    let found = bench.texts(
        "SELECT concat_ws(' ', external_id, created_at, coalesce(CAST(first_response_at AS VARCHAR), '-'), \
         coalesce(CAST(solved_at AS VARCHAR), '-'), coalesce(CAST(closed_day AS VARCHAR), '-'), closed_at IS NULL) FROM ticket ORDER BY 1",
    );
    assert_eq!(
        found,
        [
            "1 2026-01-30 23:00:00 2026-01-31 00:30:00 2026-01-31 00:30:00 2026-02-01 true",
            "2 2026-03-28 23:00:00 - 2026-03-29 01:00:00 - true",
            "3 2026-05-01 08:00:00 2026-05-01 09:14:00 2026-05-02 14:30:00 2026-06-01 false",
        ]
    );
}

#[test]
fn a_number_outside_what_its_column_can_be_is_rejected() {
    let bench = Bench::new();
    let states = mapping(
        "mapping: 1\nsource: bill\nobject: state\nformat: { dates: [iso] }\nentities:\n  - entity: subscription_state\n    id: id\n    fields:\n      \
         subscription_id: id\n      from_at: start\n      status: { constant: active }\n      unit_price: price\n      \
         discount_percent: discount\n      interval_count: every\n",
    );
    let text = "id,start,price,discount,every\n1,2026-01-01,10,0,1\n2,2026-01-01,10,100,12\n3,2026-01-01,10,1500,1\n\
                4,2026-01-01,10,-1,1\n5,2026-01-01,10,0,0\n6,2026-01-01,10,0,-1\n7,2026-01-01,9999999999999,0,1\n";
    let (report, _) = bench.import(text, &states);
    assert_eq!((report.accepted, report.rejected), (2, 5));
}
