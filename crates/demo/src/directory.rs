//! Who is who: the company's users, accounts and contacts in the CRM, customers in the shop, articles, campaigns.

use crate::DemoError;
use crate::products::{FREIGHT_CODE, PRODUCTS};
use crate::sheet::{Format, Sheet};
use crate::world::World;
use crate::write_as::{Cents, ContinentalCents, Maybe, Plain, Utc};

pub(crate) fn write_users(world: &World) -> Result<(), DemoError> {
    let header =
        ["User ID", "Name", "E-mail", "Profile", "Team", "Manager ID", "Region", "Active", "Start Date", "End Date"];
    let mut sheet = Sheet::create(&world.directory, "crm_users.csv", Format::COMMA, &header)?;
    for person in &world.staff.people {
        sheet.row(&[
            &person.id,
            &person.name,
            &person.email,
            &person.role,
            &person.team,
            &Maybe(person.manager.map(|manager| world.employee(manager))),
            &person.region,
            &person.left.is_none(),
            &world.timeline.date(person.hired),
            &Maybe(person.left.map(|day| world.timeline.date(day))),
        ])?;
    }
    sheet.finish()
}

pub(crate) fn write_accounts(world: &World) -> Result<(), DemoError> {
    let header = [
        "Account ID",
        "Account Name",
        "Website",
        "Main E-mail",
        "Phone",
        "VAT Number",
        "Industry",
        "Segment",
        "Employees",
        "Billing Country",
        "Billing City",
        "Sales Region",
        "Owner ID",
        "Type",
        "Lead Source",
        "Source Campaign",
        "Created Date",
        "Customer Since",
    ];
    let mut sheet = Sheet::create(&world.directory, "crm_accounts.csv", Format::COMMA, &header)?;
    for customer in world.customers.iter().filter(|customer| customer.in_crm && !customer.is_test) {
        let industry = if customer.segment == "Hospitality" { "Hotels and cafés" } else { "Offices" };
        let kind = if customer.first_order.is_some() { "Customer" } else { "Prospect" };
        let since = customer.first_order.map(|at| world.timeline.local(at).date());
        sheet.row(&[
            &customer.account(),
            &customer.crm_name(),
            &format!("https://www.{}", customer.domain),
            &customer.contacts[0].email,
            &customer.phone(),
            &Maybe(customer.tax_number()),
            &industry,
            &customer.segment,
            &customer.employees,
            &customer.country.code,
            &customer.city,
            &crate::customers::sales_team(customer.country.code).trim_start_matches("Sales "),
            &Maybe(customer.owner.map(|owner| world.employee(owner))),
            &kind,
            &customer.channel,
            &world.campaign(customer.campaign),
            &Utc(customer.created),
            &Maybe(since),
        ])?;
    }
    sheet.finish()
}

pub(crate) fn write_contacts(world: &World) -> Result<(), DemoError> {
    let header = [
        "Contact ID",
        "Account ID",
        "First Name",
        "Last Name",
        "Email",
        "Title",
        "Country",
        "Owner ID",
        "Created Date",
    ];
    let mut sheet = Sheet::create(&world.directory, "crm_contacts.csv", Format::COMMA, &header)?;
    for customer in world.customers.iter().filter(|customer| customer.in_crm && !customer.is_test) {
        for (position, contact) in customer.contacts.iter().enumerate() {
            sheet.row(&[
                &customer.contact(position),
                &customer.account(),
                &contact.first,
                &contact.family,
                &contact.email,
                &contact.title,
                &customer.country.code,
                &Maybe(customer.owner.map(|owner| world.employee(owner))),
                &Utc(customer.created),
            ])?;
        }
    }
    sheet.finish()
}

pub(crate) fn write_shop_customers(world: &World) -> Result<(), DemoError> {
    let header = [
        "Customer No",
        "Company",
        "Homepage",
        "VAT ID",
        "First Name",
        "Last Name",
        "Email",
        "Country",
        "City",
        "Customer Group",
        "Came From",
        "Campaign",
        "Registered",
        "Test Account",
    ];
    let mut sheet = Sheet::create(&world.directory, "shop_customers.csv", Format::COMMA, &header)?;
    for customer in &world.customers {
        let Some(first_order) = customer.first_order else { continue };
        let contact = &customer.contacts[0];
        let email = if customer.index % 5 == 2 { capitalised(&contact.email) } else { contact.email.clone() };
        sheet.row(&[
            &customer.shop_number(),
            &customer.shop_name(),
            &customer.domain,
            &Maybe(customer.tax_number()),
            &contact.first,
            &contact.family,
            &email,
            &customer.country.name,
            &customer.city,
            &customer.segment,
            &customer.channel,
            &world.campaign(customer.campaign),
            &Plain(world.timeline.local(first_order - 50)),
            &if customer.is_test { "yes" } else { "no" },
        ])?;
    }
    sheet.finish()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

pub(crate) fn write_products(world: &World) -> Result<(), DemoError> {
    let header = ["Artikelnummer", "Bezeichnung", "Warengruppe", "Listenpreis", "Einstandspreis", "Währung"];
    let mut sheet = Sheet::create(&world.directory, "shop_products.csv", Format::SEMICOLON_BOM, &header)?;
    for product in &PRODUCTS {
        sheet.row(&[
            &product.code,
            &product.name,
            &product.category,
            &ContinentalCents(product.price),
            &ContinentalCents(product.price * product.cost_percent / 100),
            &"EUR",
        ])?;
    }
    let zero = ContinentalCents(0);
    sheet.row(&[&FREIGHT_CODE, &"Freight", &"Freight", &ContinentalCents(790), &zero, &"EUR"])?;
    sheet.finish()
}

pub(crate) fn write_campaigns(world: &World) -> Result<(), DemoError> {
    let header = [
        "campaign_id",
        "name",
        "channel",
        "type",
        "status",
        "first_day",
        "last_day",
        "budget",
        "currency",
        "utm",
        "run_by",
    ];
    let mut sheet = Sheet::create(&world.directory, "marketing_campaigns.csv", Format::COMMA, &header)?;
    for (position, campaign) in world.campaigns.iter().enumerate() {
        let ended = campaign.ends < world.timeline.days;
        sheet.row(&[
            &campaign.id,
            &campaign.name,
            &campaign.channel,
            &campaign.kind,
            &if ended { "completed" } else { "running" },
            &world.timeline.date(campaign.starts),
            &Maybe(ended.then(|| world.timeline.date(campaign.ends))),
            &Cents(libm::round(campaign.budget as f64 * world.scale) as i64),
            &"EUR",
            &crate::names::slug(&campaign.name),
            &Maybe(run_by(world, position, campaign.starts)),
        ])?;
    }
    sheet.finish()
}

/// The people of marketing take turns.
fn run_by(world: &World, position: usize, day: i32) -> Option<&str> {
    let there: Vec<&str> = world
        .staff
        .people
        .iter()
        .filter(|person| person.team == "Marketing" && person.is_there(day))
        .map(|person| person.id.as_str())
        .collect();
    there.get(position % there.len().max(1)).copied()
}
