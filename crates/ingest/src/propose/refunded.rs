//! Orders whose status says that they were given back: sold on their day, and given back in full on another.

use super::fit::Fit;
use super::sheet::{Sheet, is_one_of, spellings};
use super::write::{Given, column, constant, quoted};
use sources::files::{ContentKind, Doubt};

/// In lower case, as columns of a status write them.
const REFUNDED: [&str; 12] = [
    "refunded",
    "fully refunded",
    "fully_refunded",
    "erstattet",
    "rückerstattet",
    "возвращен",
    "возвращён",
    "возвращено",
    "已退款",
    "بازپرداخت‌شده",
    "grąžinta",
    "grąžintas",
];
const REFUNDED_AT: [&str; 6] = ["refundedat", "refundedon", "refunddate", "daterefunded", "refundeddate", "returnedat"];

/// The credit notes of a file of orders or invoices.
pub(super) struct Refunded {
    /// The credit note.
    pub(super) document: Given,
    /// The id of a credit note; its positions name it.
    id: String,
    /// The rows that have one.
    is_refunded: String,
    /// What the order's own status is then.
    pub(super) status: String,
}

impl Refunded {
    pub(super) fn of(
        sheet: &Sheet<'_>,
        fit: &Fit<'_>,
        given: &Given,
        file_name: &str,
        doubts: &mut Vec<Doubt>,
    ) -> Option<Self> {
        let is_sale = !fit.fields.contains_key("kind")
            && ["order", "invoice"].contains(&constant(fit, "kind", "order", file_name).as_str());
        let (id, status) = (fit.id.filter(|_| is_sale)?, fit.fields.get("status")?);
        let says = |text: &&str| REFUNDED.contains(&text.to_lowercase().as_str());
        let said: Vec<&str> = sheet.rows.iter().filter_map(|row| sheet.text(row, status)).filter(says).collect();
        said.first()?;
        let mut texts = spellings(&REFUNDED);
        texts.extend(said.iter().map(|text| (*text).to_owned()));
        texts.sort();
        texts.dedup();
        let is_refunded = is_one_of(status, texts);
        let id_of_sale = column(id, true);
        let id = format!("{{ join: [{id_of_sale}, {{ constant: refunded }}], with: \" \" }}");
        let issued = fit.fields.get("issued_at")?;
        let day = sheet.find(&REFUNDED_AT, |column| matches!(column.content, ContentKind::Date { .. }));
        let mut document = Given { when: both(given.when.as_deref(), &is_refunded), ..given.clone() };
        document.id = Some(id.clone());
        document.left_out.extend(["status", "due_on", "fulfilled_at", "cancelled_at", "number"]);
        document.fields.insert("kind", "{ constant: credit_note }".to_owned());
        document.fields.insert("parent_id", id_of_sale);
        if let Some(day) = day {
            let moment = format!("{{ first_of: [{}, {}] }}", quoted(&day.name), quoted(&issued.name));
            document.fields.insert("issued_at", moment);
        }
        let day = day.map_or(issued.name.as_str(), |day| day.name.as_str());
        doubts.push(Doubt::new("refunded_given_back", None, &[("column", &status.name), ("day", day)]));
        let status = quoted(&status.name);
        let status = format!("{{ if: {{ when: {is_refunded}, then: {{ constant: paid }}, else: {status} }} }}");
        Some(Self { document, id, is_refunded, status })
    }

    /// The positions of the credit note, where they alone have amounts.
    pub(super) fn lines(&self, lines: &Fit<'_>, given: &Given) -> Option<Given> {
        if !self.document.left_out.contains(&"net") {
            return None;
        }
        let mut given = Given { when: both(given.when.as_deref(), &self.is_refunded), ..given.clone() };
        given.id =
            lines.id.map(|id| format!("{{ join: [{}, {{ constant: refunded }}], with: \" \" }}", column(id, true)));
        given.fields.insert("document_id", self.id.clone());
        Some(given)
    }
}

fn both(left: Option<&str>, right: &str) -> Option<String> {
    Some(left.map_or_else(|| right.to_owned(), |left| format!("{{ all: [{left}, {right}] }}")))
}
