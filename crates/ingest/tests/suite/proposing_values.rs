//! What is worth what, what is paid and what became of a deal, in files that come without a mapping.

use crate::support::Bench;
use ingest::{Inspection, inspect};
use model::settings::WorkspaceSettings;

fn look(name: &str, text: &str) -> Inspection {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("write");
    inspect(&path, None, &WorkspaceSettings::default()).expect("inspect")
}

/// What comes of a file, and whether it is told that no row proves the amounts.
fn comes(name: &str, text: &str, select: &str) -> (Vec<String>, bool) {
    let seen = look(name, text);
    let bench = Bench::new();
    let (report, _) = bench.import(text, &seen.mapping);
    assert_eq!(report.rejected, 0, "{name}:\n{}", seen.mapping.text);
    (bench.texts(select), seen.doubts.iter().any(|doubt| doubt.code == "net_taken"))
}

#[test]
fn a_position_is_worth_what_its_discount_leaves() {
    let select = "SELECT concat_ws(' ', coalesce(kind, '-'), net, coalesce(discount, 0)) FROM sales_document_line ORDER BY line_id";
    let select = &select.replace("line_id", "id");
    for (text, found) in [
        (
            "Line ID,Order ID,SKU,Quantity,Unit Price,Discount,Kind\n1,o1,M1,2,10.00,5.00,product\n2,o1,S,1,4.00,0.00,shipping\n",
            ["product 1500 500", "shipping 400 0"],
        ),
        (
            "Line ID,Order ID,SKU,Quantity,Unit Price,Line Discount,Line Type\n1,o1,M1,2,10.00,-5.00,Product\n2,o1,S,1,4.00,0.00,Freight\n",
            ["product 1500 500", "shipping 400 0"],
        ),
        (
            "Line ID,Order ID,SKU,Quantity,Unit Price,Discount %\n1,o1,M1,2,10.00,5\n2,o1,T1,1,4.00,0\n",
            ["- 1900 0", "- 400 0"],
        ),
        // No column says the kind: what is called shipping is no product.
        (
            "Line ID,Order ID,SKU,Product,Quantity,Unit Price,Discount\n1,o1,M1,Mug,2,10.00,5.00\n2,o1,SHIP,Shipping,1,4.00,0.00\n",
            ["- 1500 500", "shipping 400 0"],
        ),
        // An order of Northwind: the discount is a part of one.
        (
            "Line ID,Order ID,Product ID,Quantity,Unit Price,Discount\n1,10250,51,35,42.40,0.15\n2,10250,41,10,7.70,0\n",
            ["- 126140 0", "- 7700 0"],
        ),
        // Parts of one are all below it, and are not called amounts.
        (
            "Line ID,Order ID,SKU,Quantity,Unit Price,Discount\n1,o1,M1,2,10.00,0.50\n2,o1,T1,1,10.00,5.00\n",
            ["- 1950 50", "- 500 500"],
        ),
        (
            "Line ID,Order ID,SKU,Quantity,Unit Price,Discount Amount\n1,o1,M1,2,10.00,0.50\n2,o1,T1,1,10.00,0\n",
            ["- 1950 50", "- 1000 0"],
        ),
        (
            "Line ID;Order ID;SKU;Quantity;Unit Price;Discount %\n1;o1;M1;2;10,00;5\n2;o1;T1;1;4,50;0\n",
            ["- 1900 0", "- 450 0"],
        ),
    ] {
        let (rows, told) = comes("order_lines.csv", text, select);
        assert_eq!(rows, found, "{text}");
        assert!(told, "{text}");
    }
}

#[test]
fn what_the_sample_does_not_show_is_read_for_what_it_is() {
    let head = "Line ID,Order ID,SKU,Product,Quantity,Unit Price,Discount\n";
    let shown = "1,o1,M1,Mug,1,10.00,0.50\n".repeat(6_000);
    let text = format!("{head}{shown}2,o2,M1,Mug,1,10.00,5.00\n3,o2,S,Shipping,1,7.00,0\n");
    let select = "SELECT concat_ws(' ', coalesce(kind, '-'), net) FROM sales_document_line \
                  WHERE document_id LIKE '%o2' ORDER BY id";
    // No part of one is five times it.
    assert_eq!(comes("order_lines.csv", &text, select).0, ["- 500", "shipping 700"]);
}

