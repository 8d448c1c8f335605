//! What the models know about one customer.

use crate::weeks::Weeks;

/// When a customer bought: `(x, t_x, T)` of the literature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PurchaseHistory {
    /// Purchase days after the first.
    pub repeat_purchases: u32,
    /// From the first purchase day to the last.
    pub recency: Weeks,
    /// From the first purchase day to the day of the question.
    pub age: Weeks,
}

/// Customers whose histories and values are equal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CustomerGroup {
    /// When each of them bought.
    pub history: PurchaseHistory,
    /// Mean value of a purchase day after the first; of no meaning without repeat purchases.
    pub mean_value: f64,
    /// How many they are.
    pub customers: f64,
}

impl CustomerGroup {
    /// Whether the mean value says something: bought again, and for something.
    pub(crate) fn has_value(&self) -> bool {
        self.history.repeat_purchases > 0 && self.mean_value > 0.0
    }
}
