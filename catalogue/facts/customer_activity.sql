/*
fact: customer_activity
row: one customer during one time as a paying customer on one plan, as each group of customers sees it, in each of two ways to date its end
refresh_by: customer
interval: { from: from_at, to: to_at }
columns:
  ends:        { kind: text, meaning: "paid_term: it lasts as long as is paid for; request: until the customer asks to end it" }
  customer_id: { kind: text, dimension: customer }
  basis:       { kind: text, meaning: "subscription: recurring revenue above zero; orders: bought within the activity window and never subscribed until then; all: either keeps it" }
  plan:        { kind: text, dimension: plan, meaning: "of the plans it has, the one it has had longest; empty while it only buys" }
  from_at:     { kind: instant, meaning: the plan may have changed at it }
  to_at:       { kind: instant, meaning: first moment it no longer paid or had another plan; empty while it lasts }
  days_since_left: { kind: integer, meaning: "days since the customer last paid before this time began; empty for the first time, and where only the plan changed" }
  joined_at:   { kind: instant, meaning: since when it has paid without a break }
  left_at:     { kind: instant, meaning: "first moment it no longer paid at all; empty while it lasts, and where only the plan changed" }
  stops_on:    { kind: date, meaning: "first day it no longer paid at all, on whichever plan; empty while it lasts" }
  returned_at: { kind: instant, meaning: when the customer paid again after it left; empty if never }
  currency:    { kind: text, dimension: currency, meaning: in which the customer mostly buys }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  variant:     { kind: text, dimension: variant }
  owner:       { kind: text, dimension: owner }
  cohort:      { kind: text, dimension: cohort }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
WITH plan_states AS (
  SELECT ends, customer_id, plan, from_day, coalesce(to_day, DATE '9999-01-01') AS to_day
  FROM fact.subscribed_spans
  WHERE plan IS NOT NULL AND discounts IN ('any', 'subtracted') AND tax IN ('any', 'left_out') AND metered = 'any'
),
-- Items and states of one plan that reach each other are one time on it, so that few are left to compare.
marked AS (
  SELECT
    plan_states.*,
    CASE
      WHEN from_day <= max(to_day) OVER (
        PARTITION BY ends, customer_id, plan ORDER BY from_day, to_day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ) THEN 0
      ELSE 1
    END AS begins
  FROM plan_states
),
islands AS (
  SELECT
    marked.*,
    sum(begins) OVER (
      PARTITION BY ends, customer_id, plan ORDER BY from_day, to_day, begins DESC ROWS UNBOUNDED PRECEDING
    ) AS island
  FROM marked
),
plan_times AS (
  SELECT ends, customer_id, plan, min(from_day) AS from_day, max(to_day) AS to_day
  FROM islands
  GROUP BY ends, customer_id, plan, island
),
-- Whoever has no plan needs no further look.
planned AS (SELECT DISTINCT customer_id FROM plan_times),
spans AS (
  SELECT s.*, row_number() OVER (PARTITION BY s.basis, s.ends, s.customer_id ORDER BY s.from_day, s.to_day) AS span
  FROM fact.paying_spans s
  JOIN planned n ON n.customer_id = s.customer_id
  WHERE s.basis <> 'orders'
),
-- A plan may change within a span: by days, as balances look at days.
changes AS (
  SELECT basis, ends, customer_id, span, from_day AS day FROM spans
  UNION
  SELECT s.basis, s.ends, s.customer_id, s.span, p.from_day
  FROM spans s
  JOIN plan_times p ON p.customer_id = s.customer_id AND p.ends = s.ends
  WHERE p.from_day > s.from_day AND (s.to_day IS NULL OR p.from_day < s.to_day)
  UNION
  SELECT s.basis, s.ends, s.customer_id, s.span, p.to_day
  FROM spans s
  JOIN plan_times p ON p.customer_id = s.customer_id AND p.ends = s.ends
  WHERE p.to_day > s.from_day AND (p.to_day < s.to_day OR (s.to_day IS NULL AND p.to_day < DATE '9999-01-01'))
),
named AS (
  SELECT
    c.*,
    p.plan,
    row_number() OVER (PARTITION BY c.basis, c.ends, c.customer_id, c.span, c.day ORDER BY p.from_day, p.plan) AS place
  FROM changes c
  LEFT JOIN plan_times p
    ON p.customer_id = c.customer_id AND p.ends = c.ends AND p.from_day <= c.day AND p.to_day > c.day
),
compared AS (
  SELECT
    named.*,
    lag(coalesce(plan, '')) OVER (PARTITION BY basis, ends, customer_id, span ORDER BY day) AS earlier_plan
  FROM named
  WHERE place = 1
),
pieces AS (
  SELECT
    basis, ends, customer_id, span, day, plan,
    earlier_plan IS NULL AS is_first,
    lead(day) OVER (PARTITION BY basis, ends, customer_id, span ORDER BY day) AS next_day
  FROM compared
  WHERE earlier_plan IS NULL OR earlier_plan <> coalesce(plan, '')
),
told AS (
  SELECT
    s.ends, s.customer_id, s.basis, c.plan,
    CASE WHEN c.is_first THEN s.from_at END AS from_at,
    c.day AS from_day,
    CASE WHEN c.next_day IS NULL THEN s.to_at END AS to_at,
    coalesce(c.next_day, s.to_day) AS to_day,
    CASE WHEN c.is_first THEN s.days_since_left END AS days_since_left,
    s.from_at AS joined_at,
    s.from_day AS joined_day,
    CASE WHEN c.next_day IS NULL THEN s.to_at END AS left_at,
    CASE WHEN c.next_day IS NULL THEN s.to_day END AS left_day,
    s.to_day AS stops_on,
    s.returned_at, s.returned_day, s.channel, s.campaign, s.segment, s.country, s.owner, s.team, s.source
  FROM pieces c
  JOIN spans s ON s.basis = c.basis AND s.ends = c.ends AND s.customer_id = c.customer_id AND s.span = c.span
  UNION ALL
  SELECT
    s.ends, s.customer_id, s.basis, NULL, s.from_at, s.from_day, s.to_at, s.to_day, s.days_since_left,
    s.from_at, s.from_day, s.to_at, s.to_day, s.to_day,
    s.returned_at, s.returned_day, s.channel, s.campaign, s.segment, s.country, s.owner, s.team, s.source
  FROM fact.paying_spans s
  LEFT JOIN planned n ON n.customer_id = s.customer_id
  WHERE s.basis = 'orders' OR n.customer_id IS NULL
)
SELECT
  t.ends, t.customer_id, t.basis, t.plan, t.from_at, t.from_day, t.to_at, t.to_day, t.days_since_left,
  t.joined_at, t.joined_day, t.left_at, t.left_day, t.stops_on, t.returned_at, t.returned_day,
  c.currency, t.channel, t.campaign, t.segment, t.country, l.variant, t.owner, f.cohort, t.team, t.source
FROM told t
LEFT JOIN fact.customer_labels l ON l.customer_id = t.customer_id
LEFT JOIN fact.first_payments f ON f.customer_id = t.customer_id
LEFT JOIN fact.customer_currencies c ON c.customer_id = t.customer_id
