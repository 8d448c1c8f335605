/*
fact: recurring_items
row: one item of a subscription between two changes of its recurring value, in each way to say what recurring revenue is made of; a row that is the same in all of them stands there once. Trials, pauses and free items are out
refresh_by: customer
interval: { from: from_at, to: to_at }
columns:
  discounts:       { kind: text, meaning: "subtracted: while at least as much of it is left as lies between two payments; lasting: only what has no end; ignored; any: there is no discount" }
  tax:             { kind: text, meaning: "left_out, added, or any: there is no tax" }
  metered:         { kind: text, meaning: "mean_of_three_months: what is billed by use; any: everything else" }
  state_id:        { kind: text }
  subscription_id: { kind: text }
  customer_id:     { kind: text, dimension: customer, meaning: empty where nobody knows whose subscription it is }
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
  r.discounts, r.tax, r.metered,
  r.state_id, r.subscription_id, r.customer_id, r.from_at, r.from_day, r.to_at, r.to_day, r.grace_ends_on,
  r.annual_amount, r.status, r.currency,
  r.plan, r.channel, r.campaign, r.segment, r.country, r.owner, f.cohort, r.source
FROM fact.recurring_pieces r
LEFT JOIN fact.first_payments f ON f.customer_id = r.customer_id
