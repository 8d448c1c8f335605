//! What is proposed for files that come without a mapping.

use crate::support::Bench;
use ingest::{Inspection, inspect, propose_settings};
use model::settings::WorkspaceSettings;

fn look(name: &str, text: &str) -> Inspection {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("write");
    inspect(&path, None, &WorkspaceSettings::default()).expect("inspect")
}

#[test]
fn order_lines_become_documents_lines_and_customers() {
    let text = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n\
        536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n\
        536366,71053,LANTERN,2,2010-12-02 08:26:00,3.39,,France\n";
    let seen = look("retail_2010-12.csv", text);
    assert_eq!(seen.mapping.object, "retail");
    let entities: Vec<&str> = seen.mapping.entities.iter().map(|entity| entity.entity.value.as_str()).collect();
    assert_eq!(entities, ["sales_document", "sales_document_line", "person"]);
    let bench = Bench::new();
    let (report, _) = bench.import(text, &seen.mapping);
    assert_eq!((report.accepted, report.rejected), (2, 0));
    assert_eq!(
        bench.texts("SELECT concat_ws(' ', product_code, net) FROM sales_document_line ORDER BY 1"),
        ["71053 678", "85123A 1530"]
    );
    assert_eq!(
        bench.texts("SELECT coalesce(person_id, '-') FROM sales_document ORDER BY id"),
        ["files:person:17850", "-"]
    );
}

#[test]
fn each_kind_of_export_is_recognised() {
    for (name, text, entity) in [
        (
            "accounts.csv",
            "account,sector,revenue,employees,office_location,subsidiary_of\nAcme,retail,11.5,20,Kenya,\n",
            "organization",
        ),
        (
            "deals.csv",
            "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n1,Ada,MG,Acme,Won,2016-10-20,2017-03-01,1054\n",
            "opportunity",
        ),
        ("teams.csv", "sales_agent,manager,regional_office\nAda,Di,East\n", "employee"),
        ("nps.csv", "ID,Market,Survey date,Customer Name,NPS\n1,US,2021-01-31,K R,10\n", "survey_response"),
        (
            "tickets.csv",
            "Ticket ID,Requester,Assignee,Priority,Status,Created at,Solved at\n1,a,b,high,open,2026-01-01 10:00,2026-01-02 11:00\n",
            "ticket",
        ),
        (
            "ads.csv",
            "Campaign name,Day,Amount spent (EUR),Impressions,Link clicks\nSpring,2026-01-01,12.5,1000,20\n",
            "ad_day",
        ),
        ("contacts.csv", "Contact ID,First Name,Last Name,Email,Phone\n1,Ada,L,a@example.org,123\n", "person"),
        ("orders.csv", "order_id,order_date,customer_id,total,currency\n1,2026-01-01,c1,10.5,EUR\n", "sales_document"),
    ] {
        let seen = look(name, text);
        assert_eq!(seen.mapping.entities[0].entity.value, entity, "{name}:\n{}", seen.mapping.text);
        let bench = Bench::new();
        let (report, _) = bench.import(text, &seen.mapping);
        assert_eq!((report.accepted, report.rejected), (1, 0), "{name}:\n{}", seen.mapping.text);
    }
}

#[test]
fn nothing_is_proposed_for_columns_that_nobody_knows() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("x.csv");
    for text in ["foo,bar\n1,2\n", "user_id,page\n1,home\n", "time_stamp,user_id,visited\n2014-04-22 03:53:30,1,1\n"] {
        std::fs::write(&path, text).expect("write");
        let fault = inspect(&path, None, &WorkspaceSettings::default()).expect_err("nothing known");
        assert!(matches!(fault, ingest::IngestError::NothingRecognised { .. }), "{fault}");
    }
}

#[test]
fn the_currency_is_told_by_column_heading_or_sign() {
    let code = |name: &str, text: &str| propose_settings(&look(name, text)).currency.to_string();
    assert_eq!(code("o.csv", "order_id,order_date,total,currency\n1,2026-01-01,10.5,USD\n"), "USD");
    assert_eq!(code("a.csv", "Campaign name,Day,Amount spent (GBP),Impressions\nSpring,2026-01-01,12.5,1000\n"), "GBP");
    assert_eq!(code("o.csv", "order_id,order_date,total\n1,2026-01-01,£10.50\n"), "GBP");
    assert_eq!(code("o.csv", "order_id,order_date,total\n1,2026-01-01,10.50\n"), "EUR");
}
