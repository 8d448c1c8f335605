/*
fact: trials
row: one trial of a subscription on the day it ended
refresh_by: customer
columns:
  subscription_id: { kind: text }
  ended_at:        { kind: instant }
  paid_at:         { kind: instant, meaning: first paid state of the customer since the trial began }
  days_to_paid:    { kind: integer, meaning: "days from its end to the first paid state of the customer, 0 when it was paid before; empty while it is not" }
  customer_id:     { kind: text, dimension: customer }
  plan:            { kind: text, dimension: plan }
  channel:         { kind: text, dimension: channel }
  campaign:        { kind: text, dimension: campaign }
  segment:         { kind: text, dimension: segment }
  country:         { kind: text, dimension: country }
  owner:           { kind: text, dimension: owner }
  source:          { kind: text, dimension: source }
*/
WITH tried AS (
  SELECT
    s.subscription_id,
    max(s.plan) AS plan,
    min(s.from_day) AS from_day,
    -- One state without an end: the trial still runs.
    CASE WHEN count(*) = count(e.ended_day) THEN max(e.ended_day) END AS state_day,
    CASE WHEN count(*) = count(e.ended_day) THEN max(e.ended_at) END AS state_at
  FROM subscription_state s
  JOIN fact.state_ends e ON e.state_id = s.id
  WHERE s.status = 'trial'
  GROUP BY s.subscription_id
),
ended AS (
  SELECT
    b.id, b.organization_id, b.person_id, b.source_id, coalesce(t.plan, b.plan) AS plan, b.channel,
    coalesce(t.from_day, b.started_day, b.trial_ends_day) AS from_day,
    CASE
      WHEN t.state_day IS NOT NULL THEN t.state_at
      WHEN b.ended_day < b.trial_ends_day THEN b.ended_at
      ELSE b.trial_ends_at
    END AS ended_at,
    coalesce(t.state_day, least(b.trial_ends_day, b.ended_day)) AS ended_day
  FROM subscription b
  LEFT JOIN tried t ON t.subscription_id = b.id
  WHERE t.subscription_id IS NOT NULL OR b.trial_ends_day IS NOT NULL
),
placed AS (
  SELECT e.*, coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id
  FROM ended e
  LEFT JOIN customer_link o ON o.record_id = e.organization_id
  LEFT JOIN customer_link p ON p.record_id = e.person_id
  WHERE e.ended_day IS NOT NULL
),
-- A subscription that was paid before the trial began pays for none, whatever changes in it;
-- one that only waits for its first money has not been paid.
first_paid AS (
  SELECT
    subscription_id, customer_id,
    -- On a first day that came without a time the moment stays unknown.
    CASE WHEN min(CASE WHEN from_at IS NOT NULL THEN from_day END) = min(from_day) THEN min(from_at) END AS paid_at,
    min(from_day) AS paid_day
  FROM fact.customer_mrr
  WHERE status = 'active'
  GROUP BY subscription_id, customer_id
),
paid AS (
  SELECT
    p.id,
    CASE WHEN min(CASE WHEN f.paid_at IS NOT NULL THEN f.paid_day END) = min(f.paid_day) THEN min(f.paid_at) END AS paid_at,
    min(f.paid_day) AS paid_day
  FROM placed p
  JOIN first_paid f ON f.customer_id = p.customer_id AND f.paid_day >= p.from_day
  GROUP BY p.id
)
SELECT
  p.id AS subscription_id,
  p.ended_at,
  p.ended_day,
  d.paid_at,
  d.paid_day,
  CASE WHEN d.paid_day IS NOT NULL THEN CAST(greatest(days_between(p.ended_day, d.paid_day), 0) AS BIGINT) END AS days_to_paid,
  p.customer_id,
  p.plan,
  coalesce(l.channel, p.channel) AS channel,
  l.campaign, l.segment, l.country, l.owner,
  p.source_id AS source
FROM placed p
LEFT JOIN paid d ON d.id = p.id
LEFT JOIN fact.customer_labels l ON l.customer_id = p.customer_id
WHERE NOT coalesce(l.is_test, false)
