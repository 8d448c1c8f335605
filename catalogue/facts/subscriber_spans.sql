/*
fact: subscriber_spans
row: one subscriber during one time as a paying customer on one plan, and how it stopped paying
refresh_by: customer
interval: { from: from_at, to: to_at }
columns:
  customer_id:    { kind: text, dimension: customer }
  from_at:        { kind: instant }
  to_at:          { kind: instant, meaning: first moment it no longer paid or had another plan; empty while it lasts }
  is_involuntary: { kind: boolean, meaning: "in the end a payment failed or never came; the customer did not cancel; empty where nobody says" }
  plan:           { kind: text, dimension: plan }
  channel:        { kind: text, dimension: channel }
  campaign:       { kind: text, dimension: campaign }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  owner:          { kind: text, dimension: owner }
  source:         { kind: text, dimension: source }
*/
WITH last_states AS (SELECT subscription_id, max(ended_day) AS to_day FROM fact.state_ends GROUP BY subscription_id),
-- A subscription whose end nobody dated ended when it stopped counting; one that never counted, as a trial, was not lost.
last_paid AS (SELECT subscription_id, max(to_day) AS to_day FROM fact.customer_mrr GROUP BY subscription_id),
-- The billing system says the reason at the agreement, at its last state, or at both.
reasons AS (
  SELECT b.id AS subscription_id, coalesce(b.ended_day, l.to_day, m.to_day) AS ended_day, b.end_reason
  FROM subscription b
  LEFT JOIN last_states l ON l.subscription_id = b.id
  LEFT JOIN last_paid m ON m.subscription_id = b.id
  WHERE b.end_reason IS NOT NULL
  UNION ALL
  SELECT s.subscription_id, coalesce(s.to_day, b.ended_day, m.to_day), s.end_reason
  FROM subscription_state s
  JOIN subscription b ON b.id = s.subscription_id
  LEFT JOIN last_paid m ON m.subscription_id = b.id
  WHERE s.end_reason IS NOT NULL
),
ends AS (
  SELECT
    coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
    r.ended_day,
    r.end_reason
  FROM reasons r
  JOIN last_paid m ON m.subscription_id = r.subscription_id
  JOIN subscription b ON b.id = r.subscription_id
  LEFT JOIN customer_link o ON o.record_id = b.organization_id
  LEFT JOIN customer_link p ON p.record_id = b.person_id
),
-- Nobody has to write down why a subscription stopped counting that waited for money until the grace was over.
grace_ends AS (
  SELECT DISTINCT customer_id, to_day
  FROM fact.customer_mrr
  WHERE to_day = grace_ends_on
),
losses AS (
  SELECT
    s.customer_id, s.from_day, s.to_day,
    coalesce(bool_or(e.end_reason = 'involuntary'), bool_or(g.customer_id IS NOT NULL)) AS is_involuntary
  FROM fact.paying_spans s
  -- A subscription that waited for money ends in the books some time after it stopped counting,
  -- but what ends after the customer came back is another loss.
  LEFT JOIN ends e
    ON e.customer_id = s.customer_id
   AND e.ended_day >= s.to_day
   AND e.ended_day <= least(CAST(add_days(s.to_day, 60) AS DATE), s.returned_day)
  LEFT JOIN grace_ends g ON g.customer_id = s.customer_id AND g.to_day = s.to_day
  WHERE s.ends = 'paid_term' AND s.basis = 'subscription' AND s.to_day IS NOT NULL
  GROUP BY s.customer_id, s.from_day, s.to_day
)
SELECT
  a.customer_id,
  a.from_at,
  a.from_day,
  a.to_at,
  a.to_day,
  l.is_involuntary,
  a.plan,
  a.channel,
  a.campaign,
  a.segment,
  a.country,
  a.owner,
  a.source
FROM fact.customer_activity a
LEFT JOIN losses l ON l.customer_id = a.customer_id AND l.from_day = a.joined_day AND l.to_day = a.stops_on
WHERE a.ends = 'paid_term' AND a.basis = 'subscription'
