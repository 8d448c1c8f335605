/*
fact: recurring_pieces
row: one item of a subscription between two changes of its recurring value, in each way to say what recurring revenue is made of; a row that is the same in all of them stands there once
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
  source:          { kind: text, dimension: source }
*/
WITH states AS (
  SELECT s.*, s.discounted_annual_amount <> s.list_annual_amount AS has_discount
  FROM fact.recurring_states s
),
by_discount AS (
  SELECT 'any' AS discounts, s.*, s.from_at AS begins_at, s.from_day AS begins_day, s.to_at AS ends_at, s.to_day AS ends_day, s.list_annual_amount AS amount
  FROM states s
  WHERE NOT s.has_discount
  UNION ALL
  SELECT 'ignored', s.*, s.from_at, s.from_day, s.to_at, s.to_day, s.list_annual_amount
  FROM states s
  WHERE s.has_discount
  UNION ALL
  SELECT
    'lasting', s.*, s.from_at, s.from_day, s.to_at, s.to_day,
    CASE WHEN s.discount_ends_on IS NULL THEN s.discounted_annual_amount ELSE s.list_annual_amount END
  FROM states s
  WHERE s.has_discount
  UNION ALL
  -- The day on which the discount no longer counts cuts the state in two; it has no time of day.
  SELECT
    'subtracted', s.*, s.from_at, s.from_day,
    CASE WHEN s.discount_counts_until < coalesce(s.to_day, DATE '9999-01-01') THEN NULL ELSE s.to_at END,
    least(s.to_day, s.discount_counts_until),
    s.discounted_annual_amount
  FROM states s
  WHERE s.has_discount AND (s.discount_counts_until IS NULL OR s.discount_counts_until > s.from_day)
  UNION ALL
  SELECT
    'subtracted', s.*,
    CASE WHEN s.from_day >= s.discount_counts_until THEN s.from_at END,
    greatest(s.from_day, s.discount_counts_until),
    s.to_at, s.to_day,
    s.list_annual_amount
  FROM states s
  WHERE s.has_discount
    AND (s.discount_counts_until <= s.from_day OR s.discount_counts_until < coalesce(s.to_day, DATE '9999-01-01'))
)
SELECT
  b.discounts,
  t.tax,
  CASE WHEN b.is_use THEN 'mean_of_three_months' ELSE 'any' END AS metered,
  b.state_id,
  b.subscription_id,
  b.customer_id,
  b.begins_at AS from_at,
  b.begins_day AS from_day,
  b.ends_at AS to_at,
  b.ends_day AS to_day,
  b.grace_ends_on,
  CASE
    WHEN t.tax = 'added'
    THEN CAST(CAST(b.amount AS DECIMAL(28, 6)) * CAST(1 + b.tax_percent * 0.01 AS DECIMAL(10, 8)) AS DECIMAL(38, 6))
    ELSE b.amount
  END AS annual_amount,
  b.status,
  b.currency,
  b.plan,
  b.channel,
  b.campaign,
  b.segment,
  b.country,
  b.owner,
  b.source
FROM by_discount b
JOIN (VALUES ('any'), ('left_out'), ('added')) AS t(tax) ON (t.tax <> 'any') = (b.tax_percent > 0)
-- What is free brings nothing.
WHERE b.amount > 0
