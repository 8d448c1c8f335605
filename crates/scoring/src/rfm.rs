//! Recency, frequency and monetary value: each customer scored 1 to 5 against the others.

/// Best score.
pub const BEST: u8 = 5;

/// Scores by rank: 1 + ⌊5 × share of customers that are strictly worse⌋, in the order of the values. Equal
/// values share a score, and the smaller value is the worse.
pub fn scores_by_rank<V: Ord>(values: &[V]) -> Vec<u8> {
    let mut sorted: Vec<&V> = values.iter().collect();
    sorted.sort_unstable();
    let score = |value: &V| {
        let worse = sorted.partition_point(|other| *other < value);
        let fifths = worse * usize::from(BEST) / values.len();
        u8::try_from(fifths).unwrap_or(BEST).saturating_add(1).min(BEST)
    };
    values.iter().map(score).collect()
}

/// Score by fixed limits, from the lowest: 1 below all of them, one more for each that is reached.
pub fn score_by_limits<V: PartialOrd>(value: &V, limits: &[V; 4]) -> u8 {
    limits.iter().filter(|limit| value >= limit).fold(1, |score, _| score + 1)
}

/// Mean of frequency and monetary score, halves up.
pub fn frequency_monetary(frequency: u8, monetary: u8) -> u8 {
    (frequency + monetary).div_ceil(2)
}

/// What a customer of that recency and that frequency and value is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// Bought lately, often and much.
    Champion,
    /// Bought often and much, not so lately.
    Loyal,
    /// Bought lately, and some.
    PotentialLoyal,
    /// Bought just now, and little.
    New,
    /// Bought lately, and little.
    Promising,
    /// In the middle of everything.
    NeedsAttention,
    /// Little, and some time ago.
    AboutToSleep,
    /// Much, but not for long.
    AtRisk,
    /// Very much, and not for very long.
    CantLose,
    /// Little, and very long ago.
    Lost,
}

impl Segment {
    /// Every segment, the best first.
    pub const ALL: [Segment; 10] = [
        Self::Champion,
        Self::Loyal,
        Self::PotentialLoyal,
        Self::New,
        Self::Promising,
        Self::NeedsAttention,
        Self::AboutToSleep,
        Self::AtRisk,
        Self::CantLose,
        Self::Lost,
    ];

    /// The cell of the grid.
    pub fn of(recency: u8, frequency_monetary: u8) -> Self {
        let position = |score: u8| usize::from(score.clamp(1, BEST) - 1);
        GRID[position(recency)][position(frequency_monetary)]
    }

    /// Word of the API, the address and the locale files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Champion => "champion",
            Self::Loyal => "loyal",
            Self::PotentialLoyal => "potential_loyal",
            Self::New => "new",
            Self::Promising => "promising",
            Self::NeedsAttention => "needs_attention",
            Self::AboutToSleep => "about_to_sleep",
            Self::AtRisk => "at_risk",
            Self::CantLose => "cant_lose",
            Self::Lost => "lost",
        }
    }
}

/// By recency from 1, then by frequency and value from 1.
const GRID: [[Segment; BEST as usize]; BEST as usize] = {
    use Segment::*;
    [
        [Lost, Lost, AtRisk, CantLose, CantLose],
        [AboutToSleep, AboutToSleep, AtRisk, AtRisk, AtRisk],
        [AboutToSleep, NeedsAttention, NeedsAttention, Loyal, Loyal],
        [Promising, PotentialLoyal, PotentialLoyal, Champion, Champion],
        [New, PotentialLoyal, PotentialLoyal, Champion, Champion],
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Reverse;

    #[test]
    fn ties_share_a_score() {
        // Days since the last purchase: fewer are better.
        let days = [1, 1, 10, 20, 40].map(Reverse);
        assert_eq!(scores_by_rank(&days), [4, 4, 3, 2, 1]);
    }

    #[test]
    fn ten_different_customers_fill_all_fifths() {
        let values: Vec<u32> = (1..=10).collect();
        assert_eq!(scores_by_rank(&values), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
        assert_eq!(scores_by_rank::<u32>(&[]), Vec::<u8>::new());
        assert_eq!(scores_by_rank(&[7]), [1]);
    }

    #[test]
    fn limits_are_reached_from_their_own_value_on() {
        let limits = [10, 20, 30, 40];
        let scores = [9, 10, 19, 20, 30, 39, 40, 1000].map(|value| score_by_limits(&value, &limits));
        assert_eq!(scores, [1, 2, 2, 3, 4, 4, 5, 5]);
    }

    #[test]
    fn halves_go_up() {
        assert_eq!([(1, 1), (1, 2), (2, 5), (5, 5)].map(|(f, m)| frequency_monetary(f, m)), [1, 2, 4, 5]);
    }

    #[test]
    fn the_grid_is_the_one_of_the_definition() {
        let row = |recency: u8| [1, 2, 3, 4, 5].map(|fm| Segment::of(recency, fm).as_str());
        assert_eq!(row(5), ["new", "potential_loyal", "potential_loyal", "champion", "champion"]);
        assert_eq!(row(4), ["promising", "potential_loyal", "potential_loyal", "champion", "champion"]);
        assert_eq!(row(3), ["about_to_sleep", "needs_attention", "needs_attention", "loyal", "loyal"]);
        assert_eq!(row(2), ["about_to_sleep", "about_to_sleep", "at_risk", "at_risk", "at_risk"]);
        assert_eq!(row(1), ["lost", "lost", "at_risk", "cant_lose", "cant_lose"]);
    }
}
