//! The functions an expression may call.

/// What a function does with rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionKind {
    /// One value of many rows.
    Aggregate,
    /// One value of one row.
    Scalar,
    /// One value of the numbers of measures; only in `value:`, and not known to the engine.
    Formula,
}

/// Walks a balance back over what it came from.
pub(crate) const COUNT_BACK: &str = "count_back";

/// Name, kind, fewest and most arguments (`count(*)` has none). Each has the same meaning on every engine,
/// or is a macro that the store's migration creates.
#[rustfmt::skip] // An aligned table reads better.
const FUNCTIONS: &[(&str, FunctionKind, usize, usize)] = &[
    ("count",           FunctionKind::Aggregate, 0, 1),
    ("sum",             FunctionKind::Aggregate, 1, 1),
    ("avg",             FunctionKind::Aggregate, 1, 1),
    ("min",             FunctionKind::Aggregate, 1, 1),
    ("max",             FunctionKind::Aggregate, 1, 1),
    ("bool_or",         FunctionKind::Aggregate, 1, 1),
    ("bool_and",        FunctionKind::Aggregate, 1, 1),
    ("coalesce",        FunctionKind::Scalar,    1, 16),
    ("nullif",          FunctionKind::Scalar,    2, 2),
    ("least",           FunctionKind::Scalar,    1, 16),
    ("greatest",        FunctionKind::Scalar,    1, 16),
    ("abs",             FunctionKind::Scalar,    1, 1),
    ("round",           FunctionKind::Scalar,    1, 2),
    ("floor",           FunctionKind::Scalar,    1, 1),
    ("ceil",            FunctionKind::Scalar,    1, 1),
    ("lower",           FunctionKind::Scalar,    1, 1),
    ("upper",           FunctionKind::Scalar,    1, 1),
    ("trim",            FunctionKind::Scalar,    1, 1),
    ("length",          FunctionKind::Scalar,    1, 1),
    ("days_between",    FunctionKind::Scalar,    2, 2),
    ("seconds_between", FunctionKind::Scalar,    2, 2),
    ("add_days",        FunctionKind::Scalar,    2, 2),
    ("add_months",      FunctionKind::Scalar,    2, 2),
    (COUNT_BACK,        FunctionKind::Formula,   3, 49),
];

/// Names of all functions that may be called over rows and members.
pub fn known_functions() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().filter(|(_, kind, ..)| *kind != FunctionKind::Formula).map(|(name, ..)| *name)
}

/// The kind of a function, when it may be called.
pub(super) fn kind(name: &str) -> Option<FunctionKind> {
    FUNCTIONS.iter().find(|(known, ..)| *known == name).map(|(_, kind, ..)| *kind)
}

/// Whether that many arguments fit.
pub(super) fn takes(name: &str, arguments: usize) -> bool {
    FUNCTIONS.iter().any(|(known, _, fewest, most)| *known == name && (*fewest..=*most).contains(&arguments))
}
