/*
fact: campaign_runs
row: one campaign from its first to its last day; without a last day it still runs
refresh_by: campaign
interval: { from: from_at, to: to_at }
columns:
  campaign_id: { kind: text }
  from_at:     { kind: instant, meaning: "known as a day only" }
  to_at:       { kind: instant, meaning: "its last day, known as a day only; empty while it runs" }
  budget:      { kind: money, currency: currency, meaning: what it is planned to cost }
  currency:    { kind: text, dimension: currency }
  customer_id: { kind: text, dimension: customer, meaning: always empty }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
SELECT
  c.id AS campaign_id,
  CAST(NULL AS TIMESTAMP) AS from_at,
  c.starts_on AS from_day,
  CAST(NULL AS TIMESTAMP) AS to_at,
  c.ends_on AS to_day,
  c.budget,
  c.currency,
  CAST(NULL AS VARCHAR) AS customer_id,
  c.channel,
  c.name AS campaign,
  e.name AS owner,
  e.team,
  c.source_id AS source
FROM campaign c
LEFT JOIN employee e ON e.id = c.owner_id
WHERE c.starts_on IS NOT NULL