#[test]
fn what_the_rows_add_up_to_says_how_their_discount_is_written() {
    let select = "SELECT CAST(net AS VARCHAR) FROM sales_document_line ORDER BY document_id, product_code";
    let head = "Order ID,Order Date,SKU,Quantity,Unit Price,Discount";
    for (text, found, is_told) in [
        // 2 × 12.50 − 2.50 and 4.50 of tax and 5 of shipping are 32; 60 less 10 % and 10.80 are 64.80.
        (
            "Tax,Shipping,Total\n1,A,2,12.50,2.50,4.50,5.00,32.00\n2,B,1,14.00,0,2.80,5.00,21.80\n3,C,1,60.00,10%,10.80,0,64.80\n",
            &["2250", "1400", "5400"][..],
            false,
        ),
        // A cell with a sign is the part of a hundred it says, though nothing proves it.
        ("Note\n1,A,2,12.50,2.50,\n2,B,1,60.00,10 %,\n", &["2250", "5400"], true),
        // No sign anywhere, yet 20 less 5 per cent are 19.
        ("Total\n1,A,2,10.00,5,19.00\n2,B,1,4.00,0,4.00\n", &["1900", "400"], false),
        // All below one, yet amounts: 2 × 10 less 0.50 are 19.50.
        ("Total\n1,A,2,10.00,0.50,19.50\n2,B,1,4.00,0,4.00\n", &["1950", "400"], false),
        // Tax, shipping and total of an order stand in each of its rows: 20 − 5 + 4 + 3.80 + 2 are 24.80.
        (
            "Tax,Shipping,Total\n1,A,2,10.00,5.00,3.80,2.00,24.80\n1,B,1,4.00,0,3.80,2.00,24.80\n",
            &["1500", "400"],
            false,
        ),
        // 120 are paid, 20 of them tax: the price holds it. The total could also be the one before tax.
        ("Tax,Total\n1,A,1,120.00,0,20.00,120.00\n", &["10000"], true),
        // Sums that fit nothing prove nothing.
        ("Total\n1,A,2,10.00,5.00,99.00\n2,B,1,4.00,0,4.00\n", &["1500", "400"], true),
    ] {
        let text = ["A", "B", "C"]
            .iter()
            .fold(text.to_owned(), |text, sku| text.replace(&format!(",{sku},"), &format!(",2026-01-05,{sku},")));
        let text = format!("{head},{text}");
        let (rows, told) = comes("orders.csv", &text, select);
        assert_eq!(rows, found, "{text}");
        assert_eq!(told, is_told, "{text}");
    }
}

#[test]
fn the_sums_of_an_order_say_whether_its_subtotal_is_before_discounts_and_tax() {
    let select = "SELECT CAST(coalesce(net, gross - tax - shipping) AS VARCHAR) FROM sales_document ORDER BY id";
    for (text, found, is_told) in [
        // 100 less 20, and 16 of tax and 5 of shipping, are 101.
        ("Subtotal,Discount,Tax,Shipping,Total\nA,100.00,20.00,16.00,5.00,101.00\n", "8000", false),
        ("Subtotal,Discount,Tax,Shipping,Total\nA,100.00,-20.00,16.00,5.00,101.00\n", "8000", false),
        // 80 and 16 and 5 are 101: the discount is off already.
        ("Subtotal,Discount Amount,Tax,Shipping,Total\nA,80.00,20.00,16.00,5.00,101.00\n", "8000", false),
        // 96 and 5 are 101: the tax of 16 is in the 96.
        ("Subtotal,Discount Amount,Tax,Shipping,Total\nA,96.00,20.00,16.00,5.00,101.00\n", "8000", false),
        ("Subtotal,Discount Amount,Tax,Shipping,Total\nA,116.00,20.00,16.00,5.00,101.00\n", "8000", false),
        // Nothing tells.
        ("Subtotal,Discount\nA,100.00,20.00\n", "8000", true),
        ("Net Amount,Discount\nA,80.00,20.00\n", "8000", true),
        ("Tax,Shipping,Total\nA,16.00,5.00,101.00\n", "8000", false),
        // 100 less 20 per cent, and 16 of tax and 5 of shipping.
        ("Subtotal,Discount,Tax,Shipping,Total\nA,100.00,20%,16.00,5.00,101.00\n", "8000", false),
        ("Subtotal,Discount %\nA,100.00,20\n", "8000", true),
        ("Total\nA,80.00\n", "8000", true),
    ] {
        let text = text.replacen("A,", "1,2026-01-05,u1,", 1);
        let text = format!("Order ID,Order Date,Customer ID,{text}");
        let (rows, told) = comes("orders.csv", &text, select);
        assert_eq!(rows, [found], "{text}");
        assert_eq!(told, is_told, "{text}");
    }
}

