/*
fact: customer_mrr
row: one item of a subscription of a customer between two changes while it brings recurring revenue, with recurring discounts, without tax and what is billed by use; trials, pauses and free items are out
refresh_by: customer
interval: { from: from_at, to: to_at }
columns:
  state_id:        { kind: text }
  subscription_id: { kind: text }
  customer_id:     { kind: text, dimension: customer }
  from_at:         { kind: instant }
  to_at:           { kind: instant, meaning: end of the paid time; empty while it lasts }
  grace_ends_on:   { kind: date, meaning: first day it no longer counts though nobody ended it; empty unless it waits for money }
  annual_amount:   { kind: money, currency: currency, meaning: "recurring value of a year; a twelfth is MRR, and stays exact this way" }
  status:          { kind: text, meaning: active or past_due }
  currency:        { kind: text, dimension: currency }
  plan:            { kind: text, dimension: plan }
  channel:         { kind: text, dimension: channel }
  campaign:        { kind: text, dimension: campaign }
  segment:         { kind: text, dimension: segment }
  country:         { kind: text, dimension: country }
  owner:           { kind: text, dimension: owner }
  cohort:          { kind: text, dimension: cohort }
  source:          { kind: text, dimension: source }
*/
SELECT
  r.state_id, r.subscription_id, r.customer_id, r.from_at, r.from_day, r.to_at, r.to_day, r.grace_ends_on,
  r.annual_amount, r.status, r.currency,
  r.plan, r.channel, r.campaign, r.segment, r.country, r.owner, r.cohort, r.source
FROM fact.recurring_items r
WHERE r.customer_id IS NOT NULL AND r.discounts IN ('any', 'subtracted') AND r.tax IN ('any', 'left_out') AND r.metered = 'any'
