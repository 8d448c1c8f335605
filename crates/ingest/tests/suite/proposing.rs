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
fn the_day_of_a_document_has_many_names() {
    for day in
        ["Issue Date", "Issued On", "Date of issue", "Date Issued", "Invoiced at", "Bill Date", "Created", "issued"]
    {
        let text = format!(
            "Invoice No,{day},Due Date,Customer,Net,VAT,Gross\nI1,2026-10-05,2026-11-04,Ann,10.00,2.00,12.00\n"
        );
        let seen = look("invoices.csv", &text);
        let bench = Bench::new();
        let (report, _) = bench.import(&text, &seen.mapping);
        assert_eq!(report.rejected, 0, "{}", seen.mapping.text);
        let select = "SELECT concat_ws(' ', kind, issued_day, due_on) FROM sales_document";
        assert_eq!(bench.texts(select), ["invoice 2026-10-05 2026-11-04"], "{}", seen.mapping.text);
    }
    for day in ["Placed on", "Sale Date", "Timestamp", "Ordered", "Order Created"] {
        let text = format!("Order ID,{day},Customer,Total\n1,2026-10-05,Ann,12.00\n");
        let seen = look("export.csv", &text);
        let fields = &seen.mapped.iter().find(|column| column.column == day).expect("column").fields;
        assert_eq!(fields, &["sales_document.issued_at"], "{}", seen.mapping.text);
    }
}

#[test]
fn a_file_without_a_known_date_is_told_so() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("invoices.csv");
    std::fs::write(&path, "Invoice No,Jour,Customer,Net,VAT,Gross\nI1,2026-10-05,Ann,10.00,2.00,12.00\n")
        .expect("write");
    let fault = inspect(&path, None, &WorkspaceSettings::default()).expect_err("no day");
    let ingest::IngestError::DateMissing { field, columns, .. } = fault else { panic!("{fault}") };
    assert_eq!((field.as_str(), columns.len()), ("sales_document.issued_at", 6));
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
fn who_is_called_by_an_address_or_a_name_is_a_customer() {
    for (text, select, found) in [
        (
            "order_id,customer_email,order_date,total,currency\n1,ann@example.org,2026-10-05,10,EUR\n",
            "SELECT concat_ws(' ', d.person_id, p.email) FROM sales_document d JOIN person p ON p.id = d.person_id",
            "files:person:ann@example.org ann@example.org",
        ),
        (
            "order_id,order_date,Customer Name,total,currency\n1,2026-10-05,Ann,10,EUR\n",
            "SELECT p.full_name FROM sales_document d JOIN person p ON p.id = d.person_id",
            "Ann",
        ),
        (
            "order_id,order_date,customer_id,email,total,currency\n1,2026-10-05,c1,ann@example.org,10,EUR\n",
            "SELECT concat_ws(' ', d.person_id, p.email) FROM sales_document d JOIN person p ON p.id = d.person_id",
            "files:person:c1 ann@example.org",
        ),
    ] {
        let seen = look("orders.csv", text);
        let bench = Bench::new();
        let (report, _) = bench.import(text, &seen.mapping);
        assert_eq!(report.rejected, 0, "{}", seen.mapping.text);
        assert_eq!(bench.texts(select), [found], "{}", seen.mapping.text);
    }
}

#[test]
fn many_known_columns_are_enough_however_many_others_there_are() {
    let others: String = (0..40).map(|number| format!(",Extra {number}")).collect();
    let nothing = ",".repeat(40);
    let text = format!(
        "Name,Email,Financial Status,Fulfilled at,Currency,Subtotal,Shipping,Taxes,Created at{others}\n\
         #1001,ann@example.org,paid,2026-10-06 10:00,EUR,50.00,5.00,11.00,2026-10-05 09:00{nothing}\n"
    );
    let seen = look("orders_export.csv", &text);
    assert_eq!(seen.mapping.entities[0].entity.value, "sales_document", "{}", seen.mapping.text);
    let bench = Bench::new();
    let (report, _) = bench.import(&text, &seen.mapping);
    assert_eq!(report.rejected, 0, "{}", seen.mapping.text);
    assert_eq!(bench.texts("SELECT concat_ws(' ', net, shipping, tax) FROM sales_document"), ["5000 500 1100"]);
}

