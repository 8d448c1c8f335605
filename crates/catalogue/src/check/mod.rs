//! The checks that look beyond one file, each in a file of its own.

use crate::drafts::Drafts;
use crate::problem::Problem;

/// Adds what is wrong to `problems`.
pub(crate) fn run(drafts: &Drafts, problems: &mut Vec<Problem>) {
    let _ = (drafts, problems);
}
