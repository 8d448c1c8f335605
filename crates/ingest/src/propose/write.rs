//! The text of a proposed mapping file.

use super::fit::Fit;
use super::sheet::Sheet;
use super::synonyms::plain;
use super::{amounts, deals, paid, positions, refunded, subscriptions};
use model::canonical::{Column, ColumnKind, words};
use sources::files::{ColumnProfile, ContentKind, Doubt};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Fields whose value is more than a column, and fields that a column is not taken for.
#[derive(Clone, Default)]
pub(super) struct Given {
    pub(super) id: Option<String>,
    pub(super) fields: BTreeMap<&'static str, String>,
    pub(super) left_out: Vec<&'static str>,
    /// The rows that are one, where not all are.
    pub(super) when: Option<String>,
}

impl Given {
    /// How a field gets its value; nothing where it gets none.
    pub(super) fn value(&self, fit: &Fit<'_>, name: &str) -> Option<String> {
        let column = || fit.fields.get(name).filter(|_| !self.left_out.contains(&name));
        self.fields.get(name).cloned().or_else(|| column().map(|column| quoted(&column.name)))
    }
}

/// Writes the mapping. References between files meet because all proposals share one source.
pub(super) fn mapping(
    file_name: &str,
    sheet: &Sheet<'_>,
    main: &Fit<'_>,
    others: &Others<'_, '_>,
    doubts: &mut Vec<Doubt>,
) -> String {
    let mut text = format!("mapping: 1\nsource: files\nobject: {}\nentities:\n", object(file_name, main));
    let is_document = main.entity.name == "sales_document";
    let is_own_line = |lines: &&Fit<'_>| lines.fields.contains_key("document_id") && has_product(lines);
    let lines = others.lines.filter(|lines| is_document && is_own_line(lines));
    let mut given = match main.entity.name.as_str() {
        "sales_document" => document(sheet, main, lines.is_some(), doubts),
        "sales_document_line" => positions::line(sheet, main, doubts),
        "opportunity" => {
            let by_words = main.fields.get("status").map(|profile| field(main, "status", profile));
            deals::given(sheet, main, by_words.as_deref())
        }
        "subscription_state" => subscriptions::given(sheet, main, doubts),
        _ => Given::default(),
    };
    if given.when.is_none() && main.model.columns.iter().all(|column| !column.required) {
        given.when = main.id.map(|id| filled(&id.name));
    }
    let refunded = is_document.then(|| refunded::Refunded::of(sheet, main, &given, file_name, doubts)).flatten();
    if let Some(refunded) = &refunded {
        given.fields.insert("status", refunded.status.clone());
    }
    entity(&mut text, main, file_name, &given);
    let lines = lines.map(|lines| (lines, positions::line(sheet, lines, doubts)));
    if let Some((lines, given)) = &lines {
        entity(&mut text, lines, file_name, given);
    }
    if let Some(refunded) = &refunded {
        entity(&mut text, main, file_name, &refunded.document);
        if let Some((lines, given)) =
            lines.as_ref().and_then(|(lines, given)| Some((*lines, refunded.lines(lines, given)?)))
        {
            entity(&mut text, lines, file_name, &given);
        }
    }
    if is_document && lines.is_none() {
        paid::payment(&mut text, sheet, (main, &given), file_name, doubts);
    }
    let customer = match main.entity.name.as_str() {
        "sales_document" => main.fields.get("person_id").copied(),
        "subscription_state" => subscriptions::subscription(&mut text, sheet, main),
        _ => None,
    };
    if let Some(customer) = customer {
        person(&mut text, customer, others.people);
    }
    text
}

/// What else the columns of a file could be.
pub(super) struct Others<'f, 'a> {
    pub(super) lines: Option<&'f Fit<'a>>,
    pub(super) people: Option<&'f Fit<'a>>,
}

/// A document with its positions in the same rows has its own amounts only where they stand once a document.
fn document(sheet: &Sheet<'_>, fit: &Fit<'_>, has_lines: bool, doubts: &mut Vec<Doubt>) -> Given {
    let once = ["net", "gross"].into_iter().filter_map(|name| fit.fields.get(name)).find(|amount| is_once(fit, amount));
    match (has_lines, once) {
        (false, _) => amounts::document(sheet, fit, doubts),
        (true, Some(amount)) => Given { when: Some(filled(&amount.name)), ..amounts::document(sheet, fit, doubts) },
        (true, None) => Given { left_out: vec!["net", "gross"], ..Given::default() },
    }
}

