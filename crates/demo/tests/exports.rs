//! The exports hold together: same bytes for the same options, right sizes, references that lead somewhere.

#![expect(clippy::expect_used, reason = "a test fails by panicking, also in its helpers")]

use demo::{DemoFile, DemoOptions, generate, settings};
use flate2::read::GzDecoder;
use jiff::civil::{Date, date};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

const LAST_DAY: Date = date(2026, 11, 21);

type Rows = Vec<HashMap<String, String>>;

fn options() -> DemoOptions {
    DemoOptions { date: LAST_DAY, years: 3, seed: 7, scale: 0.02 }
}

fn write(directory: &Path, options: &DemoOptions) -> Vec<DemoFile> {
    generate(directory, options, &mut |_| {}).expect("exports")
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("file")
}

fn rows(files: &[DemoFile], name: &str) -> Rows {
    let file = files.iter().find(|file| file.name.starts_with(name)).expect(name);
    let mut content = Vec::new();
    match file.name.ends_with(".gz") {
        true => GzDecoder::new(File::open(&file.path).expect("file")).read_to_end(&mut content).expect("gzip"),
        false => File::open(&file.path).expect("file").read_to_end(&mut content).expect("file"),
    };
    let text = match String::from_utf8(content) {
        Ok(text) => text,
        Err(error) => error.into_bytes().into_iter().map(char::from).collect(),
    };
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = if text.lines().next().is_some_and(|line| line.contains(';')) { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("row")).collect()
}

fn values(rows: &Rows, column: &str) -> HashSet<String> {
    rows.iter().map(|row| row[column].clone()).filter(|value| !value.is_empty()).collect()
}

#[test]
fn the_same_options_give_the_same_bytes() {
    let (first, second) = (tempfile::tempdir().expect("directory"), tempfile::tempdir().expect("directory"));
    let other_seed = tempfile::tempdir().expect("directory");
    let files = write(first.path(), &options());
    write(second.path(), &options());
    write(other_seed.path(), &DemoOptions { seed: 8, ..options() });
    for file in &files {
        assert!(bytes(&file.path) == bytes(&second.path().join(file.name)), "{} differs", file.name);
    }
    let orders = "shop_orders.csv";
    assert!(bytes(&first.path().join(orders)) != bytes(&other_seed.path().join(orders)));
}

#[test]
fn the_files_are_as_large_as_promised() {
    let directory = tempfile::tempdir().expect("directory");
    let files = write(directory.path(), &options());
    for (name, promised) in [
        ("shop_customers", 20_000.0),
        ("shop_orders", 150_000.0),
        ("helpdesk_tickets", 60_000.0),
        ("web_visits", 400_000.0),
    ] {
        let share = rows(&files, name).len() as f64 / (promised * options().scale);
        assert!((0.8..1.25).contains(&share), "{name} has {share:.2} of what was promised");
    }
    for file in &files {
        assert!(!rows(&files, file.name).is_empty(), "{} is empty", file.name);
    }
}

#[test]
fn every_reference_leads_to_a_row() {
    let directory = tempfile::tempdir().expect("directory");
    let files = write(directory.path(), &options());
    let references = [
        ("crm_accounts", "Owner ID", "crm_users", "User ID"),
        ("crm_accounts", "Source Campaign", "marketing_campaigns", "campaign_id"),
        ("crm_contacts", "Account ID", "crm_accounts", "Account ID"),
        ("crm_leads", "Account ID", "crm_accounts", "Account ID"),
        ("crm_opportunities", "Account ID", "crm_accounts", "Account ID"),
        ("crm_opportunities", "Contact ID", "crm_contacts", "Contact ID"),
        ("crm_stage_history", "Opportunity ID", "crm_opportunities", "Opportunity ID"),
        ("crm_quotes", "Opportunity ID", "crm_opportunities", "Opportunity ID"),
        ("crm_activities", "Opportunity ID", "crm_opportunities", "Opportunity ID"),
        ("crm_activities", "Contact ID", "crm_contacts", "Contact ID"),
        ("shop_orders", "Customer No", "shop_customers", "Customer No"),
        ("shop_order_lines", "Order No", "shop_orders", "Order No"),
        ("shop_order_lines", "SKU", "shop_products", "Artikelnummer"),
        ("shop_returns", "Order No", "shop_orders", "Order No"),
        ("shop_refunds", "Order No", "shop_orders", "Order No"),
        ("billing_subscriptions", "account_ref", "crm_accounts", "Account ID"),
        ("billing_states", "subscription_id", "billing_subscriptions", "subscription_id"),
        ("billing_contracts", "subscription_id", "billing_subscriptions", "subscription_id"),
        ("billing_invoices", "account_ref", "crm_accounts", "Account ID"),
        ("billing_invoices", "order_no", "shop_orders", "Order No"),
        ("billing_invoices", "corrects", "billing_invoices", "invoice_no"),
        ("billing_payments", "invoice_no", "billing_invoices", "invoice_no"),
        ("helpdesk_tickets", "Customer No", "shop_customers", "Customer No"),
        ("helpdesk_tickets", "Agent", "crm_users", "User ID"),
        ("helpdesk_tickets", "Merged Into", "helpdesk_tickets", "Ticket"),
        ("helpdesk_events", "ticket", "helpdesk_tickets", "Ticket"),
        ("survey_answers", "Ticket", "helpdesk_tickets", "Ticket"),
        ("survey_answers", "Customer No", "shop_customers", "Customer No"),
        ("web_visits", "campaign", "marketing_campaigns", "campaign_id"),
        ("web_events", "visitor", "web_visits", "visitor"),
        ("mail_sends", "contact", "crm_contacts", "Contact ID"),
        ("crm_user_actions", "User ID", "crm_users", "User ID"),
    ];
    for (from, column, to, key) in references {
        let known = values(&rows(&files, to), key);
        let lost: Vec<String> = values(&rows(&files, from), column).difference(&known).take(3).cloned().collect();
        assert!(lost.is_empty(), "{from}.{column} refers to {lost:?}, which {to} does not have");
    }
}

