//! Measures that give a table or a list instead of one number.

/// Members by the bucket in which they joined, and how many are there in each bucket after it. The fact's
/// interval says from when to when a row holds; a row without length holds in the bucket it begins in.
#[derive(Debug, Clone, PartialEq)]
pub struct Cohort {
    /// Column that names a member.
    pub member: String,
    /// Instant or date column at which the member joined, the same in all its rows.
    pub joined: String,
    /// What a row is worth; without it members are counted.
    pub amount: Option<String>,
    /// Rows whose amount stands at an instant (recurring revenue) instead of being added up: they count with
    /// what holds at the bucket's end.
    pub standing: Option<String>,
    /// Choice `on` or `on_or_after`: whoever comes back later counts in every bucket before.
    pub returning: Option<String>,
    /// Choice `calendar` or `rolling`: buckets of the calendar, or time that has passed since the member joined.
    pub time: Option<String>,
    /// Numbers: the last bucket of each column that takes several together; none for one column a bucket.
    pub brackets: Option<String>,
}

/// Subjects by the steps they pass. Whoever reaches a later step has passed the earlier ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// Column that names a subject: a deal, a visitor.
    pub subject: String,
    /// Column with the name of the step.
    pub step: String,
    /// Column with the place of the step, from the first.
    pub position: String,
    /// Dimension whose values have steps of their own.
    pub apart: Option<String>,
}
