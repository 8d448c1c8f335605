//! Names that stand for the window a measure is computed over.

/// `period_start` is the first day, `period_end` the day after the last, `period_end_at` the instant of the end.
pub const WINDOW_NAMES: &[&str] = &["period_start", "period_end", "period_end_at"];

/// Whether a name stands for an edge of the window; no column of a fact may have it.
pub fn is_window_name(name: &str) -> bool {
    WINDOW_NAMES.contains(&name)
}
