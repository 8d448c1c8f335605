/*
fact: yearly_commitments
row: one item of a subscription while it brings recurring revenue and is agreed for twelve months or more, by the time between its payments or by a contract of its subscription; what is billed by use is out
refresh_by: customer
interval: { from: from_at, to: to_at }
columns:
  discounts:       { kind: text, meaning: "subtracted, lasting, ignored, or any: see recurring_items" }
  tax:             { kind: text, meaning: "left_out, added, or any" }
  state_id:        { kind: text }
  subscription_id: { kind: text }
  customer_id:     { kind: text, dimension: customer }
  from_at:         { kind: instant }
  to_at:           { kind: instant }
  annual_amount:   { kind: money, currency: currency, meaning: recurring value of a year }
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
-- A contract runs from the one before it, the first from the start of its subscription, to the day of its renewal.
WITH terms AS (
  SELECT
    c.subscription_id,
    coalesce(lag(c.renewal_due_on) OVER (PARTITION BY c.subscription_id ORDER BY c.renewal_due_on, c.id), s.started_day) AS first_day,
    c.renewal_due_on AS due_day
  FROM contract c
  JOIN subscription s ON s.id = c.subscription_id
),
long_terms AS (
  SELECT subscription_id, first_day, due_day
  FROM terms
  -- Some write the last day of the year, some the day after it.
  WHERE CAST(add_months(first_day, 12) AS DATE) <= CAST(add_days(due_day, 1) AS DATE)
),
items AS (
  SELECT
    m.discounts, m.tax, m.state_id, m.subscription_id, m.customer_id, m.from_at, m.from_day, m.to_at, m.to_day, m.annual_amount,
    m.status, m.currency, m.plan, m.channel, m.campaign, m.segment, m.country, m.owner, m.source,
    coalesce(s.interval_count, 1)
      >= CASE s.interval_unit WHEN 'day' THEN 365 WHEN 'week' THEN 52 WHEN 'year' THEN 1 ELSE 12 END AS is_paid_by_year
  FROM fact.recurring_items m
  JOIN subscription_state s ON s.id = m.state_id
  WHERE m.metered = 'any'
)
SELECT
  discounts, tax, state_id, subscription_id, customer_id, from_at, from_day, to_at, to_day, annual_amount,
  status, currency, plan, channel, campaign, segment, country, owner, source
FROM items
WHERE is_paid_by_year
UNION ALL
SELECT
  i.discounts, i.tax, i.state_id, i.subscription_id, i.customer_id,
  CASE WHEN i.from_day >= t.first_day THEN i.from_at END,
  greatest(i.from_day, t.first_day),
  CASE WHEN i.to_day <= t.due_day THEN i.to_at END,
  least(i.to_day, t.due_day),
  i.annual_amount, i.status, i.currency, i.plan, i.channel, i.campaign, i.segment, i.country, i.owner, i.source
FROM items i
JOIN long_terms t
  ON t.subscription_id = i.subscription_id AND i.from_day < t.due_day AND (i.to_day IS NULL OR i.to_day > t.first_day)
WHERE NOT i.is_paid_by_year