#[test]
fn a_column_called_as_a_field_is_that_field() {
    for (name, text, select, found) in [
        (
            "survey.csv",
            "Response ID,Survey,Type,Score,Scale Min,Scale Max,Polarity,Responded At\n1,B,CES,6,1,7,low good,2026-10-05\n",
            "SELECT concat_ws(' ', score, scale_min, scale_max, polarity) FROM survey_response",
            "6.000000 1.000000 7.000000 low_good",
        ),
        (
            "csat.csv",
            "Response ID,Survey Date,Customer Email,Rating,Min,Max\n1,2026-10-05,ann@example.org,9,1,10\n",
            "SELECT concat_ws(' ', person_id, score, scale_max) FROM survey_response",
            "files:person:ann@example.org 9.000000 10.000000",
        ),
        (
            "tickets.csv",
            "Ticket ID,Customer Email,Created At\n1,ann@example.org,2026-10-05 10:00\n",
            "SELECT person_id FROM ticket",
            "files:person:ann@example.org",
        ),
        // The price of one, not the worth of the position.
        (
            "order_lines.csv",
            "Line ID,Order ID,SKU,Quantity,Net Price\n1,o1,M1,3,10.00\n",
            "SELECT CAST(net AS VARCHAR) FROM sales_document_line",
            "3000",
        ),
        (
            "costs.csv",
            "Entry ID,Date,Period End,Amount,Purpose\n1,2026-10-01,2026-10-31,900,retention\n",
            "SELECT concat_ws(' ', purpose, period_end_on) FROM cost_entry",
            "retention 2026-10-31",
        ),
        (
            "orders.csv",
            "Order ID,Order Date,Customer ID,Net,Is Test\n1,2026-10-05,A,90,yes\n",
            "SELECT CAST(is_test AS VARCHAR) FROM sales_document",
            "true",
        ),
        (
            "tickets.csv",
            "Ticket ID,Requester,Created At,Merged Into,Spam\n1,A,2026-10-05 10:00,2,no\n",
            "SELECT concat_ws(' ', merged_into_id, is_spam) FROM ticket",
            "files:ticket:2 false",
        ),
        (
            "deals.csv",
            "Deal ID,Deal Name,Status,Stage,Amount,Created At,Qualified At\n1,A,won,Talks,10,2026-10-05,2026-10-06\n",
            "SELECT concat_ws(' ', status, stage, qualified_day) FROM opportunity",
            "won Talks 2026-10-06",
        ),
    ] {
        let seen = look(name, text);
        let bench = Bench::new();
        let (report, _) = bench.import(text, &seen.mapping);
        assert_eq!(report.rejected, 0, "{name}:\n{}", seen.mapping.text);
        assert_eq!(bench.texts(select), [found], "{name}:\n{}", seen.mapping.text);
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

#[test]
fn words_of_a_source_become_those_of_the_model() {
    for (name, text, select, found) in [
        (
            "orders.csv",
            "Order ID,Order Date,Customer ID,Net,Status\n1,2026-10-05,A,10,Completed\n2,2026-10-05,B,10,Canceled\n3,2026-10-05,C,10,VOIDED\n",
            "SELECT status FROM sales_document ORDER BY id",
            vec!["fulfilled", "cancelled", "void"],
        ),
        (
            "payments.csv",
            "Payment ID,Invoice No,Paid At,Amount,Status,Type\np1,I1,2026-10-10,40,Succeeded,Payment\np2,I1,2026-10-11,40,Declined,Refund\n",
            "SELECT concat_ws(' ', kind, status) FROM payment ORDER BY id",
            vec!["payment succeeded", "refund failed"],
        ),
        (
            "tickets.csv",
            "Ticket ID,Requester,Created At,Status,Channel\n1,A,2026-10-05 10:00,Resolved,Phone\n2,B,2026-10-05 10:00,On-hold,Fax\n",
            "SELECT concat_ws(' ', status, channel) FROM ticket ORDER BY id",
            vec!["solved phone", "hold Fax"],
        ),
        (
            "survey.csv",
            "Response ID,Survey,Type,Score,Responded At\n1,Q4,NPS,10,2026-10-05\n2,Q4,CSAT,5,2026-10-05\n",
            "SELECT concat_ws(' ', survey, kind, score) FROM survey_response ORDER BY id",
            vec!["Q4 nps 10.000000", "Q4 csat 5.000000"],
        ),
    ] {
        let seen = look(name, text);
        let bench = Bench::new();
        let (report, _) = bench.import(text, &seen.mapping);
        assert_eq!(report.rejected, 0, "{name}:\n{}", seen.mapping.text);
        assert_eq!(bench.texts(select), found, "{name}:\n{}", seen.mapping.text);
    }
}

#[test]
fn a_column_called_type_is_the_kind_of_a_row_only_in_words_that_mean_one() {
    let text = "Payment ID,Invoice No,Paid At,Amount,Type\np1,I1,2026-10-10,40,Visa\n";
    let seen = look("payments.csv", text);
    let bench = Bench::new();
    let _ = bench.import(text, &seen.mapping);
    assert_eq!(bench.texts("SELECT kind FROM payment"), ["payment"]);
}

#[test]
fn the_name_of_a_file_or_column_says_what_is_in_it() {
    for (name, text, select, found) in [
        (
            "credit_notes.csv",
            "Credit Note No,Invoice No,Date,Customer ID,Amount\nC1,I1,2026-10-15,A,30.00\n",
            "SELECT concat_ws(' ', kind, external_id) FROM sales_document",
            "credit_note C1",
        ),
        (
            "returns.csv",
            "Return ID,Order ID,Return Date,Customer ID,Amount\nR1,1,2026-10-15,A,30.00\n",
            "SELECT concat_ws(' ', kind, external_id) FROM sales_document",
            "return R1",
        ),
        (
            "export.csv",
            "Invoice No,Invoice Date,Due Date,Customer ID,Total\nI1,2026-10-15,2026-11-14,A,30.00\n",
            "SELECT concat_ws(' ', kind, external_id) FROM sales_document",
            "invoice I1",
        ),
        // What the columns say goes before what the file is called.
        (
            "september.csv",
            "Invoice No,Invoice Date,Customer Email,Gross,Tax\nI1,2026-10-15,a@example.org,12.00,2.00\n",
            "SELECT concat_ws(' ', kind, external_id) FROM sales_document",
            "invoice I1",
        ),
        (
            "orders after quote.csv",
            "Order ID,Order Date,Customer Email,Net\n1,2026-10-15,a@example.org,12.00\n",
            "SELECT concat_ws(' ', kind, external_id) FROM sales_document",
            "order 1",
        ),
        (
            "quotes.csv",
            "Quote No,Order ID,Issue Date,Customer Email,Net\n1,7,2026-10-15,a@example.org,12.00\n",
            "SELECT concat_ws(' ', kind, external_id) FROM sales_document",
            "quote 7",
        ),
        (
            "export.csv",
            "Credit Note No,Original Invoice No,Date,Customer ID,Amount\nC1,I1,2026-10-15,A,30.00\n",
            "SELECT concat_ws(' ', kind, external_id) FROM sales_document",
            "credit_note C1",
        ),
        (
            "satisfaction_survey.csv",
            "Response ID,Survey Date,Score\n1,2026-10-05,5\n",
            "SELECT kind FROM survey_response",
            "csat",
        ),
        ("survey.csv", "Response ID,Survey Date,Score\n1,2026-10-05,5\n", "SELECT kind FROM survey_response", "csat"),
        ("survey.csv", "Response ID,Survey Date,Score\n1,2026-10-05,9\n", "SELECT kind FROM survey_response", "nps"),
    ] {
        let seen = look(name, text);
        let bench = Bench::new();
        let _ = bench.import(text, &seen.mapping);
        assert_eq!(bench.texts(select), [found], "{name}:\n{}", seen.mapping.text);
    }
}

#[test]
fn the_history_of_requests_is_recognised() {
    let tickets = "Ticket ID,Created at,Status\nT1,2026-01-05 10:00,open\n";
    assert_eq!(look("tickets.csv", tickets).mapping.entities[0].entity.value, "ticket");
    for (name, text, rows) in [
        (
            "history.csv",
            "Ticket,Time,From,To,By\nT1,2026-01-05 12:00,Open,Resolved,a1\nT1,2026-01-06 09:00,Resolved,Reopened,a2\n",
            &["files:ticket:T1 status open solved a1 -", "files:ticket:T1 status solved open a2 -"][..],
        ),
        (
            "ticket_events.csv",
            "Ticket ID,Event,Old value,New value,Changed at,Changed by\n\
             T1,Status change,New,Closed,2026-01-05 12:00,agent\nT1,Assigned,,Ann,2026-01-05 11:00,system\n",
            &["files:ticket:T1 assignment - Ann - system", "files:ticket:T1 status new closed - agent"],
        ),
        (
            "export.csv",
            "Case Number,Timestamp,Event,Agent\nC7,2026-01-05 12:00,Opened,a1\nC7,2026-01-06 12:00,Done,a1\n",
            &["files:ticket:C7 status - open a1 -", "files:ticket:C7 status - solved a1 -"],
        ),
        (
            "assignments.csv",
            "Ticket,Changed at,Old assignee,New assignee\nT1,2026-01-05 12:00,Ann,Bob\n",
            &["files:ticket:T1 assignment Ann Bob - -"],
        ),
        (
            "messages.csv",
            "Message ID,Ticket,Sent at,Author type,Public\nm1,T1,2026-01-05 12:00,Agent,yes\n",
            &["files:ticket:T1 message - - - agent"],
        ),
    ] {
        let seen = look(name, text);
        assert_eq!(seen.mapping.entities[0].entity.value, "ticket_event", "{name}:\n{}", seen.mapping.text);
        let bench = Bench::new();
        let (report, _) = bench.import(text, &seen.mapping);
        assert_eq!(report.rejected, 0, "{name}:\n{}", seen.mapping.text);
        let sql = "SELECT concat_ws(' ', ticket_id, kind, coalesce(from_value, '-'), coalesce(to_value, '-'), \
                   coalesce(replace(author_id, 'files:employee:', ''), '-'), coalesce(author_kind, '-')) \
                   FROM ticket_event ORDER BY 1";
        assert_eq!(bench.texts(sql), rows, "{name}:\n{}", seen.mapping.text);
    }
}

#[test]
fn a_time_sheet_of_requests_is_no_history() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("ticket_hours.csv");
    std::fs::write(&path, "Ticket,Date,Minutes,Rate card\nT1,2026-01-05,30,A\n").expect("write");
    let text = inspect(&path, None, &WorkspaceSettings::default()).map(|seen| seen.mapping.text);
    assert!(!text.unwrap_or_default().contains("ticket_event"));
}

#[test]
fn words_that_mean_nothing_are_counted_and_what_no_column_says_is_told() {
    let text = "Ticket ID,Created at,Status,Priority\nT1,2026-01-05 10:00,Parked,P1\nT2,2026-01-05 10:00,parked,P2\n\
                T3,2026-01-05 10:00,Parked,high\nT4,2026-01-05 10:00,On-hold,low\nT5,,Parked,low\n";
    let bench = Bench::new();
    let (report, applied) = bench.import(text, &look("tickets.csv", text).mapping);
    let told = |doubts: &[sources::files::Doubt]| -> Vec<String> {
        let doubts = doubts.iter().filter(|doubt| doubt.code == "unknown_word");
        let told = doubts.map(|doubt| {
            format!(
                "{} {} {}",
                doubt.column.as_deref().unwrap_or("-"),
                doubt.arguments["value"],
                doubt.arguments["count"]
            )
        });
        told.collect()
    };
    // A row that did not come in says nothing; a priority may be called anything.
    let expected = ["Status Parked 2", "Status parked 1"];
    assert_eq!(told(&applied.doubts_of(report.import_id)), expected);

    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("tickets.csv");
    std::fs::write(&path, text).expect("write");
    let seen = ingest::rehearse(&path, None, &WorkspaceSettings::default()).expect("rehearse");
    assert_eq!(told(&seen.doubts), expected);
    assert!(seen.assumed.is_empty());

    let orders = look("orders.csv", "order_id,order_date,total\n1,2026-01-01,10.5\n");
    let assumed: Vec<String> = orders.assumed.iter().map(|field| format!("{} {}", field.field, field.value)).collect();
    assert_eq!(assumed, ["sales_document.kind order"]);
}
