/*
fact: subscription_losses
row: a subscriber stopped paying altogether, with the reason the billing system gives
refresh_by: customer
columns:
  customer_id:    { kind: text, dimension: customer }
  began_at:       { kind: instant, meaning: since when it had paid without a break }
  lost_at:        { kind: instant }
  returned_at:    { kind: instant, meaning: when the customer paid again after it; empty if never }
  is_involuntary: { kind: boolean, meaning: "a payment failed or never came; the customer did not cancel" }
  plan:           { kind: text, dimension: plan, meaning: the plan that was left }
  channel:        { kind: text, dimension: channel }
  campaign:       { kind: text, dimension: campaign }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  owner:          { kind: text, dimension: owner }
  source:         { kind: text, dimension: source }
*/
WITH last_states AS (SELECT subscription_id, max(to_day) AS to_day FROM subscription_state GROUP BY subscription_id),
-- A subscription whose end nobody dated ended when it stopped counting; one that never counted was not lost.
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
  JOIN subscription b ON b.id = r.subscription_id
  LEFT JOIN customer_link o ON o.record_id = b.organization_id
  LEFT JOIN customer_link p ON p.record_id = b.person_id
),
-- Nobody has to write down why a subscription stopped counting that waited for money until the grace was over.
grace_ends AS (
  SELECT DISTINCT customer_id, to_day
  FROM fact.customer_mrr
  WHERE to_day = grace_ends_on
)
SELECT
  a.customer_id,
  a.joined_at AS began_at,
  a.joined_day AS began_day,
  a.left_at AS lost_at,
  a.left_day AS lost_day,
  a.returned_at,
  a.returned_day,
  coalesce(bool_or(e.end_reason = 'involuntary'), bool_or(g.customer_id IS NOT NULL)) AS is_involuntary,
  a.plan, a.channel, a.campaign, a.segment, a.country, a.owner, a.source
FROM fact.customer_activity a
-- A subscription that waited for money ends in the books some time after it stopped counting.
LEFT JOIN ends e
  ON e.customer_id = a.customer_id
 AND e.ended_day >= a.left_day
 AND e.ended_day <= CAST(add_days(a.left_day, 60) AS DATE)
LEFT JOIN grace_ends g ON g.customer_id = a.customer_id AND g.to_day = a.left_day
WHERE a.ends = 'paid_term' AND a.basis = 'subscription' AND a.left_day IS NOT NULL
GROUP BY
  a.customer_id, a.joined_at, a.joined_day, a.left_at, a.left_day, a.returned_at, a.returned_day,
  a.plan, a.channel, a.campaign, a.segment, a.country, a.owner, a.source
