//! The words of columns whose values mean something to the metrics, and what sources call them.
//!
//! A value is compared without case, blanks and punctuation. What is no word of a column stays as it stands.

/// A word that metrics know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// As the model writes it.
    pub word: &'static str,
    /// What sources call it, in lower case without blanks and punctuation.
    pub others: &'static [&'static str],
}

const fn word(word: &'static str, others: &'static [&'static str]) -> Word {
    Word { word, others }
}

/// The model's word for a text, if it is one of these.
///
/// ```
/// use model::canonical::words::{PAYMENT_STATUS, known};
/// assert_eq!(known(PAYMENT_STATUS, "Declined"), Some("failed"));
/// assert_eq!(known(PAYMENT_STATUS, "Parked"), None);
/// ```
pub fn known(words: &[Word], text: &str) -> Option<&'static str> {
    if let Some(found) = words.iter().find(|candidate| candidate.word == text) {
        return Some(found.word);
    }
    let plain = plain(text);
    let is_called =
        |candidate: &&Word| plain_equals(candidate.word, &plain) || candidate.others.contains(&plain.as_str());
    words.iter().find(is_called).map(|found| found.word)
}

fn plain(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Words of the model hold no other dress than `_`.
fn plain_equals(word: &str, plain: &str) -> bool {
    word.chars().filter(|character| *character != '_').eq(plain.chars())
}

/// What a sales document is.
pub static DOCUMENT_KIND: &[Word] = &[
    word("quote", &["quotation", "estimate", "proposal"]),
    word("order", &["salesorder", "purchase"]),
    word("return", &["rma", "salesreturn"]),
    word("invoice", &["salesinvoice", "taxinvoice"]),
    word("credit_note", &["creditmemo", "creditinvoice"]),
];

/// How far a sales document is.
pub static DOCUMENT_STATUS: &[Word] = &[
    word("open", &[]),
    word("sent", &[]),
    word("accepted", &[]),
    word("paid", &[]),
    word(
        "fulfilled",
        &[
            "shipped",
            "delivered",
            "completed",
            "complete",
            "abgeschlossen",
            "выполнен",
            "выполнено",
            "завершен",
            "завершён",
            "已完成",
            "تکمیلشده",
            "įvykdytas",
            "įvykdyta",
        ],
    ),
    word(
        "cancelled",
        &[
            "canceled",
            "storniert",
            "abgebrochen",
            "отменен",
            "отменён",
            "отменено",
            "已取消",
            "取消",
            "لغوشده",
            "atšauktas",
            "atšaukta",
        ],
    ),
    word(
        "void",
        &[
            "voided",
            "annulled",
            "аннулирован",
            "аннулировано",
            "ungültig",
            "作废",
            "باطل",
            "anuliuotas",
            "anuliuota",
            // What never came about counts as little as what was declared void.
            "draft",
            "checkoutdraft",
            "failed",
            "abandoned",
            "trash",
            "entwurf",
            "fehlgeschlagen",
            "черновик",
            "草稿",
            "پیشنویس",
            "juodraštis",
        ],
    ),
];

/// What a position of a document is.
pub static LINE_KIND: &[Word] = &[
    word("product", &[]),
    word("shipping", &["freight", "delivery", "postage"]),
    word("fee", &["surcharge"]),
    word("adjustment", &[]),
    word("exchange", &[]),
];

/// What a payment is.
pub static PAYMENT_KIND: &[Word] = &[
    word("payment", &["charge", "sale", "capture", "zahlung", "оплата", "платеж", "付款", "پرداخت", "mokėjimas"]),
    word(
        "refund",
        &["partialrefund", "fullrefund", "erstattung", "rückzahlung", "возврат", "退款", "بازپرداخت", "grąžinimas"],
    ),
    word("chargeback", &["dispute"]),
];

/// Whether money arrived.
pub static PAYMENT_STATUS: &[Word] = &[
    word("succeeded", &["success", "successful", "paid", "completed", "complete", "settled", "captured", "cleared"]),
    word("failed", &["failure", "declined", "rejected", "denied", "canceled", "cancelled", "voided", "error"]),
    word("pending", &["processing", "inprogress", "authorized", "authorised"]),
];

/// In what state a subscription is.
pub static SUBSCRIPTION_STATUS: &[Word] = &[
    word("trial", &["trialing", "trialling", "intrial"]),
    word("active", &["live"]),
    word("past_due", &["overdue"]),
    word("paused", &["suspended"]),
    word("ended", &["canceled", "cancelled", "expired", "terminated", "churned"]),
];

/// Length of a billing interval.
pub static INTERVAL_UNIT: &[Word] = &[
    word("day", &["days", "daily"]),
    word("week", &["weeks", "weekly"]),
    word("month", &["months", "monthly"]),
    word("year", &["years", "yearly", "annual", "annually"]),
];

/// Why a subscription ended.
pub static END_REASON: &[Word] = &[word("voluntary", &[]), word("involuntary", &["paymentfailed", "nonpayment"])];

/// Where a deal stands.
pub static DEAL_STATUS: &[Word] = &[
    word("open", &[]),
    word("won", &["closedwon", "gewonnen", "выиграна", "赢单", "برنده", "laimėta"]),
    word("lost", &["closedlost", "verloren", "проиграна", "输单", "باخته", "pralaimėta"]),
    word("disqualified", &["unqualified"]),
];

/// Where a lead stands.
pub static LEAD_STATUS: &[Word] = &[
    word("open", &[]),
    word("qualified", &[]),
    word("converted", &[]),
    word("disqualified", &["unqualified", "junk"]),
];

const NEW: Word = word("new", &["created", "neu", "новый", "新建", "جدید", "naujas", "nauja"]);
const OPEN: Word = word(
    "open",
    &["opened", "reopened", "reopen", "inprogress", "offen", "открыт", "открыто", "未结", "باز", "atvira", "atviras"],
);
const PENDING: Word = word("pending", &["waitingoncustomer", "waitingforcustomer", "awaitingcustomer"]);
const HOLD: Word = word("hold", &["onhold", "waitingonthirdparty"]);
const SOLVED: Word = word(
    "solved",
    &[
        "resolved",
        "done",
        "completed",
        "gelöst",
        "решен",
        "решён",
        "решено",
        "已解决",
        "حلشده",
        "išspręsta",
        "išspręstas",
    ],
);
const CLOSED: Word = word("closed", &["geschlossen", "закрыт", "закрыто", "已关闭", "بسته", "uždaryta", "uždarytas"]);
const LOW: Word = word("low", &[]);
const NORMAL: Word = word("normal", &[]);
const HIGH: Word = word("high", &[]);
const URGENT: Word = word("urgent", &[]);

/// Where a request stands.
pub static TICKET_STATUS: &[Word] = &[NEW, OPEN, PENDING, HOLD, SOLVED, CLOSED];

/// How urgent a request is. Steps of a source are never joined, so other names stay.
pub static PRIORITY: &[Word] = &[LOW, NORMAL, HIGH, URGENT];

/// What a change of a request may name.
pub static TICKET_VALUE: &[Word] = &[NEW, OPEN, PENDING, HOLD, SOLVED, CLOSED, LOW, NORMAL, HIGH, URGENT];

/// What happened to a request.
pub static TICKET_EVENT_KIND: &[Word] = &[
    word("message", &["comment", "reply"]),
    word("status", &["statuschange", "statuschanged"]),
    word("assignment", &["assigned", "assignee"]),
    word("team", &["group"]),
    word("priority", &[]),
];

/// How a request came in.
pub static TICKET_CHANNEL: &[Word] = &[
    word("email", &["mail"]),
    word("phone", &["telephone", "call", "phonecall", "telefon", "телефон", "电话", "تلفن", "telefonas"]),
    word("chat", &["livechat"]),
    word("web", &["webform"]),
];

/// Who wrote or did something.
pub static AUTHOR_KIND: &[Word] = &[
    word("customer", &["enduser", "requester", "client", "contact"]),
    word("agent", &["staff", "operator", "employee"]),
    word("bot", &["automation"]),
    word("system", &[]),
];

/// What a survey asks.
pub static SURVEY_KIND: &[Word] = &[
    word("nps", &["netpromoterscore"]),
    word("csat", &["customersatisfaction", "satisfaction"]),
    word("ces", &["customereffort", "customereffortscore", "effort"]),
    word("fcr", &["firstcontactresolution"]),
];

/// Which end of a scale is good.
pub static POLARITY: &[Word] = &[word("high_good", &[]), word("low_good", &[])];

/// What an activity is.
pub static ACTIVITY_KIND: &[Word] = &[
    word("call", &["phonecall"]),
    word("email", &["mail"]),
    word("meeting", &["appointment"]),
    word("task", &["todo"]),
    word("note", &[]),
    word("message", &[]),
];

/// Who began it.
pub static DIRECTION: &[Word] = &[word("inbound", &["incoming"]), word("outbound", &["outgoing"])];

/// What a touch is.
pub static TOUCH_KIND: &[Word] = &[
    word("visit", &["session", "pageview"]),
    word("click", &[]),
    word("impression", &[]),
    word("form", &["formsubmission"]),
    word("response", &[]),
    word("event", &[]),
    word("member", &[]),
    word("referral", &[]),
];

/// What money was spent for.
pub static COST_PURPOSE: &[Word] =
    &[word("acquisition", &[]), word("retention", &[]), word("service", &[]), word("cogs", &["costofgoodssold"])];

/// What one of our people did.
pub static USAGE_KIND: &[Word] = &[
    word("login", &["signin"]),
    word("create", &["created"]),
    word("update", &["updated"]),
    word("log", &["logged"]),
    word("report", &[]),
    word("view", &["viewed"]),
    word("api", &[]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canonical::ENTITIES;
    use std::collections::HashSet;

    #[test]
    fn a_word_is_known_in_any_dress() {
        assert_eq!(known(DOCUMENT_STATUS, "Canceled"), Some("cancelled"));
        assert_eq!(known(DOCUMENT_STATUS, "VOID"), Some("void"));
        assert_eq!(known(DOCUMENT_STATUS, "Draft"), Some("void"));
        assert_eq!(known(DOCUMENT_STATUS, "Partially paid"), None);
        assert_eq!(known(DOCUMENT_KIND, "Credit Note"), Some("credit_note"));
        assert_eq!(known(SUBSCRIPTION_STATUS, "past due"), Some("past_due"));
        assert_eq!(known(TICKET_STATUS, "On-hold"), Some("hold"));
        assert_eq!(known(DOCUMENT_STATUS, "Отменён"), Some("cancelled"));
    }

    #[test]
    fn a_name_stands_for_one_word_and_is_written_plainly() {
        let columns = ENTITIES.iter().flat_map(|entity| entity.columns).filter(|column| !column.words.is_empty());
        for column in columns {
            let mut seen = HashSet::new();
            for word in column.words {
                assert!(seen.insert(plain(word.word)), "{}: {}", column.name, word.word);
                for other in word.others {
                    assert_eq!(*other, plain(other), "{}", column.name);
                    assert!(seen.insert((*other).to_owned()), "{}: {other}", column.name);
                }
            }
        }
    }
}
