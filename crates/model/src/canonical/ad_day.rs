//! What an ad platform reports for one campaign, ad or group on one day.

use super::{Column, ColumnKind, Entity};

/// What an ad platform reports for one campaign, ad or group on one day.
pub(super) static ENTITY: Entity = Entity {
    name: "ad_day",
    meaning: "What an ad platform reports for one campaign, ad or group on one day.",
    columns: &[
        Column::optional("campaign_id", ColumnKind::Reference("campaign"), "the campaign"),
        Column::optional("campaign_name", ColumnKind::Text, "its name as the platform writes it"),
        Column::optional("channel", ColumnKind::Text, "the platform or channel"),
        Column::optional("ad_group", ColumnKind::Text, "group or ad within the campaign"),
        Column::required("day", ColumnKind::Date, "date in the ad account's zone"),
        Column::optional("spend", ColumnKind::Money, "what it cost"),
        Column::optional("currency", ColumnKind::Text, "ISO 4217 code of spend and conversion value"),
        Column::optional("impressions", ColumnKind::Integer, "times shown"),
        Column::optional("clicks", ColumnKind::Integer, "valid clicks"),
        Column::optional("conversions", ColumnKind::Decimal, "conversions the platform claims"),
        Column::optional("conversion_value", ColumnKind::Money, "value of those conversions as the platform claims"),
        Column::optional("account_zone", ColumnKind::Text, "IANA zone of the ad account"),
    ],
};
