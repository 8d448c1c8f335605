//! Derives the fact tables of the catalogue inside the store.