/// Whether a column is filled in one row of each document only.
fn is_once(fit: &Fit<'_>, amount: &ColumnProfile) -> bool {
    let documents = fit.id.map_or(1.0, |id| id.filled * id.distinct);
    amount.filled < 1.0 && documents < 1.0 && amount.filled <= documents * 1.02 && amount.filled > documents * 0.5
}

pub(super) fn filled(column: &str) -> String {
    format!("{{ column: {}, is: filled }}", quoted(column))
}

fn has_product(lines: &Fit<'_>) -> bool {
    lines.fields.contains_key("product_code") || lines.fields.contains_key("product_name")
}

/// Files of one kind share a mapping: the name without numbers, such as `orders` for `orders_2026-01.csv.gz`.
fn object(file_name: &str, main: &Fit<'_>) -> String {
    let stem = file_name.split('.').next().unwrap_or_default();
    let words = stem.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("_").to_lowercase();
    if name.is_empty() { main.entity.name.clone() } else { name }
}

fn entity(text: &mut String, fit: &Fit<'_>, file_name: &str, given: &Given) {
    // Writing into a text cannot fail.
    let _ = writeln!(text, "  - entity: {}", fit.entity.name);
    if let Some(id) = given.id.clone().or_else(|| Some(column(fit.id?, true))) {
        let _ = writeln!(text, "    id: {id}");
    }
    if let Some(when) = &given.when {
        let _ = writeln!(text, "    when: {when}");
    }
    text.push_str("    fields:\n");
    for (name, value) in &fit.entity.constants {
        if !fit.fields.contains_key(name.as_str()) && !given.fields.contains_key(name.as_str()) {
            let _ = writeln!(text, "      {name}: {{ constant: {} }}", quoted(&constant(fit, name, value, file_name)));
        }
    }
    for (name, profile) in &fit.fields {
        if !given.left_out.contains(name) && !given.fields.contains_key(name) {
            let _ = writeln!(text, "      {name}: {}", field(fit, name, profile));
        }
    }
    for (name, value) in &given.fields {
        let _ = writeln!(text, "      {name}: {value}");
    }
    implied(text, fit, file_name);
}

