//! What marketing did: among it one campaign that works and one that does not.

use crate::random::Dice;
use crate::timeline::Timeline;

/// A campaign, with days counted from the first day of the data.
pub(crate) struct Campaign {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) channel: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) starts: i32,
    pub(crate) ends: i32,
    /// Budget in euro cents at full size of the company.
    pub(crate) budget: i64,
    /// Average ad spend a day in euro cents at full size, 0 for what is not paid by click.
    pub(crate) daily_spend: f64,
    /// Conversion value for each euro spent, as the platform reports it.
    pub(crate) return_on_spend: f64,
    /// Share of delivered messages that are answered.
    pub(crate) response: f64,
}

/// Name, channel, kind, days from the end for start and end, budget, daily spend, return, response.
type Sketch = (&'static str, &'static str, &'static str, i32, i32, i64, f64, f64, f64);

/// Counted from the last day: `-1` in place of a start is the first day of the data.
const SKETCHES: [Sketch; 9] = [
    // The one that works.
    ("Office Espresso Search", "paid_search", "ads", -1, -60, 48_000_000, 34_000.0, 5.6, 0.0),
    ("Brand Search", "paid_search", "ads", -1, -60, 12_000_000, 8_500.0, 7.2, 0.0),
    // The one that does not.
    ("Barista Video Awareness", "paid_social", "ads", 330, 190, 6_500_000, 42_000.0, 0.6, 0.0),
    ("Retargeting Display", "paid_social", "ads", 900, -60, 9_000_000, 9_500.0, 2.1, 0.0),
    ("Winter Care Bundle", "email", "mailing", 330, 270, 900_000, 0.0, 0.0, 0.094),
    ("Machine Trade-in", "email", "mailing", 620, 560, 1_200_000, 0.0, 0.0, 0.061),
    ("Hotel Breakfast Programme", "email", "mailing", 140, 80, 800_000, 0.0, 0.0, 0.031),
    ("Coffee at Work Fair", "event", "event", 420, 400, 3_200_000, 0.0, 0.0, 0.12),
    ("Partner Referral Bonus", "referral", "referral", 760, -60, 2_000_000, 0.0, 0.0, 0.0),
];

/// All campaigns, the newsletters of each quarter last.
pub(crate) fn plan(timeline: &Timeline) -> Vec<Campaign> {
    let mut campaigns: Vec<Campaign> = SKETCHES.iter().map(|sketch| from_sketch(sketch, timeline.days)).collect();
    for quarter in 0..timeline.days / 91 {
        let starts = quarter * 91 + 20;
        let date = timeline.date(starts);
        campaigns.push(Campaign {
            id: String::new(),
            name: format!("Newsletter {:04}-{:02}", date.year(), date.month()),
            channel: "email",
            kind: "newsletter",
            starts,
            ends: starts + 14,
            budget: 150_000,
            daily_spend: 0.0,
            return_on_spend: 0.0,
            response: 0.036,
        });
    }
    for (position, campaign) in campaigns.iter_mut().enumerate() {
        campaign.id = format!("CMP-{:02}", position + 1);
    }
    campaigns
}

fn from_sketch(sketch: &Sketch, days: i32) -> Campaign {
    let (name, channel, kind, start, end, budget, daily_spend, return_on_spend, response) = *sketch;
    Campaign {
        id: String::new(),
        name: name.to_owned(),
        channel,
        kind,
        starts: if start < 0 { 0 } else { (days - start).max(0) },
        ends: days - end,
        budget,
        daily_spend,
        return_on_spend,
        response,
    }
}

/// A campaign that could have brought somebody on that day through that channel.
pub(crate) fn behind(campaigns: &[Campaign], dice: &mut Dice, channel: &str, day: i32) -> Option<usize> {
    let running = |campaign: &Campaign| campaign.channel == channel && (campaign.starts..=campaign.ends).contains(&day);
    let possible: Vec<usize> = (0..campaigns.len()).filter(|index| running(&campaigns[*index])).collect();
    let weights: Vec<f64> = possible.iter().map(|index| 0.2 + 0.2 * campaigns[*index].return_on_spend).collect();
    if possible.is_empty() || !dice.chance(0.85) {
        return None;
    }
    Some(possible[dice.weighted(&weights)])
}