#[test]
fn an_order_whose_amounts_stand_once_beside_its_positions_has_them() {
    let text = "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,\
                Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem discount\n\
        #1001,a@example.org,paid,EUR,25.00,4.00,5.00,34.00,5.00,2026-01-05 10:00:00 +0200,2,Mug,10.00,M1,0.00\n\
        #1001,a@example.org,,,,,,,,2026-01-05 10:00:00 +0200,1,Tea,10.00,T1,0.00\n\
        #1002,c@example.org,paid,EUR,20.00,0.00,4.00,24.00,0.00,2026-01-06 10:00:00 +0200,2,Mug,10.00,M1,0.00\n";
    let (documents, _) = comes(
        "orders_export.csv",
        text,
        "SELECT concat_ws(' ', external_id, net, gross, status) FROM sales_document ORDER BY id",
    );
    assert_eq!(documents, ["#1001 2500 3400 paid", "#1002 2000 2400 paid"]);
    let (lines, _) = comes(
        "orders_export.csv",
        text,
        "SELECT concat_ws(' ', product_code, net) FROM sales_document_line ORDER BY 1",
    );
    assert_eq!(lines, ["M1 2000", "M1 2000", "T1 1000"]);
}

#[test]
fn an_invoice_tells_of_its_payment() {
    let select = "SELECT concat_ws(' ', document_id, amount, received_day, origin, person_id) FROM payment ORDER BY id";
    let head = "Invoice No,Invoice Date,Due Date,Customer ID,Status,Total";
    let rows = |text: &str, name: &str| comes(name, &format!("{head},{text}"), select).0;
    let dated = "Amount Paid,Balance Due,Currency,Paid At\n\
        I1,2026-01-05,2026-01-20,c1,Paid,100.00,100.00,0.00,EUR,2026-01-18\n\
        I2,2026-01-05,2026-01-20,c2,Open,100.00,40.00,60.00,EUR,\nI3,2026-01-05,2026-01-20,c2,Draft,100.00,0.00,100.00,EUR,\n";
    let paid = [
        "files:sales_document:I1 10000 2026-01-18 document files:person:c1",
        "files:sales_document:I2 4000 2026-01-05 document_undated files:person:c2",
    ];
    for name in ["invoices.csv", "export_2026.csv"] {
        assert_eq!(rows(dated, name), paid, "{name}");
    }
    let seen = look("invoices.csv", &format!("{head},{dated}"));
    assert!(seen.doubts.iter().any(|doubt| doubt.code == "paid_without_day"));
}

