/*
fact: paying_spans
row: one customer during one unbroken time as a paying customer, seen in each of two ways to date its end
refresh_by: customer
interval: { from: from_at, to: to_at }
columns:
  ends:        { kind: text, meaning: "paid_term: it lasts as long as is paid for; request: until the customer asks to end it" }
  customer_id: { kind: text, dimension: customer }
  basis:       { kind: text, meaning: "subscription: recurring revenue above zero; orders: bought within the activity window" }
  from_at:     { kind: instant }
  to_at:       { kind: instant, meaning: first moment it no longer paid; empty while it lasts }
  days_since_left: { kind: integer, meaning: "days since the customer last paid before this time began; empty for the first time" }
  returned_at: { kind: instant, meaning: when the customer paid again after it; empty if never }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  source:      { kind: text, dimension: source }
*/
-- Whoever ever had a paid subscription is judged by it; everybody else by purchases.
WITH subscribers AS (SELECT DISTINCT customer_id FROM fact.customer_mrr),
activity_window AS (
  SELECT coalesce(max(CASE WHEN name = 'activity_window_days' THEN CAST(value AS INTEGER) END), 365) AS days
  FROM setting
),
spans AS (
  SELECT 'paid_term' AS ends, customer_id, 'subscription' AS basis, from_at, from_day, to_at, to_day
  FROM fact.customer_mrr
  UNION ALL
  -- What was asked to end no longer counts from then on, though it is still paid for.
  SELECT
    'request', m.customer_id, 'subscription', m.from_at, m.from_day,
    CASE WHEN b.cancel_requested_day < coalesce(m.to_day, DATE '9999-01-01') THEN b.cancel_requested_at ELSE m.to_at END,
    least(m.to_day, b.cancel_requested_day)
  FROM fact.customer_mrr m
  JOIN subscription b ON b.id = m.subscription_id
  WHERE b.cancel_requested_day IS NULL OR m.from_day <= b.cancel_requested_day
  UNION ALL
  SELECT
    v.ends, e.customer_id, 'orders', e.booked_at, e.booked_day,
    add_days(e.booked_at, activity_window.days), CAST(add_days(e.booked_day, activity_window.days) AS DATE)
  FROM fact.revenue_entries e
  CROSS JOIN activity_window
  CROSS JOIN (VALUES ('paid_term'), ('request')) AS v(ends)
  LEFT JOIN subscribers s ON s.customer_id = e.customer_id
  WHERE e.kind IN ('order', 'invoice') AND e.customer_id IS NOT NULL AND s.customer_id IS NULL
),
-- A span without an end, or of which only the date is known, still needs a place in the order.
placed AS (
  SELECT
    spans.*,
    coalesce(from_at, CAST(from_day AS TIMESTAMP)) AS from_moment,
    CASE WHEN to_day IS NULL THEN TIMESTAMP '9999-01-01 00:00:00' ELSE coalesce(to_at, CAST(to_day AS TIMESTAMP)) END AS to_moment
  FROM spans
),
-- A new island begins where nothing that came before reaches.
marked AS (
  SELECT
    placed.*,
    CASE
      WHEN from_moment <= max(to_moment) OVER (
        PARTITION BY ends, customer_id ORDER BY from_moment, to_moment ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ) THEN 0
      ELSE 1
    END AS begins
  FROM placed
),
islands AS (
  SELECT
    marked.*,
    sum(begins) OVER (PARTITION BY ends, customer_id ORDER BY from_moment, to_moment ROWS UNBOUNDED PRECEDING) AS island
  FROM marked
),
merged AS (
  SELECT
    ends,
    customer_id,
    basis,
    min(from_at) AS from_at,
    min(from_day) AS from_day,
    CASE WHEN count(to_day) = count(*) THEN max(to_at) END AS to_at,
    CASE WHEN count(to_day) = count(*) THEN max(to_day) END AS to_day
  FROM islands
  GROUP BY ends, customer_id, basis, island
)
SELECT
  m.ends,
  m.customer_id,
  m.basis,
  m.from_at,
  m.from_day,
  m.to_at,
  m.to_day,
  CAST(days_between(lag(m.to_day) OVER chain, m.from_day) AS BIGINT) AS days_since_left,
  lead(m.from_at) OVER chain AS returned_at,
  lead(m.from_day) OVER chain AS returned_day,
  l.channel,
  l.campaign,
  l.segment,
  l.country,
  l.owner,
  l.source
FROM merged m
LEFT JOIN fact.customer_labels l ON l.customer_id = m.customer_id
WINDOW chain AS (PARTITION BY m.ends, m.customer_id ORDER BY m.from_day)
