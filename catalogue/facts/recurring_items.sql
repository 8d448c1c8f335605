/*
fact: recurring_items
row: one item of a subscription between two changes while it is active or late with paying, also one that a discount makes free; trials, pauses, metered items and items without a price are out
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
    CASE s.interval_unit WHEN 'day' THEN 365 WHEN 'week' THEN 52 WHEN 'year' THEN 1 ELSE 12 END AS times_a_year,
    CASE WHEN s.status = 'past_due' THEN add_days(s.awaited_since, grace.days) END AS grace_at,
    CASE WHEN s.status = 'past_due' THEN CAST(add_days(s.awaited_since_day, grace.days) AS DATE) END AS grace_day,
    b.organization_id,
    b.person_id,
    coalesce(s.plan, b.plan) AS plan_name,
    b.channel AS sold_through,
    b.ended_at,
    b.ended_day,
    -- Where only the subscription says until when it is tried, nothing is paid before.
    CASE WHEN b.trial_ends_day > s.from_day AND tried.subscription_id IS NULL THEN b.trial_ends_at ELSE s.from_at END AS paid_from_at,
    CASE WHEN b.trial_ends_day > s.from_day AND tried.subscription_id IS NULL THEN b.trial_ends_day ELSE s.from_day END AS paid_from_day
  FROM awaited s
  JOIN subscription b ON b.id = s.subscription_id
  LEFT JOIN tried ON tried.subscription_id = b.id
  CROSS JOIN grace
  WHERE s.status IN ('active', 'past_due') AND NOT coalesce(s.is_metered, false)
    -- What is said to be over, nobody knows since when, does not run.
    AND NOT (coalesce(b.status, '') = 'ended' AND b.ended_day IS NULL AND s.until_day IS NULL)
),
priced AS (
  SELECT
    h.*,
    least(h.until_day, h.grace_day, h.ended_day) AS last_day,
    CAST(CAST(h.price AS DECIMAL(24, 6)) * CAST(100 - coalesce(h.discount_percent, 0) AS DECIMAL(9, 6)) AS DECIMAL(30, 6))
      * h.times_a_year AS yearly_percents,
    CAST(CAST(h.price AS DECIMAL(24, 6)) * 100 AS DECIMAL(30, 6)) * h.times_a_year AS list_percents,
    coalesce(h.interval_count, 1) AS intervals,
    coalesce(u.minor_units, 100) AS minor_units
  FROM held h
  LEFT JOIN fact.currency_units u ON u.currency = h.currency
  -- Beyond that it is no price but a slip of the source, and would leave the digits there are.
  WHERE abs(h.price) < 1000000000000000
)
SELECT
  s.id AS state_id,
  s.subscription_id,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  s.paid_from_at AS from_at,
  s.paid_from_day AS from_day,
  -- The moment belongs to the earliest of the three days; unknown when that one came without a time.
  CASE s.last_day
    WHEN s.until_day THEN s.until_at
    WHEN s.ended_day THEN s.ended_at
    WHEN s.grace_day THEN s.grace_at
  END AS to_at,
  s.last_day AS to_day,
  s.grace_day AS grace_ends_on,
  CAST(CAST(s.yearly_percents AS DECIMAL(34, 6)) * s.minor_units / 100 / s.intervals AS DECIMAL(38, 6)) AS annual_amount,
  CAST(CAST(s.list_percents AS DECIMAL(34, 6)) * s.minor_units / 100 / s.intervals AS DECIMAL(38, 6)) AS list_annual_amount,
  s.status,
  s.currency,
  s.plan_name AS plan,
  coalesce(l.channel, s.sold_through) AS channel,
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
  AND coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) IS NOT NULL
  AND NOT coalesce(l.is_test, false)
  -- States of no length would be counted as an arrival and a loss.
  AND (s.last_day IS NULL OR s.last_day > s.paid_from_day OR (s.last_day = s.paid_from_day AND s.paid_from_day = s.from_day))
