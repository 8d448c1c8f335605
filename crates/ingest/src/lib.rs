//! From a file to acknowledged batches, and from batches to canonical rows.
