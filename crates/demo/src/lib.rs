//! The demo company: a seeded generator of what its systems would export.
//!
//! Aurikava, invented, sells coffee machines, supplies and a maintenance subscription to offices, cafés and hotels.
//! [`generate`] writes the exports of its CRM, shop, billing, help desk, surveys, web analytics, ad platforms and
//! ledger; they go through the same import as anybody's files. What happens to a customer is decided once
//! (`customers`); every file tells its part of it.

mod activities;
mod adoption;
mod campaigns;
mod customers;
mod deals;
mod directory;
mod files;
mod finance;
mod invoices;
mod leads;
mod marketing;
mod names;
mod orders;
mod products;
mod random;
mod rates;
mod returns;
mod service_hours;
mod sheet;
mod staff;
mod story;
mod subscriptions;
mod surveys;
mod tickets;
mod timeline;
mod web;
mod world;
mod write_as;

use crate::world::World;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::calendar::WorkspaceCalendar;
use model::currency::Currency;
use model::settings::{CustomerIs, WorkspaceSettings};
use std::io;
use std::path::{Path, PathBuf};

/// What to generate.
#[derive(Debug, Clone, Copy)]
pub struct DemoOptions {
    /// Last day with data.
    pub date: Date,
    /// Years of data, the last ending on `date`.
    pub years: u32,
    /// The same seed, date, years and scale give the same bytes.
    pub seed: u64,
    /// 1 is the full size (20,000 customers, 150,000 orders); 0.02 is enough for tests.
    pub scale: f64,
}

/// How far the generator is.
#[derive(Debug, Clone, Copy)]
pub struct DemoProgress {
    /// What is being written.
    pub part: &'static str,
    /// Parts finished.
    pub done: usize,
    /// Parts in all.
    pub of: usize,
}

/// A file that was written.
#[derive(Debug, Clone)]
pub struct DemoFile {
    /// Where it is.
    pub path: PathBuf,
    /// Mapping as YAML, to be imported with the file.
    pub mapping: &'static str,
    /// File name.
    pub name: &'static str,
}

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {file}: {source}")]
pub struct DemoError {
    /// The file's name.
    pub file: String,
    /// What the system said.
    pub source: io::Error,
}

impl DemoError {
    pub(crate) fn new(file: &str, source: io::Error) -> Self {
        Self { file: file.to_owned(), source }
    }
}

/// Writes all exports into `directory` (created when missing) and lists them in the order in which to import them.
///
/// # Errors
/// When a file cannot be written.
pub fn generate(
    directory: &Path,
    options: &DemoOptions,
    progress: &mut dyn FnMut(DemoProgress),
) -> Result<Vec<DemoFile>, DemoError> {
    std::fs::create_dir_all(directory).map_err(|error| DemoError::new(&directory.display().to_string(), error))?;
    let mut done = 0;
    let mut begin = |part| {
        progress(DemoProgress { part, done, of: 9 });
        done += 1;
    };
    begin("customers");
    let world = World::new(directory.to_owned(), options);
    write_directory(&world)?;
    begin("deals");
    let deals = deals::write(&world)?;
    leads::write(&world, &deals)?;
    activities::write(&world, &deals)?;
    begin("orders");
    let orders = orders::write(&world)?;
    returns::write(&world, &orders)?;
    begin("subscriptions");
    let bills = subscriptions::write(&world)?;
    begin("invoices");
    invoices::write(&world, &orders, &bills)?;
    begin("tickets");
    service_hours::write_hours(&world)?;
    service_hours::write_holidays(&world)?;
    let solved = tickets::write(&world)?;
    begin("surveys");
    surveys::write(&world, &solved)?;
    begin("visits");
    web::write(&world, &orders)?;
    begin("marketing");
    marketing::write_ads(&world)?;
    marketing::write_mailings(&world)?;
    finance::write_costs(&world)?;
    finance::write_goals(&world)?;
    adoption::write_seats(&world)?;
    adoption::write_actions(&world)?;
    progress(DemoProgress { part: "marketing", done: 9, of: 9 });
    let file = |export: &files::Export| DemoFile {
        path: directory.join(export.name),
        mapping: export.mapping,
        name: export.name,
    };
    Ok(files::EXPORTS.iter().map(file).collect())
}

fn write_directory(world: &World) -> Result<(), DemoError> {
    rates::write(world)?;
    directory::write_users(world)?;
    directory::write_products(world)?;
    directory::write_campaigns(world)?;
    directory::write_accounts(world)?;
    directory::write_contacts(world)?;
    directory::write_shop_customers(world)
}

/// The demo workspace; its clock stands at the midnight after `date`.
pub fn settings(date: Date) -> WorkspaceSettings {
    let zone = TimeZone::get(timeline::ZONE).unwrap_or(TimeZone::UTC);
    let midnight = date.tomorrow().and_then(|next| next.to_zoned(zone)).map(|zoned| zoned.timestamp());
    WorkspaceSettings {
        name: "Aurikava".to_owned(),
        calendar: WorkspaceCalendar { zone: timeline::ZONE.to_owned(), week_start: 1, fiscal_start_month: 1 },
        currency: Currency::EUR,
        customer_is: CustomerIs::Organization,
        non_product_codes: vec![products::FREIGHT_CODE.to_owned()],
        fixed_clock: midnight.ok(),
        is_demo: true,
        ..WorkspaceSettings::default()
    }
}
