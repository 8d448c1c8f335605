//! What a workspace has decided once: zone, currency, weeks, fiscal year, what a customer is.

use crate::calendar::WorkspaceCalendar;
use crate::currency::Currency;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Settings of a workspace, kept in the ledger. Changing one that facts depend on is a rebuild.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkspaceSettings {
    /// Name shown on the page.
    pub name: String,
    /// Zone, week start and fiscal year.
    pub calendar: WorkspaceCalendar,
    /// Currency in which money is shown.
    pub currency: Currency,
    /// Whether organizations or persons are counted as customers.
    pub customer_is: CustomerIs,
    /// Days after the last order during which a customer without a subscription stays active
    /// (catalogue 2.9).
    pub activity_window_days: u32,
    /// Days a past-due subscription stays active (catalogue 2.9).
    pub dunning_grace_days: u32,
    /// What remains of revenue after the cost of what was sold, in percent; metrics of value compute with it.
    /// Where it is not decided they compute with revenue and say so.
    #[serde(default)]
    pub gross_margin_percent: Option<u32>,
    /// Days of the week on which nobody is expected to work.
    #[serde(default)]
    pub weekend: Weekend,
    /// Product codes that are not revenue: postage, fees, adjustments (catalogue, corrections to `aov`).
    pub non_product_codes: Vec<String>,
    /// The clock of a demo stands still at its generation; `None` is the real clock.
    pub fixed_clock: Option<Timestamp>,
    /// The page says so when the figures are of an invented company.
    pub is_demo: bool,
}

/// What is counted as one customer (catalogue 2.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerIs {
    /// Business customers: the organization, or the person where there is none.
    Organization,
    /// Private customers: the person, or the organization where there is none.
    Person,
}

/// The free days of a week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekend {
    /// As in most countries.
    #[default]
    SaturdaySunday,
    /// As in most countries of the Middle East.
    FridaySaturday,
    /// As in Iran.
    ThursdayFriday,
    /// Six working days.
    Friday,
    /// Six working days.
    Saturday,
    /// Six working days.
    Sunday,
    /// Every day is a working day.
    None,
}

impl Weekend {
    /// Every weekend there is.
    pub const ALL: [Self; 7] = [
        Self::SaturdaySunday,
        Self::FridaySaturday,
        Self::ThursdayFriday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
        Self::None,
    ];

    /// The word by which metrics, programs and people call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::SaturdaySunday => "saturday_sunday",
            Self::FridaySaturday => "friday_saturday",
            Self::ThursdayFriday => "thursday_friday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
            Self::None => "none",
        }
    }

    /// The weekend of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|weekend| weekend.word() == word)
    }
}

impl Default for WorkspaceSettings {
    fn default() -> Self {
        Self {
            name: "Pharos".to_owned(),
            calendar: WorkspaceCalendar::default(),
            currency: Currency::EUR,
            customer_is: CustomerIs::Organization,
            activity_window_days: 365,
            dunning_grace_days: 30,
            gross_margin_percent: None,
            weekend: Weekend::SaturdaySunday,
            non_product_codes: Vec::new(),
            fixed_clock: None,
            is_demo: false,
        }
    }
}
