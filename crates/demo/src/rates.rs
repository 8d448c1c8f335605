//! The price of a dollar in euro, as published on working days.

use crate::DemoError;
use crate::random::{Dice, Topic};
use crate::sheet::{Format, Sheet};
use crate::world::World;

/// Euro for one dollar on each day, in millionths.
pub(crate) struct Rates {
    micro_euro: Vec<i64>,
}

impl Rates {
    /// A slow walk that is pulled back towards its middle.
    pub(crate) fn walk(seed: u64, days: i32) -> Self {
        let mut dice = Dice::new(seed, Topic::Rates);
        let mut rate = 0.918;
        let micro_euro = (0..days.max(1))
            .map(|_| {
                rate += 0.004 * (0.912 - rate) + 0.0031 * dice.normal();
                libm::round(rate * 1e6) as i64
            })
            .collect();
        Self { micro_euro }
    }
}

/// Weekends are missing, as at central banks.
pub(crate) fn write(world: &World) -> Result<(), DemoError> {
    let header = ["Date", "Currency", "EUR per unit"];
    let mut sheet = Sheet::create(&world.directory, "finance_rates.csv", Format::COMMA, &header)?;
    for (day, micro) in (0..).zip(&world.rates.micro_euro) {
        let is_first = day == 0;
        if is_first || !world.timeline.is_weekend(day) {
            let rate = format!("{}.{:06}", micro / 1_000_000, micro % 1_000_000);
            sheet.row(&[&world.timeline.date(day), &"USD", &rate])?;
        }
    }
    sheet.finish()
}