#[test]
fn what_is_paid_of_an_invoice_is_said_in_many_ways() {
    let select = "SELECT concat_ws(' ', external_id, amount, received_day) FROM payment ORDER BY id";
    let head = "Invoice No,Invoice Date,Due Date,Customer ID";
    for (text, found, is_told) in [
        // The rest of what is still owed is paid.
        (
            "Total,Balance Due\nI1,A,100.00,0.00\nI2,A,250.00,100.00\nI3,A,80.00,80.00\nI4,A,-20.00,-20.00\n",
            &["I1 paid 10000 2026-01-05", "I2 paid 15000 2026-01-05"][..],
            true,
        ),
        // What is cancelled is not paid.
        (
            "Status,Total,Balance Due\nI1,A,Paid,100.00,0.00\nI2,A,CANCELED,250.00,0.00\nI3,A,Storniert,80.00,0.00\n",
            &["I1 paid 10000 2026-01-05"],
            true,
        ),
        // More is owed than the invoice is worth: the balance is the customer's.
        (
            "Total,Balance\nI1,A,100.00,0.00\nI2,A,250.00,100.00\nI3,A,80.00,400.00\n",
            &["I1 paid 10000 2026-01-05"],
            true,
        ),
        // A truth is no amount.
        (
            "Total,Paid\nI1,A,100.00,1\nI2,A,250.00,0\nI3,A,80.00,1\n",
            &["I1 paid 10000 2026-01-05", "I3 paid 8000 2026-01-05"],
            true,
        ),
        ("Total,Paid\nI1,A,100.00,yes\nI2,A,250.00,no\n", &["I1 paid 10000 2026-01-05"], true),
        ("Net,Tax,Is Paid\nI1,A,100.00,20.00,TRUE\nI2,A,250.00,50.00,FALSE\n", &["I1 paid 12000 2026-01-05"], true),
        ("Total,Paid\nI1,A,100.00,Ja\nI2,A,250.00,Nein\nI3,A,80.00,\n", &["I1 paid 10000 2026-01-05"], true),
        (
            "Total,Paid\nI1,A,100.00,100.00\nI2,A,250.00,1\nI3,A,80.00,0\n",
            &["I1 paid 10000 2026-01-05", "I2 paid 100 2026-01-05"],
            true,
        ),
        ("Total,Amount Paid\nI1,A,1.00,1\nI2,A,250.00,0\n", &["I1 paid 100 2026-01-05"], true),
        // So is a day; who has not paid needs none.
        ("Total,Paid\nI1,A,100.00,2026-01-18\nI2,A,250.00,\n", &["I1 paid 10000 2026-01-18"], false),
        ("Total,Paid,Paid At\nI1,A,100.00,yes,2026-01-18\nI2,A,250.00,no,\n", &["I1 paid 10000 2026-01-18"], false),
        (
            "Total,Amount Paid,Paid At\nI1,A,100.00,40.00,2026-01-18\nI2,A,250.00,0.00,\n",
            &["I1 paid 4000 2026-01-18"],
            false,
        ),
    ] {
        let text = format!("{head},{}", text.replace(",A,", ",2026-01-05,2026-01-20,c1,"));
        assert_eq!(comes("invoices.csv", &text, select).0, found, "{text}");
        let doubts = look("invoices.csv", &text).doubts;
        assert_eq!(doubts.iter().any(|doubt| doubt.code == "paid_without_day"), is_told, "{text}");
    }
}

#[test]
fn an_order_that_was_refunded_is_given_back_in_full() {
    let documents = "SELECT concat_ws(' ', external_id, kind, coalesce(replace(parent_id, 'files:sales_document:', ''), '-'), \
                     issued_day, coalesce(CAST(net AS VARCHAR), '-'), tax, coalesce(CAST(gross AS VARCHAR), '-'), coalesce(status, '-')) \
                     FROM sales_document ORDER BY id";
    let lines = "SELECT concat_ws(' ', replace(document_id, 'files:sales_document:', ''), net) FROM sales_document_line ORDER BY 1";
    // The amounts of the whole order stand in its row.
    let text = "Order ID,Order Date,Customer,Net,Tax,Status,Refunded At\n1,2026-01-05,Ann,80.00,16.00,completed,\n\
                2,2026-01-06,Bob,20.00,4.00,Refunded,2026-02-03\n3,2026-01-07,Bob,10.00,2.00,REFUNDED,\n";
    assert_eq!(
        comes("orders.csv", text, documents).0,
        [
            "1 order - 2026-01-05 8000 1600 - fulfilled",
            "2 order - 2026-01-06 2000 400 - paid",
            "2 refunded credit_note 2 2026-02-03 2000 400 - -",
            "3 order - 2026-01-07 1000 200 - paid",
            "3 refunded credit_note 3 2026-01-07 1000 200 - -",
        ]
    );
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("orders.csv");
    std::fs::write(&path, text).expect("write");
    let seen = ingest::rehearse(&path, None, &WorkspaceSettings::default()).expect("rehearse");
    let codes: Vec<&str> = seen.doubts.iter().map(|doubt| doubt.code).collect();
    assert!(codes.contains(&"refunded_given_back") && !codes.contains(&"unknown_word"), "{codes:?}");
    // Its positions alone have amounts.
    let text = "Order ID,Order Date,Customer,SKU,Quantity,Unit Price,Tax,Status\n1,2026-01-05,Ann,M,2,10.00,5.00,refunded\n\
                1,2026-01-05,Ann,T,1,5.00,5.00,refunded\n2,2026-01-06,Bob,M,1,10.00,2.00,completed\n";
    let found = [
        "1 order - 2026-01-05 - 500 - paid",
        "1 refunded credit_note 1 2026-01-05 - 500 - -",
        "2 order - 2026-01-06 - 200 - fulfilled",
    ];
    assert_eq!(comes("orders.csv", text, documents).0, found);
    assert_eq!(comes("orders.csv", text, lines).0, ["1 2000", "1 500", "1 refunded 2000", "1 refunded 500", "2 1000"]);
    // What is in no row of the file is not written down.
    assert!(
        !look("orders.csv", "Order ID,Order Date,Net,Status\n1,2026-01-05,80.00,paid\n")
            .mapping
            .text
            .contains("credit_note")
    );
}