#[test]
fn ids_occur_once() {
    let directory = tempfile::tempdir().expect("directory");
    let files = write(directory.path(), &options());
    for (name, key) in [
        ("crm_accounts", "Account ID"),
        ("crm_accounts", "Website"),
        ("crm_contacts", "Contact ID"),
        ("shop_orders", "Order No"),
        ("billing_invoices", "invoice_no"),
        ("billing_states", "state_id"),
        ("helpdesk_events", "event_id"),
        ("web_visits", "visit_id"),
    ] {
        let rows = rows(&files, name);
        assert_eq!(values(&rows, key).len(), rows.len(), "{name}.{key}");
    }
}

#[test]
fn nothing_lies_outside_the_years_and_nothing_is_not_a_number() {
    let directory = tempfile::tempdir().expect("directory");
    let files = write(directory.path(), &options());
    let (first, last) = ("2023-11-22", "2026-11-21");
    for (name, column) in [
        ("shop_orders", "Order Date"),
        ("shop_returns", "Received"),
        ("shop_refunds", "Paid Out"),
        ("billing_invoices", "issued"),
        ("finance_rates", "Date"),
    ] {
        for row in rows(&files, name).iter().filter(|row| !row.values().any(|value| value.ends_with("KOPIE"))) {
            let day = &row[column][..10];
            assert!(first <= day && day <= last, "{name}.{column} is {day}");
        }
    }
    for file in &files {
        for row in rows(&files, file.name) {
            assert!(
                !row.values().any(|value| value.contains("NaN") || value.contains("inf")),
                "{}: {row:?}",
                file.name
            );
        }
    }
}

#[test]
fn some_order_in_the_nights_when_the_clock_changes() {
    let directory = tempfile::tempdir().expect("directory");
    let orders = rows(&write(directory.path(), &options()), "shop_orders");
    let in_night = |day: &str| {
        orders.iter().filter(|row| row["Order Date"].starts_with(day) && &row["Order Date"][11..13] < "06").count()
    };
    for day in ["2025-03-30", "2025-10-26", "2026-03-29", "2026-10-25"] {
        assert!(in_night(day) > 0, "no night order on {day}");
    }
}

/// Half of the messages ask a question; 3.5 points more than half of the responses do: 1.15 responses for one.
#[test]
fn two_subjects_of_a_mailing_are_tested() {
    let directory = tempfile::tempdir().expect("directory");
    let sends = rows(&write(directory.path(), &DemoOptions { scale: 0.3, ..options() }), "mail_sends");
    let count = |subject: &str, responded: bool| {
        let is_it = |row: &&HashMap<String, String>| {
            row["subject_test"] == subject && (!responded || !row["responded_at"].is_empty())
        };
        sends.iter().filter(is_it).count() as f64
    };
    let all = sends.len() as f64;
    assert_eq!(count("question", false) + count("statement", false), all, "every message has one of the two");
    let four_deviations = 2.0 / all.sqrt();
    assert!((count("question", false) / all - 0.5).abs() < four_deviations, "the groups are equally large");
    let responses = count("question", true) + count("statement", true);
    let four_deviations = 2.0 / responses.sqrt();
    assert!((count("question", true) / responses - 0.535).abs() < four_deviations, "of {responses} responses");
}

#[test]
fn there_is_dirt_for_the_import_to_deal_with() {
    let directory = tempfile::tempdir().expect("directory");
    let files = write(directory.path(), &options());
    let orders = rows(&files, "shop_orders");
    assert!(orders.iter().any(|row| row["Order Date"].contains("-02-31")));
    assert!(orders.iter().any(|row| row["Net"] == "1l8.4O"));
    assert!(rows(&files, "crm_accounts").iter().any(|row| row["Owner ID"].is_empty()));
    assert!(rows(&files, "shop_customers").iter().any(|row| row["Test Account"] == "yes"));
    assert!(rows(&files, "finance_costs").iter().any(|row| row["Betrag"] == "siehe Rechnung"));
}

#[test]
fn one_customer_stands_in_crm_and_shop_under_two_spellings() {
    let directory = tempfile::tempdir().expect("directory");
    let files = write(directory.path(), &options());
    let in_crm: HashMap<String, String> = rows(&files, "crm_accounts")
        .into_iter()
        .map(|row| (row["Website"].trim_start_matches("https://www.").to_owned(), row["Account Name"].clone()))
        .collect();
    let shop = rows(&files, "shop_customers");
    let spelled_twice =
        |row: &&HashMap<String, String>| in_crm.get(&row["Homepage"]).is_some_and(|name| *name != row["Company"]);
    assert!(shop.iter().filter(spelled_twice).count() > 50);
}

#[test]
fn the_clock_stands_at_the_midnight_after_the_last_day() {
    let settings = settings(LAST_DAY);
    assert_eq!(settings.fixed_clock.map(|clock| clock.to_string()).as_deref(), Some("2026-11-21T22:00:00Z"));
    assert!(settings.is_demo);
}
