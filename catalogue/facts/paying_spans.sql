/*
fact: paying_spans
row: one customer during one unbroken time as a paying customer, as each group of customers sees it, in each of two ways to date its end
refresh_by: customer
interval: { from: from_at, to: to_at }
columns:
  ends:        { kind: text, meaning: "paid_term: it lasts as long as is paid for; request: until the customer asks to end it" }
  customer_id: { kind: text, dimension: customer }
  basis:       { kind: text, meaning: "subscription: recurring revenue above zero; orders: bought within the activity window and never subscribed until then; all: either keeps it" }
  from_at:     { kind: instant }
  to_at:       { kind: instant, meaning: first moment it no longer paid; empty while it lasts }
  days_since_left: { kind: integer, meaning: "days since the customer last paid before this time began; empty for the first time" }
  returned_at: { kind: instant, meaning: when the customer paid again after it; empty if never }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
WITH activity_window AS (
  SELECT coalesce(max(CASE WHEN name = 'activity_window_days' THEN CAST(value AS INTEGER) END), 365) AS days
  FROM setting
),
purchases AS (
  SELECT customer_id, kind, booked_at, booked_day AS day, is_before_subscription
  FROM fact.purchases
  WHERE NOT bills_subscription
),
-- Purchases that surely reach each other are one span, so that millions of them become few.
chained AS (
  SELECT
    purchases.*,
    CASE WHEN day < CAST(add_days(lag(day) OVER chain, activity_window.days) AS DATE) THEN 0 ELSE 1 END AS begins
  FROM purchases
  CROSS JOIN activity_window
  WINDOW chain AS (PARTITION BY customer_id, is_before_subscription ORDER BY day)
),
runs AS (
  SELECT
    chained.*,
    sum(begins) OVER (PARTITION BY customer_id, is_before_subscription ORDER BY day, begins DESC ROWS UNBOUNDED PRECEDING) AS run
  FROM chained
),
-- The moment belongs to the first or last day; it is unknown when nothing of that day has a time.
bought AS (
  SELECT
    customer_id,
    is_before_subscription,
    min(day) AS from_day,
    max(day) AS last_day,
    CASE WHEN min(CASE WHEN booked_at IS NOT NULL THEN day END) = min(day) THEN min(booked_at) END AS from_at,
    CASE WHEN max(CASE WHEN booked_at IS NOT NULL THEN day END) = max(day) THEN max(booked_at) END AS last_at
  FROM runs
  GROUP BY customer_id, is_before_subscription, run
),
kept_by_orders AS (
  SELECT
    b.customer_id, b.is_before_subscription, b.from_at, b.from_day,
    add_days(b.last_at, w.days) AS to_at,
    CAST(add_days(b.last_day, w.days) AS DATE) AS to_day
  FROM bought b
  CROSS JOIN activity_window w
),
first_subscribed AS (
  SELECT
    customer_id,
    min(from_day) AS day,
    CASE WHEN min(CASE WHEN from_at IS NOT NULL THEN from_day END) = min(from_day) THEN min(from_at) END AS at
  FROM fact.customer_mrr
  GROUP BY customer_id
),
spans AS (
  SELECT v.basis, s.ends, s.customer_id, s.from_at, s.from_day, s.to_at, s.to_day
  FROM fact.subscribed_spans s
  CROSS JOIN (VALUES ('subscription'), ('all')) AS v(basis)
  WHERE s.discounts IN ('any', 'subtracted') AND s.tax IN ('any', 'left_out') AND s.metered = 'any'
  UNION ALL
  SELECT 'all', v.ends, b.customer_id, b.from_at, b.from_day, b.to_at, b.to_day
  FROM kept_by_orders b
  JOIN first_subscribed f ON f.customer_id = b.customer_id
  CROSS JOIN (VALUES ('paid_term'), ('request')) AS v(ends)
  UNION ALL
  -- From the first subscription on a buyer is a subscriber.
  SELECT
    'orders', v.ends, b.customer_id, b.from_at, b.from_day,
    CASE WHEN f.day < b.to_day THEN f.at ELSE b.to_at END,
    least(b.to_day, f.day)
  FROM kept_by_orders b
  JOIN first_subscribed f ON f.customer_id = b.customer_id
  CROSS JOIN (VALUES ('paid_term'), ('request')) AS v(ends)
  WHERE b.is_before_subscription
  UNION ALL
  -- Who never subscribed looks the same in every way, so once is enough until the end.
  SELECT 'buyer', 'any', b.customer_id, b.from_at, b.from_day, b.to_at, b.to_day
  FROM kept_by_orders b
  LEFT JOIN first_subscribed f ON f.customer_id = b.customer_id
  WHERE f.customer_id IS NULL
),
-- How far everything reaches that began before: where only the date is known, the day decides.
reached AS (
  SELECT
    spans.*,
    max(coalesce(to_day, DATE '9999-01-01')) OVER earlier AS reach_day,
    max(to_at) OVER earlier AS reach_at,
    max(CASE WHEN to_at IS NULL THEN coalesce(to_day, DATE '9999-01-01') END) OVER earlier AS reach_without_time
  FROM spans
  WINDOW earlier AS (
    PARTITION BY basis, ends, customer_id
    ORDER BY from_day, CASE WHEN from_at IS NULL THEN 0 ELSE 1 END, from_at, to_day, to_at
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  )
),
-- A new island begins where nothing that came before reaches.
marked AS (
  SELECT
    reached.*,
    CASE
      WHEN from_day < reach_day THEN 0
      WHEN from_day = reach_day AND (from_at IS NULL OR from_day = reach_without_time OR from_at <= reach_at) THEN 0
      ELSE 1
    END AS begins
  FROM reached
),
islands AS (
  SELECT
    marked.*,
    sum(begins) OVER (
      PARTITION BY basis, ends, customer_id
      ORDER BY from_day, CASE WHEN from_at IS NULL THEN 0 ELSE 1 END, from_at, to_day, to_at, begins DESC
      ROWS UNBOUNDED PRECEDING
    ) AS island
  FROM marked
),
merged AS (
  SELECT
    basis,
    ends,
    customer_id,
    CASE WHEN min(CASE WHEN from_at IS NOT NULL THEN from_day END) = min(from_day) THEN min(from_at) END AS from_at,
    min(from_day) AS from_day,
    CASE
      WHEN count(to_day) = count(*) AND max(CASE WHEN to_at IS NOT NULL THEN to_day END) = max(to_day) THEN max(to_at)
    END AS to_at,
    CASE WHEN count(to_day) = count(*) THEN max(to_day) END AS to_day
  FROM islands
  GROUP BY basis, ends, customer_id, island
),
chained_spans AS (
  SELECT
    merged.*,
    CAST(days_between(lag(to_day) OVER chain, from_day) AS BIGINT) AS days_since_left,
    lead(from_at) OVER chain AS returned_at,
    lead(from_day) OVER chain AS returned_day
  FROM merged
  WINDOW chain AS (PARTITION BY basis, ends, customer_id ORDER BY from_day, to_day)
),
seen AS (
  SELECT basis AS stored_basis, ends AS stored_ends, basis, ends
  FROM (VALUES ('subscription', 'paid_term'), ('subscription', 'request'), ('all', 'paid_term'), ('all', 'request'), ('orders', 'paid_term'), ('orders', 'request')) AS v(basis, ends)
  UNION ALL
  SELECT 'buyer', 'any', basis, ends
  FROM (VALUES ('all', 'paid_term'), ('all', 'request'), ('orders', 'paid_term'), ('orders', 'request')) AS v(basis, ends)
)
SELECT
  s.ends,
  m.customer_id,
  s.basis,
  m.from_at,
  m.from_day,
  m.to_at,
  m.to_day,
  m.days_since_left,
  m.returned_at,
  m.returned_day,
  l.channel,
  l.campaign,
  l.segment,
  l.country,
  l.owner,
  l.team,
  l.source
FROM chained_spans m
JOIN seen s ON s.stored_basis = m.basis AND s.stored_ends = m.ends
LEFT JOIN fact.customer_labels l ON l.customer_id = m.customer_id
