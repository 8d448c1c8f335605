//! Who is the same customer.
