//! The page: one document for every address, its files, and what the document says before it asks.

pub mod assets;
mod content_type;
pub mod document;
pub mod first;
mod policy;
pub mod serve;
