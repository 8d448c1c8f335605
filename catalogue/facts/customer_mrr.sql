/*
fact: customer_mrr
row: one item of a subscription between two changes while it brings recurring revenue; trials, pauses, metered and free items are out
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
  list_annual_amount: { kind: money, currency: currency, meaning: the same without lasting discounts }
  status:          { kind: text, meaning: active or past_due }
  currency:        { kind: text, dimension: currency }
  plan:            { kind: text, dimension: plan }
  channel:         { kind: text, dimension: channel }
  campaign:        { kind: text, dimension: campaign }
  segment:         { kind: text, dimension: segment }
  country:         { kind: text, dimension: country }
  owner:           { kind: text, dimension: owner }
  source:          { kind: text, dimension: source }
*/
SELECT
  state_id, subscription_id, customer_id, from_at, from_day, to_at, to_day, grace_ends_on, annual_amount, list_annual_amount,
  status, currency, plan, channel, campaign, segment, country, owner, source
FROM fact.recurring_items
WHERE annual_amount > 0