/// What a document is, by the name of its number: an invoice where it is due some day, or each row has its own number.
fn kind_by_columns(fit: &Fit<'_>) -> Option<&'static str> {
    let number = plain(&fit.id?.name);
    [("creditnote", "credit_note"), ("creditmemo", "credit_note"), ("return", "return"), ("rma", "return")]
        .into_iter()
        .find(|(begins, _)| number.starts_with(begins))
        .map(|(_, kind)| kind)
        .or_else(|| {
            // Orders, too, have numbers of invoices where each of their rows is a position.
            let is_whole = fit.fields.contains_key("due_on") || fit.id?.distinct >= 1.0;
            (number.starts_with("invoice") && is_whole).then_some("invoice")
        })
}

/// What has a number and a day of an order and is never due is an order, whatever else the file's name names.
fn is_order(fit: &Fit<'_>) -> bool {
    let begins = |column: Option<&ColumnProfile>, words: &[&str]| {
        column.is_some_and(|column| words.iter().any(|word| plain(&column.name).starts_with(word)))
    };
    begins(fit.id, &["order", "salesorder"])
        && begins(fit.fields.get("issued_at").copied(), &["order", "placed", "purchase", "sale", "sold"])
        && !fit.fields.contains_key("due_on")
}

/// A file called invoices holds invoices.
pub(super) fn constant(fit: &Fit<'_>, name: &str, value: &str, file_name: &str) -> String {
    let file_name = file_name.to_lowercase();
    if let ("sales_document", "kind", Some(kind)) = (fit.entity.name.as_str(), name, kind_by_columns(fit)) {
        return kind.to_owned();
    }
    match (fit.entity.name.as_str(), name) {
        ("sales_document", "kind") if file_name.contains("credit") => "credit_note".to_owned(),
        ("sales_document", "kind") if file_name.contains("return") => "return".to_owned(),
        ("sales_document", "kind") if file_name.contains("invoice") && !is_order(fit) => "invoice".to_owned(),
        ("sales_document", "kind") if file_name.contains("quote") && !is_order(fit) => "quote".to_owned(),
        ("payment", "kind") if file_name.contains("refund") => "refund".to_owned(),
        ("ticket_event", "kind") => event_kind(fit).to_owned(),
        _ => value.to_owned(),
    }
}

/// What changes, by the name of the column that says to what; where nothing does, something was written.
fn event_kind(fit: &Fit<'_>) -> &'static str {
    let Some(after) = fit.fields.get("to_value") else { return "message" };
    let name = plain(&after.name);
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if says(&["assign", "agent"]) {
        "assignment"
    } else if says(&["team", "group"]) {
        "team"
    } else if says(&["priority"])
        || after.examples.iter().all(|example| words::known(words::PRIORITY, example).is_some())
    {
        "priority"
    } else {
        "status"
    }
}

fn field(fit: &Fit<'_>, name: &str, profile: &ColumnProfile) -> String {
    let kind = fit.model.column(name).map(|column: &Column| column.kind);
    match (&fit.entity.words, name) {
        (Some(words), "status") => {
            let known = words.status.iter().map(|(from, to)| format!("{}: {to}", quoted(from)));
            let known: Vec<String> = known.collect();
            let otherwise = &words.status_otherwise;
            format!(
                "{{ column: {}, values: {{ {} }}, otherwise: {otherwise} }}",
                quoted(&profile.name),
                known.join(", ")
            )
        }
        _ => column(profile, matches!(kind, Some(ColumnKind::Reference(_)))),
    }
}

fn implied(text: &mut String, fit: &Fit<'_>, file_name: &str) {
    match fit.entity.name.as_str() {
        "survey_response" => {
            if !fit.fields.contains_key("kind") {
                let _ = writeln!(text, "      kind: {{ constant: {} }}", survey_kind(fit, file_name));
            }
            if !fit.fields.contains_key("survey") {
                let _ = writeln!(text, "      survey: {{ constant: {} }}", quoted(&object(file_name, fit)));
            }
        }
        "opportunity" => {
            if let Some(stage) = fit.fields.get("status").filter(|_| !fit.fields.contains_key("stage")) {
                let _ = writeln!(text, "      stage: {}", quoted(&stage.name));
            }
        }
        _ => {}
    }
}

/// What was asked, by the name of the column or the file; answers that never pass five are no recommendation.
fn survey_kind(fit: &Fit<'_>, file_name: &str) -> &'static str {
    let score = fit.fields.get("score").copied();
    let column = score.map(|profile| plain(&profile.name)).unwrap_or_default();
    let of_column = ["csat", "ces", "nps"].into_iter().find(|kind| column.contains(kind));
    let file = plain(file_name);
    of_column.unwrap_or_else(|| {
        if file.contains("csat") || column.contains("satisfaction") || file.contains("satisfaction") {
            "csat"
        } else if file.contains("nps") || !score.is_some_and(is_up_to_five) {
            "nps"
        } else {
            "csat"
        }
    })
}

fn is_up_to_five(profile: &ColumnProfile) -> bool {
    profile.examples.iter().all(|example| example.parse::<f64>().is_ok_and(|score| score <= 5.0))
}

/// What other columns say about the customer of a document.
fn described<'f>(people: &'f Fit<'_>, customer: &ColumnProfile) -> BTreeMap<&'f str, &'f str> {
    let about = people.fields.iter().filter(|(name, profile)| {
        profile.name != customer.name
            && matches!(**name, "full_name" | "first_name" | "last_name" | "email" | "phone" | "country")
    });
    about.map(|(name, profile)| (*name, profile.name.as_str())).collect()
}

fn person(text: &mut String, customer: &ColumnProfile, people: Option<&Fit<'_>>) {
    let _ = writeln!(text, "  - entity: person\n    id: {}", column(customer, true));
    let _ = writeln!(text, "    when: {}", filled(&customer.name));
    let mut known: BTreeMap<&str, &str> = people.map(|people| described(people, customer)).unwrap_or_default();
    // Who is only called by an address or a name has it.
    let called = plain(&customer.name);
    for (says, field) in [("email", "email"), ("name", "full_name")] {
        if called.ends_with(says) {
            known.entry(field).or_insert(&customer.name);
        }
    }
    let known: Vec<String> =
        known.into_iter().map(|(name, column)| format!("      {name}: {}\n", quoted(column))).collect();
    if known.is_empty() {
        text.push_str("    fields: {}\n");
    } else {
        text.push_str("    fields:\n");
        text.push_str(&known.concat());
    }
}

/// A column; an id that a spreadsheet wrote as `17850.0` is a whole one.
pub(super) fn column(profile: &ColumnProfile, is_id: bool) -> String {
    let floats = profile.examples.iter().all(|example| example.ends_with(".0"));
    let whole =
        is_id && !profile.examples.is_empty() && floats && profile.content == ContentKind::Number { whole: true };
    if whole { format!("{{ column: {}, whole: true }}", quoted(&profile.name)) } else { quoted(&profile.name) }
}

/// A JSON text is a YAML text.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}
