/*
fact: ad_days
row: what an ad platform reports for one campaign or ad on one day of the account's zone
refresh_by: day
columns:
  ad_day_id:        { kind: text }
  day:              { kind: date }
  customer_id:      { kind: text, dimension: customer, meaning: always empty }
  spend:            { kind: money, currency: currency }
  conversion_value: { kind: money, currency: currency, meaning: as the platform claims }
  currency:         { kind: text, dimension: currency }
  impressions:      { kind: integer }
  clicks:           { kind: integer }
  conversions:      { kind: decimal }
  channel:          { kind: text, dimension: channel }
  campaign:         { kind: text, dimension: campaign }
  source:           { kind: text, dimension: source }
*/
SELECT
  a.id AS ad_day_id,
  a.day,
  CAST(NULL AS VARCHAR) AS customer_id,
  a.spend,
  a.conversion_value,
  a.currency,
  a.impressions,
  a.clicks,
  a.conversions,
  coalesce(a.channel, g.channel) AS channel,
  coalesce(g.name, a.campaign_name) AS campaign,
  a.source_id AS source
FROM ad_day a
LEFT JOIN campaign g ON g.id = a.campaign_id
