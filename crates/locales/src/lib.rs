//! The texts of the product in six languages, formatted with plural rules.