#[test]
fn deals_are_won_where_a_column_says_so_and_close_one_day_or_are_expected_to() {
    let select = "SELECT concat_ws(' ', external_id, status, coalesce(CAST(closed_day AS VARCHAR), '-'), \
                  coalesce(CAST(expected_close_on AS VARCHAR), '-')) FROM opportunity ORDER BY id";
    for (text, found) in [
        // HubSpot
        (
            "Record ID,Deal Name,Deal Stage,Pipeline,Close Date,Create Date,Amount,Deal owner,Is Closed Won,Is closed lost\n\
             1,A,Closed Won,Sales,2026-01-20 10:00,2026-01-02 10:00,100,Ann,true,false\n\
             2,B,Closed Lost,Sales,2026-01-20 10:00,2026-01-02 10:00,300,Ann,false,true\n\
             3,C,Proposal,Sales,2026-02-20 10:00,2026-01-02 10:00,500,Ann,false,false\n\
             4,D,Contract signed,Sales,2026-01-20 10:00,2026-01-02 10:00,50,Ann,true,false\n",
            &["1 won 2026-01-20 -", "2 lost 2026-01-20 -", "3 open - 2026-02-20", "4 won 2026-01-20 -"][..],
        ),
        // Salesforce
        (
            "Opportunity ID,Opportunity Name,Stage,Amount,Close Date,Created Date,Closed,Won\n\
             1,A,Signed,100,2026-01-20,2026-01-02,1,1\n2,B,Dead,300,2026-01-20,2026-01-02,1,0\n\
             3,C,Proposal,500,2026-02-20,2026-01-02,0,0\n",
            &["1 won 2026-01-20 -", "2 lost 2026-01-20 -", "3 open - 2026-02-20"],
        ),
        // Words alone
        (
            "Opportunity ID,Stage,Amount,Close Date,Created Date\n1,Closed Won,100,2026-01-20,2026-01-02\n\
             2,Proposal,500,2026-02-20,2026-01-02\n",
            &["1 won 2026-01-20 -", "2 open - 2026-02-20"],
        ),
        // Won alone: what is lost stands in the words.
        (
            "Opportunity ID,Stage,Amount,Close Date,Created Date,Is Won\n1,Signed,100,2026-01-20,2026-01-02,yes\n\
             2,Closed Lost,500,2026-01-20,2026-01-02,no\n3,Proposal,500,2026-02-20,2026-01-02,no\n",
            &["1 won 2026-01-20 -", "2 lost 2026-01-20 -", "3 open - 2026-02-20"],
        ),
        // As databases write truths; what is won stands in the words.
        (
            "Deal ID,Stage,Amount,Close Date,Created Date,Won\n1,Signed,100,2026-01-20,2026-01-02,t\n\
             2,Proposal,500,2026-02-20,2026-01-02,f\n",
            &["1 won 2026-01-20 -", "2 open - 2026-02-20"],
        ),
        (
            "Deal ID,Stage,Amount,Close Date,Created Date,Lost\n1,Won,100,2026-01-20,2026-01-02,нет\n\
             2,Signed,500,2026-02-20,2026-01-02,да\n3,Proposal,500,2026-02-20,2026-01-02,нет\n",
            &["1 won 2026-01-20 -", "2 lost 2026-02-20 -", "3 open - 2026-02-20"],
        ),
        // Pipedrive
        (
            "Deal - ID,Deal - Title,Deal - Value,Deal - Stage,Deal - Status,Deal - Deal created,Deal - Deal closed on,Deal - Expected close date\n\
             1,A,100.00,Negotiation,Won,2026-01-02,2026-01-20,2026-01-15\n2,B,500.00,Proposal,Open,2026-01-02,,2026-02-20\n",
            &["1 won 2026-01-20 2026-01-15", "2 open - 2026-02-20"],
        ),
    ] {
        assert_eq!(comes("deals.csv", text, select).0, found, "{text}");
    }
}

