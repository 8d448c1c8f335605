/*
fact: recurring_states
row: one item of a subscription between two changes while it is active or late with paying, at its list price and with its discount; trials, pauses and items without a price are out. What is billed by use stands in the three months after it
refresh_by: customer
interval: { from: from_at, to: to_at }
columns:
  state_id:        { kind: text }
  subscription_id: { kind: text }
  customer_id:     { kind: text, dimension: customer, meaning: empty where nobody knows whose subscription it is }
  from_at:         { kind: instant }
  to_at:           { kind: instant, meaning: end of the paid time; empty while it lasts }
  grace_ends_on:   { kind: date, meaning: first day it no longer counts though nobody ended it; empty unless it waits for money }
  is_use:          { kind: boolean, meaning: billed by use; a third of it stands in each of three months }
  list_annual_amount: { kind: money, currency: currency, meaning: "recurring value of a year without discount and tax; a twelfth is MRR, and stays exact this way" }
  discounted_annual_amount: { kind: money, currency: currency, meaning: "the same with the discount, nothing or less where it is free" }
  discount_ends_on: { kind: date, meaning: first day without the discount; empty for ever }
  discount_counts_until: { kind: date, meaning: "first day on which less of the discount is left than the time between two payments, or on which what was free is paid; empty for ever" }
  tax_percent:     { kind: decimal, meaning: tax on top }
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
WITH grace AS (
  SELECT coalesce(max(CASE WHEN name = 'dunning_grace_days' THEN CAST(value AS INTEGER) END), 30) AS days
  FROM setting
),
bounded AS (
  SELECT s.*, e.item_key, e.ended_at AS until_at, e.ended_day AS until_day
  FROM subscription_state s
  JOIN fact.state_ends e ON e.state_id = s.id
),
-- A price that changes while money is awaited begins no new grace: it runs from the first of the states in a row that wait.
placed AS (
  SELECT
    s.*,
    CASE
      WHEN s.status = 'past_due'
       AND lag(s.status) OVER chain = 'past_due'
       AND coalesce(lag(s.until_day) OVER chain, s.from_day) >= s.from_day
      THEN 0
      ELSE 1
    END AS begins
  FROM bounded s
  WINDOW chain AS (PARTITION BY s.subscription_id, s.item_key ORDER BY s.from_day, coalesce(s.from_at, CAST(s.from_day AS TIMESTAMP)), s.id)
),
runs AS (
  SELECT
    placed.*,
    sum(begins) OVER (
      PARTITION BY subscription_id, item_key ORDER BY from_day, coalesce(from_at, CAST(from_day AS TIMESTAMP)), id ROWS UNBOUNDED PRECEDING
    ) AS run
  FROM placed
),
awaited AS (
  SELECT
    runs.*,
    first_value(from_at) OVER chain AS awaited_since,
    first_value(from_day) OVER chain AS awaited_since_day
  FROM runs
  WINDOW chain AS (PARTITION BY subscription_id, item_key, run ORDER BY from_day, coalesce(from_at, CAST(from_day AS TIMESTAMP)), id)
),
-- Whose trials are states of their own.
tried AS (SELECT DISTINCT subscription_id FROM subscription_state WHERE status = 'trial'),
-- A state ends with its subscription; one that waits for money ends with the grace at the latest.
held AS (
  SELECT
    s.*,
    -- Eighteen digits times eighteen digits need more than eighteen.
    CAST(s.unit_price AS DECIMAL(19, 6)) * CAST(coalesce(s.quantity, 1) AS DECIMAL(19, 6)) AS price,
    coalesce(s.is_metered, false) AS is_use,
    CASE WHEN s.status = 'past_due' THEN add_days(s.awaited_since, grace.days) END AS grace_at,
    CASE WHEN s.status = 'past_due' THEN CAST(add_days(s.awaited_since_day, grace.days) AS DATE) END AS grace_day,
    b.organization_id,
    b.person_id,
    coalesce(s.plan, b.plan) AS plan_name,
    b.ended_at,
    b.ended_day,
    -- Where only the subscription says until when it is tried, nothing is paid before.
    CASE WHEN b.trial_ends_day > s.from_day AND tried.subscription_id IS NULL THEN b.trial_ends_at ELSE s.from_at END AS paid_from_at,
    CASE WHEN b.trial_ends_day > s.from_day AND tried.subscription_id IS NULL THEN b.trial_ends_day ELSE s.from_day END AS paid_from_day
  FROM awaited s
  JOIN subscription b ON b.id = s.subscription_id
  LEFT JOIN tried ON tried.subscription_id = b.id
  CROSS JOIN grace
  WHERE s.status IN ('active', 'past_due')
    -- What is said to be over, nobody knows since when, does not run.
    AND NOT (coalesce(b.status, '') = 'ended' AND b.ended_day IS NULL AND s.until_day IS NULL)
),
-- When everything of a subscription that is not billed by use is over.
fixed_ends AS (
  SELECT
    s.subscription_id,
    min(CASE WHEN s.status = 'ended' AND s.item IS NULL THEN s.from_day END) AS stopped_day,
    CASE WHEN count(*) FILTER (WHERE NOT coalesce(s.is_metered, false) AND e.ended_day IS NULL) = 0
      THEN max(e.ended_day) FILTER (WHERE NOT coalesce(s.is_metered, false))
    END AS last_day
  FROM subscription_state s
  JOIN fact.state_ends e ON e.state_id = s.id
  GROUP BY s.subscription_id
),
-- Use is known when its time is over, and then tells what to expect for three months, while the subscription runs.
timed AS (
  SELECT
    h.*,
    CASE WHEN h.is_use THEN h.until_at ELSE h.paid_from_at END AS counts_from_at,
    CASE WHEN h.is_use THEN h.until_day ELSE h.paid_from_day END AS counts_from_day,
    CASE
      WHEN h.is_use THEN least(CAST(add_months(h.until_day, 3) AS DATE), h.ended_day, f.stopped_day, f.last_day)
      ELSE least(h.until_day, h.grace_day, h.ended_day)
    END AS last_day
  FROM held h
  LEFT JOIN fixed_ends f ON f.subscription_id = h.subscription_id
  WHERE NOT h.is_use OR h.until_day > h.paid_from_day
),
priced AS (
  SELECT
    t.*,
    CASE WHEN t.is_use THEN 4 ELSE CASE t.interval_unit WHEN 'day' THEN 365 WHEN 'week' THEN 52 WHEN 'year' THEN 1 ELSE 12 END END AS times_a_year,
    CASE WHEN t.is_use THEN 1 ELSE coalesce(t.interval_count, 1) END AS intervals,
    CAST(CAST(t.price AS DECIMAL(24, 6)) * 100 AS DECIMAL(30, 6)) AS list_percents,
    CAST(CAST(t.price AS DECIMAL(24, 6)) * CAST(100 - coalesce(t.discount_percent, 0) AS DECIMAL(9, 6)) AS DECIMAL(30, 6))
      - CAST(CAST(coalesce(t.discount_amount, 0) AS DECIMAL(24, 6)) * 100 AS DECIMAL(30, 6)) AS discounted_percents,
    CASE t.interval_unit
      WHEN 'day' THEN CAST(add_days(t.discount_ends_day, -coalesce(t.interval_count, 1)) AS DATE)
      WHEN 'week' THEN CAST(add_days(t.discount_ends_day, -7 * coalesce(t.interval_count, 1)) AS DATE)
      WHEN 'year' THEN CAST(add_months(t.discount_ends_day, -12 * coalesce(t.interval_count, 1)) AS DATE)
      ELSE CAST(add_months(t.discount_ends_day, -coalesce(t.interval_count, 1)) AS DATE)
    END AS last_discount_day,
    coalesce(u.minor_units, 100) AS minor_units
  FROM timed t
  LEFT JOIN fact.currency_units u ON u.currency = t.currency
  -- Beyond that it is no price but a slip of the source, and would leave the digits there are.
  WHERE abs(t.price) < 1000000000000000
)
SELECT
  s.id AS state_id,
  s.subscription_id,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  s.counts_from_at AS from_at,
  s.counts_from_day AS from_day,
  -- The moment belongs to the earliest of the days; unknown when that one came without a time.
  CASE
    WHEN s.is_use THEN CASE WHEN s.last_day = s.ended_day THEN s.ended_at END
    WHEN s.last_day = s.until_day THEN s.until_at
    WHEN s.last_day = s.ended_day THEN s.ended_at
    WHEN s.last_day = s.grace_day THEN s.grace_at
  END AS to_at,
  s.last_day AS to_day,
  s.grace_day AS grace_ends_on,
  s.is_use,
  CAST(CAST(s.list_percents * s.times_a_year AS DECIMAL(34, 6)) * s.minor_units / 100 / s.intervals AS DECIMAL(38, 6)) AS list_annual_amount,
  CAST(CAST(s.discounted_percents * s.times_a_year AS DECIMAL(34, 6)) * s.minor_units / 100 / s.intervals AS DECIMAL(38, 6)) AS discounted_annual_amount,
  s.discount_ends_day AS discount_ends_on,
  -- What is free is paid on the day it is no longer free.
  CASE WHEN s.discounted_percents > 0 THEN s.last_discount_day ELSE s.discount_ends_day END AS discount_counts_until,
  coalesce(s.tax_percent, 0) AS tax_percent,
  s.status,
  s.currency,
  s.plan_name AS plan,
  l.channel,
  l.campaign,
  l.segment,
  l.country,
  l.owner,
  s.source_id AS source
FROM priced s
LEFT JOIN customer_link o ON o.record_id = s.organization_id
LEFT JOIN customer_link p ON p.record_id = s.person_id
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
WHERE s.list_percents > 0
  AND NOT coalesce(l.is_test, false)
  -- States of no length would be counted as an arrival and a loss.
  AND (
    s.last_day IS NULL OR s.last_day > s.counts_from_day
    OR (NOT s.is_use AND s.last_day = s.paid_from_day AND s.paid_from_day = s.from_day)
  )
