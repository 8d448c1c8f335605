//! The demo company: a seeded generator of what its systems would export.
