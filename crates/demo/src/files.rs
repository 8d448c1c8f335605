//! The list of export files in the order in which they are imported, each with its mapping.

/// File name and mapping of one export.
pub(crate) struct Export {
    pub(crate) name: &'static str,
    pub(crate) mapping: &'static str,
}

macro_rules! exports {
    ($($stem:literal $ending:literal),+ $(,)?) => {
        [$(Export {
            name: concat!($stem, $ending),
            mapping: include_str!(concat!("../mappings/", $stem, ".yaml")),
        }),+]
    };
}

/// What is referred to comes before what refers to it.
pub(crate) static EXPORTS: [Export; 38] = exports![
    "finance_rates" ".csv",
    "crm_users" ".csv",
    "shop_products" ".csv",
    "marketing_campaigns" ".csv",
    "crm_accounts" ".csv",
    "crm_contacts" ".csv",
    "shop_customers" ".csv",
    "crm_leads" ".csv",
    "crm_stages" ".csv",
    "crm_opportunities" ".csv",
    "crm_stage_history" ".csv",
    "crm_quotes" ".csv",
    "crm_activities" ".csv",
    "shop_orders" ".csv",
    "shop_order_lines" ".csv",
    "shop_returns" ".csv",
    "shop_refunds" ".csv",
    "billing_subscriptions" ".csv",
    "billing_states" ".csv",
    "billing_contracts" ".csv",
    "billing_invoices" ".csv",
    "billing_payments" ".csv",
    "helpdesk_hours" ".csv",
    "helpdesk_holidays" ".csv",
    "helpdesk_tickets" ".csv",
    "helpdesk_events" ".csv.gz",
    "helpdesk_promises" ".csv",
    "survey_invitations" ".csv",
    "survey_answers" ".csv",
    "web_visits" ".csv.gz",
    "web_events" ".csv",
    "marketing_touches" ".csv",
    "ads_daily" ".csv",
    "mail_sends" ".csv.gz",
    "finance_costs" ".csv",
    "crm_goals" ".csv",
    "crm_seats" ".csv",
    "crm_user_actions" ".csv.gz",
];
