//! Costs that are not ad spend, and the goals the company set itself.

use crate::DemoError;
use crate::random::{Dice, Topic};
use crate::sheet::{Format, Sheet};
use crate::world::World;
use crate::write_as::{ContinentalCents, Dotted};
use jiff::{ToSpan, civil::Date};

/// Category, purpose, note, euro cents a month at full size and at the end of the data.
const MONTHLY: [(&str, &str, &str, f64); 9] = [
    ("Personal", "acquisition", "Gehälter Vertrieb", 6_900_000.0),
    ("Personal", "acquisition", "Gehälter Marketing", 2_300_000.0),
    ("Werkzeuge", "acquisition", "CRM und Analysewerkzeuge", 620_000.0),
    ("Agentur", "acquisition", "Agentur für Anzeigen", 480_000.0),
    ("Personal", "service", "Gehälter Service", 7_400_000.0),
    ("Werkzeuge", "service", "Helpdesk", 390_000.0),
    ("Personal", "retention", "Gehälter Kundenerfolg", 2_600_000.0),
    ("Prämien", "retention", "Treueprämien", 900_000.0),
    ("Waren", "cogs", "Fracht und Lager", 5_200_000.0),
];

/// A German ledger export: semicolons, decimal commas, dotted dates, an old encoding.
pub(crate) fn write_costs(world: &World) -> Result<(), DemoError> {
    let header = ["Beleg", "Datum", "Bis", "Betrag", "Währung", "Kostenart", "Zweck", "Kampagne", "Bemerkung"];
    let mut dice = Dice::new(world.seed, Topic::Costs);
    let mut sheet = Sheet::create(&world.directory, "finance_costs.csv", Format::SEMICOLON_LATIN1, &header)?;
    let mut number = 0;
    for (start, next) in world.timeline.months() {
        let first = start.max(world.timeline.first);
        let last = next.yesterday().unwrap_or(start).min(world.timeline.last);
        let covered = f64::from((last - first).get_days() + 1) / f64::from((next - start).get_days());
        let size = 0.52 + 0.48 * world.story.progress(world.timeline.day_of_date(first));
        for (category, purpose, note, amount) in MONTHLY {
            number += 1;
            let cents = amount * world.scale * size * covered * dice.log_normal(1.0, 0.03);
            sheet.row(&[
                &format!("K{number:05}"),
                &Dotted(first),
                &Dotted(last),
                &ContinentalCents(libm::round(cents) as i64),
                &"EUR",
                &category,
                &purpose,
                &"",
                &note,
            ])?;
        }
    }
    for campaign in world.campaigns.iter().filter(|campaign| campaign.daily_spend == 0.0) {
        number += 1;
        let cents = libm::round(campaign.budget as f64 * 0.9 * world.scale) as i64;
        let day = world.timeline.date(campaign.starts);
        sheet.row(&[
            &format!("K{number:05}"),
            &Dotted(day),
            &"",
            &ContinentalCents(cents),
            &"EUR",
            &"Kampagne",
            &"acquisition",
            &campaign.id,
            &format!("Produktion für {}", campaign.name),
        ])?;
    }
    let day = Dotted(world.timeline.date(30));
    sheet.row(&[&"K99998", &day, &"", &"siehe Rechnung", &"EUR", &"Agentur", &"acquisition", &"", &"Betrag fehlt"])?;
    sheet.row(&[
        &"K99999",
        &"30.02.2026",
        &"",
        &"1.250,00",
        &"EUR",
        &"Agentur",
        &"acquisition",
        &"",
        &"Datum prüfen",
    ])?;
    sheet.finish()
}

/// What each team should win in a quarter, and what the whole company should reach in a month.
pub(crate) fn write_goals(world: &World) -> Result<(), DemoError> {
    let header = ["Goal", "Metric", "Team", "From", "To", "Target", "Currency"];
    let mut sheet = Sheet::create(&world.directory, "crm_goals.csv", Format::COMMA, &header)?;
    let mut number = 0;
    for (start, next) in world.timeline.months() {
        let progress = world.story.progress(world.timeline.day_of_date(start));
        let grown = |from: f64, to: f64| (from + (to - from) * progress) * world.scale;
        let end = next.yesterday().unwrap_or(start);
        let mut row = |metric: &str, team: &str, from: Date, to: Date, target: f64, currency: &str| {
            number += 1;
            let target = libm::round(target) as i64;
            sheet.row(&[&format!("G{number:04}"), &metric, &team, &from, &to, &target, &currency])
        };
        row("new_customers", "", start, end, grown(400.0, 760.0), "")?;
        row("revenue_net", "", start, end, grown(320_000.0, 2_150_000.0), "EUR")?;
        row("nps", "", start, end, 45.0, "")?;
        if (start.month() - 1) % 3 == 0 {
            let end = start.saturating_add(3.months()).yesterday().unwrap_or(start);
            for (team, share) in [("Baltics", 0.38), ("DACH", 0.28), ("Poland", 0.18), ("Americas", 0.16)] {
                let target = grown(420_000.0, 1_900_000.0) * share;
                row("won_value", &format!("Sales {team}"), start, end, target, "EUR")?;
            }
        }
    }
    sheet.finish()
}
