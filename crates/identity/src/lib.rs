//! Who is the same customer: every organization and person row gets a customer, by rules alone.
//!
//! The rules link only what is near certain (one e-mail address, one tax number, one domain of their
//! own); likeness of names is never enough. The result depends on the rows and not on their order.
//!
//! `customer_link` has one row per record. A fact finds the customer of a document with
//! `coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)`, where `o` is the link of
//! the document's organization and `p` that of its person; this is right whatever a customer is.

mod customers;
mod groups;
mod keys;
mod links;
mod resolve;

pub use resolve::resolve;
