//! The mappings of the public data sets on a few rows written like them.

use crate::support::{Bench, mapping};
use ingest::Mapping;

fn of(name: &str) -> Mapping {
    let path = format!("{}/../../e2e/mappings/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    mapping(&std::fs::read_to_string(path).expect("mapping file"))
}

#[test]
fn invoices_cancellations_and_missing_customers() {
    let bench = Bench::new();
    let text = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n\
        1,85123A,HEART,6,2011-07-01 08:26:00,2.55,17850.0,United Kingdom\n\
        1,85123A,HEART,6,2011-07-01 08:26:00,2.55,17850.0,United Kingdom\n\
        1,POST,POSTAGE,1,2011-07-01 08:26:00,18.0,17850.0,United Kingdom\n\
        2,22139,,56,2010-12-01 11:52:00,0.0,,United Kingdom\n\
        3,22139,x,2,2010-12-01 23:52:00,1.0,,France\n\
        C4,85123A,HEART,-2,2011-08-01 08:00:00,2.55,17850.0,United Kingdom\n\
        A5,B,Adjust bad debt,1,2011-08-12 14:50:00,11062.06,,United Kingdom\n";
    let (report, _) = bench.import(text, &of("online_retail"));
    assert_eq!((report.rows, report.accepted, report.rejected), (7, 7, 0));
    let documents = bench.texts("SELECT concat_ws(' ', id, kind, coalesce(person_id, '-'), issued_at, issued_day) FROM sales_document ORDER BY id");
    assert_eq!(
        documents,
        [
            "shop:sales_document:1 order shop:person:17850 2011-07-01 07:26:00 2011-07-01",
            "shop:sales_document:3 order - 2010-12-01 23:52:00 2010-12-01",
            "shop:sales_document:A5 credit_note - 2011-08-12 13:50:00 2011-08-12",
            "shop:sales_document:C4 return shop:person:17850 2011-08-01 07:00:00 2011-08-01",
        ]
    );
    let lines = bench
        .texts("SELECT concat_ws(' ', document_id, product_code, quantity, net) FROM sales_document_line ORDER BY 1");
    assert_eq!(
        lines,
        [
            "shop:sales_document:1 85123A 6.000000 1530",
            "shop:sales_document:1 85123A 6.000000 1530",
            "shop:sales_document:1 POST 1.000000 1800",
            "shop:sales_document:3 22139 2.000000 200",
            "shop:sales_document:A5 B 1.000000 1106206",
            "shop:sales_document:C4 85123A 2.000000 510",
        ]
    );
    assert_eq!(
        bench.texts("SELECT concat_ws(' ', kind, amount, received_day) FROM payment"),
        ["refund 510 2011-08-01"]
    );
    assert_eq!(bench.texts("SELECT id FROM person"), ["shop:person:17850"]);
}

#[test]
fn deals_have_dates_without_times_and_a_history() {
    let bench = Bench::new();
    let text = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\r\n\
        W,Ada,GTXPro,Acme,Won,2016-10-20,2017-03-01,1054\r\n\
        L,Ada,MG,Acme,Lost,2016-10-25,2017-03-11,0\r\n\
        E,Bo,MG,,Engaging,2016-11-25,,\r\n\
        P,Bo,MG,,Prospecting,,,\r\n";
    let (report, _) = bench.import(text, &of("maven_crm_pipeline"));
    assert_eq!((report.accepted, report.rejected), (4, 0));
    let deals = bench.texts("SELECT concat_ws(' ', external_id, status, coalesce(product, '-'), coalesce(created_at::VARCHAR, 'no time'), coalesce(created_day::VARCHAR, '-'), coalesce(amount::VARCHAR, '-'), coalesce(organization_id, '-')) FROM opportunity ORDER BY external_id");
    assert_eq!(
        deals,
        [
            "E open MG no time 2016-11-25 - -",
            "L lost MG no time 2016-10-25 0 crm:organization:Acme",
            "P open MG no time - - -",
            "W won GTX Pro no time 2016-10-20 105400 crm:organization:Acme",
        ]
    );
    let events = bench.texts(
        "SELECT concat_ws(' ', external_id, to_stage, status, changed_day) FROM opportunity_stage_event ORDER BY 1",
    );
    assert_eq!(
        events,
        [
            "E-engaged Engaging open 2016-11-25",
            "L-closed Lost lost 2017-03-11",
            "L-engaged Engaging open 2016-10-25",
            "W-closed Won won 2017-03-01",
            "W-engaged Engaging open 2016-10-20",
        ]
    );
}

#[test]
fn accounts_teams_products_and_answers() {
    let bench = Bench::new();
    bench.import("account,sector,year_established,revenue,employees,office_location,subsidiary_of\nAcme,retail,1996,1100.04,2822,Kenya,\nBeta,retail,1999,251.41,495,Kenya,Acme\n", &of("maven_crm_accounts"));
    assert_eq!(bench.texts("SELECT parent_id FROM organization ORDER BY id"), ["-", "crm:organization:Acme"]);
    assert_eq!(
        bench.texts("SELECT attributes FROM organization ORDER BY id")[0],
        r#"{"year_established":"1996","revenue":"1100.04"}"#
    );
    bench.import("sales_agent,manager,regional_office\nAda,Di,East\nBo,Di,East\n", &of("maven_crm_teams"));
    assert_eq!(bench.texts("SELECT name FROM employee ORDER BY name"), ["Ada", "Bo", "Di"]);
    bench.import("product,series,sales_price\nGTX Pro,GTX,4821\n", &of("maven_crm_products"));
    assert_eq!(bench.texts("SELECT concat_ws(' ', list_price, currency) FROM product"), ["482100 USD"]);
    let header = "ID,Market,Survey date,Customer Name,Month,Quarter,NPS\r\n";
    bench.import(&format!("{header}1,US,01-09-2021,K R,9,3,10\r\n"), &of("nps_bank"));
    bench.import(&format!("{header}2,UK,07/11/21,M K,11,4,9"), &of("nps_bank_slash"));
    let answers = bench
        .texts("SELECT concat_ws(' ', external_id, segment, score, responded_day) FROM survey_response ORDER BY 1");
    assert_eq!(answers, ["1 US 10.000000 2021-09-01", "2 UK 9.000000 2021-11-07"]);
}

#[test]
fn purchases_without_ids_or_header() {
    let bench = Bench::new();
    let text =
        " 00004 0001 19970101  2   29.33\r\n 00004 0001 19970101  2   29.33\r\n 00021 0002 19970101  3   63.34\r\n";
    let (report, _) = bench.import(text, &of("cdnow"));
    assert_eq!((report.accepted, report.rejected), (3, 0));
    let orders = bench.texts("SELECT concat_ws(' ', person_id, issued_day, net) FROM sales_document ORDER BY 1");
    assert_eq!(
        orders,
        ["cdnow:person:0001 1997-01-01 2933", "cdnow:person:0001 1997-01-01 2933", "cdnow:person:0002 1997-01-01 6334",]
    );
    assert_eq!(bench.texts("SELECT id FROM person ORDER BY id"), ["cdnow:person:0001", "cdnow:person:0002"]);
}
