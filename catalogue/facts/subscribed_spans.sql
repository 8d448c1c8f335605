/*
fact: subscribed_spans
row: one item of a subscription between two changes while it brings recurring revenue, in each of two ways to date its end and each way to say what recurring revenue is made of
refresh_by: customer
interval: { from: from_at, to: to_at }
columns:
  ends:        { kind: text, meaning: "paid_term: it lasts as long as is paid for; request: until the customer asks to end it" }
  discounts:   { kind: text, meaning: "subtracted, lasting, ignored, or any: see recurring_items" }
  tax:         { kind: text, meaning: "left_out, added, or any" }
  metered:     { kind: text, meaning: "mean_of_three_months, or any" }
  state_id:    { kind: text }
  customer_id: { kind: text, dimension: customer }
  from_at:     { kind: instant }
  to_at:       { kind: instant, meaning: empty while it lasts }
  annual_amount: { kind: money, currency: currency, meaning: "recurring value of a year; a twelfth is MRR, and stays exact this way" }
  status:      { kind: text, meaning: active or past_due }
  currency:    { kind: text, dimension: currency }
  plan:        { kind: text, dimension: plan }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  source:      { kind: text, dimension: source }
*/
SELECT
  'paid_term' AS ends, discounts, tax, metered, state_id, customer_id, from_at, from_day, to_at, to_day, annual_amount, status, currency,
  plan, channel, campaign, segment, country, owner, source
FROM fact.recurring_items
WHERE customer_id IS NOT NULL
UNION ALL
-- What was asked to end no longer counts from then on, though it is still paid for.
SELECT
  'request', m.discounts, m.tax, m.metered, m.state_id, m.customer_id, m.from_at, m.from_day,
  CASE WHEN b.cancel_requested_day < coalesce(m.to_day, DATE '9999-01-01') THEN b.cancel_requested_at ELSE m.to_at END,
  least(m.to_day, b.cancel_requested_day),
  m.annual_amount, m.status, m.currency, m.plan, m.channel, m.campaign, m.segment, m.country, m.owner, m.source
FROM fact.recurring_items m
JOIN subscription b ON b.id = m.subscription_id
WHERE m.customer_id IS NOT NULL AND (b.cancel_requested_day IS NULL OR m.from_day <= b.cancel_requested_day)
