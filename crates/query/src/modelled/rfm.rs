//! RFM: members scored against each other, or against fixed limits.

use super::Modelled;
use super::members::MemberRow;
use super::options::Options;
use catalogue::definition::ModelOutput;
use rust_decimal::prelude::ToPrimitive;
use scoring::rfm::{Segment, frequency_monetary, score_by_limits, scores_by_rank};

/// The three scores of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scores {
    pub(crate) recency: u8,
    pub(crate) frequency: u8,
    pub(crate) monetary: u8,
}

impl Scores {
    pub(crate) fn frequency_monetary(self) -> u8 {
        frequency_monetary(self.frequency, self.monetary)
    }

    pub(crate) fn segment(self) -> Segment {
        Segment::of(self.recency, self.frequency_monetary())
    }
}

/// The scores of each row; none where an amount has no rate.
pub(crate) fn scores(options: &Options, rows: &[MemberRow]) -> Vec<Option<Scores>> {
    let known: Vec<(usize, &MemberRow)> = rows.iter().enumerate().filter(|(_, row)| !row.lacks_rate).collect();
    let members: Vec<&MemberRow> = known.iter().map(|(_, row)| *row).collect();
    // Fewer days since the last purchase are better, so their number counts downwards.
    let recency = scored(&members, options.recency_limits.map(downwards), &|row| {
        -f64::from(row.age_days.saturating_sub(row.recency_days))
    });
    let frequency = scored(&members, options.frequency_limits, &|row| f64::from(row.occasions));
    let value = |row: &MemberRow| if options.mean_value { row.value / f64::from(row.occasions) } else { row.value };
    let monetary = scored(&members, options.monetary_limits, &value);
    let mut scores = vec![None; rows.len()];
    for (place, (position, row)) in known.iter().enumerate() {
        // Who has brought nothing, or less, is in the lowest fifth whatever the others brought.
        let monetary = if value(row) > 0.0 { monetary[place] } else { 1 };
        scores[*position] = Some(Scores { recency: recency[place], frequency: frequency[place], monetary });
    }
    scores
}

/// Limits in days, the shortest first, as limits of the days counted downwards.
fn downwards(limits: [f64; 4]) -> [f64; 4] {
    let [first, second, third, fourth] = limits.map(|limit| -limit);
    [fourth, third, second, first]
}

fn scored(rows: &[&MemberRow], limits: Option<[f64; 4]>, of: &dyn Fn(&MemberRow) -> f64) -> Vec<u8> {
    match limits {
        Some(limits) => rows.iter().map(|row| score_by_limits(&of(row), &limits)).collect(),
        None => {
            let members = |row: &MemberRow| row.members.to_usize().unwrap_or(0);
            let every: Vec<Ordered> =
                rows.iter().flat_map(|row| std::iter::repeat_n(Ordered(of(row)), members(row))).collect();
            let scores = scores_by_rank(&every);
            let firsts = rows.iter().scan(0, |next, row| {
                let first = *next;
                *next += members(row);
                Some(first)
            });
            firsts.map(|first| scores.get(first).copied().unwrap_or(1)).collect()
        }
    }
}

/// A float with the order of numbers.
#[derive(Debug, Clone, Copy)]
struct Ordered(f64);

impl PartialEq for Ordered {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ordered {}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

pub(super) fn modelled(gives: ModelOutput, options: &Options, rows: &[MemberRow]) -> Modelled {
    let outputs =
        scores(options, rows).into_iter().map(|scores| scores.and_then(|scores| output(gives, options, scores)));
    Modelled { outputs: outputs.collect(), refusal: None, answer: None }
}

fn is_meant(options: &Options, scores: Scores) -> bool {
    options.segment.as_deref().is_none_or(|segment| segment == scores.segment().as_str())
        && options.recency_score.is_none_or(|score| score == u32::from(scores.recency))
        && options.frequency_value_score.is_none_or(|score| score == u32::from(scores.frequency_monetary()))
}

fn output(gives: ModelOutput, options: &Options, scores: Scores) -> Option<f64> {
    let Scores { recency, frequency, monetary } = scores;
    Some(match gives {
        ModelOutput::Recency => f64::from(recency),
        ModelOutput::Frequency => f64::from(frequency),
        ModelOutput::Monetary => f64::from(monetary),
        ModelOutput::Score => match options.part.as_deref() {
            Some("recency") => f64::from(recency),
            Some("frequency") => f64::from(frequency),
            Some("monetary") => f64::from(monetary),
            _ => (f64::from(recency) + f64::from(frequency) + f64::from(monetary)) / 3.0,
        },
        ModelOutput::Segment => return is_meant(options, scores).then_some(1.0),
        ModelOutput::Customers
        | ModelOutput::RepeatCustomers
        | ModelOutput::Alive
        | ModelOutput::Purchases
        | ModelOutput::OrderValue
        | ModelOutput::Value => 1.0,
    })
}