#[test]
fn the_history_of_subscriptions_is_recognised() {
    let select = "SELECT concat_ws(' ', s.subscription_id, s.status, s.from_day, coalesce(CAST(s.to_day AS VARCHAR), '-'), \
                  coalesce(s.plan, '-'), CAST(s.unit_price * coalesce(s.quantity, 1) AS DECIMAL(18, 2)), \
                  coalesce(s.interval_unit, '-'), coalesce(b.person_id, b.organization_id, '-')) \
                  FROM subscription_state s LEFT JOIN subscription b ON b.id = s.subscription_id ORDER BY 1";
    for (name, text, found) in [
        // The last day of one state is the day before the next.
        (
            "subscription_history.csv",
            "Subscription ID,Customer ID,From,To,Plan,Seats,Unit Price,Interval,Status\n\
             s1,c1,2026-01-01,2026-01-31,S,2,10.00,monthly,Trialing\ns1,c1,2026-02-01,,L,3,20.00,monthly,Active\n",
            &[
                "files:subscription:s1 active 2026-02-01 - L 60.00 month files:person:c1",
                "files:subscription:s1 trial 2026-01-01 2026-02-01 S 20.00 month files:person:c1",
            ][..],
        ),
        // The end of one state is the beginning of the next.
        (
            "export.csv",
            "Subscription,Account,Valid from,Valid to,Plan,MRR,Seats\n\
             s1,Acme,2026-01-01,2026-02-01,S,20.00,2\ns1,Acme,2026-02-01,,L,60.00,3\n",
            &[
                "files:subscription:s1 active 2026-01-01 2026-02-01 S 20.00 month files:organization:Acme",
                "files:subscription:s1 active 2026-02-01 - L 60.00 month files:organization:Acme",
            ],
        ),
        (
            "changes.csv",
            "Subscription ID,Changed at,New plan,New MRR,Status\ns1,2026-01-01,S,20,active\ns1,2026-02-01,S,20,cancelled\n",
            &[
                "files:subscription:s1 active 2026-01-01 - S 20.00 month -",
                "files:subscription:s1 ended 2026-02-01 - S 20.00 month -",
            ],
        ),
    ] {
        assert_eq!(look(name, text).mapping.entities[0].entity.value, "subscription_state", "{name}");
        assert_eq!(comes(name, text, select).0, found, "{name}");
    }
}

#[test]
fn a_list_of_subscriptions_says_what_was_paid_until_their_ends() {
    let select = "SELECT concat_ws(' ', subscription_id, status, from_day, coalesce(CAST(to_day AS VARCHAR), '-'), currency) \
                  FROM subscription_state ORDER BY 1";
    for [from, to] in [["Start date", "End date"], ["Valid from", "Valid to"]] {
        let text = format!(
            "Subscription ID,Customer ID,{from},{to},Plan,Price,Status\ns1,c1,2026-01-01,2026-03-01,S,20,Canceled\n\
             s2,c2,2026-01-01,,S,20,Active\ns3,c3,2026-01-01,,S,20,CANCELED\n"
        );
        let seen = look("subscriptions.csv", &text);
        assert!(seen.doubts.iter().any(|doubt| doubt.code == "present_state"), "{}", seen.mapping.text);
        // The currency is that of the workspace. Nobody knows how long the third was paid for.
        let rows = [
            "files:subscription:s1 active 2026-01-01 2026-03-01 GBP",
            "files:subscription:s2 active 2026-01-01 - GBP",
            "files:subscription:s3 ended 2026-01-01 - GBP",
        ];
        assert_eq!(comes("subscriptions.csv", &text, select).0, rows, "{}", seen.mapping.text);
    }
}
