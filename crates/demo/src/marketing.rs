//! What the ad platforms report for each day, and the messages of the mailings.

use crate::DemoError;
use crate::campaigns::Campaign;
use crate::random::{Dice, Topic};
use crate::sheet::{Format, Sheet};
use crate::timeline::DAY_SECONDS;
use crate::world::World;
use crate::write_as::{AmericanCents, Maybe, MonthFirst, Utc};

pub(crate) fn write_ads(world: &World) -> Result<(), DemoError> {
    let header = [
        "Day",
        "Campaign ID",
        "Campaign",
        "Platform",
        "Cost",
        "Currency",
        "Impressions",
        "Clicks",
        "Conversions",
        "Conv. value",
        "Account time zone",
    ];
    let mut dice = Dice::new(world.seed, Topic::Ads);
    let mut sheet = Sheet::create(&world.directory, "ads_daily.csv", Format::COMMA, &header)?;
    for day in 0..world.timeline.days {
        let running =
            |campaign: &&Campaign| campaign.daily_spend > 0.0 && (campaign.starts..=campaign.ends).contains(&day);
        for campaign in world.campaigns.iter().filter(running) {
            let date = world.timeline.date(day);
            let busy = world.story.acquisition_weight(day, date).max(0.2) / 1.55;
            let spend = campaign.daily_spend * world.scale * libm::sqrt(busy) * dice.log_normal(1.0, 0.12);
            let is_search = campaign.channel == "paid_search";
            let click_price = if is_search { 138.0 } else { 61.0 } * dice.log_normal(1.0, 0.08);
            let clicks = dice.poisson(spend / click_price);
            let rate = if is_search { 0.041 } else { 0.012 };
            let impressions = dice.poisson(clicks as f64 / rate).max(clicks) + dice.between(5, 90);
            let value = spend * campaign.return_on_spend * busy / libm::sqrt(busy) * dice.log_normal(0.97, 0.22);
            let conversions = dice.poisson(value / 21_500.0);
            let value = if conversions == 0 { 0.0 } else { value };
            sheet.row(&[
                &MonthFirst(date),
                &campaign.id,
                &campaign.name,
                &campaign.channel,
                &AmericanCents(libm::round(spend) as i64),
                &"EUR",
                &impressions,
                &clicks,
                &conversions,
                &AmericanCents(libm::round(value) as i64),
                &"Europe/Vilnius",
            ])?;
        }
    }
    sheet.finish()
}

const FULL_MAILING: f64 = 8_500.0;

/// Of those who respond, how many more than half had the question as subject.
const LEAD_OF_THE_QUESTION: f64 = 0.035;

/// Half of the recipients read a question as subject, half a statement, and the question is answered a little more
/// often: `rate` × (1 + 2 × lead) against `rate` × (1 − 2 × lead).
fn subject(lots: &mut Dice, responds: bool, rate: f64) -> &'static str {
    let lead = if responds { LEAD_OF_THE_QUESTION } else { -LEAD_OF_THE_QUESTION * rate / (1.0 - rate) };
    if lots.chance(0.5 + lead) { "question" } else { "statement" }
}

pub(crate) fn write_mailings(world: &World) -> Result<(), DemoError> {
    let header = [
        "send_id",
        "campaign",
        "recipient",
        "contact",
        "account",
        "medium",
        "sent_at",
        "bounced",
        "responded_at",
        "subject_test",
    ];
    let mut dice = Dice::new(world.seed, Topic::Mail);
    // Lots of their own: everything else is as it would be without the test.
    let mut lots = Dice::new(world.seed, Topic::Subjects);
    let mut sheet = Sheet::create(&world.directory, "mail_sends.csv.gz", Format::GZIP, &header)?;
    let mut number = 0;
    let mut mailings: Vec<&Campaign> = world.campaigns.iter().filter(|campaign| campaign.response > 0.0).collect();
    mailings.sort_by_key(|campaign| (campaign.starts, &campaign.id));
    for campaign in mailings {
        let start = world.timeline.at(campaign.starts, 34_200);
        let wanted = (FULL_MAILING * world.scale) as usize;
        let known: Vec<usize> = (0..world.customers.len())
            .filter(|index| world.customers[*index].in_crm && world.customers[*index].created < start)
            .filter(|index| !world.customers[*index].is_test)
            .collect();
        let share = (wanted as f64 / known.len().max(1) as f64).min(0.9);
        for index in known {
            if !dice.chance(share) {
                continue;
            }
            let customer = &world.customers[index];
            number += 1;
            let sent = start + number % 5_400;
            let bounced = dice.chance(0.024);
            let mood = (1.0 + 0.25 * customer.mood).clamp(0.4, 1.6);
            let responds = !bounced && dice.chance(campaign.response * mood);
            let response = responds.then(|| sent + dice.log_normal(0.5 * DAY_SECONDS as f64, 1.0) as i64);
            sheet.row(&[
                &number,
                &campaign.id,
                &customer.contacts[0].email,
                &customer.contact(0),
                &customer.account(),
                &campaign.channel,
                &Utc(sent),
                &bounced,
                &Maybe(response.and_then(|at| world.happened(at)).map(Utc)),
                &subject(&mut lots, responds, campaign.response),
            ])?;
        }
    }
    sheet.finish()
}
